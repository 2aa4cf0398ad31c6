// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type replacementKey struct{}

type replacement struct {
	refused bool
	causes  []*tftypes.AttributePath
}

// WithReplacement tells ModifyPlan that the plan replaces the object, and the attributes that are the cause. The framework keeps
// from it what the plan modifiers of the attributes asked for, so the provider server plans a replacement a second time, in this
// context.
func WithReplacement(ctx context.Context, causes []*tftypes.AttributePath) context.Context {
	return context.WithValue(ctx, replacementKey{}, &replacement{causes: causes})
}

func replacementOf(ctx context.Context) *replacement {
	planned, _ := ctx.Value(replacementKey{}).(*replacement)
	return planned
}

// Replaces reports whether the plan destroys the object and makes another.
func Replaces(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) bool {
	planned := replacementOf(ctx)
	return PlanningOf(req) == PlanUpdate && !ReplacementRefused(ctx) && (len(resp.RequiresReplace) > 0 || planned != nil)
}

// ReplacedUnseen are the attributes for which the plan replaces the object although nobody knows yet whether they will change: what
// they come from is new in this plan, as it also looks where its block was renamed.
func ReplacedUnseen(ctx context.Context, resp *resource.ModifyPlanResponse) (attributes []string) {
	planned := replacementOf(ctx)
	if planned == nil {
		return nil
	}
	for _, cause := range planned.causes {
		found, _, err := tftypes.WalkAttributePath(resp.Plan.Raw, cause)
		if value, ok := found.(tftypes.Value); err == nil && ok && !value.IsKnown() {
			attributes = append(attributes, nameOf(cause))
		}
	}
	return attributes
}

// nameOf is an attribute as a configuration names it: training_data_config.s3_uri.
func nameOf(at *tftypes.AttributePath) string {
	var names []string
	for _, step := range at.Steps() {
		if name, ok := step.(tftypes.AttributeName); ok {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}

// refusedKey is the mark in the private data of a plan that its update is a replacement that was refused, with the reasons.
const refusedKey = "refused"

// ReplacementRefused reports whether the resource has refused to be replaced: then the plan is an update, which fails.
func ReplacementRefused(ctx context.Context) bool {
	planned := replacementOf(ctx)
	return planned != nil && planned.refused
}

// refusal is an error as the private data of a plan have it.
type refusal struct{ Summary, Detail, Attribute string }

// RefuseReplacement plans, in the place of a replacement that would destroy the object and then fail for these reasons, an update
// that fails before it does anything. As errors of the plan they would stop a destroy too, before which Terraform makes it.
func RefuseReplacement(ctx context.Context, resp *resource.ModifyPlanResponse, reasons diag.Diagnostics) {
	planned := replacementOf(ctx)
	if planned == nil {
		return // the server plans it again
	}
	planned.refused = true
	RefuseUpdate(ctx, resp, reasons)
}

// RefuseUpdate plans an update that fails for these reasons before it does anything.
func RefuseUpdate(ctx context.Context, resp *resource.ModifyPlanResponse, reasons diag.Diagnostics) {
	var refusals []refusal
	for _, reason := range reasons.Errors() {
		at := path.Empty()
		if placed, ok := reason.(diag.DiagnosticWithPath); ok {
			at = placed.Path()
		}
		refusals = append(refusals, refusal{reason.Summary(), reason.Detail(), rootOf(at)})
		resp.Diagnostics.AddAttributeWarning(at, reason.Summary(), reason.Detail()+"\n\nSo this change cannot be applied: what is there is "+
			"not replaced, and the apply stops with this as an error.")
	}
	encoded, _ := json.Marshal(refusals) // strings always can be
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, refusedKey, encoded)...)
}

// Private is the private data of a request.
type Private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// Refused reports that the plan refused the update, and says why. It is first in every Update.
func Refused(ctx context.Context, private Private, diags *diag.Diagnostics) bool {
	encoded, found := private.GetKey(ctx, refusedKey)
	diags.Append(found...)
	var refusals []refusal
	if json.Unmarshal(encoded, &refusals) != nil {
		return false // there is none
	}
	for _, reason := range refusals {
		if reason.Attribute == "" {
			diags.AddError(reason.Summary, reason.Detail)
			continue
		}
		diags.AddAttributeError(path.Root(reason.Attribute), reason.Summary, reason.Detail)
	}
	return len(refusals) > 0
}

// rootOf is the argument that a path begins with; empty for none.
func rootOf(at path.Path) string {
	if len(at.Steps()) == 0 {
		return ""
	}
	name, _ := at.Steps()[0].(path.PathStepAttributeName)
	return string(name)
}
