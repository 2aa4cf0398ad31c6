// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"slices"
	"strings"
)

// answer is one member of an answer of the simulator: its Go type and the expression of its value.
type answer struct{ Name, Type, Value string }

// Answer is what the simulator can say of the object o in the answer to an operation. The other members are left to a person.
func (t *thing) Answer(verb string) (all []answer) {
	members := t.out[verb]
	if verb == "List" {
		members = t.List.summary
	}
	for _, m := range members {
		if value, wire := t.answer(m); value != "" {
			all = append(all, answer{m.Name, wire, value})
		}
	}
	return all
}

func (t *thing) answer(m member) (value, wire string) {
	argument := slices.IndexFunc(t.Arguments, func(a field) bool { return a.SDK == m.Name && a.sdkType == m.Type })
	enum := strings.TrimPrefix(m.Type, "types.")
	switch {
	case m.Name == t.ARN || m.Name == "Arn":
		return "o.arn", "string"
	case m.Name == t.Token:
		return "o.input." + m.Name, "*string"
	case argument >= 0:
		return "o.input." + t.Arguments[argument].Go, t.Arguments[argument].Wire
	case slices.ContainsFunc(t.Raw, func(r member) bool { return r.Name == m.Name && r.Type == m.Type }):
		return "o.input." + m.Name, t.Wired(m)
	case m.Name == t.Noun+"Id" || m.Name == "Id":
		return "o.id", "string"
	case m.Name == t.List.Name && t.NameArgument() != nil:
		return "o.input." + t.NameArgument().Go, "*string"
	case m.Name == "EndTime":
		return "timestamp(o.ended(q.now))", "timestamp"
	case m.Type == timeType && (strings.Contains(m.Name, "Updated") || strings.Contains(m.Name, "Modified")):
		return "timestamp(o.updated)", "timestamp"
	case m.Type == timeType && (strings.HasPrefix(m.Name, "Creat") || strings.HasPrefix(m.Name, "Submit")):
		return "timestamp(o.created)", "timestamp"
	case enum == t.Status.Type && t.Waits():
		return "o.status(q.now)", "string"
	case enum == t.Status.Type && t.Status.Done != "":
		return `"` + t.Status.Done + `"`, "string"
	}
	return "", ""
}

// Received are the members of a request that the simulator reads from its body.
func (t *thing) Received(verb string) []member {
	return slices.DeleteFunc(slices.Clone(t.in[verb]), func(m member) bool { return m.Name == t.By(verb) })
}

// Wired is the type of a member of a request in the simulator.
func (t *thing) Wired(m member) string {
	for _, a := range t.Arguments {
		if a.SDK == strings.TrimPrefix(m.Name, "Desired") && a.sdkType == m.Type {
			return a.Wire
		}
	}
	switch m.Type {
	case "[]types.Tag":
		return "[]core.Tag"
	case "*string":
		return "*string"
	}
	return "json.RawMessage"
}

// Named is the name of a member of a request in the simulator.
func (t *thing) Named(m member) string {
	for _, a := range t.Arguments {
		if a.SDK == m.Name {
			return a.Go
		}
	}
	return m.Name
}
