// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Table collects what the checks found, one row for each check and one column for each resource type.
type Table struct {
	mu      sync.Mutex
	types   []string
	results map[string]map[string]string // by check and type
}

func (t *Table) record(check, typ, result string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.results == nil {
		t.results = map[string]map[string]string{}
	}
	if t.results[check] == nil {
		t.results[check] = map[string]string{}
	}
	t.results[check][typ] = result
	if !slices.Contains(t.types, typ) {
		t.types = append(t.types, typ)
		slices.Sort(t.types)
	}
}

// String is the table in Markdown: "yes" passed, "NO" failed, "-" does not apply, "exempt" says why elsewhere, "known" fails today.
func (t *Table) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	b.WriteString("\n| check |")
	for _, typ := range t.types {
		fmt.Fprintf(&b, " %s |", strings.TrimPrefix(typ, "bedrock_"))
	}
	b.WriteString("\n|--|" + strings.Repeat("--|", len(t.types)) + "\n")
	for _, check := range Checks() {
		fmt.Fprintf(&b, "| %s |", check.Name)
		for _, typ := range t.types {
			fmt.Fprintf(&b, " %s |", t.results[check.Name][typ])
		}
		b.WriteString("\n")
	}
	return b.String()
}
