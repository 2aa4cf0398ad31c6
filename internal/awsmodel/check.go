// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The rules, as they stand in the models.
const (
	Required = "required"
	Min      = "min"
	Max      = "max"
	Pattern  = "pattern"
	Enum     = "enum"
	Union    = "union"
	Type     = "type"    // a body has another JSON type there
	Unknown  = "unknown" // a body has a member that the model has not
)

// Placeholder stands for what is not known yet: a text that holds it is not checked. It is a code point that no text has.
const Placeholder = "\uFDD0"

// Violation is a value that breaks a rule of the model.
type Violation struct {
	Source Source
	// Member is the path of the value: trainingDataConfig.s3Uri, jobTags[1].key, hyperParameters["epochCount"].
	Member string
	// Shape and Rule name the rule: S3Uri and pattern. Limit is what the model says: 63, the pattern, the values.
	Shape, Rule, Limit string
	// Value is the text or number at fault; empty for what has no short text, and for what is sensitive.
	Value     string
	Sensitive bool
	// Doubt says why AWS may take the value all the same; empty where it is sure to refuse.
	Doubt string

	shape  *shape
	length int // characters of a text, elements of a list
	fault  fault
	words  string // what a match of the pattern may hold
}

// Check holds an input struct of the SDK against the model of its service. What has no model has no violations.
func Check(input any) []Violation {
	m, operation, ok := operationOf(input)
	if !ok {
		return nil
	}
	c := &checker{model: m, source: m.Source()}
	c.value("", place{shape: operation.Input}, m.plain(operation.Input, input))
	return c.found
}

// checker walks a value in the form that JSON has, along the shapes of a model.
type checker struct {
	model  *Model
	source Source
	found  []Violation
	body   bool // what is checked is JSON: members may be unknown, and types wrong
	answer bool // it is what AWS says
}

// place is where a value stands.
type place struct {
	shape     string
	sensitive bool // the model says so of something around it
}

func (c *checker) value(path string, at place, value any) {
	s, ok := c.model.shape(at.shape)
	if !ok || value == nil || s.Document {
		return
	}
	at.sensitive = at.sensitive || s.Sensitive
	switch v := value.(type) {
	case map[string]any:
		c.object(path, at, s, v)
	case []any:
		if !c.typed(path, at, s, "list") {
			return
		}
		c.bounds(path, at, s, len(v))
		for i, element := range v {
			c.value(path+"["+strconv.Itoa(i)+"]", place{s.Member.Shape, at.sensitive}, element)
		}
	case string:
		c.text(path, at, s, v)
	case []byte:
		if c.typed(path, at, s, "blob") {
			c.bounds(path, at, s, len(v))
		}
	case json.Number:
		c.number(path, at, s, v)
	case bool:
		c.typed(path, at, s, "boolean")
	}
}

func (c *checker) object(path string, at place, s *shape, object map[string]any) {
	if s.Type == "map" {
		c.bounds(path, at, s, len(object))
		for _, key := range sortedKeys(object) {
			entry := path + "[" + strconv.Quote(key) + "]"
			c.value(entry, place{s.Key.Shape, at.sensitive}, key)
			c.value(entry, place{s.Value.Shape, at.sensitive}, object[key])
		}
		return
	}
	if !c.typed(path, at, s, "structure") {
		return
	}
	present := 0
	for _, name := range s.members() {
		if object[name] == nil {
			if slices.Contains(s.Required, name) && c.checks(s.Members[name]) {
				c.add(Violation{Member: join(path, name), Shape: at.shape, Rule: Required, Limit: name, shape: s})
			}
			continue
		}
		present++
		if c.checks(s.Members[name]) {
			c.value(join(path, name), place{s.Members[name].Shape, at.sensitive}, object[name])
		}
	}
	if s.Union && present != 1 {
		c.add(Violation{Member: path, Shape: at.shape, Rule: Union, Limit: strings.Join(s.members(), ", "), shape: s, length: present})
	}
	for _, name := range sortedKeys(object) {
		if _, known := s.Members[name]; !known && c.body {
			c.add(Violation{Member: join(path, name), Shape: at.shape, Rule: Unknown, shape: s})
		}
	}
}

// checks reports whether a member is looked at: the SDK fills in tokens itself where they are left out.
func (c *checker) checks(m member) bool { return c.body || !m.Token }

