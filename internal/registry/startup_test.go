// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Terraform starts the provider several times in one plan, so whatever a package does at start-up is paid for each time.
// Regular expressions are the expensive thing that is easy to write there: sync.OnceValue puts them off until they are used.
func TestStartup_compilesNoRegularExpressions(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-deps", ".") {
		path, isOurs := ours(p.ImportPath)
		if !isOurs {
			continue
		}
		files, err := filepath.Glob(filepath.Join("../..", path, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				reportStartupRegexps(t, file)
			}
		}
	}
}

// reportStartupRegexps fails the test for every regexp that a file's package-level variables compile.
func reportStartupRegexps(t *testing.T, file string) {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range parsed.Decls {
		variables, ok := decl.(*ast.GenDecl)
		if !ok || variables.Tok != token.VAR {
			continue
		}
		ast.Inspect(variables, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit: // runs later
				return false
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "regexp" && strings.HasPrefix(n.Sel.Name, "MustCompile") {
					t.Errorf("%s compiles a regular expression at start-up", fset.Position(n.Pos()))
				}
			}
			return true
		})
	}
}
