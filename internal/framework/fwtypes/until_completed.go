// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// InStateOnly completes the description of an argument that a completed job never uses again.
const InStateOnly = " Changing it forces a new resource until the job is completed. Then nothing uses it any more, and only the " +
	"state changes."

// UntilCompleted lets what a plan modifier asks for stand until the job of the state is completed: a replacement for the sake of
// what nothing uses any more would delete what the job made, and pay for it again.
func UntilCompleted(modifier any) interface {
	planmodifier.String
	planmodifier.Set
	planmodifier.Object
} {
	return untilCompleted{modifier}
}

type untilCompleted struct{ modifier any }

func completed(ctx context.Context, state tfsdk.State) bool {
	var status types.String
	if state.Raw.IsNull() || state.GetAttribute(ctx, path.Root("status"), &status).HasError() {
		return false
	}
	return strings.HasSuffix(status.ValueString(), "Completed") // also PartiallyCompleted
}

// Description is the modifier's own.
func (u untilCompleted) Description(ctx context.Context) string {
	return u.modifier.(planmodifier.Describer).Description(ctx) //nolint:forcetypeassert // all modifiers are
}

// MarkdownDescription is the modifier's own.
func (u untilCompleted) MarkdownDescription(ctx context.Context) string {
	return u.modifier.(planmodifier.Describer).MarkdownDescription(ctx) //nolint:forcetypeassert // all modifiers are
}

// PlanModifyString is the modifier's own, without a replacement of what is completed.
func (u untilCompleted) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	u.modifier.(planmodifier.String).PlanModifyString(ctx, req, resp) //nolint:forcetypeassert // as declared in the schema
	resp.RequiresReplace = resp.RequiresReplace && !completed(ctx, req.State)
}

// PlanModifySet is the modifier's own, without a replacement of what is completed.
func (u untilCompleted) PlanModifySet(ctx context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	u.modifier.(planmodifier.Set).PlanModifySet(ctx, req, resp) //nolint:forcetypeassert // as declared in the schema
	resp.RequiresReplace = resp.RequiresReplace && !completed(ctx, req.State)
}

// PlanModifyObject is the modifier's own, without a replacement of what is completed.
func (u untilCompleted) PlanModifyObject(ctx context.Context, req planmodifier.ObjectRequest, resp *planmodifier.ObjectResponse) {
	u.modifier.(planmodifier.Object).PlanModifyObject(ctx, req, resp) //nolint:forcetypeassert // as declared in the schema
	resp.RequiresReplace = resp.RequiresReplace && !completed(ctx, req.State)
}
