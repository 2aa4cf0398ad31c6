// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func TestSaveCreated_leavesNothingUnknown(t *testing.T) {
	t.Parallel()
	plan := planOf(t, &jobModel{
		Region: text("us-east-1"), WaitFor: text("completed"), ARN: unknown, Status: unknown, EndTime: unknown, OutputModelARN: unknown,
	})
	resp := &resource.CreateResponse{State: stateOf(t, nil), Identity: emptyIdentity(t)}
	m := jobModel{
		Region: text("us-east-1"), WaitFor: text("completed"), ARN: text(arn), Status: text("InProgress"),
		EndTime: unknown, OutputModelARN: unknown, Metrics: &metricsModel{Loss: unknown, Perplexity: text("1")},
	}
	if diags := crud.SaveCreated(t.Context(), plan, resp, &m, arn); diags.HasError() {
		t.Fatal(diags)
	}
	if !resp.State.Raw.IsFullyKnown() {
		t.Error("something is unknown: Terraform would taint the object")
	}
	m.EndTime, m.OutputModelARN = types.StringNull(), types.StringNull()
	// The plan has metrics as null, and a plan is a promise.
	m.Metrics = nil
	if diff := cmp.Diff(m, modelOf(t, resp.State)); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if got := identityARN(t, resp.Identity); got != arn {
		t.Errorf("identity is %q", got)
	}
}

func TestSaveCreated_keepsWhatThePlanPromised(t *testing.T) {
	t.Parallel()
	plan := planOf(t, &jobModel{
		Region: text("us-east-1"), ARN: unknown, Status: unknown, Metrics: &metricsModel{Loss: unknown, Perplexity: text("1")},
	})
	resp := &resource.CreateResponse{State: stateOf(t, nil)}
	answered := &jobModel{
		Region: text("US-EAST-1"), ARN: text(arn), Status: text("InProgress"), OutputModelARN: text("too early"),
		Metrics: &metricsModel{Loss: text("0.5"), Perplexity: text("1")},
	}
	if diags := crud.SaveCreated(t.Context(), plan, resp, answered, arn); diags.HasError() {
		t.Fatal(diags)
	}
	want := jobModel{
		Region: text("us-east-1"), ARN: text(arn), Status: text("InProgress"),
		Metrics: &metricsModel{Loss: text("0.5"), Perplexity: text("1")},
	}
	if diff := cmp.Diff(want, modelOf(t, resp.State)); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
}

func TestSaveUpdated_keepsThePriorValueOfWhatIsStillUnknown(t *testing.T) {
	t.Parallel()
	prior := &jobModel{
		Region: text("us-east-1"), WaitFor: text("created"), ARN: text(arn), Status: text("InProgress"), EndTime: text("before"),
		Metrics: &metricsModel{Loss: text("0.9"), Perplexity: text("9")},
	}
	planned := &jobModel{
		Region: text("us-east-1"), WaitFor: text("completed"), ARN: text(arn), Status: unknown, EndTime: unknown, OutputModelARN: unknown,
		Metrics: &metricsModel{Loss: unknown, Perplexity: unknown},
	}
	req := resource.UpdateRequest{State: stateOf(t, prior), Plan: planOf(t, planned)}
	resp := &resource.UpdateResponse{State: req.State, Identity: emptyIdentity(t)}
	now := *planned
	now.Status, now.Metrics = text("Stopping"), &metricsModel{Loss: text("0.8"), Perplexity: unknown}
	if diags := crud.SaveUpdated(t.Context(), req, resp, &now, arn); diags.HasError() {
		t.Fatal(diags)
	}
	want := jobModel{
		Region: text("us-east-1"), WaitFor: text("completed"), ARN: text(arn), Status: text("Stopping"), EndTime: text("before"),
		Metrics: &metricsModel{Loss: text("0.8"), Perplexity: text("9")},
	}
	if diff := cmp.Diff(want, modelOf(t, resp.State)); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if got := identityARN(t, resp.Identity); got != arn {
		t.Errorf("identity is %q", got)
	}
}

func TestForget_keepsTheIdentity(t *testing.T) {
	t.Parallel()
	resp := &resource.ReadResponse{State: stateOf(t, &jobModel{ARN: text(arn)}), Identity: emptyIdentity(t)}
	crud.Forget(t.Context(), resp, arn)
	if !resp.State.Raw.IsNull() || identityARN(t, resp.Identity) != arn || resp.Diagnostics.HasError() {
		t.Errorf("state %s, identity %q, %v", resp.State.Raw, identityARN(t, resp.Identity), resp.Diagnostics)
	}
}

func TestImportARN(t *testing.T) {
	t.Parallel()
	parse := func(id string) (string, error) {
		if id == "job" {
			return arn, nil
		}
		return "", errors.New("no such job")
	}
	for name, tc := range map[string]struct {
		id, identity string
		parse        func(string) (string, error)
		want, detail string
	}{
		"by ARN":             {id: arn, want: arn},
		"by ARN, with parse": {id: arn, parse: parse, want: arn},
		"by identity":        {identity: arn, want: arn},
		"by id":              {id: "job", parse: parse, want: arn},
		"by a wrong id":      {id: "task", parse: parse, detail: "task: no such job"},
		"by an id, no parse": {id: "job", detail: `must be the ARN of the object, got "job"`},
		"by nothing":         {detail: `must be the ARN of the object, got ""`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			identity := emptyIdentity(t)
			req := resource.ImportStateRequest{ID: tc.id}
			if tc.identity != "" {
				req.Identity = emptyIdentity(t)
				req.Identity.Raw = tftypes.NewValue(req.Identity.Schema.Type().TerraformType(t.Context()),
					map[string]tftypes.Value{"arn": tftypes.NewValue(tftypes.String, tc.identity)})
			}
			resp := &resource.ImportStateResponse{State: stateOf(t, nil), Identity: identity}
			got := crud.ImportARN(t.Context(), req, resp, tc.parse)
			if got != tc.want {
				t.Errorf("imported %q, want %q", got, tc.want)
			}
			if tc.detail != "" {
				if len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Detail(), tc.detail) {
					t.Errorf("got %v, want %s", resp.Diagnostics, tc.detail)
				}
				return
			}
			var stored types.String
			resp.Diagnostics.Append(resp.State.GetAttribute(t.Context(), path.Root("arn"), &stored)...)
			if resp.Diagnostics.HasError() || stored.ValueString() != arn || identityARN(t, identity) != arn {
				t.Errorf("state %s, identity %q, %v", stored, identityARN(t, identity), resp.Diagnostics)
			}
		})
	}
}

func TestSaveIdentity_mayHaveNowhereToWrite(t *testing.T) {
	t.Parallel()
	var none *tfsdk.ResourceIdentity
	if diags := crud.SaveIdentity(t.Context(), none, arn); len(diags) != 0 {
		t.Errorf("got %v", diags)
	}
}