// typed reports whether a value of a kind may stand where a shape is. The SDK's structs cannot be wrong there.
func (c *checker) typed(path string, at place, s *shape, kind string) bool {
	if s.Type == kind {
		return true
	}
	if c.body {
		c.add(Violation{Member: path, Shape: at.shape, Rule: Type, Limit: s.Type, shape: s, Sensitive: at.sensitive})
	}
	return false
}

func (c *checker) text(path string, at place, s *shape, text string) {
	if s.Type == "timestamp" && c.body && !c.answer {
		if _, err := time.Parse(time.RFC3339Nano, text); err != nil {
			c.typed(path, at, s, "string")
		}
	}
	if s.Type == "timestamp" || strings.Contains(text, Placeholder) || !c.typed(path, at, s, "string") {
		return
	}
	v := Violation{Member: path, Shape: at.shape, Value: text, Sensitive: at.sensitive, shape: s, length: utf8.RuneCountInString(text)}
	if len(s.Enum) > 0 { // a pattern beside an enumeration says the same once more
		if !slices.Contains(s.Enum, text) {
			v.Rule, v.Limit = Enum, strings.Join(s.Enum, ", ")
			c.add(v)
		}
		return
	}
	if c.outside(v, float64(v.length)) || s.Pattern == "" {
		return // a length that is wrong breaks many patterns too
	}
	p := c.model.pattern(s.Pattern)
	if p == nil {
		return
	}
	runes := []rune(text)
	if ok, end := p.match(runes); !ok {
		v.Rule, v.Limit, v.fault, v.words = Pattern, s.Pattern, p.fault(runes, end), p.words()
		c.add(v)
	}
}

func (c *checker) number(path string, at place, s *shape, number json.Number) {
	switch s.Type {
	case "integer", "long", "float", "double":
	case "timestamp":
		return
	default:
		c.typed(path, at, s, "number")
		return
	}
	value, err := number.Float64()
	if err != nil {
		return
	}
	c.outside(Violation{Member: path, Shape: at.shape, Value: number.String(), Sensitive: at.sensitive, shape: s}, value)
}

func (c *checker) bounds(path string, at place, s *shape, length int) {
	c.outside(Violation{Member: path, Shape: at.shape, Sensitive: at.sensitive, shape: s, length: length}, float64(length))
}

// outside adds a violation when a length or number is not between the bounds of a shape.
func (c *checker) outside(v Violation, size float64) bool {
	if least, err := v.shape.Min.Float64(); err == nil && size < least {
		v.Rule, v.Limit = Min, v.shape.Min.String()
	} else if most, err := v.shape.Max.Float64(); err == nil && size > most {
		v.Rule, v.Limit = Max, v.shape.Max.String()
	} else {
		return false
	}
	c.add(v)
	return true
}

// add keeps a violation, unless AWS is known to take it.
func (c *checker) add(v Violation) {
	v.Source = c.source
	if exempt(v, c.answer) {
		return
	}
	v.Doubt = doubt(v)
	if v.Sensitive {
		v.Hide()
	}
	c.found = append(c.found, v)
}

// Name is the rule as an argument can name it: S3Uri.pattern.
func (v Violation) Name() string { return v.Shape + "." + v.Rule }

// String is for tests and logs. It does not hold the value.
func (v Violation) String() string {
	return fmt.Sprintf("%s: %s (%s)", v.Member, v.Name(), v.Limit)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// Hide makes the value one that no message shows.
func (v *Violation) Hide() { v.Sensitive, v.Value, v.fault.text = true, "", "" }

// CheckPart holds a text that a shape will be made of against the shape: what comes before it is known to be in order. The violation is
// about the text alone.
func (m *Model) CheckPart(shapeName, before, text string) []Violation {
	s, ok := m.shape(shapeName)
	if !ok {
		return nil
	}
	c := &checker{model: m, source: m.Source()}
	c.text("", place{shape: shapeName}, s, before+text)
	for i := range c.found {
		if v := &c.found[i]; v.Rule == Pattern && !v.Sensitive {
			ahead := utf8.RuneCountInString(before)
			v.Value, v.length, v.fault.position = text, v.length-ahead, max(v.fault.position-ahead, 1)
		}
	}
	return c.found
}
