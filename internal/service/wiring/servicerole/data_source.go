// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

var _ datasource.DataSourceWithValidateConfig = (*documents)(nil)

const writing = "Writing the policies of a Bedrock " + noun

const documentsDescription = "Writes the two documents of a role for Bedrock jobs, for those who make roles with another provider: " +
	"who may assume it, and exactly the permissions that the arguments name. They are those of `bedrock_service_role`.\n\n" +
	"With `account_id` and a region it asks AWS nothing, unless an inference profile is named without its models: then it looks them " +
	"up, since a call through a profile is a call of the model in each region of the profile."

// documents is the data source.
type documents struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_service_role_policy, the documents of a role.
func DataSource() datasource.DataSource {
	return &documents{crud.DataSource{Type: "service_role_policy"}}
}

type documentsModel struct {
	granting
	AccountID         types.String `tfsdk:"account_id"`
	TrustPolicy       types.String `tfsdk:"trust_policy"`
	PermissionsPolicy types.String `tfsdk:"permissions_policy"`
}

// Schema describes the arguments and the documents.
func (*documents) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: documentsDescription, Attributes: map[string]schema.Attribute{
		"region": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "AWS Region of the jobs that the role is for. Defaults to the provider's region.",
		},
		"account_id": schema.StringAttribute{
			Optional: true, Computed: true, Validators: []validator.String{wiring.AccountID()},
			MarkdownDescription: "Account of the jobs and of the role. Defaults to that of the provider's credentials, which AWS is asked for.",
		},
		"trust_policy":       schemas.DataString("Who may assume the role and for what, as JSON: the `assume_role_policy` of the role."),
		"permissions_policy": schemas.DataString("What the role may do, as JSON: an inline or a managed policy of the role."),
	}}
	maps.Copy(resp.Schema.Attributes, dataSourceGrants())
}

// ValidateConfig checks that jobs of the purpose get what they need, and nothing that they never use.
func (*documents) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var config documentsModel
	if crud.Decode(ctx, req.Config, &config, &resp.Diagnostics) {
		config.validate(&resp.Diagnostics)
	}
}

// Read writes the documents.
func (d *documents) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m documentsModel
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) {
		return
	}
	scope, err := wiring.ScopeOf(ctx, d.Provider, m.Region, m.AccountID)
	if crud.Failed(&resp.Diagnostics, writing, m.Purpose.ValueString(), err) {
		return
	}
	m.Region, m.AccountID = types.StringValue(scope.Region), types.StringValue(scope.AccountID)
	models, err := invocable(ctx, d.Provider.Lookup, scope, m.models())
	if crud.Failed(&resp.Diagnostics, writing, m.Purpose.ValueString(), err) {
		return
	}
	trust, permissions, err := m.documents(scope, models)
	if err != nil {
		resp.Diagnostics.AddError(writing, err.Error()+".")
		return
	}
	m.TrustPolicy, m.PermissionsPolicy = types.StringValue(trust), types.StringValue(permissions)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
