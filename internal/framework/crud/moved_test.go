// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// moved moves a state, and returns the ARN that was taken over, if any, and the error.
func moved(t *testing.T, provider, typ, state string) (taken, failed string) {
	t.Helper()
	from := crud.MovedFrom{"aws_bedrock_custom_model": "job_arn"}
	movers := from.Mover("job", "ARN of Bedrock", func(ctx context.Context, id string, resp *resource.MoveStateResponse) bool {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root("arn"), id)...)
		return strings.HasPrefix(id, "arn:aws:bedrock:")
	})
	resp := &resource.MoveStateResponse{TargetState: stateOf(t, nil)}
	movers[0].StateMover(t.Context(), resource.MoveStateRequest{
		SourceProviderAddress: provider, SourceTypeName: typ, SourceRawState: &tfprotov6.RawState{JSON: []byte(state)},
	}, resp)
	for _, d := range resp.Diagnostics {
		return "", d.Summary() + ": " + d.Detail()
	}
	if resp.TargetState.Raw.IsNull() {
		return "", ""
	}
	return modelOf(t, resp.TargetState).ARN.ValueString(), ""
}

// A state comes from hashicorp/aws, whatever Terraform and OpenTofu call it, and from no other provider.
func TestMovedFrom_takesTheStatesOfHashicorpAWS(t *testing.T) {
	t.Parallel()
	for provider, want := range map[string]string{
		"registry.terraform.io/hashicorp/aws":     arn,
		"registry.opentofu.org/hashicorp/aws":     arn,
		"registry.opentofu.org/opentofu/aws":      arn,
		"mirror.example.com/hashicorp/aws":        arn,
		"aws":                                     arn, // OpenTofu before 1.11.12
		"":                                        "",
		"awscc":                                   "",
		"hashicorp/aws":                           "", // nobody sends it
		"registry.terraform.io/other/aws":         "",
		"registry.terraform.io/hashicorp/awscc":   "",
		"registry.terraform.io/nothashicorp/aws":  "",
		"registry.terraform.io/hashicorp/not/aws": "",
	} {
		if got, err := moved(t, provider, "aws_bedrock_custom_model", `{"job_arn": "`+arn+`"}`); got != want || err != "" {
			t.Errorf("from %q: took over %q, want %q: %s", provider, got, want, err)
		}
	}
	if got, err := moved(t, "aws", "aws_s3_bucket", `{"job_arn": "`+arn+`"}`); got != "" || err != "" {
		t.Errorf("of another type: took over %q: %s", got, err)
	}
}

// A state that does not say which object it is, is refused with the way out, also where nobody says whose it is.
func TestMovedFrom_refusesWhatDoesNotIdentifyAnObject(t *testing.T) {
	t.Parallel()
	for _, state := range []string{`{"job_arn": null}`, `{}`, `{"job_arn": 1}`, `[]`, ``, `{"job_arn": "arn:aws:s3:::tickets"}`} {
		got, err := moved(t, "aws", "aws_bedrock_custom_model", state)
		if got != "" || !strings.Contains(err, "Moving a Bedrock job") || !strings.Contains(err, "import the object") {
			t.Errorf("state %s: took over %q: %s", state, got, err)
		}
	}
}
