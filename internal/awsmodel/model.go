// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	_ "embed" // the models
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Model is the model of one service.
type Model struct {
	lines    string
	shapes   sync.Map // by name: *shape
	patterns sync.Map // by text: *pattern

	reading    sync.Once
	operations []Operation // for routes
}

//go:embed bedrock.lines
var bedrockLines string

//go:embed bedrock-runtime.lines
var runtimeLines string

//go:embed pricing.lines
var pricingLines string

// The models.
var (
	Bedrock = &Model{lines: bedrockLines}
	Runtime = &Model{lines: runtimeLines}
	Pricing = &Model{lines: pricingLines}
)

// byPackage are the models by the name of the SDK's package.
var byPackage = map[string]*Model{"bedrock": Bedrock, "bedrockruntime": Runtime, "pricing": Pricing}

// Source says which model this is.
type Source struct {
	Service string // as AWS calls it: Bedrock
	Version string // of the API
	Date    string // of the model file
	Digest  string // SHA-256 of the model file
}

// Source is the first line of the model.
func (m *Model) Source() Source {
	first, _, _ := strings.Cut(m.lines, "\n")
	var s Source
	for _, part := range strings.Split(strings.TrimPrefix(first, "# "), "; ") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "service":
			s.Service = value
		case "version":
			s.Version = value
		case "date":
			s.Date = value
		case "sha256":
			s.Digest = value
		}
	}
	return s
}

// Operation is one operation of a service.
type Operation struct {
	Name string `json:"-"`
	HTTP struct {
		Method string `json:"method"`
		URI    string `json:"requestUri"`
		Status int    `json:"responseCode"`
	} `json:"http"`
	Input  string   `json:"input"`
	Output string   `json:"output"`
	Errors []string `json:"errors"`
}

// Operation is an operation by its name.
func (m *Model) Operation(name string) (Operation, bool) {
	o := Operation{Name: name}
	return o, m.decode("operation "+name+" ", &o)
}

// Operations are the names of all operations.
func (m *Model) Operations() (names []string) {
	for line := range strings.Lines(m.lines) {
		if rest, is := strings.CutPrefix(line, "operation "); is {
			name, _, _ := strings.Cut(rest, " ")
			names = append(names, name)
		}
	}
	return names
}

// Error is an error that an operation declares, and the status that it is answered with.
func (m *Model) Error(name string) (status int, ok bool) {
	s, ok := m.shape(name)
	if !ok || !s.Exception {
		return 0, false
	}
	return s.Error.Status, true
}

// operationOf finds the operation of one of the SDK's input or output structs by its type.
func operationOf(input any) (m *Model, o Operation, ok bool) {
	t := reflect.TypeOf(input)
	if t == nil {
		return nil, Operation{}, false
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name, isInput := strings.CutSuffix(t.Name(), "Input")
	name, isOutput := strings.CutSuffix(name, "Output")
	m = byPackage[t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:]]
	if m == nil || !isInput && !isOutput {
		return nil, Operation{}, false
	}
	o, ok = m.Operation(name)
	return m, o, ok
}

// shape is a shape by its name. The lines are ours: one that is no JSON counts as one that is not there.
func (m *Model) shape(name string) (*shape, bool) {
	if known, ok := m.shapes.Load(name); ok {
		s, is := known.(*shape)
		return s, is
	}
	s := &shape{}
	if !m.decode("shape "+name+" ", s) {
		return nil, false
	}
	m.shapes.Store(name, s)
	return s, true
}

func (m *Model) decode(key string, into any) bool {
	line, ok := m.find(key)
	return ok && json.Unmarshal([]byte(line), into) == nil
}

// find is what follows a key at the beginning of a line.
func (m *Model) find(key string) (rest string, ok bool) {
	low, high := 0, len(m.lines)
	for low < high {
		middle := low + (high-low)/2
		start := low + strings.LastIndexByte(m.lines[low:middle], '\n') + 1
		end := len(m.lines)
		if i := strings.IndexByte(m.lines[middle:], '\n'); i >= 0 {
			end = middle + i
		}
		line := m.lines[start:end]
		if rest, ok := strings.CutPrefix(line, key); ok {
			return rest, true
		}
		if line < key {
			low = end + 1
		} else {
			high = start
		}
	}
	return "", false
}

// shape is a type of the model.
type shape struct {
	Type      string            `json:"type"`
	Members   map[string]member `json:"members"`
	Required  []string          `json:"required"`
	Member    member            `json:"member"`
	Key       member            `json:"key"`
	Value     member            `json:"value"`
	Min       json.Number       `json:"min"`
	Max       json.Number       `json:"max"`
	Pattern   string            `json:"pattern"`
	Enum      []string          `json:"enum"`
	Union     bool              `json:"union"`
	Document  bool              `json:"document"`
	Sensitive bool              `json:"sensitive"`
	Payload   string            `json:"payload"`
	Streams   bool              `json:"eventstream"`
	Exception bool              `json:"exception"`
	Error     struct {
		Status int `json:"httpStatusCode"`
	} `json:"error"`
}

type member struct {
	Shape        string `json:"shape"`
	Location     string `json:"location"`
	LocationName string `json:"locationName"`
	Token        bool   `json:"idempotencyToken"`
}

// members are the names of the members of a structure, sorted.
func (s *shape) members() []string {
	names := make([]string, 0, len(s.Members))
	for name := range s.Members {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
