// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	"slices"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// foundationModelFacts is what AWS says of a model, without the id, which an argument spells in its own way.
type foundationModelFacts struct {
	ModelARN                   types.String         `tfsdk:"model_arn"`
	ModelName                  types.String         `tfsdk:"model_name"`
	ProviderName               types.String         `tfsdk:"provider_name"`
	InputModalities            []string             `tfsdk:"input_modalities"`
	OutputModalities           []string             `tfsdk:"output_modalities"`
	ResponseStreamingSupported types.Bool           `tfsdk:"response_streaming_supported"`
	CustomizationsSupported    []string             `tfsdk:"customizations_supported"`
	InferenceTypesSupported    []string             `tfsdk:"inference_types_supported"`
	ModelLifecycle             *modelLifecycleModel `tfsdk:"model_lifecycle"`
}

type modelLifecycleModel struct {
	Status                   types.String `tfsdk:"status"`
	StartOfLifeTime          types.String `tfsdk:"start_of_life_time"`
	LegacyTime               types.String `tfsdk:"legacy_time"`
	PublicExtendedAccessTime types.String `tfsdk:"public_extended_access_time"`
	EndOfLifeTime            types.String `tfsdk:"end_of_life_time"`
}

// modelSummaryModel is one model of a list.
type modelSummaryModel struct {
	ModelID types.String `tfsdk:"model_id"`
	foundationModelFacts
}

func flattenFoundationModel(m awstypes.FoundationModelSummary) foundationModelFacts {
	return foundationModelFacts{
		ModelARN:                   conv.NonEmpty(m.ModelArn),
		ModelName:                  conv.NonEmpty(m.ModelName),
		ProviderName:               conv.NonEmpty(m.ProviderName),
		InputModalities:            setOf(m.InputModalities),
		OutputModalities:           setOf(m.OutputModalities),
		ResponseStreamingSupported: types.BoolPointerValue(m.ResponseStreamingSupported),
		CustomizationsSupported:    setOf(m.CustomizationsSupported),
		InferenceTypesSupported:    setOf(m.InferenceTypesSupported),
		ModelLifecycle:             flattenModelLifecycle(m.ModelLifecycle),
	}
}

func flattenModelLifecycle(l *awstypes.FoundationModelLifecycle) *modelLifecycleModel {
	if l == nil {
		return nil
	}
	return &modelLifecycleModel{
		Status:                   conv.Enum(l.Status),
		StartOfLifeTime:          conv.Time(l.StartOfLifeTime),
		LegacyTime:               conv.Time(l.LegacyTime),
		PublicExtendedAccessTime: conv.Time(l.PublicExtendedAccessTime),
		EndOfLifeTime:            conv.Time(l.EndOfLifeTime),
	}
}

func flattenModelSummaries(models []awstypes.FoundationModelSummary) []modelSummaryModel {
	summaries := make([]modelSummaryModel, len(models))
	for i, m := range models {
		summaries[i] = modelSummaryModel{ModelID: conv.NonEmpty(m.ModelId), foundationModelFacts: flattenFoundationModel(m)}
	}
	return summaries
}

// setOf is the values without repetition, which Terraform refuses in a set. What AWS leaves out is empty, so that
// contains() works on it.
func setOf[S ~string](values []S) []string {
	set := make([]string, len(values))
	for i, v := range values {
		set[i] = string(v)
	}
	slices.Sort(set)
	return slices.Compact(set)
}
