// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	modulePath     = "github.com/terraform-provider-bedrock/terraform-provider-bedrock"
	resourceModule = "github.com/hashicorp/terraform-plugin-framework/resource"
)

// change applies edits to an existing file, one after another.
func (f *tree) change(root, path string, edits ...func(*source) (*source, error)) error {
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		return err
	}
	s, err := parse(path, string(text))
	for _, edit := range edits {
		if err == nil {
			s, err = edit(s)
		}
	}
	if err != nil {
		return err
	}
	f.changed[path] = []byte(s.text)
	return nil
}

// registerDomain lists the constructor in the registry, and a new domain with it.
func (t *thing) registerDomain(root string, f *tree) error {
	if _, err := os.Stat(filepath.Join(root, "internal/service", t.Domain)); errors.Is(err, fs.ErrNotExist) {
		if err := f.render("internal/service/"+t.Domain+"/doc.go", "doc.go", t); err != nil {
			return err
		}
	}
	path := "internal/registry/" + t.Domain + ".go"
	function := t.Domain + "Domain"
	if _, err := os.Stat(filepath.Join(root, path)); errors.Is(err, fs.ErrNotExist) {
		if err := f.render(path, "domain.go", t); err != nil {
			return err
		}
		return f.change(root, "internal/registry/registry.go",
			func(s *source) (*source, error) { return s.addElement("All", "[]domain.Domain", function+"()") })
	}
	const resources = "[]func() resource.Resource"
	constructor := t.Domain + ".New" + t.Noun + "Resource"
	return f.change(root, path,
		func(s *source) (*source, error) { return s.addImport(resourceModule) },
		func(s *source) (*source, error) {
			if s.literal(function, resources) == nil {
				return s.addElement(function, "domain.Domain", "Resources: "+resources+"{"+constructor+"}")
			}
			return s.addElement(function, resources, constructor)
		})
}

// registerCase lists the conformance case.
func (t *thing) registerCase(root string, f *tree) error {
	return f.change(root, "internal/registry/conformance_test.go", func(s *source) (*source, error) {
		return s.addElement("cases", "[]conformance.Case", t.Var+"Case()")
	})
}

// registerSimulator adds the handlers, unless the simulator answers one of the operations already.
func (t *thing) registerSimulator(root string, f *tree) error {
	const dir = "internal/simulator/"
	routes, err := os.ReadFile(filepath.Join(root, dir, "bedrock_routes.go"))
	if err != nil {
		return err
	}
	for _, e := range t.Endpoints() {
		if strings.Contains(string(routes), `"`+e.Operation+`"`) {
			return nil
		}
	}
	if err := f.render(dir+"bedrock_"+t.Name+".go", "simulator.go", t); err != nil {
		return err
	}
	if err := f.change(root, dir+"bedrock_routes.go", func(s *source) (*source, error) {
		return s.addAfter("bedrockRoutes", "[]bedrockRoute", "routes = append(routes, "+t.Var+"Routes()...)")
	}); err != nil {
		return err
	}
	status := `"` + t.TargetValue + `"`
	if t.Waits() {
		status = "o.status(s.now())"
	}
	return f.change(root, dir+"bedrock.go",
		func(s *source) (*source, error) {
			return s.addField("bedrockRegion", t.Plural+" map[string]*"+t.Var+" // by ARN")
		},
		func(s *source) (*source, error) {
			return s.addBeforeReturn("list", fmt.Sprintf("for _, region := range s.regions {\nfor _, o := range region.%s {\n"+
				"objects = append(objects, Object{%q, o.arn, %s})\n}\n}", t.Plural, t.Kebab, status))
		})
}

// Endpoints are the operations that the simulator answers.
func (t *thing) Endpoints() []endpoint {
	all := []endpoint{t.Create, t.Get}
	if t.List != nil {
		all = append(all, t.List.endpoint)
	}
	return append(all, t.Delete)
}

// explain lists what was written and what only the author can add.
func (t *thing) explain(out io.Writer, f *tree) error {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(f.created)) {
		fmt.Fprintln(&b, "created", path)
	}
	for _, path := range slices.Sorted(maps.Keys(f.changed)) {
		fmt.Fprintln(&b, "changed", path)
	}
	fmt.Fprintf(&b, "\nIt builds. The tests that fail say what is missing:\n  go test ./internal/service/%s/ -run %s\n"+
		"  go test ./internal/registry -run 'TestConformance/%s$'\n\nYours to do:\n", t.Domain, t.Noun, t.Name)
	for _, name := range t.RawMembers {
		fmt.Fprintf(&b, "- the member %s of Create%s: schema, model, simulator, fixtures\n", name, t.Noun)
	}
	for _, a := range t.Arguments {
		if !a.Answered {
			fmt.Fprintf(&b, "- %s: Get%s does not answer it under this name, so flatten() does not read it\n", a.Attribute, t.Noun)
		}
	}
	if t.HasUpdate {
		fmt.Fprintf(&b, "- Update%s: every argument but the tags replaces the object so far\n", t.Noun)
	}
	if f.created["internal/simulator/bedrock_"+t.Name+".go"] == nil {
		fmt.Fprintln(&b, "- the simulator answered some of the operations already: extend it")
	} else {
		fmt.Fprintf(&b, "- the simulator: AWS's rules, the form of the ARN (now %s/<id>), and its tests with the SDK's client\n", t.Kebab)
	}
	fmt.Fprint(&b, "- a name that is taken: answer with the existing object and the import command\n"+
		"- descriptions, the example, a row in templates/index.md.tmpl, a line in CHANGELOG.md, make generate\n")
	_, err := io.WriteString(out, b.String())
	return err
}
