// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package fwtypes holds the string types whose values AWS spells in more than one way, each with the comparison that
// decides whether two spellings are the same thing. Plan modifiers use the same comparison, so that a change of spelling
// never replaces anything.
package fwtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

// RequiresReplaceUnless replaces the resource when the value changes to one that is not the same thing.
func RequiresReplaceUnless(same func(a, b string) bool, reason string) planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = req.PlanValue.IsUnknown() || !same(req.StateValue.ValueString(), req.PlanValue.ValueString())
		}, reason, reason)
}
