// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_custom_model_share.
// https://docs.aws.amazon.com/ram/latest/APIReference/API_GetResourceShares.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "custom_model_share"}}
}

// shown is what the data source has of a share.
type shown struct {
	ResourceShareARN        types.String `tfsdk:"resource_share_arn"`
	ARN                     types.String `tfsdk:"arn"`
	Region                  types.String `tfsdk:"region"`
	Name                    types.String `tfsdk:"name"`
	ModelARN                types.String `tfsdk:"model_arn"`
	Principals              types.Set    `tfsdk:"principals"`
	AllowExternalPrincipals types.Bool   `tfsdk:"allow_external_principals"`
	PermissionARN           types.String `tfsdk:"permission_arn"`
	Status                  types.String `tfsdk:"status"`
	PrincipalStatuses       types.Map    `tfsdk:"principal_statuses"`
	CreationTime            types.String `tfsdk:"creation_time"`
	Tags                    types.Map    `tfsdk:"tags"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a share of a custom model of this account: who has it, and how far it has reached them.",
		Attributes: map[string]schema.Attribute{
			"resource_share_arn": schema.StringAttribute{
				Required: true, Validators: []validator.String{fwtypes.IsARNOf("ram", "resource-share/")},
				MarkdownDescription: "ARN of the resource share. It is read in the ARN's region.",
			},
			"arn":       schemas.DataString("ARN of the resource share."),
			"region":    schemas.DataString("AWS Region of the share."),
			"name":      schemas.DataString("Name of the share."),
			"model_arn": schemas.DataString("ARN of the custom model; null where the share has another number of resources than one."),
			"principals": schema.SetAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Who has the model, or will have it.",
			},
			"allow_external_principals": schema.BoolAttribute{
				Computed: true, MarkdownDescription: "Whether principals may be outside of the organization.",
			},
			"permission_arn": schemas.DataString("ARN of the permission that the share gives."),
			"status":         schemas.DataString("`ASSOCIATED`, `ASSOCIATING` or `FAILED`."),
			"principal_statuses": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "RAM's status of each principal.",
			},
			"creation_time": schemas.DataString("When the share was created (RFC 3339)."),
			"tags":          schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Tags of the share."},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m shown
	if !crud.Decode(ctx, req.Config, &m, diags) {
		return
	}
	arn := m.ResourceShareARN.ValueString()
	client, err := d.Provider.Clients.RAM(ctx, crud.RegionFromARN(arn))
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	f, err := find(ctx, client, arn)
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	permission, err := permissionOf(ctx, client, arn)
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	var of model
	of.flatten(f, &crud.ProviderData{})
	m.ARN, m.Region, m.Name, m.ModelARN = of.ARN, types.StringValue(crud.RegionFromARN(arn)), of.Name, of.ModelARN
	m.Principals, m.AllowExternalPrincipals, m.PermissionARN = of.Principals, of.AllowExternalPrincipals, conv.NonEmpty(&permission)
	m.Status, m.PrincipalStatuses, m.CreationTime, m.Tags = of.Status, of.PrincipalStatuses, of.CreationTime, of.TagsAll
	diags.Append(resp.State.Set(ctx, &m)...)
}
