// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed templates/*.tmpl
var templates embed.FS

// tree is what a run writes: new files and new contents of existing ones, by path from the root.
type tree struct {
	created, changed map[string][]byte
}

// write writes everything, once it is sure that nothing is in the way.
func (f *tree) write(root string) error {
	if err := f.checkFree(root); err != nil {
		return err
	}
	for _, files := range []map[string][]byte{f.created, f.changed} {
		for path, text := range files {
			at := filepath.Join(root, path)
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(at, text, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// files renders the resource and its registration. It writes nothing.
func (t *thing) files(root string) (*tree, error) {
	f := &tree{created: map[string][]byte{}, changed: map[string][]byte{}}
	dir := "internal/service/" + t.Domain + "/"
	example := "examples/resources/bedrock_" + t.Name + "/"
	for path, name := range map[string]string{
		dir + t.Name + "_resource.go":      "resource.go",
		dir + t.Name + "_schema.go":        "schema.go",
		dir + t.Name + "_plan.go":          "plan.go",
		dir + t.Name + "_model.go":         "model.go",
		dir + t.Name + "_api.go":           "api.go",
		dir + t.Name + "_model_test.go":    "model_test.go",
		dir + t.Name + "_resource_test.go": "resource_test.go",
		example + "import.sh":              "import.sh",

		"internal/registry/conformance_" + t.Name + "_test.go": "conformance_test.go",
	} {
		if err := f.render(path, name, t); err != nil {
			return nil, err
		}
	}
	for path, body := range map[string]string{
		dir + "testdata/" + t.Name + "/min.tf":    t.body(false, ""),
		dir + "testdata/" + t.Name + "/max.tf":    t.body(true, `{ team = "support" }`),
		dir + "testdata/" + t.Name + "/update.tf": t.body(true, `{ team = "sales", tier = "gold" }`),
		example + "resource.tf":                   t.body(false, `{ team = "support" }`),
	} {
		name := "fixture.tf"
		if strings.HasPrefix(path, example) {
			name = "example.tf"
		}
		if err := f.render(path, name, struct{ Name, Body string }{t.Name, body}); err != nil {
			return nil, err
		}
	}
	for _, register := range []func(string, *tree) error{t.registerDomain, t.registerCase, t.registerSimulator} {
		if err := register(root, f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// checkFree names every file that is in the way.
func (f *tree) checkFree(root string) error {
	var taken []string
	for _, path := range slices.Sorted(maps.Keys(f.created)) {
		if _, err := os.Lstat(filepath.Join(root, path)); err == nil {
			taken = append(taken, path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if len(taken) > 0 {
		return fmt.Errorf("nothing was written, since these files exist: %s", strings.Join(taken, ", "))
	}
	return nil
}

func (f *tree) render(path, name string, data any) error {
	parsed, err := template.New(name+".tmpl").Funcs(template.FuncMap{
		"lowerFirst": lowerFirst,
		"join":       func(list []string) string { return strings.Join(list, ", ") },
	}).ParseFS(templates, "templates/"+name+".tmpl")
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := parsed.Execute(&text, data); err != nil {
		return err
	}
	f.created[path] = text.Bytes()
	if !strings.HasSuffix(path, ".go") {
		return nil
	}
	formatted, err := format.Source(text.Bytes())
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	f.created[path] = formatted
	return nil
}

// body are the arguments of a configuration, aligned as terraform fmt does.
func (t *thing) body(all bool, tags string) string {
	var lines [][2]string
	for _, a := range t.Arguments {
		if all || a.Required {
			lines = append(lines, [2]string{a.Attribute, `"` + a.value("example") + `"`})
		}
	}
	if all {
		lines = append(lines, [2]string{"region", `"us-east-1"`}, [2]string{"deletion_policy", `"DELETE"`})
	}
	if tags != "" {
		lines = append(lines, [2]string{"tags", tags})
	}
	width := 0
	for _, line := range lines {
		width = max(width, len(line[0]))
	}
	var b strings.Builder
	for _, line := range lines {
		fmt.Fprintf(&b, "  %-*s = %s\n", width, line[0], line[1])
	}
	return b.String()
}

// value is a value of the argument that a fixture can begin with.
func (a argument) value(word string) string {
	switch {
	case strings.HasSuffix(a.Attribute, "role_arn"):
		return "arn:aws:iam::123456789012:role/" + word
	case strings.Contains(a.Attribute, "kms_key"):
		return "arn:aws:kms:us-east-1:123456789012:key/" + map[string]string{
			"example": "11111111-2222-3333-4444-555555555555", "other": "99999999-2222-3333-4444-555555555555"}[word]
	}
	return word
}

// Other is another value than the fixtures have.
func (a argument) Other() string { return a.value("other") }
