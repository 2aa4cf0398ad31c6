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

// MayDelete tells Delete whether to delete at all, before it asks AWS for anything but whose the credentials are: not for PREVENT
// (an error), not with the credentials of another account than the object's (an error), and not for ABANDON (a warning says what
// stays). Every Delete calls it before it returns, because what Delete returns from without an error is forgotten.
func MayDelete(ctx context.Context, data *ProviderData, policy types.String, what string, owner Owner) (bool, diag.Diagnostics) {
	if policy.ValueString() == DeletionPrevent {
		return false, diag.Diagnostics{preventedDeletion()}
	}
	if diags := owner.mayForget(ctx, data, what); diags.HasError() {
		return false, diags
	}
	if policy.ValueString() == DeletionAbandon {
		return false, diag.Diagnostics{diag.NewWarningDiagnostic("Leaving a Bedrock object in place",
			"deletion_policy is ABANDON: "+what+" still exists in AWS, with whatever it costs, and is no longer managed.")}
	}
	return true, nil
}

func preventedDeletion() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(deletionPolicyPath, "Destroying a protected Bedrock object",
		"deletion_policy is PREVENT, so the resource can be neither destroyed nor replaced. To allow it, set deletion_policy to "+
			"\"DELETE\", with which the object is then deleted for good, or to \"ABANDON\", with which it stays in AWS with whatever it "+
			"costs. "+ApplyAlone("ADDRESS"))
}

// ApplyAlone says how to apply a change without which a resource cannot be destroyed. Destroys stop half way: a plain apply would
// then make anew what went before, and a model is trained for money.
func ApplyAlone(address string) string {
	return "Change nothing else of the resource, and apply that alone first:\n\n  terraform apply -target=" + address + "\n\n" +
		"An apply without -target also creates again, and pays for again, what a destroy has deleted already, such as a trained model."
}
