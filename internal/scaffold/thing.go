// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The kinds of things, by what AWS has for them.
const (
	object  = "object"  // Create, Get, Delete, List
	job     = "job"     // Create, Get, List, and mostly Stop: it ends, and leaves a record
	setting = "setting" // Put, Get, Delete: an account has one in each region
)

// thing is a type as the SDK describes it, and what the templates are filled with.
type thing struct {
	Kind, Domain, Name string // "object", "guardrail", "prompt_router"
	Package, Noun, Var string // "promptrouter", "PromptRouter", "promptRouter"
	Title, Plural, ARN string // "prompt router", "promptRouters", the member "PromptRouterArn"
	Path               string // of the ARN: "prompt-router"
	Token, Tags        string // members of the create
	Arguments, Outputs []field
	Raw                []member // of the create, which only a person can turn into arguments
	Changes            []change // by the update
	GetBy              string
	Status             status
	Failure            *field // the output with AWS's reason
	ByToken            bool   // Get tells the token
	DataSource         bool   // it has one, and nobody wrote one by hand
	Operations         map[string]*endpoint
	List               list
	Batch              *batch // the deletion of jobs, where AWS has one
	in, out            map[string][]member
}

// change is a member of the update that an argument, or what is raw, goes into.
type change struct {
	SDK, From string
	Raw       bool
}

// list is what the List operation says of a thing.
type list struct {
	Operation, Member, ARN, Name, Filter string
	summary                              []member
}

// batch are the members of a deletion of several jobs.
type batch struct{ By, Done, Item, Refused string }

