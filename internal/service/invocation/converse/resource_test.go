// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package converse_test

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

const address = "bedrock_converse.test"

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	return acctest.Start(t, registry.Of("invocation"))
}

// asking is a question to a model, with further arguments.
func asking(model string, arguments ...string) string {
	return fmt.Sprintf("resource \"bedrock_converse\" \"test\" {\nmodel_id = %q\nprompt = \"Where is my order?\"\n"+
		"inference_config = { max_tokens = 200 }\n%s\n}", model, strings.Join(arguments, "\n"))
}

const lite = "amazon.nova-lite-v1:0"

// A model is asked once: not by a plan, not by a refresh, not by a destroy; and again when a trigger changes.
func TestConverse_asksOnce(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	ctx := context.Background()
	config := asking(lite, `triggers = { run = "1" }`)
	if plan := ws.Plan(ctx, config); plan.Errors() != "" || cloud.Count("Converse") != 0 {
		t.Fatalf("asked %d times at plan: %s", cloud.Count("Converse"), plan.Errors())
	}
	acctest.ApplyInSilence(t, ws, config)
	acctest.OK(t, ws.Refresh(ctx))
	acctest.Unchanged(t, ws, config)
	if n := cloud.Count("Converse"); n != 1 {
		t.Errorf("asked %d times", n)
	}
	object := ws.Object(address)
	if !object.Value.GetAttr("output_text").IsNull() || object.Attr("stop_reason") != "end_turn" ||
		object.Value.GetAttr("words").AsBigFloat().String() == "0" || !object.Value.GetAttr("all_met").IsNull() {
		t.Errorf("got %#v", object.Value)
	}
	acctest.ApplyInSilence(t, ws, asking(lite, `triggers = { run = "2" }`))
	acctest.OK(t, ws.Destroy(ctx))
	if n := cloud.Count("Converse"); n != 2 {
		t.Errorf("asked %d times", n)
	}
}

// The answer is kept where that is asked for, in the state or in a file that nobody else reads.
func TestConverse_keepsTheAnswerOnRequest(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	file := filepath.Join(t.TempDir(), "answer.txt")
	acctest.ApplyInSilence(t, ws, asking(lite, "store_output = true", fmt.Sprintf("output_file = %q", file)))
	text := ws.Object(address).Attr("output_text")
	written, err := os.ReadFile(file)
	info, statErr := os.Stat(file)
	if err != nil || statErr != nil || text == "" || string(written) != text || info.Mode().Perm() != 0o600 {
		t.Errorf("state %q, file %q: %v", text, written, err)
	}
	gone := filepath.Join(t.TempDir(), "gone", "answer.txt")
	acctest.Refused(t, ws.Plan(context.Background(), asking(lite, fmt.Sprintf("output_file = %q", gone))).Diagnostics, "There is no folder")
}

// An answer that is not as expected is an output, never an error.
func TestConverse_judgesTheAnswer(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, asking(lite, `expectations = { pattern = "tracking link", max_latency_ms = 60000, max_output_tokens = 1 }`))
	object := ws.Object(address)
	met := object.Value.GetAttr("met").AsValueMap()
	if len(met) != 3 || met["pattern"].True() || !met["max_latency_ms"].True() || met["max_output_tokens"].True() ||
		object.Value.GetAttr("all_met").True() || object.Tainted {
		t.Errorf("got %#v", object.Value)
	}
	acctest.ApplyInSilence(t, ws, asking(lite, `expectations = { pattern = "simulated" }`))
	if !ws.Object(address).Value.GetAttr("all_met").True() || cloud.Count("Converse") != 2 {
		t.Errorf("after %d calls: %#v", cloud.Count("Converse"), ws.Object(address).Value)
	}
}

