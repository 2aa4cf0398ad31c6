// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

func TestLimitsFor_knowsTheFamiliesThatAWSDocuments(t *testing.T) {
	t.Parallel()
	for model, want := range map[string]struct {
		min, max int64
		format   []dataset.Format
	}{
		"amazon.nova-2-lite-v1:0:256k": {8, 20_000, []dataset.Format{dataset.Conversation}},
		"arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/a1b2c3d4e5f6": {8, 20_000,
			[]dataset.Format{dataset.Conversation}},
		"amazon.nova-lite-v1:0:300k": {8, 20_000, []dataset.Format{dataset.Conversation}},
		"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0:300k": {8, 20_000, []dataset.Format{dataset.Conversation}},
		"meta.llama3-1-8b-instruct-v1:0:128k":                                   {100, 10_000, []dataset.Format{dataset.PromptCompletion}},
		"meta.llama3-3-70b-instruct-v1:0:128k":                                  {100, 10_000, []dataset.Format{dataset.Conversation}},
		"anthropic.claude-3-haiku-20240307-v1:0:200k":                           {32, 10_000, []dataset.Format{dataset.ClaudeMessages}},
		"amazon.titan-text-express-v1:0:8k":                                     {0, 0, []dataset.Format{dataset.PromptCompletion}},
		"cohere.command-light-text-v14:7:4k":                                    {0, 10_000, []dataset.Format{dataset.PromptCompletion}},
	} {
		limits, ok := dataset.LimitsFor(model)
		if !ok {
			t.Errorf("%s: not known", model)
		}
		if got := max(limits.Training.MinRecords, limits.Total.MinRecords); got != want.min {
			t.Errorf("%s: at least %d records, want %d", model, got, want.min)
		}
		if got := max(limits.Training.MaxRecords, limits.Total.MaxRecords); got != want.max {
			t.Errorf("%s: at most %d records, want %d", model, got, want.max)
		}
		if diff := cmp.Diff(want.format, dataset.FormatsFor(model)); diff != "" {
			t.Errorf("%s: %s", model, diff)
		}
	}
	for _, model := range []string{"", "mistral.mistral-large-2402-v1:0", "amazon.nova-2-pro-v1:0"} {
		if limits, ok := dataset.LimitsFor(model); ok || dataset.FormatsFor(model) != nil {
			t.Errorf("%q is not documented, but has %+v", model, limits)
		}
	}
}

func TestLimits_Check(t *testing.T) {
	t.Parallel()
	report := func(records int64) dataset.Report {
		return dataset.Report{Records: records, Bytes: records * 100, LongestRecordTokens: 50}
	}
	haiku, _ := dataset.LimitsFor("anthropic.claude-3-haiku-20240307-v1:0:200k")
	llama, _ := dataset.LimitsFor("meta.llama3-1-8b-instruct-v1:0:128k")
	titan, _ := dataset.LimitsFor("amazon.titan-text-lite-v1:0:4k")
	long := report(100)
	long.LongestRecordTokens = 40_000
	large := report(1)
	large.Bytes = 2 << 30
	validation := func(r dataset.Report) *dataset.Report { return &r }
	for name, c := range map[string]struct {
		got, want []string
	}{
		"within":  {haiku.Check(report(32), validation(report(1000))), nil},
		"too few": {haiku.Check(report(31), nil), []string{"the training data set: 31 records, and the model takes at least 32"}},
		"too many of both": {haiku.Check(report(9500), validation(report(1001))), []string{
			"the validation data set: 1001 records, and the model takes at most 1000",
			"training and validation data together: 10501 records, and the model takes at most 10000",
		}},
		"enough together": {llama.Check(report(60), validation(report(40))), nil},
		"long record": {llama.Check(long, nil), []string{
			"the training data set: the longest record has about 40000 tokens, and the model takes at most 16000",
		}},
		"large file":    {titan.Check(large, nil), []string{"the training data set: 2147483648 bytes, and the model takes at most 1073741824"}},
		"nothing known": {dataset.Limits{}.Check(long, &large), nil},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
