// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// block is one resource or data block of a configuration.
type block struct {
	mode    string // resource or data
	typ     string
	name    string
	body    *hclsyntax.Body
	address string
}

// parse reads the resource and data blocks of a configuration, dependencies first. Other blocks are left out: the
// protocol tier configures the provider itself.
func parse(source string) ([]block, error) {
	file, diags := hclsyntax.ParseConfig([]byte(source), "test.tf", hcl.InitialPos)
	if diags.HasErrors() {
		return nil, diags
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil, fmt.Errorf("unexpected body %T", file.Body)
	}
	var blocks []block
	for _, b := range body.Blocks {
		if b.Type != "resource" && b.Type != "data" {
			continue
		}
		address := b.Labels[0] + "." + b.Labels[1]
		if b.Type == "data" {
			address = "data." + address
		}
		blocks = append(blocks, block{b.Type, b.Labels[0], b.Labels[1], b.Body, address})
	}
	return inOrder(blocks)
}

// inOrder sorts blocks so that each comes after those it refers to.
func inOrder(blocks []block) ([]block, error) {
	var sorted []block
	done := map[string]bool{}
	for len(sorted) < len(blocks) {
		progress := false
		for _, b := range blocks {
			if done[b.address] || !ready(b, blocks, done) {
				continue
			}
			sorted, done[b.address], progress = append(sorted, b), true, true
		}
		if !progress {
			return nil, fmt.Errorf("the configuration refers to itself in a circle")
		}
	}
	return sorted, nil
}

func ready(b block, blocks []block, done map[string]bool) bool {
	for _, attribute := range b.body.Attributes {
		for _, traversal := range attribute.Expr.Variables() {
			for _, other := range blocks {
				if !done[other.address] && strings.HasPrefix(spell(traversal)+".", other.address+".") {
					return false
				}
			}
		}
	}
	return true
}

func spell(traversal hcl.Traversal) string {
	var parts []string
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			parts = append(parts, step.Name)
		case hcl.TraverseAttr:
			parts = append(parts, step.Name)
		}
	}
	return strings.Join(parts, ".")
}

// evaluate computes the arguments of a block. values are the objects it may refer to, by address.
func (b block) evaluate(values map[string]cty.Value) (cty.Value, error) {
	resources, data := map[string]map[string]cty.Value{}, map[string]map[string]cty.Value{}
	for address, value := range values {
		into := resources
		if rest, ok := strings.CutPrefix(address, "data."); ok {
			into, address = data, rest
		}
		typ, name, _ := strings.Cut(address, ".")
		if into[typ] == nil {
			into[typ] = map[string]cty.Value{}
		}
		into[typ][name] = value
	}
	// unknown stands for a value that another resource will only have after apply.
	scope := &hcl.EvalContext{Variables: map[string]cty.Value{"unknown": cty.DynamicVal}, Functions: functions()}
	for typ, named := range resources {
		scope.Variables[typ] = cty.ObjectVal(named)
	}
	byType := map[string]cty.Value{}
	for typ, named := range data {
		byType[typ] = cty.ObjectVal(named)
	}
	scope.Variables["data"] = cty.ObjectVal(byType)

	arguments := map[string]cty.Value{}
	for name, attribute := range b.body.Attributes {
		if name == "depends_on" || name == "count" || name == "for_each" {
			continue
		}
		value, diags := attribute.Expr.Value(scope)
		if diags.HasErrors() {
			return cty.NilVal, fmt.Errorf("%s.%s: %w", b.address, name, diags)
		}
		arguments[name] = value
	}
	return cty.ObjectVal(arguments), nil
}

func functions() map[string]function.Function {
	return map[string]function.Function{
		"jsonencode": stdlib.JSONEncodeFunc, "format": stdlib.FormatFunc, "merge": stdlib.MergeFunc,
		"lower": stdlib.LowerFunc, "join": stdlib.JoinFunc,
	}
}
