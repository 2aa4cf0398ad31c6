// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func say(role types.ConversationRole, text string) types.Message {
	return types.Message{Role: role, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: text}}}
}

// ask sends a conversation to a model; edits change the request.
func (w workshop) ask(t *testing.T, model string, edits ...func(*bedrockruntime.ConverseInput)) (*bedrockruntime.ConverseOutput, error) {
	t.Helper()
	in := &bedrockruntime.ConverseInput{
		ModelId: &model, Messages: []types.Message{say("user", "Where is my order?")},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(200)},
	}
	for _, edit := range edits {
		edit(in)
	}
	return bedrockruntime.NewFromConfig(w.config("simulator", w.region)).Converse(t.Context(), in)
}

func textOf(t *testing.T, out *bedrockruntime.ConverseOutput) string {
	t.Helper()
	message, ok := out.Output.(*types.ConverseOutputMemberMessage)
	if !ok || len(message.Value.Content) != 1 {
		t.Fatalf("got %#v", out.Output)
	}
	text, _ := message.Value.Content[0].(*types.ContentBlockMemberText)
	return text.Value
}

// A model says the same to the same, two models say different things, and an answer ends where it has to.
func TestConverse_answers(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	answer := func(model string, edits ...func(*bedrockruntime.ConverseInput)) *bedrockruntime.ConverseOutput {
		out, err := w.ask(t, model, edits...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	first, again, profile := answer(novaLite), answer(novaLite), answer(usNovaLite)
	if textOf(t, first) != textOf(t, again) || *first.Metrics.LatencyMs != *again.Metrics.LatencyMs {
		t.Errorf("%q, then %q", textOf(t, first), textOf(t, again))
	}
	if textOf(t, first) == textOf(t, profile) || first.StopReason != "end_turn" || *first.Usage.OutputTokens < 5 ||
		*first.Metrics.LatencyMs < 100 {
		t.Errorf("got %+v", first)
	}
	short := answer(novaLite, func(in *bedrockruntime.ConverseInput) { in.InferenceConfig.MaxTokens = aws.Int32(2) })
	if short.StopReason != "max_tokens" || *short.Usage.OutputTokens != 2 {
		t.Errorf("got %s after %d tokens", short.StopReason, *short.Usage.OutputTokens)
	}
	stopped := answer(novaLite, func(in *bedrockruntime.ConverseInput) { in.InferenceConfig.StopSequences = []string{" simulated"} })
	if stopped.StopReason != "stop_sequence" || textOf(t, stopped) != "This is the" {
		t.Errorf("got %s: %q", stopped.StopReason, textOf(t, stopped))
	}
	seen := answer(novaLite, func(in *bedrockruntime.ConverseInput) {
		in.Messages[0].Content = append(in.Messages[0].Content, &types.ContentBlockMemberImage{Value: types.ImageBlock{
			Format: "png", Source: &types.ImageSourceMemberBytes{Value: []byte("picture")},
		}})
	})
	if textOf(t, seen) == textOf(t, first) {
		t.Error("the picture was not seen")
	}
}

func TestConverse_isRefused(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for model, want := range map[string][]string{
		"anthropic.claude-haiku-4-5-20251001-v1:0":    {"ValidationException", "on-demand throughput", "inference profile"},
		"us.anthropic.claude-haiku-4-5-20251001-v1:0": {"ResourceNotFoundException", "use case details have not been submitted"},
		"cohere.command-r-v1:0":                       {"AccessDeniedException", "You don't have access to the model"},
		"amazon.nova-micro-v1:0:128k":                 {"ResourceNotFoundException", "Model not found."},
		"amazon.titan-embed-text-v2:0":                {"ValidationException", "supported text or chat model"},
		"amazon.unknown-v1":                           {"ValidationException", "model identifier is invalid"},
	} {
		_, err := w.ask(t, model)
		wantError(t, err, want[0], want[1:]...)
	}
	_, err := w.ask(t, novaLite, func(in *bedrockruntime.ConverseInput) { in.Messages[0].Role = "assistant" })
	wantError(t, err, "ValidationException", "start with a user message")
	_, err = w.ask(t, novaLite, func(in *bedrockruntime.ConverseInput) { in.Messages = append(in.Messages, say("user", "Hello?")) })
	wantError(t, err, "ValidationException", "alternate")
	_, err = w.ask(t, "amazon.nova-micro-v1:0", func(in *bedrockruntime.ConverseInput) {
		in.Messages[0].Content = []types.ContentBlock{&types.ContentBlockMemberImage{Value: types.ImageBlock{
			Format: "png", Source: &types.ImageSourceMemberBytes{Value: []byte("picture")},
		}}}
	})
	wantError(t, err, "ValidationException", "image")
}

// A custom model answers where it is deployed, and nowhere else.
func TestConverse_asksACustomModel(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	_, err := w.ask(t, supportModel)
	wantError(t, err, "ValidationException", "identifier is invalid") // Bedrock Runtime's model has no ARN with a context in it
	_, err = w.ask(t, "support-1")
	wantError(t, err, "ValidationException", "on-demand")
	deployment, err := w.deploy(t, "support", supportModel)
	if err != nil {
		t.Fatal(err)
	}
	units, err := w.buy(t, "units", otherModel, "")
	if err != nil {
		t.Fatal(err)
	}
	w.Advance(20 * time.Minute)
	deployed, err := w.ask(t, deployment)
	if err != nil {
		t.Fatal(err)
	}
	provisioned, err := w.ask(t, units)
	if err != nil {
		t.Fatal(err)
	}
	if textOf(t, deployed) == textOf(t, provisioned) {
		t.Error("two models say the same")
	}
}

// InvokeModel answers in the model's own form, and tells its measures in headers.
func TestInvokeModel_answersInTheModelsForm(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	for _, test := range []struct{ region, model, body, member string }{
		{"us-east-1", novaLite, `{"messages":[{"role":"user","content":[{"text":"Hello"}]}],"inferenceConfig":{"maxTokens":3}}`, "output"},
		{"us-east-1", "amazon.titan-embed-text-v2:0", `{"inputText":"Hello"}`, "embedding"},
		{"us-east-1", "amazon.titan-text-express-v1", `{"inputText":"Hello"}`, "results"},
		{"us-east-1", "mistral.mistral-large-2402-v1:0", `{"prompt":"Hello","max_tokens":3}`, "choices"},
		{"us-east-1", "amazon.nova-canvas-v1:0", `{"taskType":"TEXT_IMAGE","textToImageParams":{"text":"a tent"}}`, "images"},
		{"us-west-2", "meta.llama3-1-8b-instruct-v1:0", `{"prompt":"Hello"}`, "generation"},
	} {
		client := bedrockruntime.NewFromConfig(c.config("simulator", test.region))
		out, err := client.InvokeModel(t.Context(), &bedrockruntime.InvokeModelInput{ModelId: &test.model, Body: []byte(test.body)})
		if err != nil {
			t.Errorf("%s: %v", test.model, err)
			continue
		}
		var members map[string]json.RawMessage
		if err := json.Unmarshal(out.Body, &members); err != nil || members[test.member] == nil {
			t.Errorf("%s: got %s", test.model, out.Body)
		}
	}
	client := bedrockruntime.NewFromConfig(c.config("simulator", "us-east-1"))
	_, err := client.InvokeModel(t.Context(), &bedrockruntime.InvokeModelInput{ModelId: aws.String(novaLite), Body: []byte(`{}`)})
	wantError(t, err, "ValidationException", "messages")
	_, err = client.InvokeModel(t.Context(), &bedrockruntime.InvokeModelInput{ModelId: aws.String(novaLite), Body: []byte(`no JSON`)})
	wantError(t, err, "ValidationException", "Malformed")
	c.SetAccount(simulator.DefaultAccountID, simulator.Account{Unverified: true})
	_, err = client.InvokeModel(t.Context(), &bedrockruntime.InvokeModelInput{
		ModelId: aws.String(novaLite), Body: []byte(`{"messages":[]}`),
	})
	wantError(t, err, "AccessDeniedException", "You don't have access to the model")
}
