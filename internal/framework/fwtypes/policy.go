// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"

	awspolicy "github.com/hashicorp/awspolicyequivalence"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

// SamePolicy reports whether two policy documents say the same: order, white space, and a list of one string instead of
// the string make no difference. What is no policy document is the same as its own text only.
func SamePolicy(a, b string) bool {
	if a == b {
		return true
	}
	if a == "" || b == "" {
		return false
	}
	same, err := awspolicy.PoliciesAreEquivalent(a, b)
	return err == nil && same
}

// KeepSamePolicy plans the document in the state as long as the configured one says the same.
func KeepSamePolicy() planmodifier.String { return keepSamePolicy{} }

type keepSamePolicy struct{}

func (keepSamePolicy) Description(context.Context) string {
	return "Another spelling of the same policy changes nothing."
}

func (m keepSamePolicy) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (keepSamePolicy) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.PlanValue.IsNull() || req.PlanValue.IsUnknown() || req.StateValue.IsNull() {
		return
	}
	if SamePolicy(req.StateValue.ValueString(), req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
