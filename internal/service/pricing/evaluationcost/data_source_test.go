// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationcost_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func block(arguments string) string {
	return "data \"bedrock_evaluation_cost\" \"test\" {\n" + arguments + "\n}\n"
}

func read(t *testing.T, w *acctest.Workspace, arguments string) cty.Value {
	t.Helper()
	acctest.ApplyInSilence(t, w, block(arguments))
	return w.Data("bedrock_evaluation_cost.test")
}

func text(v cty.Value, at string) string {
	for name := range strings.SplitSeq(at, ".") {
		if v.IsNull() {
			return "null"
		}
		v = v.GetAttr(name)
	}
	if v.IsNull() {
		return "null"
	}
	return v.AsString()
}

func wants(t *testing.T, data cty.Value, want map[string]string) {
	t.Helper()
	for at, want := range want {
		if got := text(data, at); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
}

func TestEvaluationCost_ofGeneratorJudgeAndPeople(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	data := read(t, w, `
		record_count = 100
		generator = {
			model_identifier         = "us.amazon.nova-lite-v1:0"
			input_tokens_per_record  = 500
			output_tokens_per_record = 200
		}
		judge = {
			model_identifier         = "global.anthropic.claude-sonnet-5"
			metric_count             = 3
			input_tokens_per_record  = 1500
			output_tokens_per_record = 150
		}
		human = {
			task_count     = 100
			price_per_task = "0.21"
		}`)
	wants(t, data, map[string]string{
		"generator_input.formula":  "100 records x 500 tokens x 0.00006 USD per 1K tokens = 0.003 USD",
		"generator_output.amount":  "0.0048",
		"judge_input.formula":      "100 records x 3 metrics x 1500 tokens x 2 USD per 1M tokens = 0.9 USD",
		"judge_output.amount":      "0.45",
		"human_tasks.formula":      "100 tasks x 0.21 USD each = 21 USD",
		"human_tasks.sku":          "null",
		"total.amount":             "22.3578",
		"total.formula":            "0.003 + 0.0048 + 0.9 + 0.45 + 21 = 22.3578 USD",
		"cost_estimate.one_time":   "22.3578",
		"cost_estimate.monthly":    "0",
		"cost_estimate.currency":   "USD",
		"generator_input.currency": "USD",
	})
}

// The prompts of a file are counted; what nobody can count is asked for.
func TestEvaluationCost_countsAFileAndAsksForTheRest(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	path := filepath.Join(t.TempDir(), "prompts.jsonl")
	if err := os.WriteFile(path, []byte(strings.Repeat(`{"prompt":"`+strings.Repeat("a", 600)+`"}`+"\n", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := read(t, w, fmt.Sprintf("dataset_file = %q\ngenerator = { model_identifier = \"amazon.nova-lite-v1:0\" }", path))
	wants(t, data, map[string]string{
		"generator_input.formula": "2000 tokens (characters divided by 6) x 0.00006 USD per 1K tokens = 0.00012 USD",
		"generator_output.amount": "null", "generator_output.unknown_because": "output_tokens_per_record of generator is not set",
		"total.amount": "null", "total.unknown_because": "output_tokens_per_record of generator is not set",
		"cost_estimate.one_time": "null", "judge_input": "null", "human_tasks": "null",
	})
	data = read(t, w, "record_count = 5\nhuman = { task_count = 5 }")
	if why := text(data, "total.unknown_because"); !strings.Contains(why, "price_per_task") {
		t.Errorf("it is not known because %s", why)
	}
	acctest.Refused(t, w.Plan(t.Context(), block("record_count = 5")).Diagnostics, "generator", "judge", "human")
	acctest.Refused(t, w.Plan(t.Context(), block("human = { task_count = 5 }")).Diagnostics, "record_count", "dataset_file")
	negative := block("record_count = 5\nhuman = { task_count = 5, price_per_task = \"-1\" }")
	acctest.Refused(t, w.Plan(t.Context(), negative).Diagnostics, "decimal")
}
