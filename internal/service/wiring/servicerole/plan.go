// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
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
	now.TrustPolicy, now.PermissionsPolicy, now.ModelARNs = types.StringUnknown(), types.StringUnknown(), types.SetUnknown(types.StringType)
	caller, err := r.Provider.Clients.Caller(ctx)
	if err == nil && now.isKnown(ctx) {
		now.planModels(ctx, now.scope(caller), &was)
		if err := now.derive(now.scope(caller), &was); err != nil {
			resp.Diagnostics.AddError("Planning the policies of a Bedrock service role", err.Error()+".")
			return
		}
	}
	if creating && err == nil && !now.Name.IsUnknown() && !now.Path.IsUnknown() {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("arn"), now.roleARN(caller))...)
	}
	arn := crud.Text(ctx, resp.Plan, "arn", &resp.Diagnostics)
	if arn != "" && !now.Purpose.IsUnknown() && !now.Region.IsUnknown() {
		r.Provider.Lookup.PlanRole(arn, lookup.RoleUse{Purpose: now.Purpose.ValueString(), Region: now.Region.ValueString()})
	}
	for name, value := range map[string]attr.Value{
		"teacher_models": now.TeacherModels, "invoked_models": now.InvokedModels, "model_arns": now.ModelARNs,
		"trust_policy": now.TrustPolicy, "permissions_policy": now.PermissionsPolicy,
	} {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// planModels plans the ARNs of the models as far as the names tell. Those behind an inference profile the apply asks for, once: a plan
// must not depend on whether AWS answers, and as long as the same models are named, they stay what they are.
func (m *model) planModels(ctx context.Context, scope jobpolicy.Scope, was *model) {
	m.TeacherModels = sameModels(ctx, scope, was.TeacherModels, was.ModelARNs, m.TeacherModels)
	m.InvokedModels = sameModels(ctx, scope, was.InvokedModels, was.ModelARNs, m.InvokedModels)
	models, err := invocable(ctx, nobody{}, scope, m.models())
	switch {
	case err == nil:
		m.ModelARNs = conv.Set(models)
	case m.TeacherModels.Equal(was.TeacherModels) && m.InvokedModels.Equal(was.InvokedModels) && m.Region.Equal(was.Region):
		m.ModelARNs = was.ModelARNs
	}
}
