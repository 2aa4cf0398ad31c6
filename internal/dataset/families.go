// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"slices"
	"strings"
)

const (
	megabyte = 1 << 20
	gigabyte = 1 << 30
)

// family is what AWS documents for the base models whose identifiers begin with a prefix.
type family struct {
	prefix  string
	formats []Format
	limits  Limits
	reads   contents
	// nova says that the words that Amazon Nova reserves make a job fail.
	nova bool
	// caption is the shortest and the longest text of an image, in characters; zero where none is documented.
	caption [2]int
	// oneTurn says that a prompt of a distillation is one message of the user.
	oneTurn bool
}

// contents are the kinds of content that a model is fine-tuned with besides text.
type contents struct {
	images, videos, documents []string // file formats; nil where the model reads none
	reasoning, tools          bool
}

// families are the base models that can be fine-tuned, from
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html and, for Nova,
// https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html and
// https://docs.aws.amazon.com/nova/latest/nova2-userguide/nova-data-prep-sft-2.html.
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
	nova2 := nova
	nova2.NoValidation = true
	cohere := Limits{Training: Range{MaxRecords: 10_000}, Validation: Range{MaxRecords: 1000}, RecordTokens: 4096 + 2048}
	haiku := Limits{
		Training:     Range{MinRecords: 32, MaxRecords: 10_000, MaxBytes: 10 * gigabyte},
		Validation:   Range{MaxRecords: 1000, MaxBytes: gigabyte},
		Total:        Range{MaxRecords: 10_000},
		RecordTokens: 32_000,
	}
	media := contents{images: imageFormats(), videos: videoFormats()}
	vision := contents{images: imageFormats()}
	captions := []Format{ImageCaption}
	return []family{
		{prefix: "amazon.nova-micro-", formats: converse, limits: nova, nova: true},
		{prefix: "amazon.nova-lite-", formats: converse, limits: nova, reads: media, nova: true},
		{prefix: "amazon.nova-pro-", formats: converse, limits: nova, reads: media, nova: true},
		{prefix: "amazon.nova-2-lite-", formats: converse, limits: nova2, nova: true, reads: contents{
			images: []string{"gif", "jpeg", "png"}, videos: []string{"mkv", "mov", "mp4"}, documents: []string{"pdf"},
			reasoning: true, tools: true,
		}},
		{prefix: "amazon.titan-text-", formats: text, limits: titanText},
		{prefix: "amazon.titan-image-generator-", formats: captions, caption: [2]int{3, 1024}, limits: Limits{
			Training: Range{MinRecords: 5, MaxRecords: 10_000}, NoValidation: true}},
		{prefix: "amazon.titan-embed-image-", formats: captions, caption: [2]int{0, 2560}, limits: Limits{
			Training: Range{MinRecords: 1000, MaxRecords: 500_000}, NoValidation: true}},
		{prefix: "amazon.nova-canvas-", formats: captions, limits: Limits{NoValidation: true}},
		{prefix: "anthropic.claude-3-haiku-", formats: []Format{ClaudeMessages}, limits: haiku, oneTurn: true},
		{prefix: "cohere.command-", formats: text, limits: cohere},
		{prefix: "meta.llama3-1-", formats: text, limits: llama, oneTurn: true},
		{prefix: "meta.llama3-2-90b-", formats: converse, limits: llama90B, reads: vision, oneTurn: true},
		{prefix: "meta.llama3-2-11b-", formats: converse, limits: llama, reads: vision, oneTurn: true},
		{prefix: "meta.llama3-2-", formats: converse, limits: llama, oneTurn: true},
		{prefix: "meta.llama3-3-", formats: converse, limits: llama, oneTurn: true},
	}
}

func imageFormats() []string    { return []string{"gif", "jpeg", "png", "webp"} }
func videoFormats() []string    { return []string{"mkv", "mov", "mp4", "webm"} }
func documentFormats() []string { return []string{"pdf"} }

// LimitsFor returns what AWS documents for fine-tuning a base model, given as an identifier or an ARN. It is false for a
// model that nothing is known about. Data of other jobs than fine-tuning have limits of their own: see JobLimits.
func LimitsFor(modelID string) (Limits, bool) {
	f, ok := familyOf(modelID)
	return f.limits, ok
}

// FormatsFor returns the formats in which a base model, given as an identifier or an ARN, reads the data of a
// fine-tuning job. It is empty when nothing is known.
func FormatsFor(modelID string) []Format {
	f, _ := familyOf(modelID)
	return f.formats
}

// KnownModels are the beginnings of the identifiers that there are rules for.
func KnownModels() []string {
	var known []string
	for _, f := range families() {
		if !slices.ContainsFunc(known, func(other string) bool { return strings.HasPrefix(other, f.prefix) }) {
			known = append(known, f.prefix)
		}
	}
	return known
}

func familyOf(modelID string) (family, bool) {
	id := modelID
	if _, custom, ok := strings.Cut(modelID, ":custom-model/"); ok { // which ends in the base model and an id of its own
		id, _, _ = strings.Cut(custom, "/")
	} else {
		id = id[strings.LastIndexByte(id, '/')+1:]
	}
	for _, f := range families() {
		if strings.HasPrefix(id, f.prefix) {
			return f, true
		}
	}
	return family{}, false
}
