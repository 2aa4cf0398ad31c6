// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	pages := []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"}
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
		`resource "bedrock_dataset" "a" {`:                                                        "Unclosed",
		`resource "bedrock_datasets" "a" {}`:                                                      "no resource bedrock_datasets",
		"resource \"bedrock_dataset\" \"a\" {\n  path = 1\n}":                                     "no argument path",
		"data \"bedrock_foundation_model\" \"a\" {\n  model = 1\n}":                               "no argument model",
		"mock_data \"bedrock_foundation_model\" {\n  defaults = { model = 1 }\n}":                 "no argument model",
		"resource \"bedrock_converse\" \"a\" {\n  # ...\n  inference_config = { tokens = 1 }\n}":  "inference_config has no argument tokens",
		"resource \"bedrock_converse\" \"a\" {\n  messages = [{ content = [{ words = 1 }] }]\n}":  "messages.content has no argument words",
		"resource \"bedrock_converse\" \"a\" {\n  prompt = \"Hi\"\n}":                             "bedrock_converse needs model_id",
		"resource \"bedrock_data_bucket\" \"a\" {\n  lifecycle_rules = { old = { days = 1 } }\n}": "lifecycle_rules has no argument days",
		"provider \"bedrock\" {\n  cost_ceiling {\n    yearly = 1\n  }\n}":                        "bedrock.cost_ceiling has no argument yearly",
		"provider \"bedrock\" {\n  regio = 1\n}":                                                  "no argument regio",
		"output \"a\" {\n  value = bedrock_dataset.a.colour\n}":                                   "bedrock_dataset has no attribute colour",
		"locals {\n  a = data.bedrock_dataset_check.a.hue\n}":                                     "bedrock_dataset_check has no attribute hue",
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
		problems = append(problems, problemsOfBlock(schemas, block, text)...)
	}
	return append(problems, problemsOfReferences(schemas, body)...)
}

// A fence without a language is not read by any of these tests, and one that is indented is none to them.
func TestDocs_blocksNameTheirLanguage(t *testing.T) {
	t.Parallel()
	languages := []string{"terraform", "hcl", "json", "shell", "yaml", "rego", "python", "mermaid", "text", "go"}
	for _, page := range documents(t) {
		text := string(readFile(t, filepath.Join(root, page)))
		blocks := fence.FindAllStringSubmatch(text, -1)
		for i, block := range blocks {
			if !slices.Contains(languages, block[1]) {
				t.Errorf("%s, block %d is of the language %s", page, i+1, block[1])
			}
			if block[1] == "json" && !isJSON(block[2]) {
				t.Errorf("%s, block %d is no JSON", page, i+1)
			}
			if block[1] == "mermaid" && !slices.Contains([]string{"stateDiagram-v2", "flowchart", "sequenceDiagram"}, strings.Fields(block[2])[0]) {
				t.Errorf("%s, block %d is no diagram that GitHub draws", page, i+1)
			}
		}
		if marks := len(regexp.MustCompile("(?m)^\\s*```").FindAllString(text, -1)); marks != 2*len(blocks) {
			t.Errorf("%s has %d marks of code and %d blocks that name their language", page, marks, len(blocks))
		}
	}
}

// isJSON reports whether a text is one or several JSON values.
func isJSON(text string) bool {
	decoder := json.NewDecoder(strings.NewReader(text))
	for {
		var value any
		if err := decoder.Decode(&value); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// ofTerraform are what every resource takes.
func ofTerraform() []string {
	return []string{"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection"}
}

func problemsOfBlock(schemas schemajson.Provider, block *hclsyntax.Block, text string) []string {
	label := ""
	if len(block.Labels) > 0 {
		label = block.Labels[0]
	}
	if !strings.HasPrefix(label, "bedrock") {
		return nil // another provider's, or none
	}
	var known map[string]schemajson.Schema
	isMock := strings.HasPrefix(block.Type, "mock_")
	allowed := ofTerraform()
	switch block.Type {
	case "resource", "mock_resource":
		known = schemas.Resources
	case "data", "mock_data":
		known = schemas.DataSources
	case "provider":
		known = map[string]schemajson.Schema{"bedrock": schemas.Config}
		allowed = []string{"alias"}
	default:
		return nil
	}
	schema, ok := known[label]
	if !ok {
		return []string{fmt.Sprintf("there is no %s %s", block.Type, label)}
	}
	if isMock {
		if defaults, ok := block.Body.Attributes["defaults"]; ok {
			return problemsOfValue(label, defaults.Expr, schemajson.NestedType{Attributes: schema.Block.Attributes})
		}
		return nil
	}
	// A piece of a block says so, with three dots in a comment.
	isPiece := strings.Contains(string(block.Range().SliceBytes([]byte(text)))+string(block.Body.Range().SliceBytes([]byte(text))), "# ...")
	return problemsOfBody(label, block.Body, schema.Block, allowed, isPiece)
}

// problemsOfBody are arguments, in a block or in what is in it, that there are not, and required ones that are missing.
func problemsOfBody(
	path string, body *hclsyntax.Body, schema schemajson.Block, allowed []string, isPiece bool,
) (problems []string) {
	for name, argument := range body.Attributes {
		if slices.Contains(allowed, name) {
			continue
		}
		attribute, ok := schema.Attributes[name]
		if !ok {
			problems = append(problems, fmt.Sprintf("%s has no argument %s", path, name))
		} else if attribute.NestedType != nil {
			problems = append(problems, problemsOfValue(path+"."+name, argument.Expr, *attribute.NestedType)...)
		}
	}
	for _, nested := range body.Blocks {
		of, ok := schema.BlockTypes[nested.Type]
		if ok {
			problems = append(problems, problemsOfBody(path+"."+nested.Type, nested.Body, of.Block, nil, isPiece)...)
		} else if !slices.Contains(allowed, nested.Type) {
			problems = append(problems, fmt.Sprintf("%s has no argument %s", path, nested.Type))
		}
	}
	for name, attribute := range schema.Attributes {
		if _, ok := body.Attributes[name]; !ok && attribute.Required && !isPiece {
			problems = append(problems, fmt.Sprintf("%s needs %s", path, name))
		}
	}
	return problems
}

// problemsOfValue are members that there are not: of an object, or of the objects in a list or a map.
func problemsOfValue(path string, e hclsyntax.Expression, of schemajson.NestedType) (problems []string) {
	switch e := e.(type) {
	case *hclsyntax.TupleConsExpr:
		for _, element := range e.Exprs {
			problems = append(problems, problemsOfValue(path, element, of)...)
		}
	case *hclsyntax.ObjectConsExpr:
		for _, item := range e.Items {
			if of.NestingMode == "map" {
				problems = append(problems, problemsOfValue(path, item.ValueExpr, schemajson.NestedType{Attributes: of.Attributes})...)
				continue
			}
			name := hcl.ExprAsKeyword(item.KeyExpr)
			attribute, ok := of.Attributes[name]
			if !ok {
				problems = append(problems, fmt.Sprintf("%s has no argument %s", path, name))
			} else if attribute.NestedType != nil {
				problems = append(problems, problemsOfValue(path+"."+name, item.ValueExpr, *attribute.NestedType)...)
			}
		}
	}
	return problems
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
