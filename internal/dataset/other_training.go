// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"fmt"
	"slices"
)

// checkContinuedPreTraining reads {"input": "..."}.
func checkContinuedPreTraining(r *record) {
	if !r.object() {
		return
	}
	input := false
	for r.member() {
		if string(r.name()) != "input" {
			r.unknown("Bedrock reads input")
			continue
		}
		input = true
		r.wholeText()
	}
	r.requireText(input, "input")
}

// checkImageCaption reads {"image-ref": "s3://...", "caption": "..."}.
func checkImageCaption(r *record) {
	if !r.object() {
		return
	}
	var image, caption bool
	for r.member() {
		switch string(r.name()) {
		case "image-ref":
			image = true
			checkMediaURI(r)
			r.media.images++
		case "caption":
			caption = true
			checkCaption(r)
		default:
			r.unknown("Bedrock reads image-ref and caption")
		}
	}
	r.require(image, "image-ref")
	r.require(caption, "caption")
}

// checkCaption reads a text that may be empty for an embedding.
func checkCaption(r *record) {
	n, ok := r.text()
	limits := r.rules.family.caption
	if ok && limits[1] > 0 && (n < limits[0] || n > limits[1]) {
		r.warn(fmt.Sprintf("AWS documents %d to %d characters for %s", limits[0], limits[1], r.rules.model))
	}
}

// checkClaudeMessages reads a record of Claude 3, whose contents are plain strings.
func checkClaudeMessages(r *record) {
	if !r.object() {
		return
	}
	messages := false
	for r.member() {
		switch string(r.name()) {
		case "system":
			if !r.null() {
				r.text()
			}
		case "messages":
			messages = true
			checkTurns(r)
		default:
			r.unknown("Bedrock reads system and messages")
		}
	}
	r.require(messages, "messages")
}

// checkTurns reads messages of plain text that alternate, from the user's to the assistant's.
func checkTurns(r *record) {
	if !r.array() {
		return
	}
	count := 0
	assistant := false
	for r.item() {
		turn := count%2 == 1
		assistant = turn
		count++
		if !r.object() {
			continue
		}
		var role, content bool
		for r.member() {
			switch string(r.name()) {
			case "role":
				role = true
				assistant = checkRole(r, turn)
			case "content":
				content = true
				r.filledText()
			default:
				r.unknown("Bedrock reads role and content")
			}
		}
		r.require(role, "role")
		r.require(content, "content")
	}
	if count == 0 || !assistant {
		r.problem(`must end with a message of the role "assistant"`)
	}
}

// checkReinforcement reads a prompt in OpenAI's chat format. What is not a message goes to the grader.
func checkReinforcement(r *record) {
	if !r.object() {
		return
	}
	messages := false
	for r.member() {
		if string(r.name()) != "messages" {
			r.top().name = nil
			r.skip()
			continue
		}
		messages = true
		checkChat(r)
	}
	r.require(messages, "messages")
}

func checkChat(r *record) {
	if !r.array() {
		return
	}
	asked := false
	for r.item() {
		if !r.object() {
			continue
		}
		var role, content bool
		for r.member() {
			switch string(r.name()) {
			case "role":
				role = true
				word, ok := r.word()
				asked = asked || ok && string(word) == "user"
				if ok && !slices.Contains([]string{"system", "user", "assistant"}, string(word)) {
					r.problem("must be system, user or assistant")
				}
			case "content":
				content = true
				if n, ok := r.novaText(); ok && n == 0 {
					r.problem("must not be empty")
				}
			default: // such as the name of a speaker
				r.unknown("Bedrock reads role and content")
			}
		}
		r.require(role, "role")
		r.require(content, "content")
	}
	if !asked {
		r.problem("must hold a message of the role user")
	}
}
