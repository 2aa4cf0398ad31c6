// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// ModifyPlan refuses to share a model from another region than its own, and leaves open what a change, or a wait, will bring.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionDelete, func(planning crud.Planning) {
		switch planning {
		case crud.PlanCreate:
			checkRegion(ctx, resp)
		case crud.PlanUpdate:
			r.planStatus(ctx, req, resp)
		case crud.PlanDestroy:
		}
	})
}

// checkRegion holds the region of a new share against that of the model.
func checkRegion(ctx context.Context, resp *resource.ModifyPlanResponse) {
	var region, arn types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("region"), &region)...)
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("model_arn"), &arn)...)
	lives := crud.RegionFromARN(arn.ValueString())
	if region.ValueString() == "" || lives == "" || lives == region.ValueString() {
		return
	}
	resp.Diagnostics.AddAttributeError(path.Root("region"), "Sharing a model from another region", fmt.Sprintf(
		"%s is in %s, and a share is in the region of what it shares. Write region = %[2]q in the resource. Whoever gets the model copies it "+
			"to any region.", arn.ValueString(), lives))
}

func (r *managed) planStatus(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var now, was types.Set
	var status types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("principals"), &now)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("principals"), &was)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("status"), &status)...)
	if !resp.Diagnostics.HasError() && (!now.Equal(was) || status.ValueString() != associated) {
		crud.ResumePlan(ctx, resp, path.Root("status"), path.Root("principal_statuses"))
	}
}
