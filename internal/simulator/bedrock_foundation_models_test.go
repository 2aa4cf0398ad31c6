// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

func listModels(t *testing.T, c core, region string, in bedrock.ListFoundationModelsInput) []types.FoundationModelSummary {
	t.Helper()
	out, err := bedrock.NewFromConfig(c.config("simulator", region)).ListFoundationModels(t.Context(), &in)
	if err != nil {
		t.Fatalf("listing the models of %s: %v", region, err)
	}
	return out.ModelSummaries
}

func modelIDs(models []types.FoundationModelSummary) []string {
	var ids []string
	for _, m := range models {
		ids = append(ids, aws.ToString(m.ModelId))
	}
	return ids
}

func TestListFoundationModels_variesByRegion(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	bases, providers := map[string]bool{}, map[string]bool{}
	count := map[string]int{}
	for _, region := range []string{"us-east-1", "us-west-2", "eu-central-1", "ap-northeast-1"} {
		for _, m := range listModels(t, c, region, bedrock.ListFoundationModelsInput{}) {
			id := aws.ToString(m.ModelId)
			if want := "arn:aws:bedrock:" + region + "::foundation-model/" + id; aws.ToString(m.ModelArn) != want {
				t.Errorf("got ARN %s, want %s", aws.ToString(m.ModelArn), want)
			}
			if strings.Count(id, ":") < 2 {
				bases[id] = true
			}
			providers[aws.ToString(m.ProviderName)] = true
			count[region]++
		}
	}
	if len(bases) < 60 || len(providers) < 12 {
		t.Errorf("got %d models of %d providers, want at least 60 of 12", len(bases), len(providers))
	}
	if count["eu-central-1"] == 0 || count["ap-northeast-1"] == 0 || count["eu-central-1"] >= count["us-east-1"] ||
		count["ap-northeast-1"] >= count["us-east-1"] {
		t.Errorf("got %v, want fewer models outside the United States, and some", count)
	}
	if got := listModels(t, c, "af-south-1", bedrock.ListFoundationModelsInput{}); len(got) != 0 {
		t.Errorf("got %d models in a region that has none", len(got))
	}
}

func TestBedrock_admitsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	_, err := bedrock.NewFromConfig(c.config("simulator", "us-east-1")).ListGuardrails(t.Context(), &bedrock.ListGuardrailsInput{})
	wantError(t, err, "NotImplemented", "ListGuardrails")
	if entries := c.Journal(); len(entries) != 1 || entries[0].Operation != "ListGuardrails" || entries[0].Status != 501 {
		t.Errorf("got journal %+v, want the request that was not known", entries)
	}
}

func TestListFoundationModels_filters(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	for name, test := range map[string]struct {
		in    bedrock.ListFoundationModelsInput
		holds func(types.FoundationModelSummary) bool
		has   string
	}{
		"provider": {
			bedrock.ListFoundationModelsInput{ByProvider: aws.String("anthropic")},
			func(m types.FoundationModelSummary) bool { return *m.ProviderName == "Anthropic" },
			"anthropic.claude-sonnet-5",
		},
		"customization type": {
			bedrock.ListFoundationModelsInput{ByCustomizationType: types.ModelCustomizationFineTuning},
			func(m types.FoundationModelSummary) bool {
				return slices.Contains(m.CustomizationsSupported, types.ModelCustomizationFineTuning)
			},
			"amazon.nova-pro-v1:0:300k",
		},
		"output modality": {
			bedrock.ListFoundationModelsInput{ByOutputModality: types.ModelModalityEmbedding},
			func(m types.FoundationModelSummary) bool {
				return slices.Contains(m.OutputModalities, types.ModelModalityEmbedding)
			},
			"amazon.titan-embed-text-v2:0",
		},
		"inference type": {
			bedrock.ListFoundationModelsInput{ByInferenceType: types.InferenceTypeProvisioned},
			func(m types.FoundationModelSummary) bool {
				return slices.Contains(m.InferenceTypesSupported, types.InferenceTypeProvisioned)
			},
			"amazon.nova-micro-v1:0:24k",
		},
		"all at once": {
			bedrock.ListFoundationModelsInput{ByProvider: aws.String("Amazon"), ByCustomizationType: types.ModelCustomizationDistillation,
				ByOutputModality: types.ModelModalityText, ByInferenceType: types.InferenceTypeProvisioned},
			func(m types.FoundationModelSummary) bool { return strings.HasPrefix(*m.ModelId, "amazon.nova-") },
			"amazon.nova-lite-v1:0:300k",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			models := listModels(t, c, "us-east-1", test.in)
			if !slices.Contains(modelIDs(models), test.has) {
				t.Errorf("got %v, want %s among them", modelIDs(models), test.has)
			}
			for _, m := range models {
				if !test.holds(m) {
					t.Errorf("%s does not pass the filter", *m.ModelId)
				}
			}
		})
	}
}

