// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Table is the matrix in Markdown: what happened to each kind of fault, and which operations of each type it was tried on.
func Table(verdicts []Verdict) string {
	var b strings.Builder
	group := ""
	for _, kind := range Kinds() {
		counts := count(verdicts, func(v Verdict) bool { return v.Kind.Group == kind.Group && v.Kind.Name == kind.Name })
		if counts.tried() == 0 {
			continue
		}
		if kind.Group != group {
			group = kind.Group
			fmt.Fprintf(&b, "\n### %s\n\n| Fault | Tried | Survived | Refused | Broken |\n|---|--:|--:|--:|--:|\n", group)
		}
		fmt.Fprintf(&b, "| %s | %s |\n", kind.Name, counts)
	}
	fmt.Fprintf(&b, "\n### By type\n\n| Type | Verbs | Operations | Tried | Survived | Refused | Broken |\n|---|---|--:|--:|--:|--:|--:|\n")
	types := map[string]bool{}
	for _, v := range verdicts {
		types[v.Type] = true
	}
	for _, typ := range slices.Sorted(maps.Keys(types)) {
		verbs, operations := map[string]bool{}, map[string]bool{}
		for _, v := range verdicts {
			if v.Type == typ && v.Outcome != NotMet {
				verbs[string(v.Verb)], operations[v.Operation] = true, true
			}
		}
		delete(operations, "")
		fmt.Fprintf(&b, "| `%s` | %s | %d | %s |\n", typ, strings.Join(slices.Sorted(maps.Keys(verbs)), ", "), len(operations),
			count(verdicts, func(v Verdict) bool { return v.Type == typ }))
	}
	fmt.Fprintf(&b, "| all | | | %s |\n", count(verdicts, func(Verdict) bool { return true }))
	return strings.TrimPrefix(b.String(), "\n")
}

// counts are verdicts by outcome.
type counts map[Outcome]int

func count(verdicts []Verdict, which func(Verdict) bool) counts {
	c := counts{}
	for _, v := range verdicts {
		if which(v) {
			c[v.Outcome]++
		}
	}
	return c
}

func (c counts) tried() int { return c[Survived] + c[Refused] + c[Broken] }

func (c counts) String() string {
	return fmt.Sprintf("%d | %d | %d | %d", c.tried(), c[Survived], c[Refused], c[Broken])
}
