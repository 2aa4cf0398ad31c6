// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	fineTuning              = "FINE_TUNING"
	continuedPreTraining    = "CONTINUED_PRE_TRAINING"
	distillation            = "DISTILLATION"
	reinforcementFineTuning = "REINFORCEMENT_FINE_TUNING"

	statusLegacy = "LEGACY"
)

// foundationModelDetails is a model as both ListFoundationModels and GetFoundationModel tell it. AWS answers values
// outside its own enums, such as INFERENCE_PROFILE and VIDEO, and so does the catalogue.
type foundationModelDetails struct {
	ModelARN                   string                   `json:"modelArn"`
	ModelID                    string                   `json:"modelId"`
	ModelName                  string                   `json:"modelName"`
	ProviderName               string                   `json:"providerName"`
	InputModalities            []string                 `json:"inputModalities"`
	OutputModalities           []string                 `json:"outputModalities"`
	ResponseStreamingSupported bool                     `json:"responseStreamingSupported"`
	CustomizationsSupported    []string                 `json:"customizationsSupported"`
	InferenceTypesSupported    []string                 `json:"inferenceTypesSupported"`
	ModelLifecycle             foundationModelLifecycle `json:"modelLifecycle"`
}

type foundationModelLifecycle struct {
	Status                   string    `json:"status"`
	StartOfLifeTime          timestamp `json:"startOfLifeTime,omitzero"`
	EndOfLifeTime            timestamp `json:"endOfLifeTime,omitzero"`
	LegacyTime               timestamp `json:"legacyTime,omitzero"`
	PublicExtendedAccessTime timestamp `json:"publicExtendedAccessTime,omitzero"`
}

func (m *foundationModel) details(region string) foundationModelDetails {
	return foundationModelDetails{
		ModelARN:                   m.arn(region),
		ModelID:                    m.ID,
		ModelName:                  m.Name,
		ProviderName:               m.Provider,
		InputModalities:            m.InputModalities,
		OutputModalities:           m.OutputModalities,
		ResponseStreamingSupported: m.Streaming,
		CustomizationsSupported:    m.customizations(region),
		InferenceTypesSupported:    m.Regions[region],
		ModelLifecycle: foundationModelLifecycle{
			Status:                   m.Lifecycle.Status,
			StartOfLifeTime:          timestamp(m.Lifecycle.StartOfLifeTime),
			EndOfLifeTime:            timestamp(m.Lifecycle.EndOfLifeTime),
			LegacyTime:               timestamp(m.Lifecycle.LegacyTime),
			PublicExtendedAccessTime: timestamp(m.Lifecycle.PublicExtendedAccessTime),
		},
	}
}

// foundationModels are the operations on the models that AWS brings.
func foundationModels() kind {
	return kind{handlers: map[string]handler{
		"ListFoundationModels": listFoundationModels,
		"GetFoundationModel":   getFoundationModel,
	}, reworded: map[string]string{"GetFoundationModel.modelIdentifier": invalidModel}}
}

func listFoundationModels(q *request) (any, error) {
	provider := q.queryText("byProvider")
	customization := q.queryText("byCustomizationType")
	modality := q.queryText("byOutputModality")
	inference := q.queryText("byInferenceType")
	lacks := func(values []string, wanted *string) bool { return wanted != nil && !slices.Contains(values, *wanted) }
	summaries := []foundationModelDetails{}
	for _, m := range loadCatalogue().in(q.Region) {
		d := m.details(q.Region)
		if provider != nil && !strings.EqualFold(d.ProviderName, *provider) || lacks(d.CustomizationsSupported, customization) ||
			lacks(d.OutputModalities, modality) || lacks(d.InferenceTypesSupported, inference) {
			continue
		}
		summaries = append(summaries, d)
	}
	return map[string]any{"modelSummaries": summaries}, nil
}

func getFoundationModel(q *request) (any, error) {
	id := q.path["modelIdentifier"]
	if a, ok := core.ParseARN(id); ok && a.Region == q.Region {
		id = strings.TrimPrefix(a.Resource, "foundation-model/")
	}
	m, ok := loadCatalogue().find(q.Region, id)
	if !ok {
		return nil, notFoundError("Could not resolve the foundation model from the provided model identifier.")
	}
	return map[string]any{"modelDetails": m.details(q.Region)}, nil
}
