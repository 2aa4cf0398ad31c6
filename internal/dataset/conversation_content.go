// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// checkContentItem reads one item of a message and reports whether there is anything in it that counts as content.
func checkContentItem(r *record) (filled bool) {
	if !r.object() {
		return true // what it is instead was reported
	}
	known, others := 0, 0
	for r.member() {
		if r.null() {
			continue
		}
		known++
		switch string(r.name()) {
		case "text":
			n, ok := r.novaText()
			filled = filled || !ok || n > 0
		case kindImage:
			filled = true
			r.message.media = true
			if checkMedia(r, kindImage) {
				countImage(r)
			}
		case kindVideo:
			filled = true
			r.message.media = true
			if checkMedia(r, kindVideo) {
				countVideo(r)
			}
		case kindDocument:
			filled = true
			r.message.media = true
			if checkMedia(r, kindDocument) {
				countDocument(r)
			}
		case kindReasoning: // which does not stand for the answer itself
			r.message.reasoning = true
			checkReasoning(r)
		case kindToolUse:
			filled = true
			r.message.toolUse = true
			checkToolUse(r)
		case kindToolResult:
			filled = true
			r.message.toolResult = true
			checkToolResult(r)
		default:
			known--
			others++
			filled = true
			r.unknown("Bedrock reads text, image, video, document, reasoningContent, toolUse or toolResult")
		}
	}
	switch {
	case known == 0 && others > 0 && r.rules.known:
		r.problem("holds no kind of content that " + r.rules.model + " is fine-tuned with: it reads " + r.rules.kinds())
	case known > 1:
		r.warn("holds more than one kind of content; AWS documents one to an item")
	case known+others == 0:
		r.problem("must hold text, image or video")
	}
	return filled
}

// allowed steps over the next value, and reports it, when the model is not fine-tuned with its kind of content.
func (r *record) allowed(kind string) bool {
	if r.rules.reads(kind) {
		return true
	}
	r.skip()
	r.problem(r.rules.refusal(kind))
	return false
}

// checkReasoning reads {"reasoningText": {"text": "..."}}.
func checkReasoning(r *record) {
	if !r.allowed(kindReasoning) || !r.object() {
		return
	}
	reasoning := false
	for r.member() {
		if string(r.name()) != "reasoningText" {
			r.unknown("Bedrock reads reasoningText")
			continue
		}
		reasoning = true
		checkReasoningText(r)
	}
	r.require(reasoning, "reasoningText")
}

func checkReasoningText(r *record) {
	if !r.object() {
		return
	}
	text := false
	for r.member() {
		switch string(r.name()) {
		case "text":
			text = true
			if n, ok := r.novaText(); ok && n == 0 {
				r.problem("must not be empty")
			}
		case "signature": // as the Converse API answers it
			r.skip()
		default:
			r.unknown("Bedrock reads text")
		}
	}
	r.require(text, "text")
}
