// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package fwtypes holds the string types whose values AWS spells in more than one way, each with the comparison that
// decides whether two spellings are the same thing. Plan modifiers use the same comparison, so that a change of spelling
// never replaces anything.
package fwtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ReplaceUnlessSame replaces the resource when the value changes, unless the old and the new spelling are the same
// thing: then the old one stays and nothing is planned.
func ReplaceUnlessSame(same func(state, config string) bool) planmodifier.String {
	return replaceUnlessSame{same: same}
}

// ReplaceUnlessResolved is ReplaceUnlessSame for a value that AWS resolves to another one, which the computed attribute twin
// shows: what resolves to it too changes nothing either.
func ReplaceUnlessResolved(
	same func(state, config string) bool, twin path.Path, resolves func(config, twin string) bool,
) planmodifier.String {
	return replaceUnlessSame{same: same, twin: twin, resolves: resolves}
}

type replaceUnlessSame struct {
	same     func(state, config string) bool
	twin     path.Path
	resolves func(config, twin string) bool // nil without a twin
}

func (replaceUnlessSame) Description(context.Context) string {
	return "Another value forces a new resource; another spelling of the same value changes nothing."
}

func (m replaceUnlessSame) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m replaceUnlessSame) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || req.PlanValue.Equal(req.StateValue) {
		return
	}
	bothKnown := !req.PlanValue.IsUnknown() && !req.PlanValue.IsNull() && !req.StateValue.IsNull()
	if !bothKnown {
		resp.RequiresReplace = true
		return
	}
	same := m.same(req.StateValue.ValueString(), req.PlanValue.ValueString())
	if !same && m.resolves != nil {
		var twin types.String
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, m.twin, &twin)...)
		same = twin.ValueString() != "" && m.resolves(req.PlanValue.ValueString(), twin.ValueString())
	}
	if same {
		resp.PlanValue = req.StateValue
		return
	}
	resp.RequiresReplace = true
}

// ReplaceOnPresence replaces the resource when a nested argument is added or removed as a whole. What changes inside is
// for its own arguments to judge.
func ReplaceOnPresence() planmodifier.Object {
	const reason = "Adding or removing the argument forces a new resource."
	return objectplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = req.PlanValue.IsUnknown() || req.PlanValue.IsNull() != req.StateValue.IsNull()
		}, reason, reason)
}
