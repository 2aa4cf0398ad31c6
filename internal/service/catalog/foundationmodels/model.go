// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels

import (
	"slices"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
)

// summary is one model of a list.
type summary struct {
	ModelID types.String `tfsdk:"model_id"`
	catalog.Facts
}

func flattenSummaries(models []awstypes.FoundationModelSummary) []summary {
	summaries := make([]summary, len(models))
	for i, m := range models {
		summaries[i] = summary{ModelID: conv.NonEmpty(m.ModelId), Facts: catalog.FlattenFacts(m)}
	}
	return summaries
}

type model struct {
	Region types.String `tfsdk:"region"`
	filters
	ModelIDs       []types.String `tfsdk:"model_ids"`
	ModelSummaries []summary      `tfsdk:"model_summaries"`
	Providers      []string       `tfsdk:"providers"`
	// LegacyModels leads from the ids of models that are LEGACY to the time of their end, which may be null.
	LegacyModels map[string]types.String `tfsdk:"legacy_models"`
}

// summarize fills in what the list says as a whole.
func (m *model) summarize() {
	m.Providers, m.LegacyModels = []string{}, map[string]types.String{}
	m.ModelIDs = make([]types.String, len(m.ModelSummaries))
	for i, one := range m.ModelSummaries {
		m.ModelIDs[i] = one.ModelID
		if name := one.ProviderName.ValueString(); name != "" && !slices.Contains(m.Providers, name) {
			m.Providers = append(m.Providers, name)
		}
		if life := one.ModelLifecycle; life != nil && life.Status.ValueString() == string(awstypes.FoundationModelLifecycleStatusLegacy) {
			m.LegacyModels[one.ModelID.ValueString()] = life.EndOfLifeTime
		}
	}
	slices.Sort(m.Providers)
}
