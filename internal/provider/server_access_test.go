// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// plans plans to create, to change, to keep and to destroy an object of a type whose own plan asks AWS for nothing.
func plans(t *testing.T, s *server) map[string][]*tfprotov6.Diagnostic {
	t.Helper()
	found := map[string][]*tfprotov6.Diagnostic{}
	for verb, values := range map[string][2]*tfprotov6.DynamicValue{
		"create": {noValue(t), buggyValue(t, "a", nil)}, "change": {buggyValue(t, "a", "arn"), buggyValue(t, "b", "arn")},
		"keep": {buggyValue(t, "a", "arn"), buggyValue(t, "a", "arn")}, "destroy": {buggyValue(t, "a", "arn"), noValue(t)},
	} {
		config := values[1]
		if verb != "destroy" {
			config = buggyValue(t, map[string]any{"create": "a", "change": "b", "keep": "a"}[verb], nil)
		}
		resp, err := s.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: "bedrock_buggy", PriorState: values[0], ProposedNewState: values[1], Config: config,
		})
		if err != nil {
			t.Fatal(err)
		}
		found[verb] = resp.Diagnostics
	}
	return found
}

func TestPlan_stopsForEveryTypeWhereNothingCanBeDone(t *testing.T) {
	t.Parallel()
	refused := func(code string) *simulator.Fault {
		return &simulator.Fault{Operation: "GetCallerIdentity", Status: 403, Code: code, Times: -1}
	}
	for name, test := range map[string]struct {
		change block
		fault  *simulator.Fault
		says   string // of an error of each plan; empty for none
		calls  int
	}{
		"all is well":         {block{}, nil, "", 1},
		"an allowed account":  {block{"allowed_account_ids": []any{"123456789012"}}, nil, "", 1},
		"an excluded account": {block{"allowed_account_ids": []any{"111111111111"}}, nil, "allowed_account_ids", 1},
		"a forbidden account": {block{"forbidden_account_ids": []any{"123456789012"}}, nil, "forbidden_account_ids", 1},
		"no credentials":      {block{"access_key": nil, "secret_key": nil}, nil, "The provider tries, in this order", 0},
		"no way to the simulator": {
			block{"access_key": nil, "secret_key": nil, "endpoints": nil, "allowed_account_ids": []any{"123456789012"}}, nil,
			"is the simulator's, and AWS_ENDPOINT_URL is not set", 0,
		},
		"refused credentials":   {block{}, refused("InvalidClientTokenId"), "AWS refuses the credentials", 1},
		"no region":             {block{"region": nil}, nil, "No AWS region is configured", 0},
		"a region that is none": {block{"region": "us-east-11"}, nil, `"us-east-11" is no AWS region`, 0},
		"not known yet":         {block{"access_key": unknown}, nil, "", 0},
		"a guard that cannot be asked": {
			block{"allowed_account_ids": []any{"123456789012"}}, refused("AccessDenied"), "Asking AWS STS whose the credentials are", 1,
		},
		"no look at the credentials": {
			block{"access_key": nil, "secret_key": nil, "skip_credentials_validation": true}, nil, "", 0,
		},
		"no look at them, and no region": {
			block{"region": nil, "skip_credentials_validation": true}, nil, "No AWS region is configured", 0,
		},
		"no look at them, and a guard": {
			block{"skip_credentials_validation": true, "skip_requesting_account_id": true, "allowed_account_ids": []any{"111111111111"}},
			nil, "allowed_account_ids", 1,
		},
		"no question for the account": {block{"skip_requesting_account_id": true}, nil, "", 0},
		"no question, no credentials": {
			block{"access_key": nil, "secret_key": nil, "skip_requesting_account_id": true}, nil, "The provider tries, in this order", 0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			if test.fault != nil {
				cloud.AddFault(*test.fault)
			}
			config := block{
				"region": "us-east-1", "access_key": "AKIAEXAMPLE", "secret_key": "secret", "endpoints": []any{block{"sts": cloud.URL}},
			}
			maps.Copy(config, test.change)
			s := newServer(t, newBuggy)
			s.mustConfigure(config)
			told := 0
			for verb, diags := range plans(t, s) {
				errors := texts(errorsOf(diags))
				if (test.says == "") != (errors == "") {
					t.Errorf("%s: got%s", verb, texts(diags))
				}
				if strings.Contains(errors, test.says) {
					told++
				}
			}
			if told == 0 {
				t.Errorf("nothing says %q", test.says)
			}
			if n := cloud.Count("GetCallerIdentity"); n != test.calls || len(cloud.Journal()) != n {
				t.Errorf("sent %+v, want %d GetCallerIdentity", cloud.Journal(), test.calls)
			}
		})
	}
}

// Where AWS answers, but does not say whose the credentials are, a plan of something new says that nobody looked, once.
func TestPlan_warnsWhereNobodyLooked(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.AddFault(simulator.Fault{Operation: "GetCallerIdentity", Status: 403, Code: "AccessDenied", Times: -1})
	s := newServer(t, newBuggy)
	s.mustConfigure(block{
		"region": "us-east-1", "access_key": "AKIAEXAMPLE", "secret_key": "secret", "endpoints": []any{block{"sts": cloud.URL}},
	})
	for round := range 2 {
		for verb, diags := range plans(t, s) {
			warns := len(diags) == 1 && diags[0].Summary == "Planning without a check of the credentials"
			if warns != (round == 0 && verb == "create") {
				t.Errorf("round %d, %s: %s", round, verb, texts(diags))
			}
		}
	}
}
