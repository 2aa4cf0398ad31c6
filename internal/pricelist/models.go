// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed models.json
var modelsJSON []byte

// entry is a model: its ids, and what rows call it.
type entry struct {
	IDs []string `json:"ids"`
	// Names are values of the attribute model, and of servicename without its suffix.
	Names []string `json:"names"`
	// LatencyOptimizedNames are those of the same model at the latency-optimized rate.
	LatencyOptimizedNames []string `json:"latency_optimized_names,omitempty"`
	// Families are what usage types call the model, where they do not spell its name.
	Families []string `json:"families,omitempty"`
	// UsageIDs are ids that stand in usage types.
	UsageIDs []string `json:"usage_ids"`
	Source   string   `json:"source"`
}

type modelTable struct {
	Sources map[string]struct{ Text, Date string } `json:"sources"`
	Models  []*entry                               `json:"models"`
}

var theModels = sync.OnceValue(func() *modelTable {
	var t modelTable
	if err := json.Unmarshal(modelsJSON, &t); err != nil {
		panic(fmt.Sprintf("models.json: %v", err)) // a test reads it
	}
	return &t
})

// names leads from what rows call a model to the model.
type names struct {
	byName, byID map[string]*entry
	byFamily     map[string][]*entry
	latency      map[string]bool
}

// newNames is the table, with what the user says of names, which wins.
func newNames(overrides map[string]string) *names {
	n := &names{
		byName: map[string]*entry{}, byID: map[string]*entry{}, byFamily: map[string][]*entry{}, latency: map[string]bool{},
	}
	byModel := map[string]*entry{}
	for _, e := range theModels().Models {
		for _, id := range e.IDs {
			byModel[id] = e
		}
		for _, name := range e.Names {
			n.byName[key(name)] = e
		}
		for _, name := range e.LatencyOptimizedNames {
			n.byName[key(name)], n.latency[key(name)] = e, true
		}
		for _, id := range e.UsageIDs {
			n.byID[key(id)] = e
		}
		for _, family := range e.Families {
			n.byFamily[key(family)] = append(n.byFamily[key(family)], e)
		}
	}
	for name, id := range overrides {
		e := byModel[id]
		if e == nil {
			e = &entry{IDs: []string{id}}
			byModel[id] = e
		}
		n.byName[key(name)], n.byID[key(name)] = e, e
		n.byFamily[key(name)] = []*entry{e}
		delete(n.latency, key(name))
	}
	return n
}

// key is a name as it is compared: rows of one model differ in case.
func key(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// spells reports whether a family in a usage type is the name of its own row, whatever stands between letters and digits.
func spells(family, name string) bool { return name != "" && compact(family) == compact(name) }

func compact(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(text))
}

// Scope takes the scope of an inference profile off the id of its model, and says how its requests are routed. An id without
// a known scope stays as it is.
func Scope(id string) (model, routing string) {
	for _, scope := range theGrammar().Scopes.Words {
		if rest, ok := strings.CutPrefix(id, scope.Text); ok && strings.Contains(rest, ".") {
			return rest, scope.Routing
		}
	}
	return id, "in_region"
}

// is reports whether the model is that of an id.
func (e *entry) is(id string) bool { return e != nil && slices.Contains(e.IDs, id) }
