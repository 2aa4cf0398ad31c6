// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// columns say which cell of a row is the question, and which the answer, counting from 0.
type columns struct {
	question, answer int
	named            bool // by the first row; otherwise they are simply the first two
}

// columnsOf looks for a question and an answer among the names of the columns.
func columnsOf(cells [][]byte) columns {
	var names []string
	for _, cell := range cells {
		names = append(names, strings.ToLower(strings.Trim(string(cell), "\"\ufeff\r ")))
	}
	for _, pair := range append([][2]string{{"prompt", "completion"}, {"prompt", "referenceresponse"}, {"image-ref", "caption"}}, pairs()...) {
		question, answer := slices.Index(names, pair[0]), slices.Index(names, pair[1])
		if question >= 0 && answer >= 0 {
			return columns{question, answer, true}
		}
	}
	return columns{answer: 1}
}

func tableMend(delimiter string, at columns, want Format) Mend {
	if delimiter == "\t" {
		delimiter = `\t`
	}
	looks := "a table of comma-separated values, whose first row names the columns"
	if !at.named {
		looks += " (where it is a record already, leave next(rows); out of the command)"
	}
	record := tableRecord(want)
	if record == "" {
		return Mend{Looks: looks}
	}
	switch {
	case strings.Contains(record, "row[A]"):
		looks += fmt.Sprintf("; column %d is taken as the question, and column %d as the answer", at.question+1, at.answer+1)
	default:
		looks += fmt.Sprintf("; column %d is taken, and the others are left out", at.question+1)
	}
	record = strings.NewReplacer("row[Q]", fmt.Sprintf("row[%d]", at.question), "row[A]", fmt.Sprintf("row[%d]", at.answer)).Replace(record)
	return Mend{
		Looks: looks,
		Command: `python3 -X utf8 -c 'import csv, json, sys; rows = csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), ` +
			`delimiter="` + delimiter + `"); next(rows); [print(json.dumps(` + record + `, ensure_ascii=False)) for row in rows if row]' ` +
			`{in} > {out}`,
	}
}

// tableRecord is a record of a format in Python, made of the question and the answer in a row.
func tableRecord(want Format) string {
	switch want {
	case PromptCompletion:
		return `{"prompt": row[Q], "completion": row[A]}`
	case Conversation:
		return `{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": row[Q]}]}, ` +
			`{"role": "assistant", "content": [{"text": row[A]}]}]}`
	case Distillation:
		return `{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": row[Q]}]}]}`
	case ClaudeMessages:
		return `{"messages": [{"role": "user", "content": row[Q]}, {"role": "assistant", "content": row[A]}]}`
	case Reinforcement:
		return `{"messages": [{"role": "user", "content": row[Q]}], "reference_answer": row[A]}`
	case EvaluationPrompts:
		return `{"prompt": row[Q], "referenceResponse": row[A]}`
	case ImageCaption:
		return `{"image-ref": row[Q], "caption": row[A]}`
	case ContinuedPreTraining:
		return `{"input": row[Q]}`
	default:
		return ""
	}
}
