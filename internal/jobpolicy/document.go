// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"bytes"
	"encoding/json"
	"slices"
)

// Document is an IAM policy of version 2012-10-17.
type Document []Statement

// Statement is one statement of a policy. Its members are those of IAM's policy language.
type Statement struct {
	SID       string            `json:"Sid,omitempty"`
	Effect    string            `json:"Effect"` // empty means Allow
	Principal map[string]Values `json:"Principal,omitempty"`
	Actions   Values            `json:"Action"`
	Resources Values            `json:"Resource,omitempty"`
	Condition Conditions        `json:"Condition,omitempty"`
}

// Conditions maps operators to condition keys to values.
type Conditions map[string]map[string]Values

// Values are written sorted, without repetition, and without an array when there is only one.
type Values []string

// String is the document as compact JSON, with the statements in their order.
func (d Document) String() string {
	statements := slices.Clone(d)
	for i := range statements {
		if statements[i].Effect == "" {
			statements[i].Effect = "Allow"
		}
	}
	return string(encode(struct {
		Version   string   `json:"Version"`
		Statement Document `json:"Statement"`
	}{"2012-10-17", statements}))
}

// MarshalJSON implements json.Marshaler.
func (v Values) MarshalJSON() ([]byte, error) {
	sorted := slices.Compact(slices.Sorted(slices.Values(v)))
	if len(sorted) == 1 {
		return encode(sorted[0]), nil
	}
	return encode(sorted), nil
}

// encode leaves the characters < > and & of S3 keys as they are.
func encode(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // strings always encode
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
