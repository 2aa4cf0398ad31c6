// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import "strings"

// rules are how the records of a data set are judged: by the family of the base model, or, where there is none or
// nothing is known of it, by what any model reads.
type rules struct {
	model  string // as it was given
	known  bool   // the family is known
	family family
}

// Kinds of content besides text, by the names of their members.
const (
	kindImage      = "image"
	kindVideo      = "video"
	kindDocument   = "document"
	kindReasoning  = "reasoningContent"
	kindToolUse    = "toolUse"
	kindToolResult = "toolResult"
	kindToolConfig = "toolConfig"
)

func rulesFor(model string) *rules {
	f, known := familyOf(model)
	if !known {
		f.reads = contents{
			images: imageFormats(), videos: videoFormats(), documents: documentFormats(), reasoning: true, tools: true,
		}
	}
	return &rules{model: model, known: known, family: f}
}

// formats are the file formats of a kind of media.
func (r *rules) formats(kind string) []string {
	switch kind {
	case kindImage:
		return r.family.reads.images
	case kindVideo:
		return r.family.reads.videos
	default:
		return r.family.reads.documents
	}
}

// reads reports whether the model is fine-tuned with a kind of content.
func (r *rules) reads(kind string) bool {
	switch kind {
	case kindReasoning:
		return r.family.reads.reasoning
	case kindToolUse, kindToolResult, kindToolConfig:
		return r.family.reads.tools
	default:
		return r.formats(kind) != nil
	}
}

// kinds are the kinds of content that the model reads, for a message.
func (r *rules) kinds() string {
	kinds := []string{"text"}
	for _, other := range []string{kindImage, kindVideo, kindDocument} {
		if r.reads(other) {
			kinds = append(kinds, plural(other))
		}
	}
	if len(kinds) == 1 {
		return "text only"
	}
	return strings.Join(kinds, ", ")
}

// plural is how a message calls a kind of content.
func plural(kind string) string {
	switch kind {
	case kindImage, kindVideo, kindDocument:
		return kind + "s"
	default:
		return kind
	}
}

// refusal says that the model is not fine-tuned with a kind of content.
func (r *rules) refusal(kind string) string {
	text := r.model + " is not fine-tuned with " + plural(kind) + ": it reads " + r.kinds()
	if r.family.nova && !r.family.reads.reasoning && kind != kindImage && kind != kindVideo {
		text += ". Amazon Nova 2 Lite reads " + plural(kind)
	}
	return text
}
