// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// beyond are members that every answer has, or may have, whatever the operation.
var beyond = map[string]bool{"RequestId": true, "HostId": true, "ResponseMetadata": true, "RequestID": true}

// decode reads JSON or XML as members; nil for what is neither. Texts that are JSON themselves are read too.
func decode(body []byte) any {
	trimmed := bytes.TrimSpace(body)
	if len(trimmed) == 0 {
		return nil
	}
	switch trimmed[0] {
	case '{', '[':
		var value any
		if json.Unmarshal(trimmed, &value) == nil {
			return unfold(value)
		}
	case '<':
		if value, err := decodeXML(trimmed); err == nil {
			return value
		}
	}
	return nil
}

// unfold reads the objects that stand in texts, as in the answers of the Price List.
func unfold(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = unfold(v[name])
		}
	case []any:
		for i := range v {
			v[i] = unfold(v[i])
		}
	case string:
		var inner map[string]any
		if strings.HasPrefix(v, "{") && json.Unmarshal([]byte(v), &inner) == nil {
			return inner
		}
	}
	return value
}

// decodeXML reads elements as members; those that come several times are a list.
func decodeXML(text []byte) (any, error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			inner, err := element(decoder)
			return map[string]any{start.Name.Local: inner}, err
		}
	}
}

func element(decoder *xml.Decoder) (any, error) {
	var text strings.Builder
	members := map[string]any{}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.StartElement:
			inner, err := element(decoder)
			if err != nil {
				return nil, err
			}
			members[t.Name.Local] = another(members[t.Name.Local], inner)
		case xml.EndElement:
			if len(members) > 0 {
				return members, nil
			}
			return strings.TrimSpace(text.String()), nil
		}
	}
}

func another(before, value any) any {
	switch b := before.(type) {
	case nil:
		return value
	case []any:
		return append(b, value)
	}
	return []any{before, value}
}

// shape are the types of the members of an answer, by their paths. The elements of lists are taken together.
type shape map[string]string

func shapeOf(value any) shape {
	s := shape{}
	s.add("", value)
	return s
}

func (s shape) add(path string, value any) {
	switch v := value.(type) {
	case map[string]any:
		s.is(path, "object")
		for name, inner := range v {
			if !beyond[name] {
				s.add(path+"."+general(name), inner)
			}
		}
	case []any:
		for _, inner := range v {
			s.add(path, inner)
		}
		if len(v) == 0 {
			s.is(path, "empty list")
		}
	case string:
		s.is(path, "text")
	case json.Number, float64:
		s.is(path, "number")
	case bool:
		s.is(path, "boolean")
	case nil:
		s.is(path, "null")
	}
}

func (s shape) is(path, kind string) {
	if s[path] == "" || s[path] == "empty list" {
		s[path] = kind
	}
}

// general is the name of a member, or * for the key of a map.
func general(name string) string {
	if !memberName.MatchString(name) {
		return "*"
	}
	return name
}

func (s shape) paths() []string {
	paths := make([]string, 0, len(s))
	for path, kind := range s {
		paths = append(paths, path+" "+kind)
	}
	slices.Sort(paths)
	return paths
}

// few is how many elements of a list are kept in any case.
const few = 2

// ofEachShape are the first elements of a list, and of the others those that have members which no kept one has.
func ofEachShape(list []any) []any {
	kept, seen := []any{}, map[string]bool{}
	for i, value := range list {
		isNew := false
		for _, path := range shapeOf(value).paths() {
			isNew = isNew || !seen[path]
			seen[path] = true
		}
		if isNew || i < few {
			kept = append(kept, value)
		}
	}
	return kept
}
