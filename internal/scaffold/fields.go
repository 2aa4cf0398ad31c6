// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const timeType = "*time.Time"

// kind is how a type of the SDK looks elsewhere. In texts, %s is the value.
type kind struct {
	Model, Schema string // "types.String", "String"
	send, take    string // into the SDK, and out of it
	Wire          string // in the simulator
	hcl, sdk      string // a value
	other         string // another one in HCL
	Enum          string // the SDK's type of an enumeration
}

// kind finds how a type of the SDK looks elsewhere; structures are left to a person.
func (s *sdk) kind(sdkType string) (kind, bool) {
	const text = "types.String"
	kinds := map[string]kind{
		"*string": {text, "String", "conv.Optional(%s)", "conv.NonEmpty(%s)", "*string", `"example"`, `aws.String("example")`, `"other"`, ""},
		timeType:  {text, "String", "", "conv.Time(%s)", "timestamp", "", "", "", ""},
		"*int32":  {"types.Int32", "Int32", "conv.OptionalInt32(%s)", "types.Int32PointerValue(%s)", "*int32", "1", "aws.Int32(1)", "2", ""},
		"*int64":  {"types.Int64", "Int64", "%s.ValueInt64Pointer()", "types.Int64PointerValue(%s)", "*int64", "1", "aws.Int64(1)", "2", ""},
		"*bool":   {"types.Bool", "Bool", "%s.ValueBoolPointer()", "types.BoolPointerValue(%s)", "*bool", "true", "aws.Bool(true)", "false", ""},
		"bool":    {"types.Bool", "Bool", "%s.ValueBool()", "types.BoolValue(%s)", "*bool", "true", "true", "false", ""},
		"[]string": {
			"types.List", "List", "conv.Strings(%s)", "conv.List(%s)", "[]string", `["example"]`, `[]string{"example"}`, `["other"]`, "",
		},
	}
	if k, ok := kinds[sdkType]; ok {
		return k, true
	}
	enum, ok := strings.CutPrefix(sdkType, "types.")
	values := slices.Sorted(maps.Values(s.values(enum)))
	if !ok || len(values) == 0 {
		return kind{}, false
	}
	quote := func(value string) string { return fmt.Sprintf("%q", value) }
	return kind{
		text, "String", "awstypes." + enum + "(%s.ValueString())", "conv.Enum(%s)", "*string",
		quote(values[0]), "types." + enum + "(" + quote(values[0]) + ")", quote(values[len(values)-1]), enum,
	}, true
}

// field is an argument, a member of the create; or an output, a member of what Get answers.
type field struct {
	kind

	SDK, Attribute, Go, JSON string
	Required                 bool
	Answered                 bool // Get answers a member of the same name and type
	InPlace                  bool // the update takes it
	Moving, Final            bool // of an output: it changes with time; only completion fills it
	sdkType                  string
}

func newField(m member, k kind, get []member) field {
	attribute := attributeName(m.Name)
	return field{
		kind: k, SDK: m.Name, Attribute: attribute, Go: goName(attribute), JSON: lowerFirst(m.Name), Required: m.Required, sdkType: m.Type,
		Answered: slices.ContainsFunc(get, func(o member) bool { return o.Name == m.Name && o.Type == m.Type }),
	}
}

// Send is the argument of a model as the SDK takes it, Take the member of an answer as the model takes it.
func (f field) Send(model string) string { return fmt.Sprintf(f.send, model+"."+f.Go) }

// Take is the member of an answer as the model takes it.
func (f field) Take(answer string) string { return fmt.Sprintf(f.take, answer+"."+f.SDK) }

// Package is the package with the plan modifiers of the attribute.
func (f field) Package() string { return strings.ToLower(f.Schema) + "planmodifier" }

// Values are what a fixture begins with: in HCL, as Go writes it for the SDK, and another one in HCL.
func (f field) Values() (hcl, sdk, other string) {
	in := func(a, b string) (string, string, string) {
		return `"` + a + `"`, `aws.String("` + a + `")`, `"` + b + `"`
	}
	switch {
	case strings.HasSuffix(f.Attribute, "role_arn"):
		return in("arn:aws:iam::123456789012:role/example", "arn:aws:iam::123456789012:role/other")
	case strings.Contains(f.Attribute, "key_id") || strings.Contains(f.Attribute, "key_arn"):
		const key = "arn:aws:kms:us-east-1:123456789012:key/"
		return in(key+"11111111-2222-3333-4444-555555555555", key+"99999999-2222-3333-4444-555555555555")
	}
	return f.hcl, f.sdk, f.other
}

