// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

// documents are the pages that readers see, and that nothing else compiles.
func documents(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
	for _, directory := range []string{"docs", "examples"} {
		err := fs.WalkDir(os.DirFS(root), directory, func(path string, _ fs.DirEntry, err error) error {
			if strings.HasSuffix(path, ".md") {
				pages = append(pages, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// fence is a block of code on a page.
var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```")

// What a reader copies is HCL, and names types and arguments that there are. Whole configurations are applied by TestExamples.
func TestDocs_blocksOfHCLAreValid(t *testing.T) {
	t.Parallel()
	schemas := readSchemas(t)
	checked := 0
	for _, page := range documents(t) {
		for i, block := range fence.FindAllStringSubmatch(string(readFile(t, filepath.Join(root, page))), -1) {
			if block[1] != "terraform" && block[1] != "hcl" {
				continue
			}
			checked++
			for _, problem := range problemsOf(schemas, block[2]) {
				t.Errorf("%s, block %d: %s", page, i+1, problem)
			}
		}
	}
	if checked < 40 {
		t.Errorf("only %d blocks were found", checked)
	}
}

func TestDocs_problemsOfHCLAreFound(t *testing.T) {
	t.Parallel()
	schemas := readSchemas(t)
	for text, want := range map[string]string{
		`resource "bedrock_dataset" "a" {`:                                        "Unclosed",
		`resource "bedrock_datasets" "a" {}`:                                      "no resource bedrock_datasets",
		"resource \"bedrock_dataset\" \"a\" {\n  path = 1\n}":                     "no argument path",
		"data \"bedrock_foundation_model\" \"a\" {\n  model = 1\n}":               "no argument model",
		"mock_data \"bedrock_foundation_model\" {\n  defaults = { model = 1 }\n}": "no argument model",
		"provider \"bedrock\" {\n  regio = 1\n}":                                  "no argument regio",
		"output \"a\" {\n  value = bedrock_dataset.a.colour\n}":                   "bedrock_dataset has no attribute colour",
		"locals {\n  a = data.bedrock_foundation_model.b.colour\n}":               "bedrock_foundation_model has no attribute colour",
	} {
		if problems := strings.Join(problemsOf(schemas, text), "; "); !strings.Contains(problems, want) {
			t.Errorf("%s: %q does not say %q", text, problems, want)
		}
	}
}

// problemsOf are what is wrong with a piece of HCL.
func problemsOf(schemas schemajson.Provider, text string) (problems []string) {
	file, diags := hclsyntax.ParseConfig([]byte(text), "block", hcl.InitialPos)
	if diags.HasErrors() {
		return []string{diags.Error()}
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return []string{"no body"}
	}
	for _, block := range body.Blocks {
		problems = append(problems, problemsOfBlock(schemas, block)...)
	}
	return append(problems, problemsOfReferences(schemas, body)...)
}

// ofTerraform are what every resource takes.
func ofTerraform() []string {
	return []string{"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection"}
}

func problemsOfBlock(schemas schemajson.Provider, block *hclsyntax.Block) []string {
	label := ""
	if len(block.Labels) > 0 {
		label = block.Labels[0]
	}
	if !strings.HasPrefix(label, "bedrock") {
		return nil // another provider's, or none
	}
	var known map[string]schemajson.Schema
	switch block.Type {
	case "resource", "mock_resource":
		known = schemas.Resources
	case "data", "mock_data":
		known = schemas.DataSources
	case "provider":
		known = map[string]schemajson.Schema{"bedrock": schemas.Config}
	default:
		return nil
	}
	schema, ok := known[label]
	if !ok {
		return []string{fmt.Sprintf("there is no %s %s", block.Type, label)}
	}
	var names []string
	if strings.HasPrefix(block.Type, "mock_") {
		if defaults, ok := block.Body.Attributes["defaults"]; ok {
			names = keysOf(defaults.Expr)
		}
	} else {
		names = slices.Collect(maps.Keys(block.Body.Attributes))
		for _, nested := range block.Body.Blocks {
			names = append(names, nested.Type)
		}
	}
	var problems []string
	for _, name := range names {
		_, isAttribute := schema.Block.Attributes[name]
		_, isBlock := schema.Block.BlockTypes[name]
		isTerraforms := slices.Contains(ofTerraform(), name)
		if block.Type == "provider" {
			isTerraforms = name == "alias"
		}
		if !isAttribute && !isBlock && !isTerraforms {
			problems = append(problems, fmt.Sprintf("%s has no argument %s", label, name))
		}
	}
	return problems
}

// keysOf are the keys of an object.
func keysOf(e hclsyntax.Expression) (keys []string) {
	object, ok := e.(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil
	}
	for _, item := range object.Items {
		keys = append(keys, hcl.ExprAsKeyword(item.KeyExpr))
	}
	return keys
}

// problemsOfReferences are attributes that are read and that there are not.
func problemsOfReferences(schemas schemajson.Provider, body *hclsyntax.Body) (problems []string) {
	diags := hclsyntax.VisitAll(body, func(node hclsyntax.Node) hcl.Diagnostics {
		reference, ok := node.(*hclsyntax.ScopeTraversalExpr)
		if !ok {
			return nil
		}
		names := namesIn(reference.Traversal)
		known := schemas.Resources
		if names[0] == "data" {
			names, known = names[1:], schemas.DataSources
		}
		if len(names) < 3 || !strings.HasPrefix(names[0], "bedrock_") {
			return nil
		}
		if _, ok := known[names[0]].Block.Attributes[names[2]]; !ok {
			problems = append(problems, fmt.Sprintf("%s has no attribute %s", names[0], names[2]))
		}
		return nil
	})
	if diags.HasErrors() {
		problems = append(problems, diags.Error())
	}
	return problems
}

// namesIn are the names of a reference without its indices.
func namesIn(traversal hcl.Traversal) (names []string) {
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			names = append(names, step.Name)
		case hcl.TraverseAttr:
			names = append(names, step.Name)
		}
	}
	return names
}
