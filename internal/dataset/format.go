// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import "slices"

// Format names the shape of a record. The values are those of the format argument of bedrock_dataset.
type Format string

// The formats of fine-tuning.
const (
	// PromptCompletion is {"prompt": "...", "completion": "..."}, read by Titan Text, Cohere Command and Llama 3.1.
	PromptCompletion Format = "prompt_completion"
	// Conversation is a conversation in the shape of the Converse API, read by Nova, Llama 3.2 and Llama 3.3.
	Conversation Format = "conversation"
	// ClaudeMessages is {"system": "...", "messages": [{"role": "user", "content": "..."}, ...]}, read by Claude 3 Haiku.
	ClaudeMessages Format = "claude_messages"
	// ImageCaption is {"image-ref": "s3://...", "caption": "..."}, read by Titan Image and Titan Multimodal Embeddings.
	ImageCaption Format = "image_caption"
)

// The formats of other jobs.
const (
	// ContinuedPreTraining is {"input": "..."}.
	ContinuedPreTraining Format = "continued_pre_training"
	// Distillation is a conversation whose answer may be missing.
	Distillation Format = "distillation"
	// Reinforcement is a prompt in OpenAI's chat format, with whatever the grader wants.
	Reinforcement Format = "reinforcement"
	// EvaluationPrompts is {"prompt": "...", "referenceResponse": "...", "category": "..."}.
	EvaluationPrompts Format = "evaluation_prompts"
	// EvaluationResponses is EvaluationPrompts with the answers that are to be judged.
	EvaluationResponses Format = "evaluation_responses"
	// RAGEvaluation is {"conversationTurns": [...]}.
	RAGEvaluation Format = "rag_evaluation"
	// BatchRecords is {"recordId": "...", "modelInput": {...}}.
	BatchRecords Format = "batch_records"
)

// check reads the one value of a record and reports what is wrong with it.
type check func(*record)

// formatFacts is what this package knows of a format.
type formatFacts struct {
	format Format
	check  check
	job    string // that reads it, with its article
	looks  string // one record, shortened
}

// facts are the formats in the order of the documentation. A new one is one file with its check, and one line here.
func facts() []formatFacts {
	const fineTuning, evaluation = "a fine-tuning job", "an evaluation job"
	return []formatFacts{
		{PromptCompletion, checkPromptCompletion, fineTuning, `{"prompt": "...", "completion": "..."}`},
		{Conversation, checkConversation, fineTuning,
			`{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": "..."}]}, ...]}`},
		{ClaudeMessages, checkClaudeMessages, fineTuning,
			`{"system": "...", "messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}]}`},
		{ImageCaption, checkImageCaption, fineTuning, `{"image-ref": "s3://...", "caption": "..."}`},
		{ContinuedPreTraining, checkContinuedPreTraining, "a job of continued pre-training", `{"input": "..."}`},
		{Distillation, checkDistillation, "a distillation job",
			`{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": "..."}]}]}`},
		{Reinforcement, checkReinforcement, "a reinforcement fine-tuning job",
			`{"messages": [{"role": "user", "content": "..."}], "reference_answer": "..."}`},
		{EvaluationPrompts, checkEvaluationPrompts, evaluation, `{"prompt": "...", "referenceResponse": "...", "category": "..."}`},
		{EvaluationResponses, checkEvaluationResponses, evaluation,
			`{"prompt": "...", "modelResponses": [{"response": "...", "modelIdentifier": "..."}]}`},
		{RAGEvaluation, checkRAGEvaluation, evaluation, `{"conversationTurns": [{"prompt": {"content": [{"text": "..."}]}}]}`},
		{BatchRecords, checkBatchRecords, "a batch inference job", `{"recordId": "...", "modelInput": {...}}`},
	}
}

func factsOf(f Format) (formatFacts, bool) {
	all := facts()
	i := slices.IndexFunc(all, func(known formatFacts) bool { return known.format == f })
	if i < 0 {
		return formatFacts{}, false
	}
	return all[i], true
}

// Job names the kind of job that reads the format, with its article: "a fine-tuning job".
func (f Format) Job() string {
	known, _ := factsOf(f)
	return known.job
}

// Example is one record of the format, shortened.
func (f Format) Example() string {
	known, _ := factsOf(f)
	return known.looks
}

// FineTunes reports whether the format is one of those that models are fine-tuned with.
func (f Format) FineTunes() bool {
	return slices.Contains([]Format{PromptCompletion, Conversation, ClaudeMessages, ImageCaption}, f)
}

// Formats lists the formats that Validate checks.
func Formats() []Format {
	var formats []Format
	for _, known := range facts() {
		formats = append(formats, known.format)
	}
	return formats
}
