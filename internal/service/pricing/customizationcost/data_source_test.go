// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customizationcost_test

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
	return "data \"bedrock_customization_cost\" \"test\" {\n" + arguments + "\n}\n"
}

func read(t *testing.T, w *acctest.Workspace, arguments string) cty.Value {
	t.Helper()
	acctest.ApplyInSilence(t, w, block(arguments))
	return w.Data("bedrock_customization_cost.test")
}

// text is a value within objects, such as training.amount; "null" for null.
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

func TestCustomizationCost_showsFormulaAndRow(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	data := read(t, w, `
		base_model_identifier = "amazon.nova-2-lite-v1:0:256k"
		training_tokens       = 1234567
		epochs                = 3
		model_units           = 2
		commitment_duration   = "OneMonth"`)
	wants(t, data, map[string]string{
		"training.amount": "13.99998978", "training.usage_type": "USE1-Nova2.0Lite-Customization-Training", "training.price": "0.0037800000",
		"training.formula": "1234567 tokens x 3 epochs x 0.00378 USD per 1K tokens = 13.99998978 USD", "training.unknown_because": "null",
		"storage.amount": "1.95", "storage.formula": "1 model x 1 month x 1.95 USD per Model/month = 1.95 USD",
		"throughput.amount": "80300", "throughput.formula": "2 model units x 730 hours x 55 USD per hour = 80300 USD",
		"commitment.amount": "80300", "cost_estimate.one_time": "13.99998978", "cost_estimate.monthly": "1.95", "cost_estimate.currency": "USD",
		"throughput_cost_estimate.one_time": "0", "throughput_cost_estimate.monthly": "80300",
	})
	if sku := text(data, "training.sku"); len(sku) != 16 {
		t.Errorf("the SKU is %s", sku)
	}
	if n, _ := data.GetAttr("trained_tokens_estimate").AsBigFloat().Int64(); n != 3703701 {
		t.Errorf("%d tokens", n)
	}
}

func TestCustomizationCost_countsAFile(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	path := filepath.Join(t.TempDir(), "train.jsonl")
	record := `{"prompt":"` + strings.Repeat("a", 300) + `","completion":"` + strings.Repeat("b", 300) + `"}` + "\n"
	if err := os.WriteFile(path, []byte(strings.Repeat(record, 10)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := read(t, w, fmt.Sprintf("base_model_identifier = \"amazon.nova-lite-v1:0:300k\"\nepochs = 2\ntraining_data_file = %q", path))
	wants(t, data, map[string]string{
		"training.formula": "1000 tokens (characters divided by 6) x 2 epochs x 0.002 USD per 1K tokens = 0.004 USD",
		"throughput":       "null", "commitment": "null", "throughput_cost_estimate": "null",
	})
	if n := data.GetAttr("record_count").AsBigFloat().String(); n != "10" {
		t.Errorf("%s records", n)
	}
	arguments := fmt.Sprintf("base_model_identifier = \"amazon.nova-lite-v1:0\"\ntraining_data_file = %q", path)
	acctest.Refused(t, w.Plan(t.Context(), block(arguments+"\ntraining_tokens = 1")).Diagnostics, "training_tokens")
	if err := os.WriteFile(path, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	acctest.Refused(t, w.Plan(t.Context(), block(arguments)).Diagnostics, "bedrock_dataset_check", path)
	acctest.Refused(t, w.Plan(t.Context(), block(strings.Replace(arguments, "train.jsonl", "none.jsonl", 1))).Diagnostics, "none.jsonl")
}

// What is not known is null and has a reason, alone and in the estimate.
func TestCustomizationCost_isNullWhereItIsNotKnown(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	const nova = "base_model_identifier = \"amazon.nova-2-lite-v1:0\"\n"
	for arguments, why := range map[string]string{
		nova: "neither training_tokens", nova + "training_tokens = 5": "epochs is not set",
		nova + "customization_type = \"REINFORCEMENT_FINE_TUNING\"":                                           "training_hours",
		nova + "customization_type = \"DISTILLATION\"\ntraining_tokens = 5\nepochs = 1":                       "teacher",
		"base_model_identifier = \"anthropic.claude-3-haiku-20240307-v1:0\"\ntraining_tokens = 5\nepochs = 1": "no price of training tokens",
	} {
		data := read(t, w, arguments)
		wants(t, data, map[string]string{
			"training.amount": "null", "training.formula": "null", "training.sku": "null", "cost_estimate.one_time": "null",
		})
		for _, at := range []string{"training.unknown_because", "cost_estimate.formula"} {
			if got := text(data, at); !strings.Contains(got, why) {
				t.Errorf("%s: %s is %q", arguments, at, got)
			}
		}
	}
	acctest.Refused(t, w.Plan(t.Context(), block(nova+"commitment_duration = \"OneMonth\"")).Diagnostics, "model_units")
	custom := block(`base_model_identifier = "arn:aws:bedrock:us-east-1:123456789012:custom-model/a.b/c"`)
	acctest.Refused(t, w.Plan(t.Context(), custom).Diagnostics, "Give the id of the model", `AttributeName("base_model_identifier")`)
}
