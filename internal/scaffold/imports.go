// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

const (
	modulePath = "github.com/terraform-provider-bedrock/terraform-provider-bedrock"
	header     = "// Copyright (c) The terraform-provider-bedrock authors\n// SPDX-License-Identifier: MPL-2.0\n\n"
)

// importable are the packages that what is written here may use, by the name it has for them.
func importable() map[string]string {
	const framework = "github.com/hashicorp/terraform-plugin-framework/"
	const schema = framework + "resource/schema"
	packages := map[string]string{
		"aws": "github.com/aws/aws-sdk-go-v2/aws", "bedrock": sdkModule, "awstypes": sdkModule + "/types", "smithy": "github.com/aws/smithy-go",
		"tftypes":         "github.com/hashicorp/terraform-plugin-go/tftypes",
		"stringvalidator": "github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator",
		"planmodifier":    schema + "/planmodifier", "validator": framework + "schema/validator",
	}
	for _, at := range []string{"context", "encoding/json", "maps", "strings", "testing", "time", "slices"} {
		packages[path.Base(at)] = at
	}
	for _, at := range []string{"datasource", "diag", "list", "path", "resource", "resource/schema", "types"} {
		packages[path.Base(at)] = framework + at
	}
	for _, of := range []string{"string", "int32", "int64", "bool", "list"} {
		packages[of+"planmodifier"] = schema + "/" + of + "planmodifier"
	}
	for _, at := range []string{
		"acctest", "acctest/conformance", "registry", "framework/apierr", "framework/conv", "framework/crud", "framework/domain",
		"framework/fwtypes", "framework/lifecycle", "framework/schemas", "framework/tags",
	} {
		packages[path.Base(at)] = modulePath + "/internal/" + at
	}
	return packages
}

// imported is a Go file with the imports that it needs, formatted; those that it has stay.
func imported(name, text string, packages map[string]string) (string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	if err != nil {
		return "", err
	}
	specs, known := []string{}, map[string]bool{}
	for _, spec := range file.Imports {
		at, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return "", err
		}
		own := baseName(at)
		line := spec.Path.Value
		if spec.Name != nil {
			own, line = spec.Name.Name, spec.Name.Name+" "+line
		}
		specs, known[own] = append(specs, line), true
	}
	for _, use := range file.Unresolved {
		at, ok := packages[use.Name]
		if !ok || known[use.Name] || !selects(file, use) {
			continue
		}
		known[use.Name] = true
		line := strconv.Quote(at)
		if baseName(at) != use.Name {
			line = use.Name + " " + line
		}
		specs = append(specs, line)
	}
	if len(specs) > 0 {
		begin, end := fset.Position(file.Name.End()).Offset, fset.Position(file.Name.End()).Offset
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				end = fset.Position(g.End()).Offset
			}
		}
		text = text[:begin] + "\n\n" + importBlock(specs) + text[end:]
	}
	formatted, err := format.Source([]byte(text))
	return string(formatted), err
}

// baseName is the name of a package that is imported without one.
func baseName(at string) string { return strings.TrimSuffix(path.Base(at), "-go") }

// selects reports whether an identifier is the X of X.Y, as the name of a package is.
func selects(file *ast.File, name *ast.Ident) (found bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.X == name {
			found = true
		}
		return !found
	})
	return found
}

// importBlock lists imports in three groups: the standard library, others, and ours.
func importBlock(specs []string) string {
	quoted := func(spec string) string { return spec[strings.LastIndex(spec, " ")+1:] }
	slices.SortFunc(specs, func(a, b string) int { return strings.Compare(quoted(a), quoted(b)) })
	var groups [3]string
	for _, spec := range specs {
		at := 1
		switch host, _, _ := strings.Cut(quoted(spec), "/"); {
		case !strings.Contains(host, "."):
			at = 0
		case strings.HasPrefix(quoted(spec), `"`+modulePath):
			at = 2
		}
		groups[at] += "\t" + spec + "\n"
	}
	return "import (\n" + strings.Join(slices.DeleteFunc(groups[:], func(g string) bool { return g == "" }), "\n") + ")\n"
}
