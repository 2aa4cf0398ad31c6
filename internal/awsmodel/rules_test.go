// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

var models = []*Model{Bedrock, Runtime, Pricing}

// spot is one place in the input of an operation: how to get there, and what is there.
type spot struct {
	path  string
	steps []step
	shape string
}

// step leads into a member, an element ("[0]"), or the value or key of a map entry.
type step struct {
	shape string // that it leads from
	name  string
}

// spots are all places below a shape, each once, without going round in a shape that holds itself.
func spots(m *Model, shapeName string, path string, steps []step, within []string) (all []spot) {
	s, ok := m.shape(shapeName)
	if !ok || slices.Contains(within, shapeName) {
		return nil
	}
	all = append(all, spot{path, slices.Clone(steps), shapeName})
	if s.Document || s.Streams {
		return all
	}
	within = append(slices.Clone(within), shapeName)
	below := func(to, name, at string) {
		all = append(all, spots(m, to, at, append(slices.Clone(steps), step{shapeName, name}), within)...)
	}
	switch s.Type {
	case "structure":
		for _, name := range s.members() {
			if !s.Members[name].Token && s.Members[name].Location == "" {
				below(s.Members[name].Shape, name, join(path, name))
			}
		}
	case "list":
		below(s.Member.Shape, "[0]", path+"[0]")
	case "map":
		below(s.Value.Shape, "value", path+"["+strconv.Quote(entryKey(m, s))+"]")
	}
	return all
}

func entryKey(m *Model, s *shape) string {
	key, _ := valid(m, s.Key.Shape, nil).(string)
	return key
}

// valid is a value of a shape that breaks no rule, with as little in it as the model allows.
func valid(m *Model, shapeName string, within []string) any {
	s, ok := m.shape(shapeName)
	if !ok || slices.Contains(within, shapeName) {
		return nil
	}
	within = append(slices.Clone(within), shapeName)
	least, _ := strconv.ParseFloat(s.Min.String(), 64)
	switch s.Type {
	case "structure":
		if s.Document {
			return map[string]any{}
		}
		object := map[string]any{}
		names := s.Required
		if s.Union {
			names = s.members()[:1]
		}
		for _, name := range names {
			object[name] = valid(m, s.Members[name].Shape, within)
		}
		return object
	case "list":
		list := []any{}
		for range int(least) {
			list = append(list, valid(m, s.Member.Shape, within))
		}
		return list
	case "map":
		object := map[string]any{}
		if least > 0 {
			object[entryKey(m, s)] = valid(m, s.Value.Shape, within)
		}
		return object
	case "string":
		if len(s.Enum) > 0 {
			return s.Enum[0]
		}
		return text(m, s, int(least), 1)
	case "blob":
		return make([]byte, max(int(least), 1))
	case "boolean":
		return true
	case "timestamp":
		return "2026-01-02T03:04:05Z"
	}
	return json.Number(strconv.FormatFloat(max(least, 0), 'g', -1, 64))
}

// texts are those that were made already.
var texts sync.Map

// text is a text of a shape whose length is the nearest that there is to one, going up or down.
func text(m *Model, s *shape, length, direction int) any {
	key := fmt.Sprint(s.Pattern, s.Max, length, direction)
	if known, ok := texts.Load(key); ok {
		return known
	}
	made := makeText(m, s, length, direction)
	texts.Store(key, made)
	return made
}

func makeText(m *Model, s *shape, length, direction int) any {
	most := 4000
	if n, err := s.Max.Int64(); err == nil {
		most = int(min(n, 4000))
	}
	if s.Pattern == "" {
		return strings.Repeat("x", max(length, 1))
	}
	p := m.pattern(s.Pattern)
	for n := length; n >= 0 && n <= most; n += direction {
		if found, ok := p.example(n); ok && n > 0 {
			return found
		}
	}
	return nil
}

// body is a request that is valid but for what stands at a spot.
func body(m *Model, input string, at spot, value any) map[string]any {
	root := valid(m, input, nil)
	_, root = put(m, input, root, at.steps, value)
	object, _ := root.(map[string]any)
	return object
}

func put(m *Model, shapeName string, into any, steps []step, value any) (ok bool, changed any) {
	if len(steps) == 0 {
		return true, value
	}
	s, _ := m.shape(shapeName)
	switch inner := into.(type) {
	case map[string]any:
		name, to := steps[0].name, s.Members[steps[0].name].Shape
		if s.Type == "map" {
			name, to = entryKey(m, s), s.Value.Shape
		}
		if s.Union {
			clear(inner)
		}
		if inner[name] == nil {
			inner[name] = valid(m, to, nil)
		}
		_, inner[name] = put(m, to, inner[name], steps[1:], value)
		return true, inner
	case []any:
		if len(inner) == 0 {
			inner = append(inner, valid(m, s.Member.Shape, nil))
		}
		_, inner[0] = put(m, s.Member.Shape, inner[0], steps[1:], value)
		return true, inner
	}
	return false, into
}

