// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// element is one thing a configuration can name: a type, an attribute or a block.
type element struct {
	shape     string // type or nesting; empty for a resource or data source as a whole
	required  bool
	settable  bool
	sensitive bool
	writeOnly bool
}

// surface maps paths such as "resource bedrock_custom_model.model_source_config.s3_uri" to elements.
type surface map[string]element

// Members of a schema document that matter here.
type (
	schemaDocument struct {
		Providers map[string]struct {
			Config      schemaObject            `json:"provider"`
			Resources   map[string]schemaObject `json:"resource_schemas"`
			DataSources map[string]schemaObject `json:"data_source_schemas"`
			Identities  map[string]schemaBlock  `json:"resource_identity_schemas"`
		} `json:"provider_schemas"`
	}
	schemaObject struct {
		Block schemaBlock
	}
	schemaBlock struct {
		Attributes map[string]schemaAttribute
		BlockTypes map[string]struct {
			Nesting  string `json:"nesting_mode"`
			MinItems int    `json:"min_items"`
			Block    schemaBlock
		} `json:"block_types"`
	}
	schemaAttribute struct {
		Type   json.RawMessage
		Nested *struct {
			Nesting    string `json:"nesting_mode"`
			Attributes map[string]schemaAttribute
		} `json:"nested_type"`
		Required, Optional, Sensitive bool
		WriteOnly                     bool `json:"write_only"`
		RequiredForImport             bool `json:"required_for_import"`
		OptionalForImport             bool `json:"optional_for_import"`
	}
)

// readSurface flattens a schema document of one provider.
func readSurface(t *testing.T, text []byte) surface {
	t.Helper()
	var document schemaDocument
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	out := surface{}
	for _, p := range document.Providers {
		out.addBlock("provider", p.Config.Block)
		for name, s := range p.Resources {
			out["resource "+name] = element{}
			out.addBlock("resource "+name, s.Block)
		}
		for name, s := range p.DataSources {
			out["data source "+name] = element{}
			out.addBlock("data source "+name, s.Block)
		}
		for name, s := range p.Identities {
			out.addBlock("identity of "+name, s)
		}
	}
	return out
}

func (s surface) addBlock(path string, b schemaBlock) {
	for name, a := range b.Attributes {
		s.addAttribute(path+"."+name, a)
	}
	for name, nested := range b.BlockTypes {
		s[path+"."+name] = element{shape: nested.Nesting + " block", required: nested.MinItems > 0, settable: true}
		s.addBlock(path+"."+name, nested.Block)
	}
}

func (s surface) addAttribute(path string, a schemaAttribute) {
	e := element{
		shape:     strings.Join(strings.Fields(string(a.Type)), ""),
		required:  a.Required || a.RequiredForImport,
		settable:  a.Required || a.Optional || a.RequiredForImport || a.OptionalForImport,
		sensitive: a.Sensitive,
		writeOnly: a.WriteOnly,
	}
	if a.Nested != nil {
		e.shape = a.Nested.Nesting + " object"
		for name, inner := range a.Nested.Attributes {
			s.addAttribute(path+"."+name, inner)
		}
	}
	s[path] = e
}

// breakingChanges says, in alphabetical order, what works with the old surface and not with the new one.
func breakingChanges(before, after surface) []string {
	var out []string
	for path, was := range before {
		is, exists := after[path]
		if !exists {
			if _, parentExists := after[parent(path)]; parentExists || parent(path) == "" {
				out = append(out, path+": removed")
			}
			continue
		}
		for _, rule := range []struct {
			broken bool
			text   string
		}{
			{was.shape != is.shape, fmt.Sprintf("is a %s, was a %s", is.shape, was.shape)},
			{!was.required && is.required, "became required"},
			{was.settable && !is.settable, "can no longer be set"},
			{!was.sensitive && is.sensitive, "became sensitive"},
			{!was.writeOnly && is.writeOnly, "can no longer be read"},
		} {
			if rule.broken {
				out = append(out, path+": "+rule.text)
			}
		}
	}
	for path, is := range after {
		_, existed := before[path]
		_, parentExisted := before[parent(path)]
		if is.required && !existed && (parentExisted || parent(path) == "") {
			out = append(out, path+": is new and required")
		}
	}
	slices.Sort(out)
	return out
}

// parent is the path of what holds an element; it is empty at the top.
func parent(path string) string {
	i := strings.LastIndexByte(path, '.')
	if i < 0 || path[:i] == "provider" {
		return ""
	}
	return path[:i]
}

func TestBreakingChanges_areThoseThatStopAConfiguration(t *testing.T) {
	t.Parallel()
	optional, computed := element{shape: "string", settable: true}, element{shape: "string"}
	required := element{shape: "string", settable: true, required: true}
	before := surface{
		"provider.region":            optional,
		"resource bedrock_x":         {},
		"resource bedrock_x.name":    optional,
		"resource bedrock_x.arn":     computed,
		"resource bedrock_x.cfg":     {shape: "single object", settable: true},
		"resource bedrock_x.cfg.uri": optional,
		"resource bedrock_y":         {},
		"resource bedrock_y.name":    required,
	}
	for name, tc := range map[string]struct {
		change func(surface)
		want   []string
	}{
		"nothing":               {func(surface) {}, nil},
		"new type":              {func(s surface) { s["resource bedrock_z"], s["resource bedrock_z.a"] = element{}, required }, nil},
		"new optional":          {func(s surface) { s["resource bedrock_x.a"] = optional }, nil},
		"computed can be set":   {func(s surface) { s["resource bedrock_x.arn"] = optional }, nil},
		"required in new group": {func(s surface) { s["resource bedrock_x.a"], s["resource bedrock_x.a.b"] = optional, required }, nil},
		"new required": {
			func(s surface) { s["resource bedrock_x.a"] = required },
			[]string{"resource bedrock_x.a: is new and required"},
		},
		"new required of the provider": {
			func(s surface) { s["provider.a"] = required }, []string{"provider.a: is new and required"},
		},
		"became required": {
			func(s surface) { s["resource bedrock_x.name"] = required },
			[]string{"resource bedrock_x.name: became required"},
		},
		"became computed": {
			func(s surface) { s["resource bedrock_x.name"] = computed },
			[]string{"resource bedrock_x.name: can no longer be set"},
		},
		"became hidden": {
			func(s surface) {
				s["resource bedrock_x.name"] = element{shape: "string", settable: true, sensitive: true, writeOnly: true}
			},
			[]string{"resource bedrock_x.name: became sensitive", "resource bedrock_x.name: can no longer be read"},
		},
		"another type": {
			func(s surface) { s["resource bedrock_x.arn"] = element{shape: "number"} },
			[]string{"resource bedrock_x.arn: is a number, was a string"},
		},
		"removed, told once": {
			func(s surface) {
				maps.DeleteFunc(s, func(path string, _ element) bool {
					return strings.HasPrefix(path, "resource bedrock_y") || strings.HasPrefix(path, "resource bedrock_x.cfg") || path == "provider.region"
				})
			},
			[]string{"provider.region: removed", "resource bedrock_x.cfg: removed", "resource bedrock_y: removed"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after := maps.Clone(before)
			tc.change(after)
			if diff := cmp.Diff(tc.want, breakingChanges(before, after)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
