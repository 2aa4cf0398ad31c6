// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invokemodel_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const address = "bedrock_invoke_model.test"

func invoking(region, model, body string, arguments ...string) string {
	return fmt.Sprintf("resource \"bedrock_invoke_model\" \"test\" {\nregion = %q\nmodel_id = %q\nbody = jsonencode(%s)\n%s\n}",
		region, model, body, strings.Join(arguments, "\n"))
}

// The text and the stop reason are found in the answers of every family, and the measures of all.
func TestInvokeModel_readsTheAnswersOfFamilies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ region, model, body, stop string }{
		{"us-east-1", "amazon.nova-lite-v1:0", `{ messages = [{ role = "user", content = [{ text = "Hello" }] }] }`, "end_turn"},
		{"us-east-1", "amazon.titan-text-express-v1", `{ inputText = "Hello" }`, "FINISH"},
		{"us-east-1", "mistral.mistral-large-2402-v1:0", `{ prompt = "Hello", max_tokens = 2 }`, "length"},
		{"us-west-2", "meta.llama3-1-8b-instruct-v1:0", `{ prompt = "Hello" }`, "stop"},
		{"us-east-1", "anthropic.claude-3-haiku-20240307-v1:0",
			`{ anthropic_version = "bedrock-2023-05-31", max_tokens = 100, messages = [{ role = "user", content = "Hello" }] }`, "end_turn"},
	} {
		t.Run(test.model, func(t *testing.T) {
			t.Parallel()
			cloud, ws := acctest.Start(t, registry.Of("invocation", "access"))
			config := invoking(test.region, test.model, test.body, "store_output = true")
			if strings.HasPrefix(test.model, "anthropic.") {
				config = strings.Replace(config, "store_output", "depends_on = [bedrock_foundation_model_agreement.claude]\nstore_output", 1) + access
			}
			acctest.OK(t, ws.Apply(context.Background(), config))
			object := ws.Object(address)
			if !strings.HasPrefix(object.Attr("output_text"), "This is") || object.Attr("stop_reason") != test.stop {
				t.Errorf("got %#v", object.Value)
			}
			for _, number := range []string{"latency_ms", "input_tokens", "output_tokens", "words", "characters"} {
				if object.Value.GetAttr(number).IsNull() {
					t.Errorf("no %s", number)
				}
			}
			acctest.Unchanged(t, ws, config)
			if n := cloud.Count("InvokeModel"); n != 1 {
				t.Errorf("sent %d times", n)
			}
		})
	}
}

const access = `
resource "bedrock_use_case_for_model_access" "form" {
	form_data = {
		company_name = "Example Corp", company_website = "https://www.example.com", intended_users = "0", industry_option = "Energy",
		use_cases = "Answers."
	}
}
resource "bedrock_foundation_model_agreement" "claude" {
	model_id    = "anthropic.claude-3-haiku-20240307-v1:0"
	accept_eula = true
	depends_on  = [bedrock_use_case_for_model_access.form]
}
`

// A model that paints has no words; its answer goes into a file as it is, and expectations of words look into that.
func TestInvokeModel_keepsPictures(t *testing.T) {
	t.Parallel()
	_, ws := acctest.Start(t, registry.Of("invocation"))
	file := filepath.Join(t.TempDir(), "answer.json")
	acctest.ApplyInSilence(t, ws, invoking("us-east-1", "amazon.nova-canvas-v1:0",
		`{ taskType = "TEXT_IMAGE", textToImageParams = { text = "a tent" } }`,
		`expectations = { pattern = "images" }`, "store_output = true", fmt.Sprintf("output_file = %q", file)))
	written, err := os.ReadFile(file)
	object := ws.Object(address)
	if err != nil || !strings.Contains(string(written), `"images":["`) || !object.Value.GetAttr("output_text").IsNull() ||
		!object.Value.GetAttr("all_met").True() {
		t.Errorf("got %s %#v: %v", written, object.Value, err)
	}
}

// A file that cannot be written once the answer is paid is a warning.
func TestInvokeModel_keepsWhatIsPaid(t *testing.T) {
	t.Parallel()
	_, ws := acctest.Start(t, registry.Of("invocation"))
	folder := t.TempDir() // no file can have its name
	diags := ws.Apply(context.Background(), invoking("us-east-1", "amazon.nova-lite-v1:0",
		`{ messages = [{ role = "user", content = [{ text = "Hello" }] }] }`, fmt.Sprintf("output_file = %q", folder)))
	if diags.Errors() != "" || ws.Objects[address] == nil || ws.Object(address).Tainted {
		t.Fatalf("errors: %s", diags.Errors())
	}
	acctest.Says(t, "the apply", diags.Warnings(), "The answer is paid")
}

func TestInvokeModel_isRefused(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("invocation"))
	ctx := context.Background()
	config := invoking("us-east-1", "amazon.nova-lite-v1:0", `{ prompt = "Hello" }`)
	acctest.Refused(t, ws.Apply(ctx, config), "messages")
	plan := ws.Plan(ctx, strings.Replace(config, `jsonencode({ prompt = "Hello" })`, `"no secret JSON"`, 1))
	if acctest.Refused(t, plan.Diagnostics, "must be JSON"); strings.Contains(plan.Errors(), "secret") {
		t.Errorf("the body is told: %s", plan.Errors())
	}
	cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{Unverified: true})
	acctest.Refused(t, ws.Apply(ctx, invoking("us-east-1", "amazon.nova-lite-v1:0", `{ messages = [] }`)), "You don't have access")
}
