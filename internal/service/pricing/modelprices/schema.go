// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelprices

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

const description = "Shows what a foundation model costs in a region: every price that AWS publishes for it, with its source.\n\n" +
	"AWS publishes no ids of models with its prices, spells them in four ways, and states most rates twice. This data source shows a price " +
	"only where every word of a row is understood and nothing in it contradicts; rows of one rate with two prices are `conflicts`, rows of " +
	"the model that are not understood are `unread_rows`, and neither is a price. Where `matched` is false, `near_names` are names in the " +
	"list that resemble the model: if one of them is it, say so in `name_overrides`. That there is no price is normal: AWS publishes none " +
	"for some models. Where a configuration depends on one, say so with a `postcondition`.\n\n" +
	"Requests through an inference profile of a geography, such as `us.amazon.nova-lite-v1:0`, are billed at the price of the region that " +
	"they are sent from; those through a `global.` profile at the price with `routing = \"global\"`.\n\n" +
	"Amounts are strings, so that they stay exact; `tonumber()` makes numbers of them. They are list prices, without taxes, discounts and " +
	"free tiers. The prices of a region are read once, however many blocks ask; and by default from the public files, " +
	"which need neither credentials nor permissions: those below are for `source = \"api\"`.\n\n" +
	"A price that changes is a change of this data source. Do not build names or counts on it."

// Schema describes the arguments and the prices.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	region := crud.DataRegionAttribute()
	region.MarkdownDescription = "AWS Region whose prices are shown. Defaults to the region of `model_id` where that is an ARN with one, " +
		"else to the provider's region."
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": region,
			"model_id": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Id or ARN of a foundation model, or of an inference profile of AWS, such as `amazon.nova-lite-v1:0` or " +
					"`us.amazon.nova-lite-v1:0`.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"model_name": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Name of the model as AWS lists it, such as `model_name` of `bedrock_foundation_model`. It finds the prices of " +
					"a model that is newer than this version of the provider, where AWS's rows spell it in the same way.",
			},
			"foundation_model_id": schemas.DataString("Id of the foundation model."),
			"routing": schemas.DataString("At which price requests that name `model_id` are billed: `in_region`, or `global` for a profile " +
				"whose id begins with `global.`."),
			"matched": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether there is a price of this model."},
			"input_price_per_million_tokens": schemas.DataString("What a million tokens of text in prompts cost on demand, with this `routing`; " +
				"null where AWS publishes no such price."),
			"output_price_per_million_tokens": schemas.DataString("The same for the answers."),
			"prices":                          list("Every price of the model, in alphabetical order of what is sold.", priceAttributes()),
			"conflicts": list("What AWS publishes with different prices. None of them is in `prices`.", with(dimensionAttributes(),
				"rows", list("The rows.", pricing.RowAttributes()))),
			"unread_rows": list("Rows of the model that are not prices here, with the reason.", with(pricing.RowAttributes(),
				"reason", schemas.DataString("What was not understood, or contradicts."))),
			"near_names": schema.ListAttribute{
				Computed: true, ElementType: types.StringType,
				MarkdownDescription: "Names in the price list that resemble the model, where it is not matched.",
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, pricing.SourceAttributes())
}

func list(text string, of map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: text, NestedObject: schema.NestedAttributeObject{Attributes: of},
	}
}

func with(attributes map[string]schema.Attribute, name string, attribute schema.Attribute) map[string]schema.Attribute {
	attributes[name] = attribute
	return attributes
}

func priceAttributes() map[string]schema.Attribute {
	all := dimensionAttributes()
	maps.Copy(all, pricing.RowAttributes())
	all["skus"] = schema.ListAttribute{
		Computed: true, ElementType: types.StringType, MarkdownDescription: "SKUs of all rows that state this price.",
	}
	all["price_per_million_tokens"] = schemas.DataString("The price of a million tokens; null where something else is sold.")
	return all
}

func dimensionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"meter": schemas.DataString("What is sold: `input_tokens`, `output_tokens`, `cache_read_tokens`, `cache_write_tokens` (kept for five " +
			"minutes), `cache_write_30m_tokens`, `cache_write_1h_tokens`, tokens of other media such as `input_image_tokens`, `images`, " +
			"`search_units`, `training_tokens`, `training_hours`, `model_storage` (of a custom model, for a month) or `model_units` (of " +
			"provisioned throughput, for an hour)."),
		"tier":       schemas.DataString("`standard`, `batch`, `flex`, `priority` or `latency_optimized`; null where there are no tiers."),
		"routing":    schemas.DataString("`in_region` or `global`; null where it does not matter."),
		"context":    schemas.DataString("`standard`, or `long` for prompts above a length that depends on the model; null without such prices."),
		"use":        schemas.DataString("`base`, or `custom` for a custom model that was made from this one."),
		"commitment": schemas.DataString("For model units: `none`, `1_month` or `6_months`."),
		"variant":    schemas.DataString("For images: their kind, size and quality, such as `T2I 1024 Standard`."),
	}
}