func TestListFoundationModels_refusesUnknownFilterValues(t *testing.T) {
	t.Parallel()
	client := bedrock.NewFromConfig(startCore(t).config("simulator", "us-east-1"))
	for at, in := range map[string]bedrock.ListFoundationModelsInput{
		"byProvider":          {ByProvider: aws.String("Z.AI")},
		"byCustomizationType": {ByCustomizationType: "REINFORCEMENT_FINE_TUNING"},
		"byOutputModality":    {ByOutputModality: "SMELL"},
		"byInferenceType":     {ByInferenceType: "INFERENCE_PROFILE"},
	} {
		_, err := client.ListFoundationModels(t.Context(), &in)
		wantError(t, err, "ValidationException", "1 validation error detected", "at '"+at+"'")
	}
}

func TestGetFoundationModel_takesIDAndARN(t *testing.T) {
	t.Parallel()
	client := bedrock.NewFromConfig(startCore(t).config("simulator", "eu-central-1"))
	for identifier, want := range map[string]string{
		novaLite: novaLite,
		"arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0": novaLite,
		"deepseek.v3.2":      "deepseek.v3.2",
		"minimax.minimax-m2": "minimax.minimax-m2",
	} {
		out, err := client.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String(identifier)})
		if err != nil {
			t.Errorf("getting %s: %v", identifier, err)
			continue
		}
		if got := aws.ToString(out.ModelDetails.ModelId); got != want {
			t.Errorf("getting %s: got %s, want %s", identifier, got, want)
		}
	}
	for identifier, code := range map[string]string{
		"amazon.nova-lite-v9:0":     "ResourceNotFoundException",
		"amazon.nova-lite-v1:0:24k": "ResourceNotFoundException", // only in us-east-1
		"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0": "ResourceNotFoundException",
		"Nova Lite": "ValidationException",
	} {
		_, err := client.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String(identifier)})
		wantError(t, err, code)
	}
}

func TestGetFoundationModel_tellsHowAModelIsUsed(t *testing.T) {
	t.Parallel()
	client := bedrock.NewFromConfig(startCore(t).config("simulator", "us-east-1"))
	get := func(id string) *types.FoundationModelDetails {
		out, err := client.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String(id)})
		if err != nil {
			t.Fatalf("getting %s: %v", id, err)
		}
		return out.ModelDetails
	}
	base, variant := get(novaLite), get("amazon.nova-lite-v1:0:300k")
	if !slices.Equal(base.InferenceTypesSupported, []types.InferenceType{"ON_DEMAND", "INFERENCE_PROFILE"}) {
		t.Errorf("got inference types %v", base.InferenceTypesSupported)
	}
	if len(base.CustomizationsSupported) != 0 {
		t.Errorf("got customizations %v of the id without context, want them on the variant", base.CustomizationsSupported)
	}
	if !slices.Equal(variant.CustomizationsSupported, []types.ModelCustomization{"FINE_TUNING", "DISTILLATION"}) {
		t.Errorf("got customizations %v", variant.CustomizationsSupported)
	}
	if base.ModelLifecycle.Status != types.FoundationModelLifecycleStatusActive || base.ModelLifecycle.EndOfLifeTime != nil {
		t.Errorf("got lifecycle %+v of an active model", *base.ModelLifecycle)
	}
	legacy := get("anthropic.claude-opus-4-1-20250805-v1:0").ModelLifecycle
	if legacy.Status != types.FoundationModelLifecycleStatusLegacy || !legacy.LegacyTime.Before(*legacy.PublicExtendedAccessTime) ||
		!legacy.PublicExtendedAccessTime.Before(*legacy.EndOfLifeTime) {
		t.Errorf("got lifecycle %+v of a legacy model, want its three dates in order", *legacy)
	}
}
