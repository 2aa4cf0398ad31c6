// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofiles

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

type model struct {
	Region              types.String `tfsdk:"region"`
	TypeEquals          types.String `tfsdk:"type_equals"`
	ByScope             types.String `tfsdk:"by_scope"`
	ByModelID           types.String `tfsdk:"by_model_id"`
	ByDestinationRegion types.String `tfsdk:"by_destination_region"`

	ProfileIDs []string  `tfsdk:"inference_profile_ids"`
	Summaries  []summary `tfsdk:"inference_profile_summaries"`
}

type summary struct {
	ARN                types.String `tfsdk:"arn"`
	InferenceProfileID types.String `tfsdk:"inference_profile_id"`
	Name               types.String `tfsdk:"name"`
	Description        types.String `tfsdk:"description"`
	Type               types.String `tfsdk:"type"`
	Status             types.String `tfsdk:"status"`
	CreatedAt          types.String `tfsdk:"created_at"`
	UpdatedAt          types.String `tfsdk:"updated_at"`
	Scope              types.String `tfsdk:"scope"`
	ModelID            types.String `tfsdk:"model_id"`
	ModelARNs          []string     `tfsdk:"model_arns"`
	DestinationRegions []string     `tfsdk:"destination_regions"`
}

func (m *model) passes(p *lookup.Profile) bool {
	is := func(filter types.String, value string) bool { return filter.IsNull() || filter.ValueString() == value }
	return is(m.ByScope, p.Scope) && is(m.ByModelID, p.ModelID) &&
		(m.ByDestinationRegion.IsNull() || slices.Contains(p.Destinations, m.ByDestinationRegion.ValueString()))
}

func flatten(p *lookup.Profile) summary {
	s := &p.Summary
	return summary{
		ARN: conv.NonEmpty(s.InferenceProfileArn), InferenceProfileID: conv.NonEmpty(s.InferenceProfileId),
		Name: conv.NonEmpty(s.InferenceProfileName), Description: conv.NonEmpty(s.Description),
		Type: conv.Enum(s.Type), Status: conv.Enum(s.Status), CreatedAt: conv.Time(s.CreatedAt), UpdatedAt: conv.Time(s.UpdatedAt),
		Scope: conv.NonEmpty(&p.Scope), ModelID: conv.NonEmpty(&p.ModelID), ModelARNs: p.ModelARNs, DestinationRegions: p.Destinations,
	}
}
