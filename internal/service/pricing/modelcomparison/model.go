// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type model struct {
	Region              types.String     `tfsdk:"region"`
	ModelIDs            []string         `tfsdk:"model_ids"`
	Providers           []string         `tfsdk:"providers"`
	ByInputModality     types.String     `tfsdk:"by_input_modality"`
	ByOutputModality    types.String     `tfsdk:"by_output_modality"`
	ByCustomizationType types.String     `tfsdk:"by_customization_type"`
	ByLifecycleStatus   types.String     `tfsdk:"by_lifecycle_status"`
	MinContextWindow    types.Int64      `tfsdk:"min_context_window"`
	ContextWindows      map[string]int64 `tfsdk:"context_windows"`
	SortBy              types.String     `tfsdk:"sort_by"`
	pricing.Source

	Models   []entry      `tfsdk:"models"`
	Markdown types.String `tfsdk:"markdown"`
	CSV      types.String `tfsdk:"csv"`
}

type entry struct {
	ModelID                 types.String `tfsdk:"model_id"`
	ModelName               types.String `tfsdk:"model_name"`
	ProviderName            types.String `tfsdk:"provider_name"`
	InputModalities         []string     `tfsdk:"input_modalities"`
	OutputModalities        []string     `tfsdk:"output_modalities"`
	Streaming               types.Bool   `tfsdk:"response_streaming_supported"`
	CustomizationsSupported []string     `tfsdk:"customizations_supported"`
	TrainableModelIDs       []string     `tfsdk:"trainable_model_ids"`
	LifecycleStatus         types.String `tfsdk:"lifecycle_status"`
	EndOfLifeTime           types.String `tfsdk:"end_of_life_time"`
	InvocationTargetID      types.String `tfsdk:"invocation_target_id"`
	ContextWindow           types.Int64  `tfsdk:"context_window"`
	MaxOutput               types.Int64  `tfsdk:"max_output_tokens"`
	PromptLimit             types.String `tfsdk:"prompt_limit"`
	TypicalUse              types.String `tfsdk:"typical_use"`
	SuccessorModelID        types.String `tfsdk:"successor_model_id"`
	AdvisorySource          types.String `tfsdk:"advisory_source"`
	PriceMatched            types.Bool   `tfsdk:"price_matched"`
	InputPrice              types.String `tfsdk:"input_price_per_million_tokens"`
	OutputPrice             types.String `tfsdk:"output_price_per_million_tokens"`
	ImagePrice              types.String `tfsdk:"image_price"`
	Currency                types.String `tfsdk:"currency"`
}

func flatten(l *line) entry {
	e := entry{
		ModelID: conv.NonEmpty(l.ModelId), ModelName: conv.NonEmpty(l.ModelName), ProviderName: conv.NonEmpty(l.ProviderName),
		InputModalities: conv.Texts(l.InputModalities), OutputModalities: conv.Texts(l.OutputModalities),
		Streaming:               types.BoolPointerValue(l.ResponseStreamingSupported),
		CustomizationsSupported: append([]string{}, l.customizations...), TrainableModelIDs: append([]string{}, l.trainable...),
		LifecycleStatus: types.StringNull(), EndOfLifeTime: types.StringNull(), InvocationTargetID: conv.NonEmpty(&l.target),
		ContextWindow: positive(l.ContextWindow), MaxOutput: positive(l.MaxOutput), PromptLimit: conv.NonEmpty(&l.PromptLimit),
		TypicalUse: conv.NonEmpty(&l.TypicalUse), SuccessorModelID: conv.NonEmpty(&l.Successor), AdvisorySource: conv.NonEmpty(&l.factSource),
		PriceMatched: types.BoolValue(l.matched),
	}
	if life := l.ModelLifecycle; life != nil {
		e.LifecycleStatus, e.EndOfLifeTime = conv.Enum(life.Status), conv.Time(life.EndOfLifeTime)
	}
	for to, p := range map[*types.String]*pricelist.Price{&e.InputPrice: l.input, &e.OutputPrice: l.output} {
		if p != nil {
			*to, e.Currency = conv.NonEmpty(&p.PerMillionTokens), conv.NonEmpty(&p.Row.Currency)
		}
	}
	if l.image != nil {
		e.ImagePrice, e.Currency = types.StringValue(pricelist.Decimal(l.image.PerUnit)), conv.NonEmpty(&l.image.Row.Currency)
	}
	return e
}

func positive(n int64) types.Int64 {
	if n == 0 {
		return types.Int64Null()
	}
	return types.Int64Value(n)
}
