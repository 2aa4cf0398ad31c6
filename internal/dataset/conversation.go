// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// conversationSchema is the schemaVersion that AWS documents for the records of Conversation.
const conversationSchema = "bedrock-conversation-2024"

// checkConversation reads a conversation: schemaVersion, an optional system prompt, and messages that alternate between
// user and assistant, from the first user message to an answer of the assistant.
func checkConversation(r *record) {
	if !r.object() {
		return
	}
	var schema, messages bool
	for r.member() {
		switch string(r.name()) {
		case "schemaVersion":
			schema = true
			checkSchemaVersion(r)
		case "system":
			checkSystem(r)
		case "messages":
			messages = true
			checkMessages(r)
		default:
			r.unknown("Bedrock reads schemaVersion, system and messages")
		}
	}
	r.require(schema, "schemaVersion")
	r.require(messages, "messages")
}

// checkSchemaVersion only warns of another version: the pages of Nova allow any string.
func checkSchemaVersion(r *record) {
	if version, ok := r.word(); ok && string(version) != conversationSchema {
		r.warn(`is not "` + conversationSchema + `"`)
	}
}

func checkSystem(r *record) {
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

func checkMessages(r *record) {
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
	case count == 0:
		r.problem("must hold at least one message of the user and one of the assistant")
	case !assistant:
		r.problem(`must end with a message of the role "assistant"`)
	}
}

// checkMessage reads one message whose turn it is, and reports whether it is the assistant's.
func checkMessage(r *record, assistantTurn bool) (assistant bool) {
	if !r.object() {
		return assistantTurn // what it is instead was reported
	}
	r.media.startMessage()
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
	if assistant && r.media.inMessage > 0 {
		r.warn("Amazon Nova refuses images and videos in a message of the assistant")
	}
	return assistant
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
	if string(role) != want {
		r.problem(`must be "` + want + `": messages alternate between user and assistant, and begin with user`)
	}
	return string(role) == "assistant"
}

func checkContent(r *record) {
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