// A request that AWS may have carried out is not sent twice, and what it refuses for now is.
func TestConverse_paysOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault simulator.Fault
		more  string
		sent  int
		says  string
	}{
		"silence":   {simulator.Fault{Action: "delay", DelayMS: 3000}, `timeouts = { create = "500ms" }`, 1, "did not answer within"},
		"lost":      {simulator.Fault{Action: "drop", AfterCommit: true}, "", 1, "not sent again"},
		"truncated": {simulator.Fault{Action: "truncate"}, "", 1, "not sent again"},
		"gateway":   {simulator.Fault{Status: 504, Code: "GatewayTimeout"}, "", 1, "not sent again"},
		"throttled": {simulator.Fault{Action: "throttle", Times: 2}, "", 3, "-"},
		"broken":    {simulator.Fault{Status: 503, Code: "ServiceUnavailableException", Times: 1}, "", 2, "-"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, ws := start(t)
			test.fault.Operation = "Converse"
			cloud.AddFault(test.fault)
			diags := ws.Apply(context.Background(), asking(lite, test.more))
			if n := cloud.Count("Converse"); n != test.sent {
				t.Errorf("sent %d times, want %d: %s", n, test.sent, diags.Errors())
			}
			if test.says == "-" {
				acctest.OK(t, diags)
			} else {
				acctest.Refused(t, diags, test.says)
			}
		})
	}
}

// A conversation has turns and pictures, from files and from S3.
func TestConverse_showsPictures(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	cloud.NewTraining(t)
	cloud.PutObject(t, "training-data", "order.jpg", "a picture")
	file := filepath.Join(t.TempDir(), "tent.png")
	conversation := fmt.Sprintf(`resource "bedrock_converse" "test" {
		model_id = %q
		messages = [
			{ role = "user", content = [{ text = "What is this?" }, { image = { file = %q } }] },
			{ role = "assistant", content = [{ text = "A tent." }] },
			{ role = "user", content = [{ image = { s3_uri = "s3://training-data/order.jpg" } }] },
		]
		inference_config = { max_tokens = 50, temperature = 0.2, top_p = 0.9, stop_sequences = ["simulated"] }
	}`, lite, file)
	acctest.Refused(t, ws.Plan(context.Background(), conversation).Diagnostics, "tent.png")
	if err := os.WriteFile(file, []byte("a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	acctest.ApplyInSilence(t, ws, conversation)
	if got := ws.Object(address).Attr("stop_reason"); got != "stop_sequence" {
		t.Errorf("stopped by %s", got)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	acctest.Unchanged(t, ws, conversation) // and neither a refresh nor a destroy needs the file
	acctest.OK(t, ws.Destroy(context.Background()))
}

func TestConverse_saysWhatOpensAModel(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	ctx := context.Background()
	acctest.Refused(t, ws.Apply(ctx, asking("us.anthropic.claude-haiku-4-5-20251001-v1:0")),
		"use case details", "bedrock_use_case_for_model_access")
	acctest.Refused(t, ws.Apply(ctx, asking("cohere.command-r-v1:0")), "You don't have access", "bedrock_foundation_model_agreement")
	acctest.Refused(t, ws.Plan(ctx, asking("amazon.nova-light-v1:0")).Diagnostics, "does not exist", lite)
	acctest.Refused(t, ws.Plan(ctx, asking("arn:aws:bedrock:us-west-2::foundation-model/"+lite)).Diagnostics, `region = "us-west-2"`)
	plan := ws.Plan(ctx, asking("anthropic.claude-haiku-4-5-20251001-v1:0"))
	acctest.Says(t, "the plan", plan.Warnings(), "us.anthropic.claude-haiku-4-5-20251001-v1:0")
	acctest.Refused(t, ws.Plan(ctx, asking(lite, `expectations = { pattern = "(?=x)" }`)).Diagnostics, "RE2")
	acctest.Refused(t, ws.Plan(ctx, `resource "bedrock_converse" "test" {
		model_id = "amazon.nova-lite-v1:0"
		prompt   = "Hello"
		inference_config = { temperature = 0 }
	}`).Diagnostics, "max_tokens")
}
