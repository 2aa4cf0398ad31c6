// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// sdk reads the source of the SDK's Bedrock client.
type sdk struct {
	dir        string
	operations []string // in alphabetical order
	http       map[string]*endpoint
	enums      string // the source of the enumerations
}

// endpoint is where AWS answers an operation.
type endpoint struct {
	Operation, Method, Path string
	Status                  string // of success, such as "202"
}

// member is one field of a structure of the SDK.
type member struct {
	Name, Type string // "KmsKeyId", "*string"
	Required   bool
}

const operationFile = "api_op_"

func openSDK(dir string) (*sdk, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the SDK: %w", err)
	}
	s := &sdk{dir: dir}
	for _, entry := range entries {
		name, isOperation := strings.CutPrefix(entry.Name(), operationFile)
		if isOperation && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			s.operations = append(s.operations, strings.TrimSuffix(name, ".go"))
		}
	}
	enums, err := os.ReadFile(filepath.Join(dir, "types", "enums.go"))
	if err != nil {
		return nil, fmt.Errorf("reading the SDK: %w", err)
	}
	s.enums = string(enums)
	return s, s.readEndpoints()
}

// readEndpoints finds the HTTP trait of every operation, which the SDK writes with the schema of the operation.
func (s *sdk) readEndpoints() error {
	text, err := os.ReadFile(filepath.Join(s.dir, "schemas", "schemas.go"))
	if err != nil {
		return fmt.Errorf("reading the endpoints of the SDK: %w", err)
	}
	trait := regexp.MustCompile(`Name:\s+"(\w+)",\s+\}, smithy\.ShapeTypeOperation, 0, &smithytraits\.HTTP\{\s*` +
		`Method:\s+"(\w+)",\s+URI:\s+"([^"]+)",\s+Code:\s+(\d+)`)
	s.http = map[string]*endpoint{}
	for _, m := range trait.FindAllStringSubmatch(string(text), -1) {
		s.http[m[1]] = &endpoint{Operation: m[1], Method: m[2], Path: m[3], Status: m[4]}
	}
	if len(s.http) == 0 {
		return fmt.Errorf("the SDK no longer tells the endpoints of its operations in schemas/schemas.go")
	}
	return nil
}

func (s *sdk) has(operation string) bool { return slices.Contains(s.operations, operation) }

// near are the operations that share a word with a name, those with the most words in common first.
func (s *sdk) near(noun string) []string {
	words := splitWords(noun)
	common := func(operation string) (n int) {
		for _, word := range splitWords(operation) {
			if slices.Contains(words, strings.TrimSuffix(word, "s")) || slices.Contains(words, word) {
				n++
			}
		}
		return n
	}
	var found []string
	for _, operation := range s.operations {
		if common(operation) > 0 {
			found = append(found, operation)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return common(b) - common(a) })
	return found[:min(len(found), 12)]
}

// members are the fields of a structure in one file of the SDK, in their order.
func (s *sdk) members(file, structure string) ([]member, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(s.dir, file), nil, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("reading the SDK: %w", err)
	}
	var members []member
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.Name.Name != structure {
			return true
		}
		fields, ok := spec.Type.(*ast.StructType)
		if !ok {
			return false
		}
		for _, field := range fields.Fields.List {
			if len(field.Names) == 1 && field.Names[0].IsExported() && field.Names[0].Name != "ResultMetadata" {
				members = append(members, member{field.Names[0].Name, types.ExprString(field.Type),
					strings.Contains(field.Doc.Text(), "This member is required.")})
			}
		}
		return false
	})
	return members, nil
}

func (s *sdk) operationMembers(operation, side string) ([]member, error) {
	return s.members(operationFile+operation+".go", operation+side)
}

// values are the constants of an enumeration, by name; none where a type is another.
func (s *sdk) values(enum string) map[string]string {
	values := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\s+(\w+)\s+`+regexp.QuoteMeta(enum)+`\s+= "([^"]*)"$`).FindAllStringSubmatch(s.enums, -1) {
		values[m[1]] = m[2]
	}
	return values
}
