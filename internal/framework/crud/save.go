// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ARNIdentitySchema is the identity of every type that AWS names by ARN: {arn}.
func ARNIdentitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"arn": identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "ARN of the object; it carries the account and the region.",
		},
	}}
}

// SaveCreated records an object the moment AWS named it, before the first poll or second call, and again when more is
// known: the identity, and model with every value that is not known yet as null. Whatever happens next, Terraform then
// knows the object, and no leftover unknown taints it. What the plan promised is kept to the letter.
func SaveCreated(
	ctx context.Context, plan tfsdk.Plan, resp *resource.CreateResponse, model any, arn string,
) diag.Diagnostics {
	return SaveCreatedByKeys(ctx, plan, resp, model, arnKeys(arn))
}

// SaveUpdated records model after an update, also one that could not be finished: what is still unknown keeps its prior
// value, and what the plan promised is kept to the letter.
func SaveUpdated(
	ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse, model any, arn string,
) diag.Diagnostics {
	return SaveUpdatedByKeys(ctx, req, resp, model, arnKeys(arn))
}

// SaveIdentity writes the identity. Create, Read, Update and Import all do, because Terraform before 1.12 sends none
// back and refuses a resource that loses its own.
func SaveIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, arn string) diag.Diagnostics {
	return SaveKeys(ctx, identity, arnKeys(arn))
}

// Forget takes an object that no longer exists out of the state. The framework wants its identity even then: Terraform
// before 1.12 sends none that it could keep.
func Forget(ctx context.Context, resp *resource.ReadResponse, arn string) {
	ForgetByKeys(ctx, resp, arnKeys(arn))
}

func arnKeys(arn string) Keys { return Keys{"arn": arn} }

// ImportARN stores the ARN that an import block gave as identity or as id, and returns it. parse turns an id in another
// form into an ARN; nil allows ARNs only.
func ImportARN(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, parse func(id string) (string, error),
) string {
	arn := req.ID
	if arn == "" && req.Identity != nil {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root("arn"), &arn)...)
	}
	if !awsarn.IsARN(arn) && parse != nil {
		parsed, err := parse(arn)
		if err != nil {
			resp.Diagnostics.AddError("Importing a Bedrock object", arn+": "+err.Error())
			return ""
		}
		arn = parsed
	}
	if !awsarn.IsARN(arn) {
		resp.Diagnostics.AddError("Importing a Bedrock object",
			fmt.Sprintf("The import id must be the ARN of the object, got %q.", arn))
		return ""
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("arn"), arn)...)
	resp.Diagnostics.Append(SaveIdentity(ctx, resp.Identity, arn)...)
	return arn
}

// settle makes a state one that Terraform accepts: every attribute that was planned as known has its planned value, and
// every value that is still unknown the one at the same place in prior, or null.
func settle(state *tfsdk.State, plan, prior tftypes.Value) diag.Diagnostics {
	var planned map[string]tftypes.Value
	err := plan.As(&planned)
	if err == nil {
		state.Raw, err = tftypes.Transform(state.Raw, func(at *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
			if promised, ok := planned[rootAttribute(at)]; ok && promised.IsFullyKnown() {
				return promised, nil
			}
			if v.IsKnown() {
				return v, nil
			}
			return valueAt(prior, at, v.Type()), nil
		})
	}
	var diags diag.Diagnostics
	if err != nil {
		diags.AddError("Saving the state", err.Error()+". This is a bug in the provider, please report it.")
	}
	return diags
}

// rootAttribute is the name of a top-level attribute; empty for any other path.
func rootAttribute(at *tftypes.AttributePath) string {
	if steps := at.Steps(); len(steps) == 1 {
		if name, ok := steps[0].(tftypes.AttributeName); ok {
			return string(name)
		}
	}
	return ""
}

// valueAt is the known value at a path, or null.
func valueAt(root tftypes.Value, at *tftypes.AttributePath, ty tftypes.Type) tftypes.Value {
	found, _, err := tftypes.WalkAttributePath(root, at)
	if value, ok := found.(tftypes.Value); err == nil && ok && value.IsFullyKnown() {
		return value
	}
	return tftypes.NewValue(ty, nil)
}
