// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodel_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// plain is a value as Go has it, to compare whole objects with what a reader expects to see.
func plain(t *testing.T, v cty.Value) any {
	t.Helper()
	text, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func requests(cloud *acctest.Cloud) map[string]int {
	counts := map[string]int{}
	for _, entry := range cloud.Journal() {
		counts[entry.Operation]++
	}
	return counts
}

func model(id string) string {
	return fmt.Sprintf("data \"bedrock_foundation_model\" \"test\" {\n  model_id = %q\n}\n", id)
}

func TestFoundationModel_showsWhatAWSKnows(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	acctest.ApplyInSilence(t, w, model("amazon.nova-lite-v1:0"))
	got := plain(t, w.Data("bedrock_foundation_model.test"))
	want := map[string]any{
		"region": "us-east-1", "model_id": "amazon.nova-lite-v1:0",
		"model_arn":  "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
		"model_name": "Nova Lite", "provider_name": "Amazon",
		"input_modalities": []any{"IMAGE", "TEXT", "VIDEO"}, "output_modalities": []any{"TEXT"},
		"response_streaming_supported": true, "customizations_supported": []any{},
		"inference_types_supported": []any{"INFERENCE_PROFILE", "ON_DEMAND"},
		"model_lifecycle": map[string]any{
			"status": "ACTIVE", "start_of_life_time": "2024-12-03T00:00:00Z",
			"legacy_time": nil, "public_extended_access_time": nil, "end_of_life_time": nil,
		},
		"inference_options": map[string]any{
			"on_demand": true, "provisioned": true, "date": "2026-10-05",
			"source": "https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// How a custom model of it is served depends on the region; a model that cannot be trained has none.
func TestFoundationModel_tellsHowItsCustomModelsAreServed(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for id, want := range map[string]any{
		"amazon.nova-micro-v1:0:128k": true, "amazon.nova-canvas-v1:0": false,
		"arn:aws:bedrock:us-west-2::foundation-model/meta.llama3-3-70b-instruct-v1:0:128k": true,
		"arn:aws:bedrock:us-west-2::foundation-model/meta.llama3-1-8b-instruct-v1:0:128k":  false,
		"cohere.embed-v4:0": nil,
	} {
		acctest.ApplyInSilence(t, w, model(id))
		options, _ := plain(t, w.Data("bedrock_foundation_model.test").GetAttr("inference_options")).(map[string]any)
		if options["on_demand"] != want || want != nil && options["provisioned"] != true {
			t.Errorf("%s: %v", id, options)
		}
	}
}

func TestFoundationModel_tellsHowALegacyModelEnds(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	acctest.ApplyInSilence(t, w, model("amazon.nova-premier-v1:0"))
	lifecycle := w.Data("bedrock_foundation_model.test").GetAttr("model_lifecycle").AsValueMap()
	if status := lifecycle["status"].AsString(); status != "LEGACY" {
		t.Errorf("status is %q", status)
	}
	var times []string
	for _, name := range []string{"start_of_life_time", "legacy_time", "public_extended_access_time", "end_of_life_time"} {
		times = append(times, lifecycle[name].AsString())
	}
	if !slices.IsSorted(times) || times[0] == times[3] {
		t.Errorf("the times of a life are not in order: %v", times)
	}
}

func TestFoundationModel_takesEverySpelling(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for identifier, want := range map[string]struct{ arn, region string }{
		"amazon.nova-lite-v1:0:300k": {"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k", "us-east-1"},
		"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0": {
			"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0", "us-east-1",
		},
		"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-micro-v1:0": {
			"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-micro-v1:0", "us-west-2",
		},
	} {
		acctest.ApplyInSilence(t, w, model(identifier))
		data := w.Data("bedrock_foundation_model.test").AsValueMap()
		if got := data["model_arn"].AsString(); got != want.arn {
			t.Errorf("%s: model_arn is %s", identifier, got)
		}
		if got := data["region"].AsString(); got != want.region {
			t.Errorf("%s: region is %s", identifier, got)
		}
		if got := data["model_id"].AsString(); got != identifier {
			t.Errorf("%s: model_id became %s", identifier, got)
		}
	}
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 2}, requests(cloud)); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_refusesWhatIsNone(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for identifier, want := range map[string]string{
		"us.amazon.nova-lite-v1:0":                                                              `"amazon.nova-lite-v1:0"`,
		"global.anthropic.claude-haiku-4-5-20251001-v1:0":                                       `"anthropic.claude-haiku-4-5-20251001-v1:0"`,
		"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us-gov.amazon.nova-lite-v1:0": `"amazon.nova-lite-v1:0"`,
		"arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abc":    "custom-model",
		"arn:aws:iam::123456789012:role/train":                                                  "outside Bedrock",
		"arn:aws":                                                                               "no ARN",
		"":                                                                                      "empty",
	} {
		errors := w.Apply(t.Context(), model(identifier)).Errors()
		if !strings.Contains(errors, want) || !strings.Contains(errors, `AttributeName("model_id")`) {
			t.Errorf("%q: got %q, want %s at model_id", identifier, errors, want)
		}
	}
	if n := len(cloud.Journal()); n != 0 {
		t.Errorf("%d requests, want none: this is known without AWS", n)
	}
}

func TestFoundationModel_thatIsNotThereIsOneErrorWithNearIDs(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	diags := w.Apply(t.Context(), model("anthropic.claude-haiku-4-5"))
	errors := diags.Errors()
	for _, want := range []string{
		"Reading Bedrock foundation model", "anthropic.claude-haiku-4-5", "us-east-1", "anthropic.claude-haiku-4-5-20251001-v1:0",
		`AttributeName("model_id")`,
	} {
		if !strings.Contains(errors, want) {
			t.Errorf("the error does not say %q: %s", want, errors)
		}
	}
	if len(diags) != 1 {
		t.Errorf("%d diagnostics, want one", len(diags))
	}
}

func TestFoundationModel_saysThatRegionAndARNDisagree(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	errors := w.Apply(t.Context(), `data "bedrock_foundation_model" "test" {
		region   = "us-east-1"
		model_id = "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0"
	}`).Errors()
	if !strings.Contains(errors, "ARN of us-west-2, but region is us-east-1") {
		t.Error(errors)
	}
}

func TestFoundationModel_differsByRegion(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for region, want := range map[string]string{
		"us-east-1": "INFERENCE_PROFILE", "us-west-2": "INFERENCE_PROFILE ON_DEMAND", "eu-central-1": "", "ap-northeast-1": "",
	} {
		diags := w.Apply(t.Context(), fmt.Sprintf(`data "bedrock_foundation_model" "test" {
			model_id = "meta.llama3-1-8b-instruct-v1:0"
			region   = %q
		}`, region))
		if want == "" {
			if !strings.Contains(diags.Errors(), region) {
				t.Errorf("%s: got %q, want an error that names the region", region, diags.Errors())
			}
			continue
		}
		var types []string
		for _, v := range w.Data("bedrock_foundation_model.test").GetAttr("inference_types_supported").AsValueSlice() {
			types = append(types, v.AsString())
		}
		if got := strings.Join(types, " "); got != want {
			t.Errorf("%s: inference types %q, want %q", region, got, want)
		}
	}
	if n := cloud.Count("ListFoundationModels"); n != 5 {
		t.Errorf("%d lists for 4 regions and one more that may have the model", n)
	}
}

func TestFoundationModel_blocksShareOneCall(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	ids := []string{"amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0:300k", "cohere.embed-v4:0", "meta.llama3-3-70b-instruct-v1:0"}
	var config strings.Builder
	for i := range 20 {
		fmt.Fprintf(&config, "data \"bedrock_foundation_model\" \"m%d\" {\n  model_id = %q\n}\n", i, ids[i%len(ids)])
		fmt.Fprintf(&config, "data \"bedrock_foundation_models\" \"l%d\" {\n  by_output_modality = %q\n}\n", i, "TEXT")
	}
	acctest.ApplyInSilence(t, w, config.String())
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 1}, requests(cloud)); diff != "" {
		t.Errorf("requests of 40 blocks, planned and applied (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_needsARegionAtPlan(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	config := cloud.For(acctest.Region)
	config["region"] = cty.UnknownVal(cty.String)
	w := acctest.NewWorkspace(t, config, registry.Of("catalog"))
	for _, block := range []string{model("amazon.nova-lite-v1:0"), "data \"bedrock_foundation_models\" \"test\" {\n}"} {
		diags := w.Apply(t.Context(), block)
		text := diags.Errors()
		if len(diags) != 1 || !strings.Contains(text, `AttributeName("region")`) || !strings.Contains(text, "not known yet") {
			t.Errorf("got %d diagnostics: %s", len(diags), text)
		}
	}
	if n := len(cloud.Journal()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestFoundationModel_reportsWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "*", Status: 403, Code: "AccessDeniedException", Message: "You may not look.", Times: -1})
	for block, want := range map[string]string{
		model("amazon.nova-lite-v1:0"):                     "Reading Bedrock foundation model",
		"data \"bedrock_foundation_models\" \"test\" {\n}": "Listing Bedrock foundation models",
	} {
		errors := w.Apply(t.Context(), block).Errors()
		if !strings.Contains(errors, want) || !strings.Contains(errors, "You may not look.") || !strings.Contains(errors, "request id") {
			t.Errorf("got %s", errors)
		}
	}
}

func TestFoundationModel_refusesAnAnswerThatIsNone(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: "empty", Times: 1})
	if errors := w.Apply(t.Context(), model("amazon.nova-lite-v1:0")).Errors(); !strings.Contains(errors, "has no modelSummaries") {
		t.Errorf("got %q", errors)
	}
	acctest.ApplyInSilence(t, w, model("amazon.nova-lite-v1:0"))
}

