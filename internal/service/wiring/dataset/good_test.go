// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Sound data of every format and family pass without a word.
func TestDataset_saysNothingOfSoundData(t *testing.T) {
	t.Parallel()
	const (
		llama  = "meta.llama3-3-70b-instruct-v1:0:128k"
		haiku  = "anthropic.claude-3-haiku-20240307-v1:0:200k"
		turns  = `{"messages":[` + plain + `]}`
		reason = `{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"It is #."}}},{"text":"There."}]}`
	)
	in := func(kind, format string) string {
		return `{"role":"user","content":[{"text":"What is #?"},{"` + kind + `":{"format":"` + format + `","source":{"s3Location":{"uri":"s3://` +
			datasetBucket + `/#.` + format + `","bucketOwner":"123456789012"}}}}]}`
	}
	cases := map[string]brought{
		"conversation": {text: ten(talk)},
		"system prompt": {
			text: ten(strings.Replace(talk, `,"messages"`, `,"system":[{"text":"Be brief."}],"messages"`, 1)),
		},
		"no system prompts": {text: ten(strings.Replace(talk, `,"messages"`, `,"system":[],"messages"`, 1))},
		"several turns":     {text: ten(says(ask, answer, ask, answer))},
		"any schemaVersion": {text: ten(strings.Replace(talk, "bedrock-conversation-2024", "ours-7", 1))},
		"lines of Windows":  {text: strings.ReplaceAll(ten(talk), "\n", "\r\n")},
		"no last line feed": {text: strings.TrimSuffix(ten(talk), "\n")},
		"ARN of a model":    {model: "arn:aws:bedrock:us-east-1::foundation-model/" + micro, text: ten(talk)},
		"ARN of a custom model": {
			model: "arn:aws:bedrock:us-east-1:123456789012:custom-model/" + micro + "/a1b2c3d4e5f6",
			text:  ten(talk),
		},
		"images":    {model: lite, text: ten(says(in("image", "png"), answer))},
		"videos":    {model: lite, text: ten(says(in("video", "mp4"), answer))},
		"documents": {model: nova2, text: ten(says(in("document", "pdf"), answer))},
		"reasoning": {model: nova2, text: ten(says(ask, reason))},
		"words that Nova reserves": {
			model: llama, region: "us-west-2",
			text: many(100, strings.Replace(talk, "Where", "User: where", 1)),
		},
		"pairs":  {format: "prompt_completion", model: "cohere.command-text-v14:7:4k", text: ten(pair)},
		"Claude": {format: "claude_messages", model: haiku, region: "us-west-2", text: many(32, turns)},
		"captions": {
			format: "image_caption",
			text:   ten(`{"image-ref":"s3://` + datasetBucket + `/#.png","caption":"a cat"}`),
		},
		"texts":                  {format: "continued_pre_training", text: ten(`{"input":"Shelf #."}`)},
		"distillation":           {format: "distillation", model: micro, text: many(100, says(ask))},
		"distillation, answered": {format: "distillation", text: many(100, talk)},
		"reinforcement": {
			format: "reinforcement",
			text:   many(100, `{"messages":[{"role":"user","content":"#?"}],"reference_answer":{"a":#}}`),
		},
		"evaluation": {
			format: "evaluation_prompts",
			text:   ten(`{"prompt":"#?","referenceResponse":"#","category":"c"}`),
		},
		"evaluation of answers": {format: "evaluation_responses",
			text: ten(`{"prompt":"#?","modelResponses":[{"response":"#","modelIdentifier":"my-model"}]}`)},
		"evaluation of retrieval": {format: "rag_evaluation",
			text: ten(`{"conversationTurns":[{"prompt":{"content":[{"text":"#?"}]},"referenceResponses":[{"content":[{"text":"#"}]}]}]}`)},
		"batch": {
			format: "batch_records",
			text:   many(100, `{"recordId":"R#","modelInput":{"messages":[{"role":"user","content":[{"text":"#"}]}]}}`),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			w := acctest.NewWorkspace(t, cloud.For(cmp.Or(c.region, acctest.Region)), domains())
			plan := w.PlanOnly(t.Context(), c.config(c.write(t)))
			if said := plan.Errors() + plan.Warnings(); said != "" {
				t.Errorf("said: %s", said)
			}
		})
	}
}
