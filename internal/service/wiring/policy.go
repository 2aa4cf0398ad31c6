// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// PolicyVersion is the version of the policy language.
const PolicyVersion = "2012-10-17"

// PolicyDocument is a policy whose statements stay as they are spelled.
type PolicyDocument struct {
	Version   string            `json:"Version,omitempty"`
	ID        string            `json:"Id,omitempty"`
	Statement []json.RawMessage `json:"Statement"`
}

// Encode is the document as text.
func (d PolicyDocument) Encode() (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(d); err != nil {
		return "", fmt.Errorf("encoding a policy: %w", err)
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

// StatementsOf are the statements of a document that was written here.
func StatementsOf(document jobpolicy.Document) ([]json.RawMessage, error) {
	if len(document) == 0 {
		return nil, nil
	}
	parsed, err := ParsePolicy(document.String())
	return parsed.Statement, err
}

// SameStatement reports whether two statements mean the same.
func SameStatement(a, b json.RawMessage) bool {
	alone := func(statement json.RawMessage) string {
		text, err := PolicyDocument{Version: PolicyVersion, Statement: []json.RawMessage{statement}}.Encode()
		if err != nil {
			return "" // which is no policy, and the same as none
		}
		return text
	}
	return fwtypes.SamePolicy(alone(a), alone(b))
}

// Without are the statements that say nothing that others say, too.
func Without(statements, others []json.RawMessage) []json.RawMessage {
	return slices.DeleteFunc(slices.Clone(statements), func(statement json.RawMessage) bool {
		return slices.ContainsFunc(others, func(other json.RawMessage) bool { return SameStatement(statement, other) })
	})
}

// ParsePolicy reads a policy document, with one statement or a list of them.
func ParsePolicy(text string) (PolicyDocument, error) {
	var document struct {
		Version   string
		ID        string `json:"Id"`
		Statement json.RawMessage
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		return PolicyDocument{}, fmt.Errorf("not a policy document: %w", err)
	}
	if decoder.More() {
		return PolicyDocument{}, errors.New("not a policy document: more than one JSON value")
	}
	parsed := PolicyDocument{Version: document.Version, ID: document.ID}
	switch trimmed := bytes.TrimSpace(document.Statement); {
	case len(trimmed) > 0 && trimmed[0] == '{':
		parsed.Statement = []json.RawMessage{trimmed}
	case len(trimmed) > 0 && trimmed[0] == '[':
		if err := json.Unmarshal(trimmed, &parsed.Statement); err != nil {
			return PolicyDocument{}, fmt.Errorf("reading the statements of a policy: %w", err)
		}
	}
	if len(parsed.Statement) == 0 {
		return PolicyDocument{}, errors.New("the policy has no statement")
	}
	return parsed, nil
}