func TestFoundationModel_survivesFaultsThatPass(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"throttle", "truncate", "error"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			cloud.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: action})
			acctest.ApplyInSilence(t, w, model("amazon.nova-lite-v1:0"))
		})
	}
}

// The console shows names, and what it shows is what people write first.
func TestFoundationModel_suggestsTheIdOfAName(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for name, want := range map[string]string{
		"Claude 3 Sonnet":             "its id is anthropic.claude-3-sonnet-20240229-v1:0.",
		"anthropic claude sonnet 4.5": "its id is anthropic.claude-sonnet-4-5-20250929-v1:0.",
		"Nova Lite":                   "its ids are amazon.nova-lite-v1:0, amazon.nova-lite-v1:0:24k, amazon.nova-lite-v1:0:300k",
	} {
		if errors := w.Plan(t.Context(), model(name)).Errors(); !strings.Contains(errors, want) {
			t.Errorf("%s: %q is not in %s", name, want, errors)
		}
	}
}

// A model that only other regions have is no typing error.
func TestFoundationModel_saysWhereAModelIs(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	elsewhere := `data "bedrock_foundation_model" "test" {
		model_id = "meta.llama3-1-8b-instruct-v1:0"
		region   = "eu-central-1"
	}`
	errors := w.Plan(t.Context(), elsewhere).Errors()
	if want := "Among the regions that have it: us-east-1, us-west-2."; !strings.Contains(errors, want) {
		t.Errorf("%q is not in %s", want, errors)
	}
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "ListFoundationModels", Status: 403, Code: "AccessDeniedException", Skip: 1, Times: -1})
	errors = w.Plan(t.Context(), elsewhere).Errors()
	if !strings.Contains(errors, "There is no foundation model") || strings.Contains(errors, "Among the regions") {
		t.Errorf("where other regions may not be asked: %s", errors)
	}
}
