// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// thing is a resource as the SDK describes it, and what the templates are filled with.
type thing struct {
	Domain, Name         string // "guardrail", "prompt_router"
	Noun, Var, Kind      string // "PromptRouter", "promptRouter", "prompt router"
	Plural, Kebab        string // "promptRouters", "prompt-router"
	Arguments            []argument
	RawMembers           []string // members of Create that only a person can turn into arguments
	TagsMember, ARN      string
	GetBy, DeleteBy      string // members that take the identifier
	GetPath, DeletePath  string // the same in the paths
	FailureMessage       bool
	StatusMember         string
	StatusType           string
	Targets, Failed      []string // constants
	PendingValue         string
	TargetValue          string
	Values               []string
	HasUpdate            bool
	Create, Get, Delete  endpoint
	List                 *list
	CreateAnswers        answers
	GetAnswers           answers
	createOut, getOut    []member
	createIn, getIn, del []member
}

// argument is a string member of Create.
type argument struct {
	SDK, Attribute, Go, JSON string
	Required                 bool
	Answered                 bool // Get answers a member of the same name
}

// list is the List operation of a thing.
type list struct {
	endpoint

	Member  string // of the answer
	Answers answers
}

func readThing(dir, domain, name string) (*thing, error) {
	s, err := openSDK(dir)
	if err != nil {
		return nil, err
	}
	noun := pascal(name)
	for _, operation := range s.operations { // AWS's own spelling
		if rest, ok := strings.CutPrefix(operation, "Create"); ok && strings.EqualFold(rest, noun) {
			noun = rest
		}
	}
	if err := s.checkOperations(noun); err != nil {
		return nil, err
	}
	v := lowerFirst(noun)
	t := &thing{
		Domain: domain, Name: name, Noun: noun, Var: v, Kind: strings.ReplaceAll(name, "_", " "), Kebab: strings.ReplaceAll(name, "_", "-"),
		Create: s.http["Create"+noun], Get: s.http["Get"+noun], Delete: s.http["Delete"+noun], HasUpdate: s.has("Update" + noun),
	}
	t.Plural = lowerFirst(plurals(noun)[len(plurals(noun))-1])
	for _, read := range []func(*sdk) error{t.readMembers, t.readArguments, t.readIdentifiers, t.readStatus, t.readList} {
		if err := read(s); err != nil {
			return nil, err
		}
	}
	t.CreateAnswers, t.GetAnswers = t.answer(t.createOut), t.answer(t.getOut)
	return t, nil
}

