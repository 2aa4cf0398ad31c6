// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package schemas holds what several schemas repeat to the letter: computed attributes that configuration cannot change,
// and nested attributes that more than one domain takes.
package schemas

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// ComputedString is an output that keeps its value until AWS changes it.
func ComputedString(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed:            true,
		MarkdownDescription: description,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// ImmutableString is a required argument that AWS cannot change in place.
func ImmutableString(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Required:            true,
		MarkdownDescription: description + " Changing it forces a new resource.",
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		Validators:          validators,
	}
}

// ImmutableUntilCompleted is a required argument of a job, which a completed one never uses again.
func ImmutableUntilCompleted(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Required:            true,
		MarkdownDescription: description + fwtypes.InStateOnly,
		PlanModifiers:       []planmodifier.String{fwtypes.UntilCompleted(stringplanmodifier.RequiresReplace())},
		Validators:          validators,
	}
}

// ReplaceOnceKnown says of an argument that AWS never answers that any change of it forces a new resource, unless the state does
// not know it, as after an import.
func ReplaceOnceKnown() planmodifier.Object {
	const reason = "Changing it forces a new resource, unless an import left it open."
	return objectplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		}, reason, reason)
}

// ReplaceIfOther says of an argument that AWS never sees that another value forces a new resource. The first one, and none, do not.
func ReplaceIfOther() planmodifier.String {
	const reason = "Another value forces a new resource."
	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull() && !req.PlanValue.IsNull()
		}, reason, reason)
}

// KeepInt64 are the plan modifiers of a number that keeps its value until AWS changes it.
func KeepInt64() []planmodifier.Int64 {
	return []planmodifier.Int64{int64planmodifier.UseStateForUnknown()}
}
