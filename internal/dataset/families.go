// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import "strings"

const (
	megabyte = 1 << 20
	gigabyte = 1 << 30
)

// family is what AWS documents for the base models whose identifiers begin with a prefix.
type family struct {
	prefix  string
	formats []Format // empty where the format is none of this package's
	limits  Limits
}

// families are the base models that can be fine-tuned, from
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html and, for Nova,
// https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html.
func families() []family {
	text := []Format{PromptCompletion}
	converse := []Format{Conversation}
	titanText := Limits{
		Training: Range{MaxBytes: gigabyte}, Validation: Range{MaxBytes: 100 * megabyte}, RecordTokens: 4096,
	}
	llama := Limits{Total: Range{MinRecords: 100, MaxRecords: 10_000}, RecordTokens: 16_000}
	llama90B := llama
	llama90B.RecordTokens = 10_000
	nova := Limits{Training: Range{MinRecords: 8}, Total: Range{MaxRecords: 20_000}, RecordTokens: 32_000}
	cohere := Limits{Training: Range{MaxRecords: 10_000}, Validation: Range{MaxRecords: 1000}, RecordTokens: 4096 + 2048}
	haiku := Limits{
		Training:     Range{MinRecords: 32, MaxRecords: 10_000, MaxBytes: 10 * gigabyte},
		Validation:   Range{MaxRecords: 1000, MaxBytes: gigabyte},
		Total:        Range{MaxRecords: 10_000},
		RecordTokens: 32_000,
	}
	return []family{
		{"amazon.nova-micro-", converse, nova},
		{"amazon.nova-lite-", converse, nova},
		{"amazon.nova-pro-", converse, nova},
		{"amazon.titan-text-", text, titanText},
		{"amazon.titan-image-generator-", nil, Limits{Training: Range{MinRecords: 5, MaxRecords: 10_000}}},
		{"amazon.titan-embed-image-", nil, Limits{Training: Range{MinRecords: 1000, MaxRecords: 500_000}}},
		{"anthropic.claude-3-haiku-", nil, haiku},
		{"cohere.command-", text, cohere},
		{"meta.llama3-1-", text, llama},
		{"meta.llama3-2-90b-", converse, llama90B},
		{"meta.llama3-2-", converse, llama},
		{"meta.llama3-3-", converse, llama},
	}
}

// LimitsFor returns what AWS documents for fine-tuning a base model, given as an identifier or an ARN. It is false for a
// model that nothing is known about. Distillation and reinforcement fine-tuning have limits of their own, which are not
// in it.
func LimitsFor(modelID string) (Limits, bool) {
	f, ok := familyOf(modelID)
	return f.limits, ok
}

// FormatsFor returns the formats in which a base model, given as an identifier or an ARN, reads the data of a
// fine-tuning job. It is empty when nothing is known, or when the format is none that this package checks: an empty
// answer is no reason to refuse a format.
func FormatsFor(modelID string) []Format {
	f, _ := familyOf(modelID)
	return f.formats
}

func familyOf(modelID string) (family, bool) {
	id := modelID[strings.LastIndexByte(modelID, '/')+1:]
	for _, f := range families() {
		if strings.HasPrefix(id, f.prefix) {
			return f, true
		}
	}
	return family{}, false
}
