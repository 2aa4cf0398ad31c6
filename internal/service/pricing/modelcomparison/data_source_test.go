// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func block(arguments string) string {
	return "data \"bedrock_model_comparison\" \"test\" {\n" + arguments + "\n}\n"
}

func read(t *testing.T, w *acctest.Workspace, arguments string) cty.Value {
	t.Helper()
	acctest.ApplyInSilence(t, w, block(arguments))
	return w.Data("bedrock_model_comparison.test")
}

func ids(data cty.Value) (ids []string) {
	for _, m := range data.GetAttr("models").AsValueSlice() {
		ids = append(ids, m.GetAttr("model_id").AsString())
	}
	return ids
}

// The whole chart costs one list of models, one chain of pages of profiles, and one reading of each service code.
func TestModelComparison_costsFewRequests(t *testing.T) {
	t.Parallel()
	cloud, w := acctest.Start(t, registry.Of("pricing"))
	start := time.Now()
	data := read(t, w, "")
	took := time.Since(start)
	counts := requests(cloud)
	models := data.GetAttr("models").AsValueSlice()
	priced := 0
	for _, m := range models {
		if m.GetAttr("price_matched").True() {
			priced++
		}
	}
	t.Logf("%d models, %d with prices, %v in %s", len(models), priced, counts, took)
	if len(models) < 60 || counts["ListFoundationModels"] != 1 || counts["GetOfferFile"] != 3 || counts["ListInferenceProfiles"] != 1 ||
		len(counts) != 3 {
		t.Errorf("%d models, %v", len(models), counts)
	}
	if took > 10*time.Second { // 2 s on a machine that does nothing else
		t.Errorf("it took %s", took)
	}
}

func requests(cloud *acctest.Cloud) map[string]int {
	counts := map[string]int{}
	for _, entry := range cloud.Journal() {
		counts[entry.Operation]++
	}
	return counts
}

// More charts, and all else that asks for the same, send nothing more: one chain of pages of profiles, as one chart takes.
func TestModelComparison_sharesItsRequests(t *testing.T) {
	t.Parallel()
	alone, w := acctest.Start(t, registry.Of("pricing"))
	read(t, w, "")
	want := requests(alone)
	if want["ListInferenceProfiles"] == 0 || len(want) != 3 {
		t.Fatalf("one chart takes %v", want)
	}
	cloud, w := acctest.Start(t, registry.Of("pricing", "catalog"))
	acctest.ApplyInSilence(t, w, block("")+`
		data "bedrock_model_comparison" "texts" { by_output_modality = "TEXT" }
		data "bedrock_model_prices" "one" { model_id = "amazon.nova-lite-v1:0" }
		data "bedrock_customization_cost" "one" { base_model_identifier = "amazon.nova-lite-v1:0" }
		data "bedrock_foundation_models" "all" {}
		data "bedrock_invocation_target" "one" { model_id = "amazon.nova-lite-v1:0" }`)
	if diff := cmp.Diff(want, requests(cloud)); diff != "" {
		t.Errorf("(-one chart +all):\n%s", diff)
	}
}

// The tutorial's chart: what costs little and can be trained, what has a long context, what is paid by the image.
func TestModelComparison_printsTheChart(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	data := read(t, w, `model_ids = [
		"amazon.titan-text-express-v1", "anthropic.claude-sonnet-5", "anthropic.claude-3-sonnet-20240229-v1:0", "amazon.nova-canvas-v1:0",
		"stability.stable-diffusion-xl-v1", "amazon.nova-lite-v1:0",
	]`)
	const want = "| Model | Provider | Reads | Writes | Context window | Maximum output |"
	got := data.GetAttr("markdown").AsString()
	t.Log("\n" + got)
	if !strings.HasPrefix(got, want) {
		t.Errorf("the chart begins otherwise:\n%s", got)
	}
	for _, cell := range []string{
		"| Nova Lite | Amazon |", "| 300K | 8192 |", "| us.anthropic.claude-sonnet-5 | 2.2 USD | 11 USD |", "| 1M |", "| 77 tokens |",
		"| 0.04 USD T2I 1024 Standard |", "| 0.2 USD | 0.6 USD |", "| anthropic.claude-sonnet-5 |\n", "| amazon.nova-lite-v1:0 |\n",
	} {
		if !strings.Contains(got, cell) {
			t.Errorf("the chart has no %q", cell)
		}
	}
	records, err := csv.NewReader(strings.NewReader(data.GetAttr("csv").AsString())).ReadAll()
	if err != nil || len(records) != 7 || records[0][0] != "Model id" {
		t.Errorf("%v, %v", records, err)
	}
}

// The question of the example: the cheapest model for text with a long context that can be trained, and will be there for a while.
func TestModelComparison_filtersAndSorts(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	data := read(t, w, `
		by_output_modality    = "TEXT"
		by_customization_type = "FINE_TUNING"
		by_lifecycle_status   = "ACTIVE"
		min_context_window    = 100000
		sort_by               = "input_price"`)
	got := ids(data)
	if len(got) < 3 || got[0] != "amazon.nova-micro-v1:0" || slices.Contains(got, "amazon.titan-text-express-v1") {
		t.Errorf("%v", got)
	}
	first := data.GetAttr("models").AsValueSlice()[0]
	trainable := first.GetAttr("trainable_model_ids").AsValueSlice()
	if len(trainable) != 1 || trainable[0].AsString() != "amazon.nova-micro-v1:0:128k" {
		t.Errorf("%#v", trainable)
	}
	if source := first.GetAttr("advisory_source").AsString(); !strings.Contains(source, "2026-07-02") {
		t.Errorf("a context window of %s", source)
	}
	data = read(t, w, "providers = [\"amazon\"]\nsort_by = \"context_window\"\ncontext_windows = { \"amazon.nova-micro-v1:0\" = 5000000 }")
	if got := ids(data); got[0] != "amazon.nova-micro-v1:0" || !strings.HasPrefix(got[1], "amazon.nova") {
		t.Errorf("%v", got)
	}
	if source := data.GetAttr("models").AsValueSlice()[0].GetAttr("advisory_source").AsString(); source != "context_windows" {
		t.Errorf("the source is %s", source)
	}
	if diff := cmp.Diff([]string(nil), ids(read(t, w, `providers = ["Nobody"]`))); diff != "" {
		t.Error(diff)
	}
}
