// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// SetArguments sets top-level arguments of one resource of a configuration to other HCL expressions; the expression
// "null" removes an argument.
func SetArguments(source, typ, name string, arguments map[string]string) (string, error) {
	file, diags := hclwrite.ParseConfig([]byte(source), "test.tf", hcl.InitialPos)
	if diags.HasErrors() {
		return "", diags
	}
	resource := file.Body().FirstMatchingBlock("resource", []string{typ, name})
	if resource == nil {
		return "", fmt.Errorf("the configuration has no resource %s.%s", typ, name)
	}
	for _, argument := range slices.Sorted(maps.Keys(arguments)) {
		tokens, diags := hclsyntax.LexExpression([]byte(arguments[argument]), "test.tf", hcl.InitialPos)
		if diags.HasErrors() {
			return "", diags
		}
		resource.Body().SetAttributeRaw(argument, writeTokens(tokens))
	}
	return string(file.Bytes()), nil
}

// WithoutResource is a configuration without one of its resources.
func WithoutResource(source, typ, name string) (string, error) {
	file, diags := hclwrite.ParseConfig([]byte(source), "test.tf", hcl.InitialPos)
	if diags.HasErrors() {
		return "", diags
	}
	if block := file.Body().FirstMatchingBlock("resource", []string{typ, name}); block != nil {
		file.Body().RemoveBlock(block)
	}
	return string(file.Bytes()), nil
}

func writeTokens(tokens hclsyntax.Tokens) hclwrite.Tokens {
	var result hclwrite.Tokens
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenEOF {
			continue
		}
		result = append(result, &hclwrite.Token{Type: token.Type, Bytes: token.Bytes, SpacesBefore: 1})
	}
	return result
}
