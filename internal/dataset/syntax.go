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
	ruleControl    = "control characters must be escaped"
	ruleIncomplete = "ends within the JSON value"
	ruleLastComma  = "is a comma before a closing bracket, where JSON takes none"
	ruleNotUTF8    = "is not UTF-8"
	ruleQuotes     = "is a single quote: JSON takes double quotes"
	rulePython     = "is a word of Python: JSON has null, true and false"
	ruleNoNumber   = "is no number of JSON, which has no NaN and no Infinity"
	ruleTypography = `is a typographic quotation mark: JSON takes the plain "`
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
	case ruleTypography:
		r.shape.typographic = true
	case ruleLastComma:
		r.shape.lastComma = true
	case ruleControl:
		r.shape.control = true
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
		return offset, ruleControl
	case bytes.HasPrefix(rest, []byte(`\u`)):
		return offset, "is not a valid Unicode escape: surrogates must come in pairs"
	case first == '\\':
		return offset, "is not a valid escape"
	case first == '\'':
		return offset, ruleQuotes
	case first == '“', first == '”', first == '„':
		return offset, ruleTypography
	case beginsWith(rest, "None", "True", "False"):
		return offset, rulePython
	case beginsWith(rest, "NaN", "Infinity", "-Infinity", "nan"):
		return offset, ruleNoNumber
	case first == ',' && beginsWith(bytes.TrimLeft(rest[1:], " \t"), "}", "]"):
		return offset, ruleLastComma
	default:
		return offset, "is not valid JSON"
	}
}

func beginsWith(text []byte, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return bytes.HasPrefix(text, []byte(word)) })
}
