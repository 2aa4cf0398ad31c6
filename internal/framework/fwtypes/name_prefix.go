// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ReplaceUnlessPrefixOf is for the prefix of a generated name: it replaces the resource when it changes, unless the name
// that the object has begins with it, as after an import.
func ReplaceUnlessPrefixOf(name path.Path) planmodifier.String { return prefixOf{name} }

type prefixOf struct{ name path.Path }

func (prefixOf) Description(context.Context) string {
	return "Another prefix forces a new resource, unless the name already begins with it."
}

func (m prefixOf) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m prefixOf) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.PlanValue.Equal(req.StateValue) || req.PlanValue.IsNull() {
		return
	}
	var name types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, m.name, &name)...)
	resp.RequiresReplace = req.PlanValue.IsUnknown() || !strings.HasPrefix(name.ValueString(), req.PlanValue.ValueString())
}
