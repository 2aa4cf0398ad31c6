// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	"slices"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// Facts is what AWS says of a model, without the id, which an argument spells in its own way.
type Facts struct {
	ModelARN                   types.String `tfsdk:"model_arn"`
	ModelName                  types.String `tfsdk:"model_name"`
	ProviderName               types.String `tfsdk:"provider_name"`
	InputModalities            []string     `tfsdk:"input_modalities"`
	OutputModalities           []string     `tfsdk:"output_modalities"`
	ResponseStreamingSupported types.Bool   `tfsdk:"response_streaming_supported"`
	CustomizationsSupported    []string     `tfsdk:"customizations_supported"`
	InferenceTypesSupported    []string     `tfsdk:"inference_types_supported"`
	ModelLifecycle             *Lifecycle   `tfsdk:"model_lifecycle"`
}

// Lifecycle is where a model stands in its life.
type Lifecycle struct {
	Status                   types.String `tfsdk:"status"`
	StartOfLifeTime          types.String `tfsdk:"start_of_life_time"`
	LegacyTime               types.String `tfsdk:"legacy_time"`
	PublicExtendedAccessTime types.String `tfsdk:"public_extended_access_time"`
	EndOfLifeTime            types.String `tfsdk:"end_of_life_time"`
}

// FlattenFacts takes over what AWS lists of a model.
func FlattenFacts(m awstypes.FoundationModelSummary) Facts {
	return Facts{
		ModelARN:                   conv.NonEmpty(m.ModelArn),
		ModelName:                  conv.NonEmpty(m.ModelName),
		ProviderName:               conv.NonEmpty(m.ProviderName),
		InputModalities:            setOf(m.InputModalities),
		OutputModalities:           setOf(m.OutputModalities),
		ResponseStreamingSupported: types.BoolPointerValue(m.ResponseStreamingSupported),
		CustomizationsSupported:    setOf(m.CustomizationsSupported),
		InferenceTypesSupported:    setOf(m.InferenceTypesSupported),
		ModelLifecycle:             flattenLifecycle(m.ModelLifecycle),
	}
}

func flattenLifecycle(l *awstypes.FoundationModelLifecycle) *Lifecycle {
	if l == nil {
		return nil
	}
	return &Lifecycle{
		Status:                   conv.Enum(l.Status),
		StartOfLifeTime:          conv.Time(l.StartOfLifeTime),
		LegacyTime:               conv.Time(l.LegacyTime),
		PublicExtendedAccessTime: conv.Time(l.PublicExtendedAccessTime),
		EndOfLifeTime:            conv.Time(l.EndOfLifeTime),
	}
}

// setOf is the values without repetition, which Terraform refuses in a set. What AWS leaves out is empty, so that
// contains() works on it.
func setOf[S ~string](values []S) []string {
	set := conv.Texts(values)
	slices.Sort(set)
	return slices.Compact(set)
}
