// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemajson

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// convert applies a conversion to every value of a map.
func convert[From, To any](in map[string]From, conversion func(From) To) map[string]To {
	out := make(map[string]To, len(in))
	for name, v := range in {
		out[name] = conversion(v)
	}
	return out
}

func schema(s *tfprotov6.Schema) Schema {
	if s == nil { // a provider without configuration
		return Schema{Block: block(&tfprotov6.SchemaBlock{})}
	}
	return Schema{Version: s.Version, Block: block(s.Block)}
}

func block(b *tfprotov6.SchemaBlock) Block {
	out := Block{
		Attributes:      attributes(b.Attributes),
		BlockTypes:      make(map[string]NestedBlock, len(b.BlockTypes)),
		Description:     b.Description,
		DescriptionKind: kind(b.DescriptionKind),
		Deprecated:      b.Deprecated,
	}
	for _, nested := range b.BlockTypes {
		out.BlockTypes[nested.TypeName] = NestedBlock{
			NestingMode: strings.ToLower(nested.Nesting.String()),
			Block:       block(nested.Block),
			MinItems:    nested.MinItems,
			MaxItems:    nested.MaxItems,
		}
	}
	return out
}

func attributes(in []*tfprotov6.SchemaAttribute) map[string]Attribute {
	out := make(map[string]Attribute, len(in))
	for _, a := range in {
		converted := Attribute{
			Type:            a.Type,
			Description:     a.Description,
			DescriptionKind: kind(a.DescriptionKind),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
		if n := a.NestedType; n != nil {
			converted.NestedType = &NestedType{
				Attributes:  attributes(n.Attributes),
				NestingMode: strings.ToLower(n.Nesting.String()),
			}
		}
		out[a.Name] = converted
	}
	return out
}

func identity(s *tfprotov6.ResourceIdentitySchema) IdentitySchema {
	out := IdentitySchema{Version: s.Version, Attributes: make(map[string]IdentityAttribute, len(s.IdentityAttributes))}
	for _, a := range s.IdentityAttributes {
		out.Attributes[a.Name] = IdentityAttribute{
			Type:              a.Type,
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return out
}

func kind(k tfprotov6.StringKind) string {
	if k == tfprotov6.StringKindMarkdown {
		return "markdown"
	}
	return "plain"
}
