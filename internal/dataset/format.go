// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// Format names the shape of a record. The values are those of the format argument of bedrock_dataset.
type Format string

const (
	// PromptCompletion is {"prompt": "...", "completion": "..."}, read by Titan Text, Cohere Command and Llama 3.1.
	PromptCompletion Format = "prompt_completion"
	// Conversation is a conversation in the shape of the Converse API, read by Nova, Llama 3.2 and Llama 3.3.
	Conversation Format = "conversation"
)

// check reads the one value of a record and reports what is wrong with it.
type check func(*record)

// checkFor returns the check of a format, or nil for a format this package does not know. A new format is one file
// with its check, and one line here and in Formats.
func checkFor(f Format) check {
	switch f {
	case PromptCompletion:
		return checkPromptCompletion
	case Conversation:
		return checkConversation
	default:
		return nil
	}
}

// Formats lists the formats that Validate checks.
func Formats() []Format { return []Format{PromptCompletion, Conversation} }
