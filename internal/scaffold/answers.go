// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"slices"
	"strings"
)

// answers are the members of an answer that the simulator can fill from what it keeps.
type answers struct {
	Members []answer
	Status  bool // one of them is the status, which depends on the time
}

// answer is one member: its Go type in the simulator and the expression of its value.
type answer struct{ Name, Type, Value string }

// answer finds what the simulator can say of the object o. The other members are left to a person.
func (t *thing) answer(members []member) (all answers) {
	for _, m := range members {
		at := slices.IndexFunc(t.Arguments, func(a argument) bool { return a.SDK == m.Name })
		switch {
		case m.Name == t.ARN || m.Name == "Arn":
			all.Members = append(all.Members, answer{m.Name, "string", "o.arn"})
		case at >= 0 && m.Type == "*string":
			all.Members = append(all.Members, answer{m.Name, "*string", "o.input." + t.Arguments[at].Go})
		case m.Name == t.Noun+"Id" || m.Name == "Id":
			all.Members = append(all.Members, answer{m.Name, "string", "o.id"})
		case m.Type == "*time.Time":
			all.Members = append(all.Members, answer{m.Name, "timestamp", "timestamp(o.created)"})
		case t.Waits() && strings.TrimPrefix(m.Type, "types.") == t.StatusType:
			all.Members = append(all.Members, answer{m.Name, "string", "o.status(now)"})
			all.Status = true
		case strings.TrimPrefix(m.Type, "types.") == t.StatusType && t.TargetValue != "":
			all.Members = append(all.Members, answer{m.Name, "string", `"` + t.TargetValue + `"`})
		}
	}
	return all
}

// readList finds the List operation, which some things have none of.
func (t *thing) readList(s *sdk) error {
	for _, plural := range plurals(t.Noun) {
		operation := "List" + plural
		if !s.has(operation) {
			continue
		}
		members, err := s.operationMembers(operation, "Output")
		if err != nil {
			return err
		}
		for _, m := range members {
			element, ok := strings.CutPrefix(m.Type, "[]types.")
			if !ok {
				continue
			}
			summary, err := s.members("types/types.go", element)
			if err != nil {
				return err
			}
			t.List = &list{endpoint: s.http[operation], Member: m.Name, Answers: t.answer(summary)}
			return nil
		}
	}
	return nil
}
