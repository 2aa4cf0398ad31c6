// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed facts.json
var factsJSON []byte

// fact is what AWS's API does not say of a model. It is advice: each has a source, with its date.
type fact struct {
	ID            string `json:"id"`
	ContextWindow int64  `json:"context_window,omitempty"`
	MaxOutput     int64  `json:"max_output,omitempty"`
	PromptLimit   string `json:"prompt_limit,omitempty"` // of models that are not limited in tokens of a conversation
	TypicalUse    string `json:"typical_use,omitempty"`
	Successor     string `json:"successor,omitempty"` // the model to take today
	Source        string `json:"source"`
}

type factTable struct {
	Sources map[string]struct{ Text, Date string } `json:"sources"`
	Models  []fact                                 `json:"models"`
}

var facts = sync.OnceValue(func() *factTable {
	var t factTable
	if err := json.Unmarshal(factsJSON, &t); err != nil {
		panic(fmt.Sprintf("facts.json: %v", err)) // a test reads it
	}
	return &t
})

// of is what is known of a model; the zero fact where nothing is.
func (t *factTable) of(id string) fact {
	for _, f := range t.Models {
		if f.ID == id {
			return f
		}
	}
	return fact{}
}

// source is where a fact comes from, and of when it is; empty for the zero fact.
func (t *factTable) source(f *fact) string {
	if f.Source == "" {
		return ""
	}
	s := t.Sources[f.Source]
	return strings.TrimSpace(s.Text + ", " + s.Date)
}
