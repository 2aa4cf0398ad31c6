// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	ruleIncomplete = "ends within the JSON value"
	ruleNotUTF8    = "is not UTF-8"
	ruleQuotes     = "is a single quote: JSON takes double quotes"
	rulePython     = "is a word of Python: JSON has null, true and false"
	ruleNoNumber   = "is no number of JSON, which has no NaN and no Infinity"
)

// fail reports that the line is not JSON, or not the strict JSON of RFC 7493, and breaks the cursor. The decoder's own
// message is not used, because it quotes the record.
func (r *record) fail(err error) {
	offset, rule := brokenRule(r.line, err)
	switch rule {
	case ruleIncomplete:
		r.shape.split = true
		rule += ": a record must be on one line"
	case ruleQuotes, rulePython:
		r.shape.python = true
	case ruleNoNumber:
		r.shape.noNumber = true
	case ruleNotUTF8:
		r.shape.notUTF8 = true
	}
	r.find(&r.problems, offset, "", rule)
	r.broken = true
}

// brokenRule says where a decoder failed in a line, and on which rule.
func brokenRule(line []byte, err error) (offset int, rule string) {
	offset = len(line)
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		offset = min(int(syntax.ByteOffset), len(line))
	}
	rest := line[offset:]
	first, size := utf8.DecodeRune(rest)
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return offset, "the object has two members of this name"
	case len(rest) == 0:
		return offset, ruleIncomplete
	case first == utf8.RuneError && size == 1:
		return offset, ruleNotUTF8
	case first < ' ':
		return offset, "control characters must be escaped"
	case bytes.HasPrefix(rest, []byte(`\u`)):
		return offset, "is not a valid Unicode escape: surrogates must come in pairs"
	case first == '\\':
		return offset, "is not a valid escape"
	case first == '\'':
		return offset, ruleQuotes
	case first == '“', first == '”', first == '„':
		return offset, `is a typographic quotation mark: JSON takes the plain "`
	case beginsWith(rest, "None", "True", "False"):
		return offset, rulePython
	case beginsWith(rest, "NaN", "Infinity", "-Infinity", "nan"):
		return offset, ruleNoNumber
	case first == ',' && beginsWith(bytes.TrimLeft(rest[1:], " \t"), "}", "]"):
		return offset, "is a comma before a closing bracket, where JSON takes none"
	default:
		return offset, "is not valid JSON"
	}
}

func beginsWith(text []byte, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return bytes.HasPrefix(text, []byte(word)) })
}
