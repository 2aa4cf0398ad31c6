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
	"slices"
	"strings"
)

// importable are the packages that a file may use.
func (t *thing) importable(file string) map[string]string {
	packages := importable()
	packages[t.Package] = modulePath + "/" + t.dir()
	if strings.HasPrefix(file, simulator) {
		packages["core"] = modulePath + "/internal/simulator/core"
		packages["types"] = sdkModule + "/types"
	}
	return packages
}

// change applies edits to a file, one after another; otherwise is what is there when the file is new.
func (t *thing) change(f *tree, path, otherwise string, edits ...func(*source) (*source, error)) error {
	text, err := f.read(path)
	if errors.Is(err, fs.ErrNotExist) && otherwise != "" {
		text, err = header+otherwise, nil
	}
	if err != nil {
		return err
	}
	s, err := parse(path, text)
	for _, edit := range edits {
		if err == nil {
			s, err = edit(s)
		}
	}
	if err != nil {
		return err
	}
	if text, err = imported(path, s.text, t.importable(path)); err != nil {
		return fmt.Errorf("changing %s: %w", path, err)
	}
	f.put(path, text)
	return nil
}

// registerDomain lists what the type has in the registry, and a new domain with it.
func (t *thing) registerDomain(f *tree) error {
	if _, err := f.read("internal/service/" + t.Domain + "/doc.go"); errors.Is(err, fs.ErrNotExist) {
		if err := f.render("internal/service/"+t.Domain+"/doc.go", "doc", t); err != nil {
			return err
		}
	}
	path, function := "internal/registry/"+t.Domain+".go", t.Domain+"Domain"
	if _, err := f.read(path); errors.Is(err, fs.ErrNotExist) {
		if err := t.change(f, "internal/registry/registry.go", "",
			func(s *source) (*source, error) { return s.addElement("All", "[]domain.Domain", function+"()") }); err != nil {
			return err
		}
	}
	lists := [][3]string{{"Resources", "[]func() resource.Resource", "Resource"}}
	if t.DataSource {
		lists = append(lists, [3]string{"DataSources", "[]func() datasource.DataSource", "DataSource"})
	}
	if t.Kind != setting {
		lists = append(lists, [3]string{"Lists", "[]func() list.ListResource", "List"})
	}
	var edits []func(*source) (*source, error)
	for _, l := range lists {
		edits = append(edits, func(s *source) (*source, error) {
			if s.literal(function, l[1]) == nil {
				return s.addElement(function, "domain.Domain", l[0]+": "+l[1]+"{"+t.Package+"."+l[2]+"}")
			}
			return s.addElement(function, l[1], t.Package+"."+l[2])
		})
	}
	empty := fmt.Sprintf("package registry\n\nfunc %s() domain.Domain {\n\treturn domain.Domain{\n\t\tName: %q,\n\t}\n}\n", function, t.Domain)
	return t.change(f, path, empty, edits...)
}

// registerCase adds the conformance case to those of the domain.
func (t *thing) registerCase(f *tree) error {
	text, err := execute("conformance", t)
	if err != nil {
		return err
	}
	if err := t.change(f, "internal/registry/conformance_"+t.Domain+"_test.go", "package registry_test\n",
		func(s *source) (*source, error) { return parse(s.path, s.text+"\n"+text) }); err != nil {
		return err
	}
	return t.change(f, "internal/registry/conformance_test.go", "",
		func(s *source) (*source, error) { return s.addElement("cases", "[]conformance.Case", t.Var+"()") })
}

const simulator = "internal/simulator/bedrock"

// simulatorTest is the test of the handlers, which sees no more of them than a client.
func (t *thing) simulatorTest() string { return simulator + "_" + t.Name + "_test.go" }

// registerSimulator adds the handlers, unless the simulator answers one of the operations already.
func (t *thing) registerSimulator(f *tree) error {
	files, err := fs.Glob(os.DirFS(f.root), simulator+"/*.go")
	if err != nil {
		return err
	}
	for _, path := range files {
		text, err := f.read(path)
		if err != nil {
			return err
		}
		for _, e := range t.Operations {
			if strings.Contains(text, `"`+e.Operation+`": `) {
				return nil
			}
		}
	}
	suffix := ""
	if t.Kind == setting {
		suffix = "_setting"
	}
	if err := f.render(simulator+"/"+t.Name+".go", "simulator"+suffix, t); err != nil {
		return err
	}
	if err := f.render(t.simulatorTest(), "simulator_test"+suffix, t); err != nil {
		return err
	}
	return t.change(f, simulator+"/kinds.go", "",
		func(s *source) (*source, error) { return s.addElement("kinds", "[]kind", t.Plural+"()") })
}

const index = "templates/index.md.tmpl"

// registerRow adds a row to the table of the index where it does not name the pages yet.
func (t *thing) registerRow(f *tree) error {
	text, err := f.read(index)
	if err != nil {
		return err
	}
	var pages []string
	for _, kind := range []string{"resources", "data-sources"} {
		if page := kind + "/" + t.Name + ".md"; !strings.Contains(text, "]("+page+")") && (kind == "resources" || t.Kind != setting) {
			pages = append(pages, "[`bedrock_"+t.Name+"`]("+page+")")
		}
	}
	if len(pages) == 0 {
		return nil
	}
	table := strings.Index(text, "\n| I want to ... | Use |")
	end := strings.Index(text[max(table, 0):], "\n\n")
	if table < 0 || end < 0 {
		return fmt.Errorf("%s has no table \"I want to ...\" any more: add a row by hand, or teach internal/scaffold its new shape", index)
	}
	at := table + end
	f.put(index, text[:at]+"\n| have "+t.A()+", or look at one | "+strings.Join(pages, ", ")+" |"+text[at:])
	return nil
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
	fmt.Fprintf(&b, "\nIt builds. The tests that fail say what is missing:\n  go test ./internal/simulator -run 'Test%s'\n"+
		"  go test ./internal/registry -run 'TestValues.*/bedrock_%s$|TestConformance/%[2]s$'\n\nYours to do:\n", t.Noun, t.Name)
	for _, m := range t.Raw {
		fmt.Fprintf(&b, "- the member %s of %s%s: schema, model, simulator, fixtures, example\n", m.Name, t.Create(), t.Noun)
	}
	for _, a := range t.Arguments {
		if !a.Answered {
			fmt.Fprintf(&b, "- %s: Get%s does not answer it under this name, so nothing reads it\n", a.Attribute, t.Noun)
		}
	}
	if _, ok := f.created[simulator+"/"+t.Name+".go"]; !ok {
		fmt.Fprintln(&b, "- the simulator answered some of the operations already: extend it")
	} else {
		fmt.Fprintf(&b, "- the simulator: AWS's rules, and the form of what names it (now %s)\n", t.Path)
	}
	if t.Kind == job {
		fmt.Fprintln(&b, "- what the job makes (lifecycle.Output), and how far an apply follows it (Phases, WaitFor)")
	}
	if t.Kind == setting {
		fmt.Fprintln(&b, "- what AWS answers where there is none: an empty answer is believed so far; a data source")
	}
	fmt.Fprint(&b, "- what an apply makes again, with its price (Again), and checks at plan (Plan, in plan.go)\n"+
		"- descriptions, the example, the row in "+index+", a line in CHANGELOG.md, make generate\n")
	_, err := io.WriteString(out, b.String())
	return err
}
