// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluation

import (
	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ScoreAttributes are those of a score in a resource.
func ScoreAttributes() map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for _, one := range scoreAttributes() {
		switch one.kind {
		case types.StringType:
			all[one.name] = schema.StringAttribute{Computed: true, MarkdownDescription: one.text}
		case types.Float64Type:
			all[one.name] = schema.Float64Attribute{Computed: true, MarkdownDescription: one.text}
		case types.Int64Type:
			all[one.name] = schema.Int64Attribute{Computed: true, MarkdownDescription: one.text}
		default:
			all[one.name] = schema.MapAttribute{Computed: true, ElementType: types.Int64Type, MarkdownDescription: one.text}
		}
	}
	return all
}

// DataScoreAttributes are those of a score in a data source.
func DataScoreAttributes() map[string]data.Attribute {
	all := map[string]data.Attribute{}
	for _, one := range scoreAttributes() {
		switch one.kind {
		case types.StringType:
			all[one.name] = data.StringAttribute{Computed: true, MarkdownDescription: one.text}
		case types.Float64Type:
			all[one.name] = data.Float64Attribute{Computed: true, MarkdownDescription: one.text}
		case types.Int64Type:
			all[one.name] = data.Int64Attribute{Computed: true, MarkdownDescription: one.text}
		default:
			all[one.name] = data.MapAttribute{Computed: true, ElementType: types.Int64Type, MarkdownDescription: one.text}
		}
	}
	return all
}
