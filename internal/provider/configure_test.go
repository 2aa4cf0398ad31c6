// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

func TestConfigure_defaults(t *testing.T) {
	t.Parallel()
	data := newServer(t).mustConfigure(block{})
	if data.Clients == nil || data.Lookup == nil || data.Clock != wait.Clock(wait.SystemClock{}) {
		t.Errorf("not ready for use: %+v", data)
	}
	if data.PollInterval != time.Minute || data.AllowCommitments || len(data.DefaultTags) > 0 || data.RegionUnknown {
		t.Errorf("%+v", data)
	}
}

func TestConfigure_needsNoCredentialsAndAcceptsCopiedBlocks(t *testing.T) {
	t.Parallel()
	for name, b := range copiedBlocks() {
		if strings.Contains(name, "modules") {
			continue // has unknown tags, see below
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			newServer(t).mustConfigure(b)
		})
	}
}

func TestConfigure_ownArguments(t *testing.T) {
	t.Parallel()
	data := newServer(t).mustConfigure(block{"poll_interval": "5s", "allow_commitments": true})
	if data.PollInterval != 5*time.Second || !data.AllowCommitments {
		t.Errorf("%+v", data)
	}
}

// The override is for one run, so the environment has it too; what stands in the block is meant for longer, and wins.
func TestConfigure_deletionPolicies(t *testing.T) {
	t.Setenv(crud.OverrideEnvironment, crud.DeletionAbandon)
	data := newServer(t).mustConfigure(block{"default_deletion_policy": crud.DeletionPrevent})
	if data.DefaultDeletionPolicy != crud.DeletionPrevent || data.DeletionPolicyOverride != crud.DeletionAbandon {
		t.Errorf("%+v", data)
	}
	data = newServer(t).mustConfigure(block{"deletion_policy_override": crud.DeletionDelete})
	if data.DefaultDeletionPolicy != "" || data.DeletionPolicyOverride != crud.DeletionDelete {
		t.Errorf("%+v", data)
	}
	t.Setenv(crud.OverrideEnvironment, "delete")
	const want = `is "delete", and must be one of DELETE, ABANDON, PREVENT`
	if _, diags := newServer(t).configure(block{}); !strings.Contains(texts(diags), want) {
		t.Errorf("a misspelt override is taken: %s", texts(diags))
	}
}

func TestConfigure_tagsOfBlockAndEnvironment(t *testing.T) {
	t.Setenv("TF_AWS_DEFAULT_TAGS_owner", "environment")
	t.Setenv("TF_AWS_DEFAULT_TAGS_pipeline", "42")
	t.Setenv("TF_AWS_IGNORE_TAGS_KEYS", "LastScan, Backup")
	t.Setenv("TF_AWS_IGNORE_TAGS_KEY_PREFIXES", "scan/")
	data := newServer(t).mustConfigure(block{
		"default_tags": []any{block{"tags": map[string]any{"owner": "block"}}},
		"ignore_tags":  []any{block{"keys": []any{"Other"}, "key_prefixes": []any{"kubernetes.io/"}}},
	})
	if diff := cmp.Diff(map[string]string{"owner": "block", "pipeline": "42"}, data.DefaultTags); diff != "" {
		t.Error(diff)
	}
	want := tags.Ignore{Keys: []string{"Backup", "LastScan", "Other"}, KeyPrefixes: []string{"scan/", "kubernetes.io/"}}
	if diff := cmp.Diff(want, data.IgnoreTags); diff != "" {
		t.Error(diff)
	}
}

func TestConfigure_unknownValues(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config        block
		regionUnknown bool
		want          []string
	}{
		"region":          {block{"region": unknown}, true, []string{"region"}},
		"role":            {block{"region": "us-east-1", "assume_role": []any{block{"role_arn": unknown}}}, false, []string{"assume_role"}},
		"number of roles": {block{"region": "us-east-1", "assume_role": unknown}, false, []string{"assume_role"}},
		"endpoint":        {block{"region": "us-east-1", "endpoints": []any{block{"s3": unknown}}}, false, []string{"endpoints"}},
		"account":         {block{"region": "us-east-1", "allowed_account_ids": []any{unknown}}, false, []string{"allowed_account_ids"}},
		"session tag": {
			block{"region": "us-east-1", "assume_role": []any{block{
				"role_arn": "arn:aws:iam::123456789012:role/a", "tags": map[string]any{"a": unknown},
			}}}, false, []string{"assume_role"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := newServer(t).mustConfigure(test.config)
			if data.RegionUnknown != test.regionUnknown {
				t.Errorf("RegionUnknown = %t", data.RegionUnknown)
			}
			_, err := data.Clients.Bedrock(t.Context(), "eu-west-1")
			var unknownErr *awsclient.UnknownArgumentsError
			if !errors.As(err, &unknownErr) {
				t.Fatalf("want an UnknownArgumentsError, got %v", err)
			}
			if diff := cmp.Diff(test.want, unknownErr.Arguments); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestConfigure_costCeiling(t *testing.T) {
	t.Parallel()
	if ceiling := newServer(t).mustConfigure(block{}).CostCeiling; ceiling != nil {
		t.Errorf("a ceiling nobody asked for: %s", ceiling)
	}
	for want, argument := range map[string]block{
		"12.5 USD once": {"one_time": "12.50", "monthly": ""}, "200 EUR every month": {"monthly": "200", "currency": "EUR"},
		"0 USD once, 0.5 USD every month": {"one_time": "0", "monthly": "0.5", "on_unknown": "warn"},
	} {
		ceiling := newServer(t).mustConfigure(block{"cost_ceiling": []any{argument}}).CostCeiling
		if ceiling.String() != want || ceiling.WarnOnly != (argument["on_unknown"] == "warn") {
			t.Errorf("want %s, got %s (%+v)", want, ceiling, ceiling)
		}
	}
}

func TestConfigure_unknownTagsAreAnError(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"default_tags", "ignore_tags", "cost_ceiling"} {
		_, diags := newServer(t).configure(block{name: unknown})
		if len(diags) != 1 || !at(diags[0], name) {
			t.Errorf("want one error at %s, got%s", name, texts(diags))
		}
	}
}

func TestConfigure_argumentsReachTheClients(t *testing.T) {
	t.Parallel()
	var agents []string
	cloud := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.UserAgent())
		fmt.Fprint(w, "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/a</Arn>"+
			"<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>")
	}))
	t.Cleanup(cloud.Close)
	data := newServer(t).mustConfigure(block{
		"region": "eu-west-1", "access_key": "a", "secret_key": "s", "user_agent": []any{"landing-zone/7"},
		"endpoints": []any{block{"sts": cloud.URL}}, "allowed_account_ids": []any{"123456789012"},
	})
	if len(agents) > 0 {
		t.Error("Configure called AWS")
	}
	caller, err := data.Lookup.Caller(t.Context())
	if err != nil || caller.AccountID != "123456789012" {
		t.Fatalf("%+v, %v", caller, err)
	}
	for _, want := range []string{"terraform-provider-bedrock/1.2.3", "Terraform/1.11.4", "landing-zone/7"} {
		if !strings.Contains(agents[0], want) {
			t.Errorf("User-Agent %q lacks %q", agents[0], want)
		}
	}
	if got, err := data.Clients.Region(t.Context()); err != nil || got != "eu-west-1" {
		t.Errorf("region %q, %v", got, err)
	}
}