// checkOperations wants the three operations of a lifecycle, and otherwise names those that are near.
func (s *sdk) checkOperations(noun string) error {
	var missing []string
	for _, verb := range []string{"Create", "Get", "Delete"} {
		if !s.has(verb + noun) {
			missing = append(missing, verb+noun)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	near := s.near(noun)
	if len(near) == 0 {
		return fmt.Errorf("the SDK has no %s, nor anything near it", strings.Join(missing, ", "))
	}
	return fmt.Errorf("the SDK has no %s; near are %s. A thing without one of Create, Get and Delete is written by hand",
		strings.Join(missing, ", "), strings.Join(near, ", "))
}

func (t *thing) readMembers(s *sdk) (err error) {
	for _, read := range []struct {
		into            *[]member
		operation, side string
	}{
		{&t.createIn, "Create", "Input"}, {&t.createOut, "Create", "Output"}, {&t.getIn, "Get", "Input"}, {&t.getOut, "Get", "Output"},
		{&t.del, "Delete", "Input"},
	} {
		if *read.into, err = s.operationMembers(read.operation+t.Noun, read.side); err != nil {
			return err
		}
	}
	return nil
}

func (t *thing) readArguments(*sdk) error {
	hasToken := false
	for _, m := range t.createIn {
		switch {
		case m.Name == "ClientRequestToken":
			hasToken = true
		case m.Type == "[]types.Tag":
			t.TagsMember = m.Name
		case m.Type == "*string":
			attribute := attributeName(m.Name)
			t.Arguments = append(t.Arguments, argument{
				SDK: m.Name, Attribute: attribute, Go: goName(attribute), JSON: lowerFirst(m.Name), Required: m.Required,
				Answered: slices.ContainsFunc(t.getOut, func(o member) bool { return o.Name == m.Name && o.Type == "*string" }),
			})
		default:
			t.RawMembers = append(t.RawMembers, m.Name)
		}
	}
	if !hasToken || t.TagsMember == "" {
		return fmt.Errorf("operation Create%s takes no idempotency token or no tags: write it by hand", t.Noun)
	}
	return nil
}

// readIdentifiers finds the ARN in the answers, and the one member by which Get and Delete find the object.
func (t *thing) readIdentifiers(*sdk) error {
	for _, m := range t.createOut {
		answered := slices.ContainsFunc(t.getOut, func(o member) bool { return o.Name == m.Name })
		isArgument := slices.ContainsFunc(t.Arguments, func(a argument) bool { return a.SDK == m.Name })
		if strings.HasSuffix(m.Name, "Arn") && m.Type == "*string" && answered && !isArgument && t.ARN == "" {
			t.ARN = m.Name
		}
	}
	if t.ARN == "" {
		return fmt.Errorf("operations Create%s and Get%s do not answer one ARN of the object itself: write it by hand", t.Noun, t.Noun)
	}
	for _, by := range []struct {
		members []member
		at      endpoint
		name    *string
		path    *string
	}{{t.getIn, t.Get, &t.GetBy, &t.GetPath}, {t.del, t.Delete, &t.DeleteBy, &t.DeletePath}} {
		found := regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(by.at.Path, -1)
		var required []string
		for _, m := range by.members {
			if m.Required {
				required = append(required, m.Name)
			}
		}
		if len(required) != 1 || len(found) != 1 || lowerFirst(required[0]) != found[0][1] {
			return fmt.Errorf("%s does not find its object by one identifier but by %s: write it by hand",
				by.at.Operation, strings.Join(required, ", "))
		}
		*by.name, *by.path = required[0], found[0][1]
	}
	return nil
}

// readStatus finds the status and sorts its values. A thing that is never seen on its way is not waited for.
func (t *thing) readStatus(s *sdk) error {
	t.FailureMessage = slices.ContainsFunc(t.getOut, func(m member) bool { return m.Name == "FailureMessage" })
	for _, m := range t.getOut {
		enum, ok := strings.CutPrefix(m.Type, "types.")
		if !ok || !strings.HasSuffix(m.Name, "Status") || t.StatusMember != "" {
			continue
		}
		values, err := s.values(enum)
		if err != nil {
			return err
		}
		t.StatusMember, t.StatusType = m.Name, enum
		for _, constant := range slices.Sorted(maps.Keys(values)) {
			t.sortStatus("awstypes."+constant, values[constant])
		}
	}
	return nil
}

func (t *thing) sortStatus(constant, value string) {
	t.Values = append(t.Values, value)
	upper := strings.ToUpper(value)
	switch {
	case slices.Contains([]string{"READY", "ACTIVE", "AVAILABLE", "INSERVICE", "IN_SERVICE", "COMPLETED"}, upper):
		t.Targets, t.TargetValue = append(t.Targets, constant), value
	case strings.Contains(upper, "FAIL"):
		t.Failed = append(t.Failed, constant)
	case strings.HasPrefix(upper, "CREAT"):
		t.PendingValue = value
	}
}

// Waits reports whether a new object is waited for.
func (t *thing) Waits() bool { return len(t.Targets) > 0 && t.PendingValue != "" }

// StatusValues are the statuses for a description.
func (t *thing) StatusValues() string { return "`" + strings.Join(t.Values, "`, `") + "`" }

// Failure is the Go expression of AWS's reason for a failure.
func (t *thing) Failure() string {
	if t.FailureMessage {
		return "aws.ToString(object.FailureMessage)"
	}
	return `"its status is " + string(object.` + t.StatusMember + `) + "."`
}

// HasOptional reports whether an argument may be left out.
func (t *thing) HasOptional() bool {
	return slices.ContainsFunc(t.Arguments, func(a argument) bool { return !a.Required })
}

// NameArgument is the argument with the name of the object; nil when there is none.
func (t *thing) NameArgument() *argument {
	for i, a := range t.Arguments {
		if a.Required && (a.Attribute == "name" || strings.HasSuffix(a.Attribute, "_name")) {
			return &t.Arguments[i]
		}
	}
	return nil
}
