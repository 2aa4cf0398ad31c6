// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// computedTwins are the attributes of a resource as a data source shows them: computed, with the same text.
func computedTwins(of map[string]resourceschema.Attribute) map[string]schema.Attribute {
	twins := make(map[string]schema.Attribute, len(of))
	for name, attribute := range of {
		twins[name] = computedTwin(attribute)
	}
	return twins
}

// computedTwin is one attribute as a data source shows it. A kind that nobody has used yet is a mistake that the first test of
// the type finds.
func computedTwin(attribute resourceschema.Attribute) schema.Attribute {
	text, sensitive := attribute.GetMarkdownDescription(), attribute.IsSensitive()
	switch a := attribute.(type) {
	case resourceschema.StringAttribute:
		return schema.StringAttribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive, CustomType: a.CustomType}
	case resourceschema.BoolAttribute:
		return schema.BoolAttribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive}
	case resourceschema.Int32Attribute:
		return schema.Int32Attribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive}
	case resourceschema.Int64Attribute:
		return schema.Int64Attribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive}
	case resourceschema.Float64Attribute:
		return schema.Float64Attribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive}
	case resourceschema.MapAttribute:
		return schema.MapAttribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive, ElementType: a.ElementType}
	case resourceschema.ListAttribute:
		return schema.ListAttribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive, ElementType: a.ElementType}
	case resourceschema.SetAttribute:
		return schema.SetAttribute{Computed: true, MarkdownDescription: text, Sensitive: sensitive, ElementType: a.ElementType}
	case resourceschema.SingleNestedAttribute:
		return schema.SingleNestedAttribute{
			Computed: true, MarkdownDescription: text, Sensitive: sensitive, Attributes: computedTwins(a.Attributes),
		}
	case resourceschema.ListNestedAttribute:
		return schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: text, Sensitive: sensitive,
			NestedObject: schema.NestedAttributeObject{Attributes: computedTwins(a.NestedObject.Attributes)},
		}
	case resourceschema.SetNestedAttribute:
		return schema.SetNestedAttribute{
			Computed: true, MarkdownDescription: text, Sensitive: sensitive,
			NestedObject: schema.NestedAttributeObject{Attributes: computedTwins(a.NestedObject.Attributes)},
		}
	}
	panic(fmt.Sprintf("a data source has no twin of %T yet", attribute))
}
