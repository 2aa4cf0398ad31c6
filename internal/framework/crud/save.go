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

// SaveCreated records an object the moment AWS named it, before the first poll or second call: the identity, and model
// with every value that is not known yet as null. Whatever happens next, Terraform then knows the object, and no
// leftover unknown taints it.
func SaveCreated(
	ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, model any, arn string,
) diag.Diagnostics {
	diags := state.Set(ctx, model)
	diags.Append(settle(state, tftypes.NewValue(state.Schema.Type().TerraformType(ctx), nil))...)
	diags.Append(SaveIdentity(ctx, identity, arn)...)
	return diags
}

// SaveUpdated records model after an update that could not be finished: what is still unknown keeps its prior value.
func SaveUpdated(
	ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, model any, arn string, prior tfsdk.State,
) diag.Diagnostics {
	diags := state.Set(ctx, model)
	diags.Append(settle(state, prior.Raw)...)
	diags.Append(SaveIdentity(ctx, identity, arn)...)
	return diags
}

// SaveIdentity writes the identity. Create, Read, Update and Import all do, because Terraform before 1.12 sends none
// back and refuses a resource that loses its own.
func SaveIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, arn string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root("arn"), arn)
}

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

// settle replaces every unknown value of the state by the value at the same place in fallback, or by null.
func settle(state *tfsdk.State, fallback tftypes.Value) diag.Diagnostics {
	var diags diag.Diagnostics
	settled, err := tftypes.Transform(state.Raw, func(at *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		if v.IsKnown() {
			return v, nil
		}
		if prior, _, err := tftypes.WalkAttributePath(fallback, at); err == nil {
			if value, ok := prior.(tftypes.Value); ok && value.IsFullyKnown() {
				return value, nil
			}
		}
		return tftypes.NewValue(v.Type(), nil), nil
	})
	if err != nil {
		diags.AddError("Saving the state", err.Error()+". This is a bug in the provider, please report it.")
		return diags
	}
	state.Raw = settled
	return diags
}