// SDKValue is a value as Go writes it for the SDK.
func (f field) SDKValue() string {
	_, value, _ := f.Values()
	return value
}

// Other is another value than the fixtures have.
func (f field) Other() string {
	_, _, other := f.Values()
	return other
}

// status is the status of a thing, with the values that say how far it is.
type status struct {
	Member, Type           string
	Ready, Failed, Stopped []string // constants
	Pending, Done, Ended   string   // values: on its way, ready, stopped
	Values                 []string
}

// readOutputs finds what Get answers and the create does not take, the status among it.
func (t *thing) readOutputs(s *sdk) error {
	for _, m := range t.out["Get"] {
		isArgument := slices.ContainsFunc(t.Arguments, func(f field) bool { return f.SDK == m.Name })
		known, ok := s.kind(m.Type)
		switch {
		case strings.HasSuffix(m.Name, "Token"):
			t.ByToken = m.Name == t.Token
		case strings.HasSuffix(m.Name, "Status") && known.Enum != "" && t.Status.Member == "":
			t.readStatus(s, m.Name, known)
		case !ok || isArgument || m.Name == t.ARN || attributeName(m.Name) == t.GetBy:
		default:
			f := newField(m, known, nil)
			f.Final = t.Kind == job && (m.Name == "EndTime" || strings.HasSuffix(m.Name, "ModelArn"))
			f.Moving = !f.Final && !strings.HasPrefix(m.Name, "Creat") && !strings.HasPrefix(m.Name, "Submit") && !strings.HasSuffix(m.Name, "Id")
			t.Outputs = append(t.Outputs, f)
		}
	}
	for i, f := range t.Outputs {
		if slices.Contains([]string{"failure_message", "failure_messages", "message", "status_message", "status_reasons"}, f.Attribute) &&
			t.Failure == nil {
			t.Failure = &t.Outputs[i]
		}
	}
	if t.Kind == job && !t.Waits() {
		return fmt.Errorf("operation Get%s does not tell how far the job is: write it by hand", t.Noun)
	}
	return nil
}

// readStatus sorts the values of the status.
func (t *thing) readStatus(s *sdk, name string, k kind) {
	t.Status.Member, t.Status.Type = name, k.Enum
	values := s.values(k.Enum)
	for _, constant := range slices.Sorted(maps.Keys(values)) {
		value := values[constant]
		at := "string(awstypes." + constant + ")"
		t.Status.Values = append(t.Status.Values, value)
		switch upper := strings.ToUpper(value); {
		case slices.Contains([]string{"READY", "ACTIVE", "AVAILABLE", "INSERVICE", "COMPLETED"}, upper):
			t.Status.Ready, t.Status.Done = append(t.Status.Ready, at), value
		case upper == "PARTIALLYCOMPLETED":
			t.Status.Ready = append(t.Status.Ready, at)
		case upper == "STOPPED":
			t.Status.Stopped, t.Status.Ended = append(t.Status.Stopped, at), value
			t.Status.Failed = append(t.Status.Failed, at)
		case strings.Contains(upper, "FAIL") || upper == "EXPIRED":
			t.Status.Failed = append(t.Status.Failed, at)
		case strings.HasPrefix(upper, "CREAT") || upper == "INPROGRESS":
			t.Status.Pending = value
		}
	}
}

// Waits reports whether a new thing is waited for. One that is never seen on its way is not.
func (t *thing) Waits() bool { return len(t.Status.Ready) > 0 && t.Status.Pending != "" }

// attributesOf are the attributes of those fields that a condition wants.
func attributesOf(fields []field, want func(field) bool) (all []string) {
	for _, f := range fields {
		if want(f) {
			all = append(all, f.Attribute)
		}
	}
	return all
}

// Moving are the outputs that change with time.
func (t *thing) Moving() []string {
	return attributesOf(t.Outputs, func(f field) bool { return f.Moving })
}

// Final are the outputs that completion fills.
func (t *thing) Final() []string {
	return attributesOf(t.Outputs, func(f field) bool { return f.Final })
}

// InPlace are the arguments that the update takes.
func (t *thing) InPlace() []string {
	return attributesOf(t.Arguments, func(f field) bool { return f.InPlace })
}

// Shows are the attributes of the data source.
func (t *thing) Shows() []string {
	all := attributesOf(t.Arguments, func(f field) bool { return f.Answered && f.Attribute != t.GetBy })
	all = append(all, attributesOf(t.Outputs, func(field) bool { return true })...)
	if t.Status.Member != "" {
		all = append(all, "status")
	}
	if t.Tags != "" {
		all = append(all, "tags")
	}
	return all
}