// wrong are values that break one rule of a shape each, and right those at its limits.
func cases(m *Model, s *shape) (wrong map[string]any, right []any) {
	wrong = map[string]any{}
	least, hasLeast := bound(s.Min)
	most, hasMost := bound(s.Max)
	hasMost = hasMost && most < 5000
	sized := func(n float64) any {
		switch s.Type {
		case "string":
			return strings.Repeat("x", int(n))
		case "blob":
			return make([]byte, int(n))
		case "list":
			list := make([]any, int(n))
			for i := range list {
				list[i] = valid(m, s.Member.Shape, nil)
			}
			return list
		case "integer", "long", "float", "double":
			return json.Number(strconv.FormatFloat(n, 'g', -1, 64))
		}
		return nil
	}
	beyond := func(limit float64) float64 { // as near as 32 bits can tell
		if s.Type == "float" || s.Type == "double" {
			return max(math.Abs(limit), 1e-4) * 1e-4
		}
		return 1
	}
	switch s.Type {
	case "string":
		if len(s.Enum) > 0 {
			return map[string]any{Enum: "NoSuchValue"}, []any{s.Enum[0], s.Enum[len(s.Enum)-1]}
		}
		if hasLeast && least > 1 {
			right = append(right, text(m, s, int(least), 1))
		}
		if hasMost {
			right = append(right, text(m, s, int(most), -1))
		}
		if p := m.pattern(s.Pattern); s.Pattern != "" && !p.allows('é') {
			if t, ok := text(m, s, int(max(least, 1)), 1).(string); ok {
				runes := []rune(t)
				runes[len(runes)/2] = 'é'
				wrong[Pattern] = string(runes)
			}
		}
	case "structure", "boolean", "timestamp", "map":
		return wrong, nil
	default:
		if hasLeast {
			right = append(right, sized(least))
		}
		if hasMost {
			right = append(right, sized(most))
		}
	}
	if hasLeast && (least > 0 || s.Type == "float" || s.Type == "integer") {
		wrong[Min] = sized(least - beyond(least))
	}
	if hasMost {
		wrong[Max] = sized(most + beyond(most))
	}
	return wrong, slices.DeleteFunc(right, func(v any) bool { return v == nil })
}

func bound(n json.Number) (float64, bool) {
	f, err := n.Float64()
	return f, err == nil
}

// Every rule of every place is broken once, and every limit is reached once: a request that breaks a rule is found by that rule at
// that place, and one at a limit is not.
func TestCheckRequest_findsEachRuleAtEachPlace(t *testing.T) {
	t.Parallel()
	places, broken, reached := 0, 0, 0
	for _, m := range models {
		for _, operation := range m.Operations() {
			o, _ := m.Operation(operation)
			for _, at := range spots(m, o.Input, "", nil, nil) {
				s, _ := m.shape(at.shape)
				places++
				wrong, right := cases(m, s)
				for _, value := range right {
					reached++
					if found := check(t, m, o, body(m, o.Input, at, value)); len(found) > 0 {
						t.Fatalf("%s: %s is at a limit of %s, and is refused: %v", operation, at.path, at.shape, found)
					}
				}
				for rule, value := range wrong {
					if exempt(Violation{Source: m.Source(), Shape: at.shape, Rule: rule, Value: fmt.Sprint(value)}, false) {
						continue
					}
					broken++
					found := check(t, m, o, body(m, o.Input, at, value))
					if !slices.ContainsFunc(found, func(v Violation) bool { return v.Member == at.path && v.Rule == rule && v.Shape == at.shape }) {
						t.Errorf("%s: %s breaks %s of %s, and that is not found: %v", operation, at.path, rule, at.shape, found)
					}
				}
			}
		}
	}
	if t.Logf("%d places, %d rules broken, %d limits reached", places, broken, reached); places < 1000 || broken < 1000 || reached < 1000 {
		t.Error("that is less than the models have")
	}
}

func check(t *testing.T, m *Model, o Operation, request map[string]any) []Violation {
	t.Helper()
	input, _ := m.shape(o.Input)
	elsewhere := map[string]string{}
	for name, value := range maps.All(request) {
		if input.Members[name].Location != "" {
			elsewhere[name] = fmt.Sprint(value)
			delete(request, name)
		}
	}
	sent := any(request)
	if payload := input.Payload; payload != "" {
		if blob, isBlob := request[payload].([]byte); isBlob {
			found, err := m.CheckRequest(o.Name, blob, elsewhere)
			if err != nil {
				t.Fatal(err)
			}
			return found
		}
		sent = request[payload]
	}
	text, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	found, err := m.CheckRequest(o.Name, text, elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	return found
}