func readThing(dir, kind, domain, name string) (*thing, error) {
	s, err := openSDK(dir)
	if err != nil {
		return nil, err
	}
	noun := s.noun(name)
	if kind, err = s.kindOf(kind, noun); err != nil {
		return nil, err
	}
	t := &thing{
		Kind: kind, Domain: domain, Name: name, Package: strings.ReplaceAll(name, "_", ""), Noun: noun, Var: lowerFirst(noun),
		Title: strings.ReplaceAll(name, "_", " "), Path: kebab(noun),
		Operations: map[string]*endpoint{}, in: map[string][]member{}, out: map[string][]member{},
	}
	t.Plural = lowerFirst(plurals(noun)[len(plurals(noun))-1])
	reads := []func(*sdk) error{t.readOperations, t.readArguments, t.readIdentifiers, t.readOutputs, t.readChanges, t.readList, t.readBatch}
	if kind == setting {
		reads = []func(*sdk) error{t.readOperations, t.readArguments, t.readKey, t.readOutputs}
	}
	for _, read := range reads {
		if err := read(s); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// noun is the name in AWS's own spelling.
func (s *sdk) noun(name string) string {
	for _, operation := range s.operations {
		for _, verb := range []string{"Create", "Put"} {
			if rest, ok := strings.CutPrefix(operation, verb); ok && strings.EqualFold(rest, pascal(name)) {
				return rest
			}
		}
	}
	return pascal(name)
}

// kindOf is the kind of a noun, by its operations where nobody chose it. One that lacks an operation is refused, with what is near.
func (s *sdk) kindOf(chosen, noun string) (string, error) {
	if chosen == "" {
		switch {
		case s.has("Put"+noun) && !s.has("Create"+noun):
			chosen = setting
		case s.has("Create"+noun) && !s.has("Delete"+noun) && (s.has("Stop"+noun) || strings.HasSuffix(noun, "Job")):
			chosen = job
		default:
			chosen = object
		}
	}
	verbs := map[string][]string{object: {"Create", "Get", "Delete"}, job: {"Create", "Get"}, setting: {"Put", "Get", "Delete"}}[chosen]
	if verbs == nil {
		return "", fmt.Errorf("the kind %q must be object, job or setting", chosen)
	}
	var missing []string
	for _, verb := range verbs {
		if !s.has(verb + noun) {
			missing = append(missing, verb+noun)
		}
	}
	near := s.near(noun)
	switch {
	case len(missing) == 0:
		return chosen, nil
	case len(near) == 0:
		return "", fmt.Errorf("the SDK has no %s, nor anything near it", strings.Join(missing, ", "))
	}
	return "", fmt.Errorf("the SDK has no %s; near are %s. As %s it is written by hand, unless KIND= another one fits",
		strings.Join(missing, ", "), strings.Join(near, ", "), chosen)
}

// Create is the verb that makes the thing.
func (t *thing) Create() string {
	if t.Kind == setting {
		return "Put"
	}
	return "Create"
}

func (t *thing) readOperations(s *sdk) (err error) {
	for _, verb := range []string{"Create", "Put", "Get", "Update", "Stop", "Delete", "BatchDelete"} {
		operation := verb + t.Noun
		if !s.has(operation) || verb == "Put" && t.Kind != setting || verb == "Create" && t.Kind == setting {
			continue
		}
		t.Operations[verb] = s.http[operation]
		if t.in[verb], err = s.operationMembers(operation, "Input"); err != nil {
			return err
		}
		if t.out[verb], err = s.operationMembers(operation, "Output"); err != nil {
			return err
		}
	}
	return nil
}

func (t *thing) readArguments(s *sdk) error {
	for _, m := range t.in[t.Create()] {
		known, ok := s.kind(m.Type)
		switch {
		case strings.HasSuffix(m.Name, "Token") && m.Type == "*string":
			t.Token = m.Name
		case m.Type == "[]types.Tag" && t.Tags == "" && strings.HasSuffix(t.Noun, strings.TrimSuffix(m.Name, "Tags")):
			t.Tags = m.Name
		case ok && m.Type != timeType:
			t.Arguments = append(t.Arguments, newField(m, known, t.out["Get"]))
		default:
			t.Raw = append(t.Raw, m)
		}
	}
	if t.Token == "" && t.Kind != setting {
		return fmt.Errorf("operation Create%s takes no idempotency token: write it by hand", t.Noun)
	}
	return nil
}

// readIdentifiers finds the ARN in the answers, and the one member by which Get and Delete find the object.
func (t *thing) readIdentifiers(*sdk) error {
	for _, m := range t.out["Create"] {
		isArgument := slices.ContainsFunc(t.Arguments, func(f field) bool { return f.SDK == m.Name })
		if strings.HasSuffix(m.Name, "Arn") && m.Type == "*string" && has(t.out["Get"], m.Name) && !isArgument && t.ARN == "" {
			t.ARN = m.Name
		}
	}
	if t.ARN == "" {
		return fmt.Errorf("operations Create%s and Get%s do not answer one ARN of the object itself: write it by hand", t.Noun, t.Noun)
	}
	if stem := strings.TrimSuffix(t.ARN, "Arn"); strings.HasPrefix(t.Noun, stem) {
		t.Path = kebab(stem)
	}
	for _, verb := range []string{"Get", "Delete", "Stop"} {
		if t.Operations[verb] == nil {
			continue
		}
		if by := t.By(verb); by == "" {
			return fmt.Errorf("%s%s does not find its object by one identifier: write it by hand", verb, t.Noun)
		}
	}
	t.GetBy = attributeName(t.By("Get"))
	return nil
}

// By is the one member by which an operation finds its object; empty where it takes another number of them.
func (t *thing) By(verb string) string {
	if t.Operations[verb] == nil {
		return ""
	}
	inPath := regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(t.Operations[verb].Path, -1)
	for _, m := range t.in[verb] {
		switch {
		case len(inPath) == 1 && lowerFirst(m.Name) == inPath[0][1]:
			return m.Name
		case m.Required && verb != "Update":
			return ""
		}
	}
	return ""
}

// readKey wants a setting that is found by account and region alone.
func (t *thing) readKey(*sdk) error {
	for _, verb := range []string{"Get", "Delete"} {
		for _, m := range t.in[verb] {
			return fmt.Errorf("%s%s finds its object by %s, not by account and region: write it by hand", verb, t.Noun, m.Name)
		}
	}
	return nil
}

// readChanges finds the members of the update that an argument goes into, under its name or as what is desired.
func (t *thing) readChanges(*sdk) error {
	for _, m := range t.in["Update"] {
		from := strings.TrimPrefix(m.Name, "Desired")
		at := slices.IndexFunc(t.Arguments, func(f field) bool { return f.SDK == from && f.sdkType == m.Type })
		switch {
		case m.Name == t.By("Update"):
		case at >= 0:
			t.Arguments[at].InPlace = true
			t.Changes = append(t.Changes, change{SDK: m.Name, From: t.Arguments[at].Go})
		case has(t.Raw, m.Name):
			t.Changes = append(t.Changes, change{SDK: m.Name, From: m.Name, Raw: true})
		}
	}
	return nil
}

// readList finds the List operation.
func (t *thing) readList(s *sdk) error {
	for _, plural := range plurals(t.Noun) {
		t.List.Operation = "List" + plural
		in, err := s.operationMembers(t.List.Operation, "Input")
		if err != nil {
			continue
		}
		t.Operations["List"] = s.http[t.List.Operation]
		for _, m := range in {
			if strings.HasSuffix(m.Name, "NameContains") {
				t.List.Filter = m.Name
			}
		}
		out, err := s.operationMembers(t.List.Operation, "Output")
		if err != nil {
			return err
		}
		for _, m := range out {
			if element, ok := strings.CutPrefix(m.Type, "[]types."); ok {
				t.List.Member = m.Name
				t.List.summary, err = s.members("types/types.go", element)
				t.List.ARN, t.List.Name = t.listed()
				return err
			}
		}
	}
	return fmt.Errorf("the SDK has no operation that lists every %s: write it by hand", t.Title)
}

// listed are the members of a summary with the ARN and the name.
func (t *thing) listed() (arn, name string) {
	for _, m := range t.List.summary {
		if m.Name == t.ARN || m.Name == "Arn" {
			arn = m.Name
		}
		named := t.NameArgument()
		if strings.HasSuffix(m.Name, "Name") && (name == "" || named != nil && m.Name == named.SDK) {
			name = m.Name
		}
	}
	return arn, name
}

// readBatch finds what the deletion of several jobs answers.
func (t *thing) readBatch(*sdk) error {
	if t.Operations["BatchDelete"] == nil {
		return nil
	}
	t.Batch = &batch{By: t.in["BatchDelete"][0].Name}
	for _, m := range t.out["BatchDelete"] {
		if strings.HasSuffix(m.Type, "Error") {
			t.Batch.Refused = m.Name
		} else {
			t.Batch.Done = m.Name
		}
	}
	return nil
}

// NameArgument is the argument with the name of the thing itself; nil when there is none.
func (t *thing) NameArgument() *field {
	for i, a := range t.Arguments {
		stem, named := strings.CutSuffix(a.SDK, "Name")
		if named && a.Required && (strings.HasSuffix(t.Noun, stem) || strings.HasPrefix(t.Noun, stem)) {
			return &t.Arguments[i]
		}
	}
	return nil
}

// Prefix reports whether a name may be made from a prefix: those of jobs, which AWS never frees.
func (t *thing) Prefix() bool {
	return t.NameArgument() != nil && t.NameArgument().Attribute == "job_name"
}

func has(members []member, name string) bool {
	return slices.ContainsFunc(members, func(m member) bool { return m.Name == name })
}

// A is the title with its article.
func (t *thing) A() string {
	if strings.ContainsAny(t.Title[:1], "aeiou") {
		return "an " + t.Title
	}
	return "a " + t.Title
}

// Call is an operation that finds its object by one identifier, as a template wants it.
func (t *thing) Call(verb string) map[string]string {
	return map[string]string{"Operation": verb + t.Noun, "By": t.By(verb), "Thing": t.Noun}
}

// Replaces reports whether another value of an argument replaces the thing.
func (t *thing) Replaces(f field) bool { return t.Kind != setting && !f.InPlace }

// Updates are the arguments that change in place, the tags among them.
func (t *thing) Updates() []string {
	all := attributesOf(t.Arguments, func(f field) bool { return !t.Replaces(f) })
	if t.Tags != "" {
		all = append(all, "tags")
	}
	return all
}

// ArgumentChanges are the changes of arguments.
func (t *thing) ArgumentChanges() []change {
	return slices.DeleteFunc(slices.Clone(t.Changes), func(c change) bool { return c.Raw })
}

// Sent is the argument of a change as the SDK takes it.
func (t *thing) Sent(c change, model string) string { return t.changed(c).Send(model) }

// ChangedFrom is the member of the create behind a change.
func (t *thing) ChangedFrom(c change) string { return t.changed(c).SDK }

func (t *thing) changed(c change) field {
	return t.Arguments[slices.IndexFunc(t.Arguments, func(f field) bool { return f.Go == c.From })]
}

// NamedChange is the name of a change's member in the simulator.
func (t *thing) NamedChange(c change) string {
	if c.Raw {
		return c.SDK
	}
	return t.Named(member{Name: c.SDK})
}

// In are the members of the requests, by verb.
func (t *thing) In() map[string][]member { return t.in }

// Presence is the Go expression that a setting is there, of an answer out.
func (t *thing) Presence() string {
	first := t.out["Get"][0]
	if first.Type == "*string" || strings.HasPrefix(first.Type, "*") || strings.HasPrefix(first.Type, "[]") {
		return "out." + first.Name + " != nil"
	}
	return "out." + first.Name + ` != ""`
}
