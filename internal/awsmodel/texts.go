// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Texts are the texts and numbers of an input struct at the path of a violation, or nearest above it where there is nothing.
func Texts(input any, member string) (texts []string) {
	m, operation, ok := operationOf(input)
	if !ok {
		return nil
	}
	all := m.plain(operation.Input, input)
	for {
		if texts = leaves(at(all, member)); len(texts) > 0 || member == "" {
			return texts
		}
		member = Parent(member)
	}
}

// at is what stands at a path below a value.
func at(value any, path string) any {
	for path != "" && value != nil {
		var step string
		step, path = next(path)
		switch v := value.(type) {
		case map[string]any:
			value = v[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

// next is the first step of a path, and the rest.
func next(path string) (step, rest string) {
	path = strings.TrimPrefix(path, ".")
	if inner, isIndex := strings.CutPrefix(path, "["); isIndex {
		if quoted, err := strconv.QuotedPrefix(inner); err == nil {
			key, _ := strconv.Unquote(quoted)
			return key, strings.TrimPrefix(inner[len(quoted):], "]")
		}
		step, rest, _ = strings.Cut(inner, "]")
		return step, rest
	}
	if i := strings.IndexAny(path, ".["); i >= 0 {
		return path[:i], path[i:]
	}
	return path, ""
}

// Parent is a path without its last step.
func Parent(path string) string {
	last := 0
	for rest := path; rest != ""; {
		last = len(path) - len(rest)
		_, rest = next(rest)
	}
	return path[:last]
}

func leaves(value any) (texts []string) {
	switch v := value.(type) {
	case string:
		return []string{v}
	case json.Number:
		return []string{v.String()}
	case []any:
		for _, element := range v {
			texts = append(texts, leaves(element)...)
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			texts = append(texts, leaves(v[key])...)
		}
	}
	return texts
}
