// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// source is a Go file to be changed at places that its syntax names, so that comments and layout stay.
type source struct {
	path string
	text string
	file *ast.File
	fset *token.FileSet
}

func parse(path, text string) (*source, error) {
	s := &source{path: path, text: text, fset: token.NewFileSet()}
	var err error
	if s.file, err = parser.ParseFile(s.fset, path, text, parser.ParseComments); err != nil {
		return nil, err
	}
	return s, nil
}

// edited is the source with a text inserted at a place, parsed again.
func (s *source) edited(from, to token.Pos, text string) (*source, error) {
	begin, end := s.fset.Position(from).Offset, s.fset.Position(to).Offset
	formatted, err := format.Source([]byte(s.text[:begin] + text + s.text[end:]))
	if err != nil {
		return nil, fmt.Errorf("changing %s: %w", s.path, err)
	}
	return parse(s.path, string(formatted))
}

// addElement adds an element to the first list of a type in a function, each element on a line, in order when the others are.
func (s *source) addElement(function, listType, element string) (*source, error) {
	literal := s.literal(function, listType)
	if literal == nil {
		return nil, fmt.Errorf("%s has no %s in %s any more: add %s by hand, or teach internal/scaffold its new shape",
			s.path, listType, function, element)
	}
	if len(literal.Elts) > 0 && s.line(literal.Lbrace) != s.line(literal.Elts[0].Pos()) {
		if at := s.place(literal.Elts, element); at.IsValid() {
			return s.edited(at, at, element+",\n")
		}
		return s.edited(literal.Rbrace, literal.Rbrace, element+",\n")
	}
	lines := "\n"
	for _, e := range literal.Elts {
		lines += types.ExprString(e) + ",\n"
	}
	if len(literal.Elts) == 0 {
		return s.edited(literal.Lbrace+1, literal.Rbrace, element)
	}
	return s.edited(literal.Lbrace+1, literal.Rbrace, lines+element+",\n")
}

// place is where an element goes in a list that is in alphabetical order; none when it goes last, or the list is in another.
func (s *source) place(elements []ast.Expr, element string) token.Pos {
	names := make([]string, len(elements))
	for i, e := range elements {
		if names[i] = types.ExprString(e); strings.Contains(names[i], "{") {
			return token.NoPos // no name to order it by
		}
	}
	if slices.IsSorted(names) {
		if i := slices.IndexFunc(names, func(name string) bool { return name > element }); i >= 0 {
			return elements[i].Pos()
		}
	}
	return token.NoPos
}

func (s *source) line(pos token.Pos) int { return s.fset.Position(pos).Line }

func (s *source) literal(function, listType string) (found *ast.CompositeLit) {
	if body := s.function(function); body != nil {
		ast.Inspect(body, func(n ast.Node) bool {
			if l, ok := n.(*ast.CompositeLit); ok && found == nil && l.Type != nil && types.ExprString(l.Type) == listType {
				found = l
			}
			return found == nil
		})
	}
	return found
}

func (s *source) function(name string) *ast.BlockStmt {
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == name {
			return f.Body
		}
	}
	return nil
}
