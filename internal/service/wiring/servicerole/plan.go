// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// ModifyPlan plans the region, the tags, both policies and, where the name is known, the ARN. It is crud.PlanShared but for the
// region, which is not the role's.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Provider == nil {
		return
	}
	if crud.PlanningOf(req) != crud.PlanDestroy {
		r.planRegion(ctx, req, resp)
		crud.PlanTags(ctx, req, resp, r.Provider)
		crud.PlanPolicy(ctx, req, resp, r.Provider, crud.DeletionDelete)
		tags.CheckCase(ctx, req, resp, r.Provider.DefaultTags, path.Root("tags"))
		if resp.Diagnostics.HasError() {
			return
		}
		r.planPolicies(ctx, req, resp)
	}
	crud.PlanDeletion(ctx, req, resp, r.Provider, nil)
}

// planRegion plans the region of the jobs: as configured, or the provider's. The role itself is in no region, so that
// another one replaces nothing. Where only the provider's has changed, it stays that of the jobs that use the role: they stay too.
func (r *managed) planRegion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	at := path.Root("region")
	var configured types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &configured)...)
	if resp.Diagnostics.HasError() || configured.IsUnknown() {
		return
	}
	if !configured.IsNull() {
		if err := r.Provider.Clients.CheckRegion(configured.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(at, "Choosing the AWS Region", err.Error())
		}
		return
	}
	var state types.String
	if crud.PlanningOf(req) == crud.PlanUpdate {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &state)...)
	}
	if r.Provider.RegionUnknown {
		if crud.PlanningOf(req) == crud.PlanUpdate {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, state)...)
		}
		return
	}
	region, err := r.Provider.Clients.Region(ctx)
	if err != nil {
		resp.Diagnostics.AddAttributeError(at, "Choosing the AWS Region", err.Error())
		return
	}
	if lives := state.ValueString(); lives != "" && lives != region {
		resp.Diagnostics.AddAttributeWarning(at, "Keeping a role for jobs of another region", fmt.Sprintf(
			"The role is for jobs in %[1]s, but the provider's region is now %[2]s and the resource names none, so it stays as it is. "+
				"One of these lines in the resource says what is meant:\n\n"+
				"  region = %[1]q   # stay, without this warning\n"+
				"  region = %[2]q   # change the trust of the role; jobs that still run in %[1]s may fail", lives, region))
		region = lives
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, region)...)
}

// planPolicies plans the documents as far as the arguments are known. They name the account: while AWS does not say which
// it is, they are unknown.
func (r *managed) planPolicies(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var now, was model
	if !crud.Decode(ctx, resp.Plan, &now, &resp.Diagnostics) {
		return
	}
	creating := crud.PlanningOf(req) == crud.PlanCreate
	if !creating && !crud.Decode(ctx, req.State, &was, &resp.Diagnostics) {
		return
	}
	now.TrustPolicy, now.PermissionsPolicy = types.StringUnknown(), types.StringUnknown()
	caller, err := r.Provider.Clients.Caller(ctx)
	if err == nil && now.granted(ctx) {
		if err := now.derive(caller, &was); err != nil {
			resp.Diagnostics.AddError("Planning the policies of a Bedrock service role", err.Error()+".")
			return
		}
	}
	if creating && err == nil && !now.Name.IsUnknown() && !now.Path.IsUnknown() {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("arn"), now.roleARN(caller))...)
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("trust_policy"), now.TrustPolicy)...)
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("permissions_policy"), now.PermissionsPolicy)...)
}
