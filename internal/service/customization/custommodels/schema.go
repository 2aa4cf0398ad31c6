// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodels

import (
	"context"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the custom models of a region, and finds the newest of those that pass every filter.\n\n" +
			"A filter that nothing passes gives an empty list, `newest_model_arn = null`, and no error. One configuration can train, and another " +
			"one deploy the newest model: each apply of the second one then deploys what is newest at that time. A model that failed, or is " +
			"not there yet, is left out by `model_status = \"Active\"`.\n\n" +
			"Models that another account shares with this one are in the list too, unless `is_owned = true`; they must be copied before " +
			"anything can be done with them.\n\n" +
			"`tags` costs a request for each model that passes all other filters.",
		Attributes: map[string]schema.Attribute{
			"region":        crud.DataRegionAttribute(),
			"name_prefix":   schemas.TextFilter("Only models whose name begins with this."),
			"name_contains": schemas.TextFilter("Only models whose name has this in it."),
			"model_status": schemas.TextFilter("Only models with this status: `Creating`, `Active` or `Failed`.",
				fwtypes.IsKnown[awstypes.ModelStatus]()),
			"base_model_arn_equals": schemas.TextFilter("Only models that were made from the model with this ARN, a foundation model or, " +
				"where training went on from one, a custom model."),
			"foundation_model_arn_equals": schemas.TextFilter("Only models behind which there is the foundation model with this ARN."),
			"is_owned": schema.BoolAttribute{
				Optional: true, MarkdownDescription: "`true` for models of this account only, `false` for those only that others share with it.",
			},
			"creation_time_after":  schemas.TimeFilter("Only models that were made after this time"),
			"creation_time_before": schemas.TimeFilter("Only models that were made before this time"),
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: "Only models that have all of these tags, whatever else they have.",
			},
			"sort_order": schemas.SortOrder(),
			"newest_model_arn": schemas.DataString("ARN of the model in the list that was made last, whatever the order. Null where there is " +
				"none."),
			"model_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The models.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                schemas.DataString("ARN of the model."),
					"model_name":         schemas.DataString("Name of the model."),
					"model_status":       schemas.DataString("`Creating`, `Active` or `Failed`."),
					"base_model_arn":     schemas.DataString("ARN of the model it was made from."),
					"base_model_name":    schemas.DataString("Name of the model it was made from."),
					"customization_type": schemas.DataString("How it was made, such as `FINE_TUNING` or `IMPORTED`."),
					"owner_account_id":   schemas.DataString("Account that owns it."),
					"creation_time":      schemas.DataString("When it was made (RFC 3339)."),
				}},
			},
		},
	}
}
