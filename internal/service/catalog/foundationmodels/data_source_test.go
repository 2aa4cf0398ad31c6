// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func texts(list cty.Value) []string {
	var values []string
	for _, v := range list.AsValueSlice() {
		values = append(values, v.AsString())
	}
	return values
}

// listed is what bedrock_foundation_models lists with some arguments.
func listed(t *testing.T, w *acctest.Workspace, arguments string) (ids []string, summaries []cty.Value) {
	t.Helper()
	acctest.ApplyInSilence(t, w, fmt.Sprintf("data \"bedrock_foundation_models\" \"test\" {\n%s\n}", arguments))
	data := w.Data("bedrock_foundation_models.test")
	return texts(data.GetAttr("model_ids")), data.GetAttr("model_summaries").AsValueSlice()
}

func TestFoundationModels_areInTheOrderOfTheirIDs(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	ids, summaries := listed(t, w, "")
	if len(ids) < 50 || !slices.IsSorted(ids) || len(ids) != len(summaries) {
		t.Errorf("%d ids, sorted %t, %d summaries", len(ids), slices.IsSorted(ids), len(summaries))
	}
	for i, summary := range summaries {
		if got := summary.GetAttr("model_id").AsString(); got != ids[i] {
			t.Errorf("summary %d is of %s, want %s", i, got, ids[i])
		}
	}
}

func TestFoundationModels_filterAsAWSDoes(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	has := func(attribute, value string) func(cty.Value) bool {
		return func(m cty.Value) bool { return slices.Contains(texts(m.GetAttr(attribute)), value) }
	}
	is := func(attribute, value string) func(cty.Value) bool {
		return func(m cty.Value) bool { return m.GetAttr(attribute).AsString() == value }
	}
	_, everything := listed(t, w, "")
	for arguments, passes := range map[string]func(cty.Value) bool{
		`by_provider = "anthropic"`:               is("provider_name", "Anthropic"),
		`by_provider = "AI21 Labs"`:               is("provider_name", "AI21 Labs"),
		`by_customization_type = "FINE_TUNING"`:   has("customizations_supported", "FINE_TUNING"),
		`by_input_modality = "VIDEO"`:             has("input_modalities", "VIDEO"),
		`by_output_modality = "EMBEDDING"`:        has("output_modalities", "EMBEDDING"),
		`by_inference_type = "PROVISIONED"`:       has("inference_types_supported", "PROVISIONED"),
		`by_inference_type = "INFERENCE_PROFILE"`: has("inference_types_supported", "INFERENCE_PROFILE"),
		`by_model_name = "nova lite"`:             is("model_name", "Nova Lite"),
		`by_model_name = "Amazon Nova Micro"`:     is("model_name", "Nova Micro"),
		`by_lifecycle_status = "LEGACY"`: func(m cty.Value) bool {
			return m.GetAttr("model_lifecycle").GetAttr("status").AsString() == "LEGACY"
		},
	} {
		ids, summaries := listed(t, w, arguments)
		if len(ids) == 0 || len(ids) == len(everything) || slices.ContainsFunc(summaries, func(m cty.Value) bool { return !passes(m) }) {
			t.Errorf("%s lists %v", arguments, ids)
		}
		want := 0
		for _, m := range everything {
			if passes(m) {
				want++
			}
		}
		if len(ids) != want {
			t.Errorf("%s lists %d models of %d", arguments, len(ids), want)
		}
	}
	if n := cloud.Count("ListFoundationModels"); n != 1 {
		t.Errorf("%d calls, want one for all filters", n)
	}
}

// What the list says as a whole: who made the models, and which of them end when.
func TestFoundationModels_summarize(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	_, summaries := listed(t, w, "")
	data := w.Data("bedrock_foundation_models.test")
	if providers := texts(data.GetAttr("providers")); !slices.IsSorted(providers) || !slices.Contains(providers, "Mistral AI") ||
		len(slices.Compact(slices.Clone(providers))) != len(providers) {
		t.Errorf("%v", providers)
	}
	legacy := data.GetAttr("legacy_models").AsValueMap()
	for _, m := range summaries {
		life, id := m.GetAttr("model_lifecycle"), m.GetAttr("model_id").AsString()
		end, told := legacy[id]
		if told != (life.GetAttr("status").AsString() == "LEGACY") || told && !end.RawEquals(life.GetAttr("end_of_life_time")) {
			t.Errorf("%s is told %t: %#v", id, told, life)
		}
	}
	if len(legacy) == 0 {
		t.Error("nothing is legacy")
	}
}

// The empty list of a value that no model has says so: what is probably meant, or what the values are.
func TestFoundationModels_warnOfAMisspeltFilter(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for arguments, want := range map[string]string{
		`by_provider = "Antropic"`:                     `Probably "Anthropic" is meant`,
		`by_provider = "Mistral"`:                      `Probably "Mistral AI" is meant`,
		`by_customization_type = "FINETUNING"`:         `Probably "FINE_TUNING" is meant`,
		`by_input_modality = "IMAGES"`:                 `Probably "IMAGE" is meant`,
		`by_output_modality = "EMBEDDINGS"`:            `Probably "EMBEDDING" is meant`,
		`by_inference_type = "ONDEMAND"`:               `Probably "ON_DEMAND" is meant`,
		`by_model_name = "Nova Lit"`:                   `Probably "Nova Lite" is meant`,
		`by_lifecycle_status = "ACTVE"`:                `Probably "ACTIVE" is meant`,
		`by_provider = "anthropic"`:                    "",
		`by_provider = "Nobody"`:                       "Values that models have: AI21 Labs, Amazon, Anthropic",
		`by_inference_type = "inference_profile"`:      "",
		`by_input_modality = "EMBEDDING"`:              "",
		`by_customization_type = "IMPORTED_SOMETHING"`: "Values that models have: CONTINUED_PRE_TRAINING, DISTILLATION, FINE_TUNING.",
	} {
		plan := w.Plan(t.Context(), fmt.Sprintf("data \"bedrock_foundation_models\" \"test\" {\n%s\n}", arguments))
		if warnings := plan.Warnings(); plan.Errors() != "" || !strings.Contains(warnings, want) || want == "" && warnings != "" {
			t.Errorf("%s: errors %s; warnings %s", arguments, plan.Errors(), warnings)
		}
	}
}

func TestFoundationModels_mayBeNone(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	ids, summaries := listed(t, w, `by_inference_type = "PROVISIONED"
		by_input_modality = "SPEECH"`)
	if len(ids) != 0 || len(summaries) != 0 {
		t.Errorf("got %v", ids)
	}
	if data := w.Data("bedrock_foundation_models.test"); data.GetAttr("model_ids").IsNull() || data.GetAttr("model_summaries").IsNull() {
		t.Error("an empty list is null: length() and for would fail on it")
	}
}

func TestFoundationModels_differByRegion(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	seen := map[string]int{}
	for _, region := range []string{"us-east-1", "us-west-2", "eu-central-1", "ap-northeast-1"} {
		ids, _ := listed(t, w, fmt.Sprintf("region = %q", region))
		for _, id := range ids {
			seen[id]++
		}
		if got := w.Data("bedrock_foundation_models.test").GetAttr("region").AsString(); got != region {
			t.Errorf("region is %s, want %s", got, region)
		}
	}
	if seen["cohere.embed-english-v3"] != 4 || seen["ai21.jamba-1-5-mini-v1:0"] != 1 {
		t.Errorf("regions by model: %v", seen)
	}
}
