// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// ErrNoJSON is of a body that is not one JSON object.
var ErrNoJSON = errors.New("the body is not one JSON object")

// CheckRequest holds a request against an operation: its JSON body, and the members that are in the path, the query and the headers,
// by their names in the model.
func (m *Model) CheckRequest(operation string, body []byte, elsewhere map[string]string) ([]Violation, error) {
	o, ok := m.Operation(operation)
	if !ok {
		return nil, nil
	}
	return m.checkBody(o.Input, body, elsewhere, false)
}

// CheckAnswer holds the JSON body of an answer against an operation. elsewhere are the members in headers.
func (m *Model) CheckAnswer(operation string, body []byte, elsewhere map[string]string) ([]Violation, error) {
	o, ok := m.Operation(operation)
	if !ok || o.Output == "" {
		return nil, nil
	}
	return m.checkBody(o.Output, body, elsewhere, true)
}

func (m *Model) checkBody(shapeName string, body []byte, elsewhere map[string]string, answer bool) ([]Violation, error) {
	s, ok := m.shape(shapeName)
	if !ok {
		return nil, nil
	}
	object := map[string]any{}
	payload, _ := m.shape(s.Members[s.Payload].Shape)
	switch {
	case payload == nil:
		if err := decodeObject(body, &object); err != nil {
			return nil, err
		}
	case payload.Streams:
		return nil, nil
	case payload.Type == "blob":
		object[s.Payload] = body
	default:
		inner := map[string]any{}
		if err := decodeObject(body, &inner); err != nil {
			return nil, err
		}
		object[s.Payload] = inner
	}
	m.place(s, object, elsewhere)
	c := &checker{model: m, source: m.Source(), body: true, answer: answer}
	c.value("", place{shape: shapeName}, m.decoded(shapeName, object))
	return c.found, nil
}

// decodeObject reads one JSON object; a body without anything is an empty one.
func decodeObject(body []byte, into *map[string]any) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil || *into == nil {
		return ErrNoJSON
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return ErrNoJSON
	}
	return nil
}

// place adds the members that do not stand in the body, in the type that they have.
func (m *Model) place(s *shape, object map[string]any, elsewhere map[string]string) {
	for name, text := range elsewhere {
		inner, ok := m.shape(s.Members[name].Shape)
		if !ok {
			continue
		}
		switch inner.Type {
		case "integer", "long", "float", "double":
			object[name] = text // of another type, unless it is a number
			if _, err := strconv.ParseFloat(text, 64); err == nil {
				object[name] = json.Number(text)
			}
		case "boolean":
			object[name] = text
			if yes, err := strconv.ParseBool(text); err == nil {
				object[name] = yes
			}
		case "list":
			object[name] = []any{text}
		default:
			object[name] = text
		}
	}
}

// decoded is JSON with its blobs decoded, so that their length is known.
func (m *Model) decoded(shapeName string, value any) any {
	s, ok := m.shape(shapeName)
	if !ok || s.Document {
		return value
	}
	switch v := value.(type) {
	case string:
		if s.Type != "blob" {
			return v
		}
		if blob, err := base64.StdEncoding.DecodeString(v); err == nil {
			return blob
		}
	case []any:
		for i := range v {
			v[i] = m.decoded(s.Member.Shape, v[i])
		}
	case map[string]any:
		for name := range v {
			if s.Type == "map" {
				v[name] = m.decoded(s.Value.Shape, v[name])
			} else if member, known := s.Members[name]; known {
				v[name] = m.decoded(member.Shape, v[name])
			}
		}
	}
	return value
}
