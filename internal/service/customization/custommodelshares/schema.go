// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshares

import (
	"context"

	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the shares of custom models in a region, those that this account gives or those that it gets: all of " +
			"them, or what passes every filter.\n\n" +
			"Shares of anything but custom models are left out, and so are those that are deleted. A share that this account has not accepted " +
			"yet is not there. A filter that nothing passes gives an empty list and no error.\n\n" +
			"A model that another account shares can be used once it is copied: hand one of `model_arns` to `bedrock_custom_model_copy`. Who has " +
			"a share of this account, and how far it has reached them, is what the data source `bedrock_custom_model_share` tells.",
		Attributes: map[string]schema.Attribute{
			"region": crud.DataRegionAttribute(),
			"resource_owner": schemas.TextFilter("`SELF` for shares of this account, `OTHER-ACCOUNTS` for those that others share with it. "+
				"Default `SELF`.", stringvalidator.OneOf(string(ramtypes.ResourceOwnerSelf), string(ramtypes.ResourceOwnerOtherAccounts))),
			"name": schemas.TextFilter("Only shares with this name, which several may have."),
			"resource_share_status": schemas.TextFilter("Only shares with this status: `PENDING`, `ACTIVE` or `FAILED`.",
				fwtypes.IsKnown[ramtypes.ResourceShareStatus]()),
			"permission_arn": schemas.TextFilter("Only shares that give this permission.", fwtypes.IsARNOf("ram", "permission/")),
			"model_arn":      schemas.TextFilter("Only shares with this model in them.", fwtypes.IsARNOf("bedrock", "custom-model/")),
			"principal": schemas.TextFilter("Only shares with this principal: the id of an account, or the ARN of an organizational unit or of " +
				"the organization. Only for shares of this account."),
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Only shares that have all of these tags, whatever else they have. Only for shares of this account.",
			},
			"resource_shares": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The shares, in the order of their ARNs.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":               schemas.DataString("ARN of the share: the id of `bedrock_custom_model_share`."),
					"name":              schemas.DataString("Name of the share."),
					"owning_account_id": schemas.DataString("Id of the account that shares."),
					"model_arns": schema.ListAttribute{
						Computed: true, ElementType: types.StringType, MarkdownDescription: "ARNs of the custom models in the share.",
					},
					"status": schemas.DataString("`PENDING`, `ACTIVE` or `FAILED`."),
					"allow_external_principals": schema.BoolAttribute{
						Computed: true, MarkdownDescription: "Whether principals may be outside of the owner's organization.",
					},
					"creation_time": schemas.DataString("When the share was created (RFC 3339)."),
					"tags": schema.MapAttribute{
						Computed: true, ElementType: types.StringType, MarkdownDescription: "Tags of the share, which only its owner sees.",
					},
				}},
			},
		},
	}
}
