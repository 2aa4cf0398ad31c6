// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Keys are the identity of an object, by attribute: {arn} of most, and account, region and a name of those that AWS gives
// no ARN.
type Keys map[string]string

const (
	accountKey = "account_id"
	regionKey  = "region"
)

// KeysIdentitySchema is the identity of an object without an ARN: {account_id, region}, and key where the account may have
// several. Region and account may be left out by an import, which then means those of the provider.
func KeysIdentitySchema(key, description string) identityschema.Schema {
	schema := identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		accountKey: identityschema.StringAttribute{
			OptionalForImport: true, Description: "AWS account. Default: the account of the provider's credentials.",
		},
		regionKey: identityschema.StringAttribute{
			OptionalForImport: true, Description: "AWS Region. Default: the provider's region.",
		},
	}}
	schema.Attributes[key] = identityschema.StringAttribute{RequiredForImport: true, Description: description}
	return schema
}

// SaveCreatedByKeys is SaveCreated for any identity.
func SaveCreatedByKeys(
	ctx context.Context, plan tfsdk.Plan, resp *resource.CreateResponse, model any, keys Keys,
) diag.Diagnostics {
	diags := resp.State.Set(ctx, model)
	if diags.HasError() {
		return diags
	}
	nothing := tftypes.NewValue(plan.Raw.Type(), nil)
	diags.Append(settle(&resp.State, plan.Raw, nothing)...)
	diags.Append(SaveKeys(ctx, resp.Identity, keys)...)
	return diags
}

// SaveUpdatedByKeys is SaveUpdated for any identity.
func SaveUpdatedByKeys(
	ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse, model any, keys Keys,
) diag.Diagnostics {
	diags := resp.State.Set(ctx, model)
	if diags.HasError() {
		return diags
	}
	diags.Append(settle(&resp.State, req.Plan.Raw, req.State.Raw)...)
	diags.Append(SaveKeys(ctx, resp.Identity, keys)...)
	return diags
}

// SaveKeys is SaveIdentity for any identity.
func SaveKeys(ctx context.Context, identity *tfsdk.ResourceIdentity, keys Keys) (diags diag.Diagnostics) {
	if identity == nil {
		return nil
	}
	for attribute, value := range keys {
		diags.Append(identity.SetAttribute(ctx, path.Root(attribute), value)...)
	}
	return diags
}

// ForgetByKeys is Forget for any identity.
func ForgetByKeys(ctx context.Context, resp *resource.ReadResponse, keys Keys) {
	resp.State.RemoveResource(ctx)
	resp.Diagnostics.Append(SaveKeys(ctx, resp.Identity, keys)...)
}

// ImportByKeys stores what an import block gave for an object without an ARN, as identity or as id: KEY, for the provider's
// region, or KEY@REGION. The account is the caller's: naming another one is an error, since AWS could only be asked about
// the caller's own.
func ImportByKeys(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, data *ProviderData, key string,
) {
	keys := Keys{}
	keys[key], keys[regionKey], _ = strings.Cut(req.ID, "@")
	if req.ID == "" && req.Identity != nil {
		for _, attribute := range []string{key, accountKey, regionKey} {
			var value types.String
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(attribute), &value)...)
			keys[attribute] = value.ValueString()
		}
	}
	const summary = "Importing a Bedrock object"
	if keys[key] == "" {
		resp.Diagnostics.AddError(summary, fmt.Sprintf("The import id must be the %s, or the %s@REGION.", key, key))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	region, err := RegionOf(ctx, data, types.StringValue(keys[regionKey]))
	if err != nil {
		resp.Diagnostics.AddError(summary, err.Error())
		return
	}
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		resp.Diagnostics.AddError(summary, err.Error())
		return
	}
	if named := keys[accountKey]; named != "" && named != caller.AccountID {
		resp.Diagnostics.AddError(summary, fmt.Sprintf(
			"The import is for account %s, but the provider's credentials are of account %s.", named, caller.AccountID))
		return
	}
	keys[regionKey], keys[accountKey] = region, caller.AccountID
	for attribute, value := range keys {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
	resp.Diagnostics.Append(SaveKeys(ctx, resp.Identity, keys)...)
}
