// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// WriteOnlySuffix is what the name of a write-only argument has more than that of its twin, which is in the state.
const WriteOnlySuffix = "_wo"

// documents are names of arguments that hold what users write to models, or train them on, whatever their schema says.
func documents() []string {
	return []string{"body", "content", "document", "form_data", "messages", "prompt", "prompts", "records", "system"}
}

// Private are the arguments of a resource whose texts are nobody else's business: those that its schema calls sensitive or
// write-only at any depth, their twins, and those that are called like documents.
func (w *Workspace) Private(typ string) (names []string) {
	w.t.Helper()
	attributes := w.schemaOf(typ).Block.Attributes
	for _, attribute := range attributes {
		private := isWhollyPrivate(attribute, attributes) || isPrivate(attribute)
		if private && (attribute.Required || attribute.Optional) {
			names = append(names, attribute.Name)
		}
	}
	return names
}

// IsPrivate reports whether the text at a path in one of the Private arguments is nobody else's business: the argument is, or
// an attribute on the way to it.
func (w *Workspace) IsPrivate(typ, argument string, at cty.Path) bool {
	w.t.Helper()
	level := w.schemaOf(typ).Block.Attributes
	whole := attributeOf(level, argument)
	if isWhollyPrivate(whole, level) {
		return true
	}
	for _, step := range at {
		name, ok := step.(cty.GetAttrStep)
		if !ok {
			continue
		}
		if whole.NestedType == nil {
			return false
		}
		whole = attributeOf(whole.NestedType.Attributes, name.Name)
		if whole.Sensitive || whole.WriteOnly {
			return true
		}
	}
	return false
}

func isWhollyPrivate(attribute *tfprotov6.SchemaAttribute, siblings []*tfprotov6.SchemaAttribute) bool {
	return slices.Contains(documents(), attribute.Name) || attribute.Sensitive || attribute.WriteOnly ||
		slices.ContainsFunc(siblings, func(twin *tfprotov6.SchemaAttribute) bool {
			return twin.WriteOnly && twin.Name == attribute.Name+WriteOnlySuffix
		})
}

func attributeOf(attributes []*tfprotov6.SchemaAttribute, name string) *tfprotov6.SchemaAttribute {
	return attributes[slices.IndexFunc(attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == name })]
}

// PrivateProviderArguments are the sensitive arguments of the provider, blocks left out.
func (w *Workspace) PrivateProviderArguments() (names []string) {
	for _, attribute := range w.schemas.Provider.Block.Attributes {
		if isPrivate(attribute) {
			names = append(names, attribute.Name)
		}
	}
	return names
}

func isPrivate(attribute *tfprotov6.SchemaAttribute) bool {
	nested := attribute.NestedType
	return attribute.Sensitive || attribute.WriteOnly || nested != nil && slices.ContainsFunc(nested.Attributes, isPrivate)
}

// Argument is the value of an argument that a configuration gives a resource without referring to another; null for none.
func (w *Workspace) Argument(config, address, name string) cty.Value {
	w.t.Helper()
	for _, b := range w.parse(config) {
		if attribute := b.body.Attributes[name]; b.address == address && attribute != nil {
			value, diags := attribute.Expr.Value(&hcl.EvalContext{Functions: functions()})
			if diags.HasErrors() {
				w.t.Fatalf("%s.%s: %s", address, name, diags)
			}
			return value
		}
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// Expression is a value as HCL.
func Expression(value cty.Value) string { return string(hclwrite.TokensForValue(value).Bytes()) }
