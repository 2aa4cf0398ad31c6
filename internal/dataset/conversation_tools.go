// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import "slices"

const ruleTools = "tool use might cause the job to fail: AWS reads it, and does not support it in fine-tuning yet"

// tools are what one record says of tools: those it offers, and how they are used.
type tools struct {
	offered   bool // there is a toolConfig
	names     []string
	used      []string // names, each with its offset in offsets
	offsets   []int
	uses      []string // ids
	results   []string // ids
	wasWarned bool     // of this record
}

func (t *tools) startRecord() {
	t.offered, t.wasWarned = false, false
	t.names, t.used, t.offsets, t.uses, t.results = t.names[:0], t.used[:0], t.offsets[:0], t.uses[:0], t.results[:0]
}

// warnTools warns once in a record.
func (r *record) warnTools() {
	if !r.tools.wasWarned {
		r.tools.wasWarned = true
		r.warn(ruleTools)
	}
}

// endRecord holds the tools that are used against those that are offered, which may stand behind them.
func (t *tools) endRecord(r *record) {
	if !t.offered {
		return
	}
	for i, name := range t.used {
		if !slices.Contains(t.names, name) {
			r.find(&r.problems, t.offsets[i], "messages", "a toolUse has the name of no tool in toolConfig")
		}
	}
}

// checkToolConfig reads {"tools": [{"toolSpec": {...}}]}.
func checkToolConfig(r *record) {
	if !r.allowed(kindToolConfig) || !r.object() {
		return
	}
	r.tools.offered = true
	list := false
	for r.member() {
		switch string(r.name()) {
		case "tools":
			list = true
			checkToolList(r)
		case "toolChoice":
			r.skip()
		default:
			r.unknown("Bedrock reads tools")
		}
	}
	r.require(list, "tools")
	r.warnTools()
}

func checkToolList(r *record) {
	if !r.array() {
		return
	}
	count := 0
	for r.item() {
		count++
		if !r.object() {
			continue
		}
		spec := false
		for r.member() {
			if string(r.name()) != "toolSpec" {
				r.unknown("Bedrock reads toolSpec")
				continue
			}
			spec = true
			checkToolSpec(r)
		}
		r.require(spec, "toolSpec")
	}
	if count == 0 {
		r.problem("must hold at least one tool")
	}
}

func checkToolSpec(r *record) {
	if !r.object() {
		return
	}
	var name, schema bool
	for r.member() {
		switch string(r.name()) {
		case "name":
			name = true
			text, ok := r.filledWord()
			if ok && slices.Contains(r.tools.names, text) {
				r.problem("is the name of another tool of the record too")
			}
			r.tools.names = append(r.tools.names, text)
		case "description":
			r.text()
		case "inputSchema":
			schema = true
			checkInputSchema(r)
		default:
			r.unknown("Bedrock reads name, description and inputSchema")
		}
	}
	r.require(name, "name")
	r.require(schema, "inputSchema")
}

// checkInputSchema reads {"json": {...}}; what is in the JSON schema is not looked at.
func checkInputSchema(r *record) {
	if !r.object() {
		return
	}
	schema := false
	for r.member() {
		if string(r.name()) != "json" {
			r.unknown("Bedrock reads json")
			continue
		}
		schema = true
		r.anyObject()
	}
	r.require(schema, "json")
}

// checkToolUse reads {"toolUseId": "...", "name": "...", "input": {...}}.
func checkToolUse(r *record) {
	if !r.allowed(kindToolUse) || !r.object() {
		return
	}
	var id, name, input bool
	for r.member() {
		switch string(r.name()) {
		case "toolUseId":
			id = true
			if text, ok := r.filledWord(); ok {
				if slices.Contains(r.tools.uses, text) {
					r.problem("is the id of another toolUse of the record too")
				}
				r.tools.uses = append(r.tools.uses, text)
			}
		case "name":
			name = true
			if text, ok := r.filledWord(); ok {
				r.tools.used, r.tools.offsets = append(r.tools.used, text), append(r.tools.offsets, r.start)
			}
		case "input":
			input = true
			r.anyObject()
		default:
			r.unknown("Bedrock reads toolUseId, name and input")
		}
	}
	r.require(id, "toolUseId")
	r.require(name, "name")
	r.require(input, "input")
	r.warnTools()
}

// checkToolResult reads {"toolUseId": "...", "content": [{"text": "..."} or {"json": {...}}]}.
func checkToolResult(r *record) {
	if !r.allowed(kindToolResult) || !r.object() {
		return
	}
	var id, content bool
	for r.member() {
		switch string(r.name()) {
		case "toolUseId":
			id = true
			checkResultID(r)
		case "content":
			content = true
			checkResultContent(r)
		case "status":
			r.word()
		default:
			r.unknown("Bedrock reads toolUseId, content and status")
		}
	}
	r.require(id, "toolUseId")
	r.require(content, "content")
	r.warnTools()
}

func checkResultID(r *record) {
	text, ok := r.filledWord()
	if !ok {
		return
	}
	if !slices.Contains(r.tools.uses, text) {
		r.problem("is the id of no toolUse in an earlier message")
	}
	if slices.Contains(r.tools.results, text) {
		r.problem("is the id of another toolResult of the record too")
	}
	r.tools.results = append(r.tools.results, text)
}

func checkResultContent(r *record) {
	if !r.array() {
		return
	}
	count := 0
	for r.item() {
		count++
		if !r.object() {
			continue
		}
		known := 0
		for r.member() {
			switch string(r.name()) {
			case "text":
				known++
				r.novaText()
			case "json":
				known++
				r.anyObject()
			default:
				r.unknown("Bedrock reads text or json")
			}
		}
		if known != 1 {
			r.problem("must hold either text or json")
		}
	}
	if count == 0 {
		r.problem("must not be empty")
	}
}
