// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
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
	root             string
	created, changed map[string]string
}

func newTree(root string) *tree {
	return &tree{root: root, created: map[string]string{}, changed: map[string]string{}}
}

// read is a file as it is so far.
func (f *tree) read(path string) (string, error) {
	for _, files := range []map[string]string{f.created, f.changed} {
		if text, ok := files[path]; ok {
			return text, nil
		}
	}
	text, err := os.ReadFile(filepath.Join(f.root, path))
	return string(text), err
}

// put changes a file, or makes it.
func (f *tree) put(path, text string) {
	if _, err := os.Lstat(filepath.Join(f.root, path)); err == nil {
		f.changed[path] = text
	} else {
		f.created[path] = text
	}
}

// write writes everything below a directory.
func (f *tree) write(root string) error {
	for _, files := range []map[string]string{f.created, f.changed} {
		for path, text := range files {
			at := filepath.Join(root, path)
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// files renders the type and its registration. It writes nothing.
func (t *thing) files(f *tree) error {
	dir := t.dir() + "/"
	examples := "examples/resources/bedrock_" + t.Name + "/"
	files := map[string]string{
		dir + "resource.go": t.Kind, dir + "schema.go": "schema", dir + "model.go": "model", examples + "import.sh": "import.sh",
		dir + "testdata/min.tf": "min.tf", dir + "testdata/max.tf": "max.tf", dir + "testdata/update.tf": "update.tf",
		examples + "resource.tf": "resource.tf",
	}
	if t.Kind != setting {
		files[dir+"resource.go"], files[dir+"api.go"] = "value", "api"
		example := "examples/data-sources/bedrock_" + t.Name + "/data-source.tf"
		if _, err := f.read(example); errors.Is(err, fs.ErrNotExist) {
			t.DataSource, files[example] = true, "data-source.tf"
		}
	}
	if err := f.checkFree(dir, files); err != nil {
		return err
	}
	for path, name := range files {
		if err := f.render(path, name, t); err != nil {
			return err
		}
	}
	for _, register := range []func(*tree) error{t.registerDomain, t.registerCase, t.registerSimulator, t.registerRow} {
		if err := register(f); err != nil {
			return err
		}
	}
	return nil
}

// dir is the directory of the type.
func (t *thing) dir() string { return "internal/service/" + t.Domain + "/" + t.Package }

// checkFree names every file that is in the way, those of another type in the directory too: as a data source written by hand.
func (f *tree) checkFree(dir string, files map[string]string) error {
	taken, err := fs.Glob(os.DirFS(f.root), dir+"*.go")
	if err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if _, err := f.read(path); err == nil && !slices.Contains(taken, path) {
			taken = append(taken, path)
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if len(taken) > 0 {
		return fmt.Errorf("nothing was written, since these files exist: %s", strings.Join(taken, ", "))
	}
	return nil
}

// render renders a template into a new file.
func (f *tree) render(path, name string, t *thing) error {
	text, err := execute(name, t)
	if err != nil {
		return err
	}
	if strings.HasSuffix(path, ".go") {
		if text, err = imported(path, header+text, t.importable(path)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	f.put(path, text)
	return nil
}

func execute(name string, t *thing) (string, error) {
	parsed, err := template.New("").Funcs(template.FuncMap{"lowerFirst": lowerFirst}).ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return "", err
	}
	var text bytes.Buffer
	err = parsed.ExecuteTemplate(&text, name, t)
	return text.String(), err
}

// Body are the arguments of a configuration, aligned as terraform fmt does; lines are those besides the thing's own.
func (t *thing) Body(all bool, lines ...string) string {
	var body [][2]string
	for _, a := range t.Arguments {
		if value, _, _ := a.Values(); all && t.Prefix() && a.Attribute == "job_name" {
			body = append(body, [2]string{"job_name_prefix", `"example-"`})
		} else if all || a.Required {
			body = append(body, [2]string{a.Attribute, value})
		}
	}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, " = ")
		if name != "tags" || t.Tags != "" {
			body = append(body, [2]string{name, value})
		}
	}
	width := 0
	for _, line := range body {
		width = max(width, len(line[0]))
	}
	var b strings.Builder
	for _, line := range body {
		fmt.Fprintf(&b, "  %-*s = %s\n", width, line[0], line[1])
	}
	return b.String()
}

// Updated is Body with another value for what changes in place.
func (t *thing) Updated(lines ...string) string {
	other := *t
	other.Arguments = slices.Clone(t.Arguments)
	for i, a := range other.Arguments {
		if a.InPlace {
			other.Arguments[i].hcl = a.Other()
		}
	}
	return other.Body(true, lines...)
}
