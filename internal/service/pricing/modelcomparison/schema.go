// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

const description = "Compares the foundation models of a region: what they read and write, how long their context is, whether they can " +
	"be trained, how they are invoked and what they cost, as data, as a table in Markdown and as CSV.\n\n" +
	"What AWS's API says is live: models, modalities, customizations, lifecycle, inference profiles; so are the prices, which come from " +
	"AWS's price list as with `bedrock_model_prices`, with the same arguments. **Context windows, maximum outputs, typical uses and " +
	"successors are advice**: AWS's API has none of them. They come with this version of the provider, each with its source and date in " +
	"`advisory_source`, and `context_windows` says otherwise where they are wrong. What is not known is null, and an empty cell.\n\n" +
	"Ids that differ in their context size only, such as `amazon.nova-lite-v1:0:300k`, are one model here; those that can be trained are in " +
	"`trainable_model_ids`. A price is that of `invocation_target_id` on demand: in the region, or for a model that only a global profile " +
	"reaches, the global one.\n\n" +
	"All blocks of a configuration share one list of models, one of profiles and one reading of prices per region."

// Schema describes the filters and the chart.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region":             crud.DataRegionAttribute(),
			"model_ids":          set("Only these models, by their ids."),
			"providers":          set("Only models of these providers, by their full names, such as `Amazon` and `Mistral AI`."),
			"by_input_modality":  filter("Only models that read this: `TEXT`, `IMAGE`, `VIDEO`, `SPEECH` and others."),
			"by_output_modality": filter("Only models that write this: `TEXT`, `IMAGE`, `EMBEDDING` and others."),
			"by_customization_type": filter("Only models that can be trained in this way: `FINE_TUNING`, `CONTINUED_PRE_TRAINING` or " +
				"`DISTILLATION`."),
			"by_lifecycle_status": filter("Only models in this part of their life: `ACTIVE` or `LEGACY`."),
			"min_context_window": schema.Int64Attribute{
				Optional:            true,
				MarkdownDescription: "Only models with a context window of at least this many tokens. A model of which it is not known does not pass.",
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"context_windows": schema.MapAttribute{
				Optional: true, ElementType: types.Int64Type,
				MarkdownDescription: "Context windows in tokens by id of the model, where this provider does not know them or knows them wrongly.",
			},
			"sort_by": filter("Order of the chart: `model_id`, `input_price`, `output_price`, the lowest first, or `context_window`, the longest "+
				"first. What is not known comes last. Default `model_id`.",
				stringvalidator.OneOf("model_id", "input_price", "output_price", "context_window")),
			"markdown": schemas.DataString("The chart as a table in Markdown."),
			"csv":      schemas.DataString("The chart as comma-separated values (RFC 4180), with the id of each model."),
			"models": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The chart.", NestedObject: schema.NestedAttributeObject{Attributes: entryAttributes()},
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, pricing.SourceAttributes())
}

func entryAttributes() map[string]schema.Attribute {
	number := func(text string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: text}
	}
	flag := func(text string) schema.BoolAttribute {
		return schema.BoolAttribute{Computed: true, MarkdownDescription: text}
	}
	all := map[string]schema.Attribute{
		"response_streaming_supported": flag("Whether the model can answer piece by piece."),
		"price_matched":                flag("Whether AWS publishes prices of the model that this provider understands."),
		"context_window":               number("Tokens of prompt and answer together. Advice; null where it is not known."),
		"max_output_tokens":            number("The longest answer. Advice; null where it is not known."),
	}
	for name, text := range map[string]string{
		"model_id":                        "Id of the model.",
		"model_name":                      "Name of the model.",
		"provider_name":                   "Who made the model.",
		"lifecycle_status":                "`ACTIVE` or `LEGACY`.",
		"end_of_life_time":                "When the model stops answering (RFC 3339); null where AWS has not said.",
		"invocation_target_id":            "What a request names here: the id of the model or of an inference profile; null for neither.",
		"prompt_limit":                    "For models that take no conversation, what a prompt may have. Advice.",
		"typical_use":                     "What the model is taken for. Advice.",
		"successor_model_id":              "For a model that is about to end, the one to take today. Advice.",
		"advisory_source":                 "Where advice comes from, and of when it is.",
		"input_price_per_million_tokens":  "What a million tokens of prompts cost on demand, exactly; null where it is not known.",
		"output_price_per_million_tokens": "The same for answers.",
		"image_price":                     "What an image costs in the cheapest size and quality.",
		"currency":                        "Currency of the prices.",
	} {
		all[name] = schemas.DataString(text)
	}
	for name, text := range map[string]string{
		"input_modalities": "What the model reads.", "output_modalities": "What the model writes.",
		"customizations_supported": "How the model can be trained.",
		"trainable_model_ids":      "Ids to give to `base_model_identifier` of a training job.",
	} {
		all[name] = schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: text}
	}
	return all
}

func filter(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: description, Validators: append(validators, stringvalidator.LengthAtLeast(1)),
	}
}

func set(description string) schema.SetAttribute {
	return schema.SetAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: description}
}
