// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const ruleIncomplete = "ends within the JSON value"

// fail reports that the line is not JSON, or not the strict JSON of RFC 7493, and breaks the cursor. The decoder's own
// message is not used, because it quotes the record.
func (r *record) fail(err error) {
	offset, rule := brokenRule(r.line, err)
	if rule == ruleIncomplete {
		rule += ": a record must be on one line"
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
		return offset, "is not UTF-8"
	case first < ' ':
		return offset, "control characters must be escaped"
	case bytes.HasPrefix(rest, []byte(`\u`)):
		return offset, "is not a valid Unicode escape: surrogates must come in pairs"
	case first == '\\':
		return offset, "is not a valid escape"
	default:
		return offset, "is not valid JSON"
	}
}
