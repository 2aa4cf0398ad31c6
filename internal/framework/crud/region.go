// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var regionPath = path.Root("region")

// RegionAttribute is the region of a regional resource. PlanRegion gives it its behaviour.
func RegionAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		Computed: true,
		MarkdownDescription: "AWS Region of the object. Defaults to the provider's region. " +
			"Another region forces a new object; when only the provider's region changed, the object stays where it is, with a warning " +
			"that shows how to stay without one, and how to move.",
	}
}

// PlanRegion plans the region argument: as configured, which replaces when it differs; otherwise the provider's. An object that
// lives elsewhere stays there, with a warning that offers both ways: a silent move would destroy it, and an error would stop a
// destroy, before which Terraform makes this plan.
func PlanRegion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, data *ProviderData) {
	if data == nil || PlanningOf(req) == PlanDestroy {
		return
	}
	var inState types.String
	if PlanningOf(req) == PlanUpdate {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, regionPath, &inState)...)
	}
	inConfig, diags := configured(ctx, req, regionPath)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	lives := inState.ValueString()
	switch {
	case inConfig.IsUnknown() && lives == "":
	case !inConfig.IsNull():
		if err := data.Clients.CheckRegion(inConfig.ValueString()); err != nil && !inConfig.IsUnknown() {
			resp.Diagnostics.AddAttributeError(regionPath, "Choosing the AWS Region", err.Error())
			return
		}
		if lives != "" && inConfig.ValueString() != lives {
			resp.RequiresReplace = append(resp.RequiresReplace, regionPath)
		}
	case data.RegionUnknown:
		if lives != "" {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, regionPath, lives)...)
		}
	default:
		planProviderRegion(ctx, resp, data, lives)
	}
}

func planProviderRegion(ctx context.Context, resp *resource.ModifyPlanResponse, data *ProviderData, lives string) {
	region, err := data.Clients.Region(ctx)
	if err != nil {
		resp.Diagnostics.AddAttributeError(regionPath, "Choosing the AWS Region", err.Error())
		return
	}
	if lives != "" && lives != region {
		resp.Diagnostics.AddAttributeWarning(regionPath, "Keeping a resource in another region", fmt.Sprintf(
			"The object exists in %[1]s, but the provider's region is now %[2]s and the resource names none, so it stays where it is. "+
				"One of these lines in the resource says what is meant:\n\n"+
				"  region = %[1]q   # stay, without this warning\n"+
				"  region = %[2]q   # move: destroy it and create a new one, which may cost money", lives, region))
		region = lives
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, regionPath, region)...)
}

// RegionOf is the region to call for a planned or configured value: the value, or the provider's.
func RegionOf(ctx context.Context, data *ProviderData, value types.String) (string, error) {
	if region := value.ValueString(); region != "" {
		return region, nil
	}
	return data.Clients.Region(ctx)
}
