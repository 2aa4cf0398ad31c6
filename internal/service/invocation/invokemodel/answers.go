// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invokemodel

import (
	"encoding/json"
	"strings"
)

// said is what the answers of families of models have in common: nothing but that each has its text somewhere.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html
type said struct {
	// Amazon Nova
	Output struct {
		Message struct {
			Content []block `json:"content"`
		} `json:"message"`
	} `json:"output"`
	StopReasonOfNova string `json:"stopReason"`
	// Anthropic
	Content    []block `json:"content"`
	StopReason string  `json:"stop_reason"`
	// Meta
	Generation string `json:"generation"`
	// Amazon Titan
	Results []struct {
		OutputText       string `json:"outputText"`
		CompletionReason string `json:"completionReason"`
	} `json:"results"`
	// Chat completions: OpenAI, Mistral AI, DeepSeek, Qwen and others
	Choices []struct {
		Message struct {
			Content string `json:"content"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	// Mistral AI, older models
	Outputs []struct {
		Text       string `json:"text"`
		StopReason string `json:"stop_reason"`
	} `json:"outputs"`
}

type block struct {
	Text string `json:"text"`
}

// read finds the text in an answer, and why the model ended; both are empty where the family is not known, or answers without words.
func read(body []byte) (text, stopReason string) {
	var s said
	if json.Unmarshal(body, &s) != nil {
		return "", ""
	}
	var texts []string
	for _, one := range append(s.Output.Message.Content, s.Content...) {
		texts = append(texts, one.Text)
	}
	texts = append(texts, s.Generation)
	stopReason = s.StopReasonOfNova + s.StopReason
	for _, one := range s.Results {
		texts, stopReason = append(texts, one.OutputText), one.CompletionReason
	}
	for _, one := range s.Choices {
		texts, stopReason = append(texts, one.Message.Content), one.FinishReason
	}
	for _, one := range s.Outputs {
		texts, stopReason = append(texts, one.Text), one.StopReason
	}
	return strings.Trim(strings.Join(texts, "\n"), "\n"), stopReason
}
