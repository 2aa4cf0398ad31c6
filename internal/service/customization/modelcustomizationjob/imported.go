// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int32planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// replaceUnlessSameBase replaces when the base model changes. id, ARN and what AWS made of them are the same model.
func replaceUnlessSameBase() planmodifier.String {
	return sameBase{fwtypes.ReplaceUnlessResolved(fwtypes.SameModel, path.Root("base_model_arn"), fwtypes.ResolvesToModel)}
}

type sameBase struct{ planmodifier.String }

// PlanModifyString keeps an imported job that began with a custom model: AWS tells only the foundation model below it.
func (m sameBase) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	m.String.PlanModifyString(ctx, req, resp)
	if !resp.RequiresReplace || req.PlanValue.IsUnknown() || !customization.IsCustomModel(req.PlanValue.ValueString()) {
		return
	}
	var resolved types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("base_model_arn"), &resolved)...)
	if !lifecycle.Imported(ctx, req.Private, &resp.Diagnostics) || !resolved.Equal(req.StateValue) {
		return
	}
	resp.RequiresReplace = false
	resp.Diagnostics.AddAttributeWarning(req.Path, "Importing a job that began with a custom model", fmt.Sprintf(
		"Of an imported job, AWS tells only the foundation model, %s. The state takes over %s, and nothing is trained. If the job "+
			"began with another model, write that one before you apply. To train from this one instead, apply with -replace, which "+
			"deletes the model that the job made and starts a new paid job.",
		req.StateValue.ValueString(), req.PlanValue.ValueString()))
}

// immutableUnlessImported says of a nested argument that any change inside forces a new resource. After an import, what the
// configuration leaves to AWS is what AWS chose.
func immutableUnlessImported() planmodifier.Object {
	const reason = "Changing it forces a new resource."
	return objectplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			given := req.PlanValue.IsNull() == req.StateValue.IsNull()
			resp.RequiresReplace = !given || !lifecycle.Imported(ctx, req.Private, &resp.Diagnostics) || !leaves(req.PlanValue, req.StateValue)
		}, reason, reason)
}

// immutableInt32UnlessImported is immutableUnlessImported for a number.
func immutableInt32UnlessImported() planmodifier.Int32 {
	const reason = "Changing it forces a new resource."
	return int32planmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.Int32Request, resp *int32planmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.PlanValue.IsNull() || !lifecycle.Imported(ctx, req.Private, &resp.Diagnostics)
		}, reason, reason)
}

// leaves reports whether a plan differs from a state only in what it does not name.
func leaves(plan, state attr.Value) bool {
	if plan.IsNull() {
		return true
	}
	if number, ok := plan.(types.Float64); ok && !plan.IsUnknown() { // the decimal digits of a configuration are no float64
		was, ok := state.(types.Float64)
		return ok && number.ValueFloat64() == was.ValueFloat64()
	}
	planned, isObject := plan.(types.Object)
	known, _ := state.(types.Object)
	if !isObject || planned.IsUnknown() || known.IsNull() {
		return plan.Equal(state)
	}
	for name, value := range planned.Attributes() {
		if !leaves(value, known.Attributes()[name]) {
			return false
		}
	}
	return true
}

// replaceUnlessSameLogs replaces when other logs are trained on: false is what AWS takes for no use_prompt_response, and a slash
// at the end makes no difference.
func replaceUnlessSameLogs() planmodifier.Object {
	const reason = "Other logs force a new resource."
	return objectplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = req.PlanValue.IsUnknown() || req.PlanValue.IsNull() != req.StateValue.IsNull() ||
				!sameLogs(req.PlanValue.Attributes(), req.StateValue.Attributes())
		}, reason, reason)
}

func sameLogs(plan, state map[string]attr.Value) bool {
	for name, now := range plan {
		if now.IsUnknown() || !sameOfLogs(name, now, state[name]) {
			return false
		}
	}
	return true
}

func sameOfLogs(name string, now, was attr.Value) bool {
	switch now := now.(type) {
	case types.Bool:
		was, ok := was.(types.Bool)
		return ok && now.ValueBool() == was.ValueBool()
	case types.String:
		was, ok := was.(types.String)
		return ok && fwtypes.SameS3URI(was.ValueString(), now.ValueString())
	case types.Object:
		if was, ok := was.(types.Object); ok && name == "invocation_log_source" {
			return sameLogs(now.Attributes(), was.Attributes())
		}
	}
	return now.Equal(was)
}
