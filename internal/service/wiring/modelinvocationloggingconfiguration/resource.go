// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package modelinvocationloggingconfiguration is bedrock_model_invocation_logging_configuration,
// which an account has one of in each region. It is an ordinary resource: package lifecycle makes resources of what has an ARN.
package modelinvocationloggingconfiguration

import (
	"context"
	"maps"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

var (
	_ resource.ResourceWithConfigure   = (*setting)(nil)
	_ resource.ResourceWithIdentity    = (*setting)(nil)
	_ resource.ResourceWithImportState = (*setting)(nil)
	_ resource.ResourceWithModifyPlan  = (*setting)(nil)
	_ resource.ResourceWithMoveState   = (*setting)(nil)
)

const (
	noun     = "model invocation logging configuration"
	creating = "Creating Bedrock " + noun
)

type setting struct{ crud.Resource }

// Resource is bedrock_model_invocation_logging_configuration.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutModelInvocationLoggingConfiguration.html
func Resource() resource.Resource {
	return &setting{Resource: crud.Resource{Type: "model_invocation_logging_configuration"}}
}

// IdentitySchema is that of what an account has one of in each region.
func (*setting) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.KeysIdentitySchema("account_id", "AWS account.")
}

// Schema adds to the arguments what every setting has.
func (*setting) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	all := map[string]schema.Attribute{
		"account_id":      schemas.ComputedString("Account of the " + noun + "."),
		"region":          crud.RegionAttribute(),
		"deletion_policy": crud.DeletionPolicyAttribute("the "+noun, crud.DeletionDelete),
		"overwrite_existing": schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
			MarkdownDescription: "Whether creating may replace a configuration that is there already and says something else. Default " +
				"`false`: that is an error, at plan.",
		},
		"logs_s3_uri": schema.StringAttribute{
			Computed:            true,
			MarkdownDescription: "S3 URI below which the logs of this account and region are, for the `invocation_logs_config` of a distillation.",
		},
	}
	maps.Copy(all, attributes())
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: all}
}

// find reads the setting into the model; there is false when AWS has none, for which it answers nothing.
func find(ctx context.Context, client *bedrock.Client, m *model) (there bool, err error) {
	out, err := client.GetModelInvocationLoggingConfiguration(ctx, &bedrock.GetModelInvocationLoggingConfigurationInput{})
	if apierr.IsNotFound(err) {
		return false, nil
	}
	if err != nil || out.LoggingConfig == nil {
		return false, err
	}
	m.flatten(out)
	return true, nil
}

// put sends the setting. It is never cancelled half way, and repeated while IAM does not know a new role yet.
func (r *setting) put(ctx context.Context, client *bedrock.Client, m *model) error {
	_, err := crud.CreateOnce(ctx, r.Provider.Clock, func(ctx context.Context) (string, error) {
		_, err := client.PutModelInvocationLoggingConfiguration(ctx, m.putInput(), crud.Undetachable)
		return noun, err
	}, nil)
	return err
}

// Create takes over a configuration that says the same, which is also what is left of a request whose answer was lost, and overwrites
// another only where it may.
func (r *setting) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var m, existing model
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if crud.Failed(diags, creating, "", err) {
		return
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if crud.Failed(diags, creating, "", err) {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if crud.Failed(diags, creating, "", err) {
		return
	}
	there, err := find(ctx, client, &existing)
	if crud.Failed(diags, creating, "", err) {
		return
	}
	switch {
	case there && m.sameFor(&existing):
	case there && !m.OverwriteExisting.ValueBool():
		diags.Append(othersConfiguration(region, &existing))
		return
	default:
		if crud.Failed(diags, creating, "", r.put(ctx, client, &m)) {
			return
		}
	}
	m.Region, m.AccountID = types.StringValue(region), types.StringValue(caller.AccountID)
	m.LogsS3URI = m.logsS3URI()
	diags.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
}

// Read takes over what AWS has, in the account of the state.
func (r *setting) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	const summary = "Reading Bedrock " + noun
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	account, ownerDiags := crud.CheckCaller(ctx, r.Provider, "the "+noun, m.AccountID)
	if diags.Append(ownerDiags...); diags.HasError() {
		return
	}
	m.AccountID = types.StringValue(account)
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if crud.Failed(diags, summary, "", err) {
		return
	}
	imported := m.OverwriteExisting.IsNull()
	there, err := find(ctx, client, &m)
	switch {
	case crud.Failed(diags, summary, "", err):
	case !there:
		crud.Gone(ctx, resp, noun, "The "+noun+" of account "+m.AccountID.ValueString()+" in "+m.Region.ValueString(), m.keys(), imported,
			"switches logging on again")
	default:
		if imported {
			m.OverwriteExisting = types.BoolValue(false)
		}
		diags.Append(resp.State.Set(ctx, &m)...)
		diags.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
	}
}

// changes reports whether an argument that AWS sees differs from the state.
func changes(req resource.UpdateRequest) bool {
	var now, was map[string]tftypes.Value
	if req.Plan.Raw.As(&now) != nil || req.State.Raw.As(&was) != nil {
		return true
	}
	for name := range attributes() {
		if !now[name].Equal(was[name]) {
			return true
		}
	}
	return false
}

// Update puts the setting anew, where it is another one.
func (r *setting) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	const summary = "Updating Bedrock " + noun
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	diags.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...) // also of an update that fails
	if changes(req) {
		client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
		if crud.Failed(diags, summary, "", err) || crud.Failed(diags, summary, "", r.put(ctx, client, &m)) {
			return
		}
	}
	diags.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
}

// Delete deletes the setting, in the account of the state.
func (r *setting) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	const summary = "Deleting Bedrock " + noun
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	proceed, policyDiags := crud.MayDelete(
		ctx, r.Provider, m.DeletionPolicy, "the "+noun, crud.Owner{AccountID: m.AccountID.ValueString()})
	if diags.Append(policyDiags...); !proceed {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if crud.Failed(diags, summary, "", err) {
		return
	}
	crud.Failed(diags, summary, "", crud.UpdateSettled(ctx, r.Provider.Clock, func(ctx context.Context) error {
		in := &bedrock.DeleteModelInvocationLoggingConfigurationInput{}
		_, err := client.DeleteModelInvocationLoggingConfiguration(ctx, in, crud.Undetachable)
		if apierr.IsNotFound(err) {
			return nil
		}
		return err
	}))
}

// ImportState takes ACCOUNT, or ACCOUNT@REGION.
func (r *setting) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	crud.ImportByKeys(ctx, req, resp, r.Provider, "account_id")
	if !resp.Diagnostics.HasError() {
		at := path.Root("deletion_policy")
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, at, r.Provider.PolicyUnlessSaid(crud.DeletionDelete))...)
	}
}
