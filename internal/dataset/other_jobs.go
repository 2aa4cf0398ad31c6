// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"slices"
	"strings"
)

// maxIdentifiers is how many models one data set of answers may be from.
const maxIdentifiers = 2

// responses are the identifiers of those whose answers are judged.
type responses struct {
	identifiers []string // models
	source      string   // what searched, and perhaps wrote an answer of what it found
}

// checkEvaluationPrompts reads {"prompt": "...", "referenceResponse": "...", "category": "..."}.
func checkEvaluationPrompts(r *record) { checkEvaluation(r, false) }

// checkEvaluationResponses reads the same with the answers that are to be judged.
func checkEvaluationResponses(r *record) { checkEvaluation(r, true) }

// maxPromptBytes is the longest prompt of an evaluation.
const maxPromptBytes = 4 << 10

func checkEvaluation(r *record, answered bool) {
	if !r.object() {
		return
	}
	var prompt, answers bool
	for r.member() {
		switch string(r.name()) {
		case "prompt":
			prompt = true
			r.wholeText()
			if int(r.decoder.InputOffset())-r.start > maxPromptBytes+2 {
				r.warn("is longer than 4 KB, the most that AWS documents for a prompt")
			}
		case "referenceResponse", "category":
			if !r.null() {
				r.text()
			}
		case "modelResponses":
			answers = true
			if !answered {
				r.skip()
				r.problem("holds answers of your own: that is the format " + string(EvaluationResponses))
				continue
			}
			checkResponses(r)
		default:
			r.unknown("Bedrock reads prompt, referenceResponse, category and modelResponses")
		}
	}
	r.requireText(prompt, "prompt")
	if answered {
		r.require(answers, "modelResponses")
	}
}

func checkResponses(r *record) {
	if !r.array() {
		return
	}
	count := 0
	for r.item() {
		count++
		if !r.object() {
			continue
		}
		var response, identifier bool
		for r.member() {
			switch string(r.name()) {
			case "response":
				response = true
				r.text()
			case "modelIdentifier":
				identifier = true
				checkIdentifier(r)
			default:
				r.unknown("Bedrock reads response and modelIdentifier")
			}
		}
		r.require(response, "response")
		r.require(identifier, "modelIdentifier")
	}
	if count < 1 || count > maxIdentifiers {
		r.problem("must hold one answer, or two in an evaluation by people")
	}
}

func checkIdentifier(r *record) {
	text, ok := r.filledWord()
	if !ok {
		return
	}
	if !isSourceIdentifier(text) {
		r.problem(ruleIdentifier)
	}
	if slices.Contains(r.responses.identifiers, text) {
		return
	}
	if len(r.responses.identifiers) >= maxIdentifiers {
		r.problem("is the third one in the data set: an evaluation takes the answers of one model, or of two when people judge")
		return
	}
	r.responses.identifiers = append(r.responses.identifiers, text)
}

const ruleIdentifier = "must begin with a letter or a digit, and hold letters, digits and . _ - only, at most 256 of them"

func isSourceIdentifier(text string) bool {
	for i, c := range []byte(text) {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i == 0 || !strings.ContainsRune("._-", rune(c))) {
			return false
		}
	}
	return len(text) <= 256
}

// checkBatchRecords reads {"recordId": "...", "modelInput": {...}}. What a model reads in modelInput is its own affair.
func checkBatchRecords(r *record) {
	if !r.object() {
		return
	}
	input := false
	for r.member() {
		switch string(r.name()) {
		case "recordId":
			if r.null() {
				continue
			}
			if id, ok := r.word(); ok && !isRecordID(id) {
				r.warn("AWS documents letters and digits only, at least one")
			}
		case "modelInput":
			input = true
			if r.peek() != '{' {
				r.mismatch("must be a JSON object: the body of the request to the model")
				continue
			}
			r.texts()
		default:
			r.unknown("Bedrock reads recordId and modelInput")
		}
	}
	r.require(input, "modelInput")
}

func isRecordID(id []byte) bool {
	for _, c := range id {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return len(id) > 0
}
