// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

var tagsPath, tagsAllPath = path.Root("tags"), path.Root("tags_all")

// Planning is the case that ModifyPlan was called for.
type Planning int

// The cases of ModifyPlan.
const (
	PlanCreate Planning = iota
	PlanUpdate          // also when nothing changes
	PlanDestroy
)

// PlanningOf tells the cases of ModifyPlan apart.
func PlanningOf(req resource.ModifyPlanRequest) Planning {
	switch {
	case req.Plan.Raw.IsNull():
		return PlanDestroy
	case req.State.Raw.IsNull():
		return PlanCreate
	}
	return PlanUpdate
}

// PlanShared plans what configuration alone does not say, in one order for every type: the region, the tags where the type has
// them, the checks of the type, unless something is wrong already, and last the deletion, when the plan is known to replace or
// not. checks is called for a destroy too, without the rest. byDefault is the type's deletion_policy where nobody says any.
func PlanShared(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, data *ProviderData, byDefault string,
	checks func(Planning),
) {
	if data == nil {
		return
	}
	planning := PlanningOf(req)
	if planning != PlanDestroy {
		PlanRegion(ctx, req, resp, data)
		PlanTags(ctx, req, resp, data)
		PlanPolicy(ctx, req, resp, data, byDefault)
	}
	if !resp.Diagnostics.HasError() {
		checks(planning)
	}
	PlanDeletion(ctx, req, resp, data, nil)
}

// PlanTags plans tags_all of a type that has it.
func PlanTags(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, data *ProviderData) {
	if _, has := resp.Plan.Schema.GetAttributes()[tagsAllPath.String()]; has {
		tags.PlanAll(ctx, req, resp, data.DefaultTags, tagsPath, tagsAllPath)
	}
}

// ResumePlan marks the attributes that the end of a wait fills as unknown. Terraform then plans an update, which waits
// on, and plans everything that depends on them, instead of reporting "no changes" for a job that is still running.
// Call it only while the configured wait is unmet.
func ResumePlan(ctx context.Context, resp *resource.ModifyPlanResponse, filled ...path.Path) {
	for _, at := range filled {
		resp.Diagnostics.Append(setUnknown(ctx, resp, at)...)
	}
}

// PlanNull plans the attributes that only completion fills as null, where nothing will wait for completion: a count on
// them works, and a plain reference fails at plan, before anything is paid. A nested object keeps its shape, with null
// members, so that an output of one of them does not break the first apply.
func PlanNull(ctx context.Context, resp *resource.ModifyPlanResponse, filled ...path.Path) {
	for _, at := range filled {
		attribute, diags := resp.Plan.Schema.AttributeAtPath(ctx, at)
		resp.Diagnostics.Append(diags...)
		if diags.HasError() {
			return
		}
		null, err := attribute.GetType().ValueFromTerraform(ctx, emptyOf(ctx, attribute.GetType()))
		if err != nil {
			resp.Diagnostics.AddAttributeError(at, "Planning a null value", err.Error())
			return
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, null)...)
	}
}

func setUnknown(ctx context.Context, resp *resource.ModifyPlanResponse, at path.Path) diag.Diagnostics {
	attribute, diags := resp.Plan.Schema.AttributeAtPath(ctx, at)
	if diags.HasError() {
		return diags
	}
	unknown, err := attribute.GetType().ValueFromTerraform(ctx, unknownOf(ctx, attribute.GetType()))
	if err != nil {
		diags.AddAttributeError(at, "Planning an unknown value", err.Error())
		return diags
	}
	diags.Append(resp.Plan.SetAttribute(ctx, at, unknown)...)
	return diags
}

// configured reads a string of the configuration; ok is false when it is not known yet.
func configured(ctx context.Context, req resource.ModifyPlanRequest, at path.Path) (value types.String, diags diag.Diagnostics) {
	diags = req.Config.GetAttribute(ctx, at, &value)
	return value, diags
}
