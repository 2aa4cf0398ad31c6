// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

type replacementKey struct{}

// WithReplacement tells ModifyPlan that the plan replaces the object. The framework keeps from it what the plan modifiers
// of the attributes asked for, so the provider server plans a replacement a second time, in this context.
func WithReplacement(ctx context.Context) context.Context {
	return context.WithValue(ctx, replacementKey{}, true)
}

// Replaces reports whether the plan destroys the object and makes another.
func Replaces(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	return PlanningOf(req) == PlanUpdate && (len(resp.RequiresReplace) > 0 || ctx.Value(replacementKey{}) != nil)
}
