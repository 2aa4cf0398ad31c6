// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values of deletion_policy.
const (
	DeletionDelete  = "DELETE"
	DeletionAbandon = "ABANDON"
	DeletionPrevent = "PREVENT"
)

var deletionPolicyPath = path.Root("deletion_policy")

// DeletionPolicyAttribute is the one argument that says what destroying means; what names the object in the text.
func DeletionPolicyAttribute(what, byDefault string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		Computed: true,
		Default:  stringdefault.StaticString(byDefault),
		MarkdownDescription: fmt.Sprintf("What destroying this resource does to %s: `DELETE` deletes it, `ABANDON` "+
			"only forgets it, `PREVENT` refuses to destroy or replace the resource. Default `%s`.", what, byDefault),
		Validators: []validator.String{stringvalidator.OneOf(DeletionDelete, DeletionAbandon, DeletionPrevent)},
	}
}

// PlanDeletion stops a plan that would destroy or replace an object whose state says PREVENT. Call it last, when the
// plan is known to replace or not. Delete asks MayDelete again, because -replace and taint pass by this check.
func PlanDeletion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if PlanningOf(req) != PlanDestroy && !Replaces(ctx, req, resp) {
		return
	}
	var policy types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, deletionPolicyPath, &policy)...)
	if policy.ValueString() == DeletionPrevent {
		resp.Diagnostics.Append(preventedDeletion())
	}
}

// MayDelete tells Delete whether to call AWS at all, before any call: not for ABANDON (a warning says what stays) and
// not for PREVENT (an error).
func MayDelete(policy types.String, what string) (bool, diag.Diagnostics) {
	switch policy.ValueString() {
	case DeletionPrevent:
		return false, diag.Diagnostics{preventedDeletion()}
	case DeletionAbandon:
		return false, diag.Diagnostics{diag.NewWarningDiagnostic("Leaving a Bedrock object in place",
			"deletion_policy is ABANDON: "+what+" still exists in AWS, with whatever it costs, and is no longer managed.")}
	}
	return true, nil
}

func preventedDeletion() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(deletionPolicyPath, "Destroying a protected Bedrock object",
		"deletion_policy is PREVENT, so the resource can be neither destroyed nor replaced. To allow it, set "+
			"deletion_policy to \"DELETE\" or \"ABANDON\" and apply that first.")
}
