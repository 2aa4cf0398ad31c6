// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// checkConversation reads a conversation: schemaVersion, an optional system prompt, and messages that alternate between
// user and assistant, from the first user message to an answer of the assistant.
func checkConversation(r *record) { checkConverse(r, true) }

// checkDistillation reads a prompt for the teacher of a distillation: a conversation whose answer may be missing.
func checkDistillation(r *record) {
	checkConverse(r, false)
	if len(r.line) > distillationLineBytes {
		r.warnLine("the line is longer than 16 KB, the most that AWS documents for a distillation")
	}
}

// rulePlainText is for text where a list of parts belongs.
const rulePlainText = `must be an array of its parts and not a plain string: [{"text": "..."}]`

// distillationLineBytes is the longest line of a distillation.
const distillationLineBytes = 16 << 10

// checkConverse reads a record in the shape of the Converse API. answered says that the assistant must have the last word.
func checkConverse(r *record, answered bool) {
	if !r.object() {
		return
	}
	var schema, messages bool
	for r.member() {
		switch string(r.name()) {
		case "schemaVersion":
			schema = true
			if !r.null() {
				r.word() // AWS's pages allow any text
			}
		case "system":
			if !r.null() {
				checkSystem(r)
			}
		case "messages":
			messages = true
			checkMessages(r, answered)
		case kindToolConfig:
			if !r.null() {
				checkToolConfig(r)
			}
		default:
			r.unknown("Bedrock reads schemaVersion, system and messages")
		}
	}
	if !schema {
		r.find(&r.warnings, r.start, "schemaVersion", `is missing: AWS documents it as required, with "bedrock-conversation-2024" in `+
			"its examples, though not every one of its checks does")
	}
	r.require(messages, "messages")
	r.tools.endRecord(r)
}

func checkSystem(r *record) {
	if r.peek() == '"' {
		r.shape.plainSystem = true
		r.mismatch(rulePlainText)
		return
	}
	if !r.array() {
		return
	}
	for r.item() {
		if !r.object() {
			continue
		}
		text := false
		for r.member() {
			if string(r.name()) == "text" {
				text = true
				r.novaText()
				continue
			}
			r.unknown("Bedrock reads text")
		}
		r.require(text, "text")
	}
}

func checkMessages(r *record, answered bool) {
	if !r.array() {
		return
	}
	count := 0
	assistant := false // whether the last role was the assistant's
	for r.item() {
		assistant = checkMessage(r, count%2 == 1)
		count++
	}
	switch {
	case count == 0 && answered:
		r.problem("must hold at least one message of the user and one of the assistant")
	case count == 0:
		r.problem("must hold at least one message of the user")
	case answered && !assistant:
		r.problem(`must end with a message of the role "assistant"`)
	case !answered && count > 2 && r.rules.family.oneTurn:
		r.warn(r.rules.model + " is distilled with one message of the user in each record, and at most one answer")
	}
}

// checkMessage reads one message whose turn it is, and reports whether it is the assistant's.
func checkMessage(r *record, assistantTurn bool) (assistant bool) {
	if !r.object() {
		return assistantTurn // what it is instead was reported
	}
	r.message = message{}
	var role, content bool
	assistant = assistantTurn
	for r.member() {
		switch string(r.name()) {
		case "role":
			role = true
			assistant = checkRole(r, assistantTurn)
		case "content":
			content = true
			checkContent(r)
		default:
			r.unknown("Bedrock reads role and content")
		}
	}
	r.require(role, "role")
	r.require(content, "content")
	r.message.judge(r, assistant)
	return assistant
}

// message is what one message holds that only one of the two roles may say.
type message struct{ media, reasoning, toolUse, toolResult bool }

// judge holds the kinds of content against the role, which may stand behind the content.
func (m message) judge(r *record, assistant bool) {
	if assistant && m.media {
		r.problem("a message of the assistant holds an image, a video or a document: only messages of the user may")
	}
	if assistant && m.toolResult {
		r.problem("a message of the assistant holds a toolResult: only messages of the user may")
	}
	if !assistant && m.toolUse {
		r.problem("a message of the user holds a toolUse: only messages of the assistant may")
	}
	if !assistant && m.reasoning {
		r.problem("a message of the user holds reasoningContent: only messages of the assistant may")
	}
}

// checkRole reads a role and reports whether it is the assistant's.
func checkRole(r *record, assistantTurn bool) bool {
	want := "user"
	if assistantTurn {
		want = "assistant"
	}
	role, ok := r.word()
	if !ok {
		return assistantTurn
	}
	switch string(role) {
	case want:
	case "system":
		r.shape.systemRole = true
		r.problem(`must be "` + want + `": a system prompt is no message, it stands in the member system of the record`)
	default:
		r.problem(`must be "` + want + `": messages alternate between user and assistant, and begin with user`)
	}
	return string(role) == "assistant"
}

func checkContent(r *record) {
	if r.peek() == '"' {
		r.shape.plainContent = true
		r.mismatch(rulePlainText)
		return
	}
	if !r.array() {
		return
	}
	empty := true
	for r.item() {
		if checkContentItem(r) {
			empty = false
		}
	}
	if empty {
		r.problem("must hold a text, an image or a video that is not empty")
	}
}
