// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// checkRAGEvaluation reads {"conversationTurns": [{"prompt": {"content": [...]}, "referenceResponses": [...], ...}]}.
func checkRAGEvaluation(r *record) {
	if !r.object() {
		return
	}
	turns := false
	for r.member() {
		if string(r.name()) != "conversationTurns" {
			r.unknown("Bedrock reads conversationTurns")
			continue
		}
		turns = true
		if !r.array() {
			continue
		}
		count := 0
		for r.item() {
			count++
			checkRAGTurn(r)
		}
		if count == 0 {
			r.problem("must hold at least one turn")
		}
	}
	r.require(turns, "conversationTurns")
}

func checkRAGTurn(r *record) {
	if !r.object() {
		return
	}
	prompt := false
	for r.member() {
		switch string(r.name()) {
		case "prompt":
			prompt = true
			checkTexts(r)
		case "referenceResponses", "referenceContexts":
			if r.null() || !r.array() {
				continue
			}
			for r.item() {
				checkTexts(r)
			}
		case "output":
			if !r.null() {
				checkRAGOutput(r)
			}
		default:
			r.unknown("Bedrock reads prompt, referenceResponses, referenceContexts and output")
		}
	}
	r.require(prompt, "prompt")
}

// checkTexts reads {"content": [{"text": "..."}]}.
func checkTexts(r *record) {
	if !r.object() {
		return
	}
	content := false
	for r.member() {
		if string(r.name()) != "content" {
			r.unknown("Bedrock reads content")
			continue
		}
		content = true
		if r.peek() == '"' {
			r.mismatch(rulePlainText)
			continue
		}
		if !r.array() {
			continue
		}
		count := 0
		for r.item() {
			count++
			if !r.object() {
				continue
			}
			text := false
			for r.member() {
				if string(r.name()) != "text" {
					r.unknown("Bedrock reads text")
					continue
				}
				text = true
				r.filledText()
			}
			r.require(text, "text")
		}
		if count == 0 {
			r.problem("must not be empty")
		}
	}
	r.require(content, "content")
}

// checkRAGOutput reads what was found, and perhaps answered, by a system of one's own. AWS's pages name the passages
// retrievedPassages where there is an answer, and retrievedResults where there is none; both are read.
func checkRAGOutput(r *record) {
	if !r.object() {
		return
	}
	source := false
	for r.member() {
		switch string(r.name()) {
		case "text":
			if !r.null() {
				r.text()
			}
		case "modelIdentifier":
			if !r.null() {
				r.word()
			}
		case "knowledgeBaseIdentifier":
			source = true
			checkRAGSource(r)
		case "retrievedPassages", "retrievedResults":
			if !r.null() {
				checkPassages(r)
			}
		default:
			r.unknown("Bedrock reads text, modelIdentifier, knowledgeBaseIdentifier, retrievedPassages and retrievedResults")
		}
	}
	r.require(source, "knowledgeBaseIdentifier")
}

// checkRAGSource reads the name of a source of answers, of which a job judges one.
func checkRAGSource(r *record) {
	text, ok := r.filledWord()
	switch {
	case !ok:
	case !isSourceIdentifier(text):
		r.problem(ruleIdentifier)
	case r.responses.source == "":
		r.responses.source = text
	case r.responses.source != text:
		r.problem("is the second one in the data set: an evaluation takes the answers of one source")
	}
}

// checkPassages reads {"retrievalResults": [{"name": "...", "content": {"text": "..."}, "metadata": {...}}]}.
func checkPassages(r *record) {
	if !r.object() {
		return
	}
	results := false
	for r.member() {
		if string(r.name()) != "retrievalResults" {
			r.unknown("Bedrock reads retrievalResults")
			continue
		}
		results = true
		if !r.array() {
			continue
		}
		for r.item() {
			checkPassage(r)
		}
	}
	r.require(results, "retrievalResults")
}

func checkPassage(r *record) {
	if !r.object() {
		return
	}
	content := false
	for r.member() {
		switch string(r.name()) {
		case "content":
			content = true
			checkPassageText(r)
		case "name":
			if !r.null() {
				r.word()
			}
		case "metadata":
			r.skip()
		default:
			r.unknown("Bedrock reads name, content and metadata")
		}
	}
	r.require(content, "content")
}

func checkPassageText(r *record) {
	if !r.object() {
		return
	}
	text := false
	for r.member() {
		if string(r.name()) != "text" {
			r.unknown("Bedrock reads text")
			continue
		}
		text = true
		r.text()
	}
	r.require(text, "text")
}
