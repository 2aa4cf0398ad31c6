// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// replaceUnlessTrainedWith replaces when the hyperparameters change, unless the job already ran with what is configured
// now: numbers count by value, and naming a default that AWS added changes nothing.
func replaceUnlessTrainedWith() planmodifier.Map { return trainedWith{} }

type trainedWith struct{}

func (trainedWith) Description(context.Context) string {
	return "Other hyperparameters force a new resource."
}

func (m trainedWith) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (trainedWith) PlanModifyMap(ctx context.Context, req planmodifier.MapRequest, resp *planmodifier.MapResponse) {
	if req.ConfigValue.IsNull() {
		// The framework has an unknown value here: what is left to AWS is planned as that, not as something to come.
		resp.PlanValue = types.MapNull(types.StringType)
	}
	if req.State.Raw.IsNull() || req.Plan.Raw.IsNull() || resp.PlanValue.Equal(req.StateValue) {
		return
	}
	if resp.PlanValue.IsUnknown() {
		resp.RequiresReplace = true
		return
	}
	var effective types.Map
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("effective_hyper_parameters"), &effective)...)
	was, now, ran := tags.Map(req.StateValue), tags.Map(resp.PlanValue), tags.Map(effective)
	switch {
	case within(now, was) && within(was, now):
		resp.PlanValue = req.StateValue
	case sameMap(was, ran) && within(now, ran):
		// The state has all that AWS reported, as after an import.
		resp.PlanValue = req.StateValue
	default:
		resp.RequiresReplace = !within(was, now) || !within(now, ran)
	}
}

// within reports whether every entry of some is in all, numbers by value.
func within(some, all map[string]string) bool {
	for name, value := range some {
		other, ok := all[name]
		if !ok || !sameNumber(value, other) {
			return false
		}
	}
	return true
}

func sameMap(a, b map[string]string) bool { return len(a) == len(b) && within(a, b) }

func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}
