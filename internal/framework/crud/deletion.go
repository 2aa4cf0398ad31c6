// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Values of deletion_policy.
const (
	DeletionDelete  = "DELETE"
	DeletionAbandon = "ABANDON"
	DeletionPrevent = "PREVENT"
)

// DeletionPolicies are all values of deletion_policy.
func DeletionPolicies() []string { return []string{DeletionDelete, DeletionAbandon, DeletionPrevent} }

var deletionPolicyPath = path.Root("deletion_policy")

// protectedKey is the mark in the private data of a plan that its object must not be replaced, with the reason. Terraform plans a
// replacement that somebody asks for as an object that stays and then as a new one, and hands the second plan what the first one
// marked: that tells -replace and replace_triggered_by before anything is paid, in whatever order they would be done.
const protectedKey = "protected"

// DeletionPolicyAttribute is the one argument that says what destroying means; what names the object in the text, and byDefault is
// what no one has to say, empty where somebody has to.
func DeletionPolicyAttribute(what, byDefault string) schema.StringAttribute {
	otherwise := "else `" + byDefault + "`."
	if byDefault == "" {
		otherwise = "else none: then an object that cannot be had back for free is not deleted, and the error says what to write."
	}
	return schema.StringAttribute{
		Optional: true,
		Computed: true,
		MarkdownDescription: fmt.Sprintf("What destroying this resource does to %s: `DELETE` deletes it, `ABANDON` "+
			"only forgets it, `PREVENT` refuses to destroy or replace the resource. Defaults to the provider's `default_deletion_policy`, %s",
			what, otherwise),
		Validators: []validator.String{stringvalidator.OneOf(DeletionPolicies()...)},
	}
}

// policy is what counts when an object is destroyed: the provider's override, what the state has, the provider's default.
func (d *ProviderData) policy(state types.String) string {
	return cmp.Or(d.DeletionPolicyOverride, state.ValueString(), d.DefaultDeletionPolicy)
}

// Deletes reports whether an object with this deletion_policy in the state is deleted by a destroy.
func (d *ProviderData) Deletes(state types.String) bool { return d.policy(state) == DeletionDelete }

// Unsaid reports that nobody has said what a destroy does to an object with this deletion_policy in the state.
func (d *ProviderData) Unsaid(state types.String) bool { return d.policy(state) == "" }

// PolicyUnlessSaid is deletion_policy of a resource that says none; null where nobody has said any.
func (d *ProviderData) PolicyUnlessSaid(byDefault string) types.String {
	if policy := cmp.Or(d.DefaultDeletionPolicy, byDefault); policy != "" {
		return types.StringValue(policy)
	}
	return types.StringNull()
}

// PlanPolicy plans deletion_policy: as configured, or the provider's default, or the type's, which may be none.
func PlanPolicy(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, data *ProviderData, byDefault string,
) {
	if resp.Private != nil {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, refusedKey, nil)...) // of an earlier plan
	}
	inConfig, diags := configured(ctx, req, deletionPolicyPath)
	if resp.Diagnostics.Append(diags...); diags.HasError() || !inConfig.IsNull() {
		return
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, deletionPolicyPath, data.PolicyUnlessSaid(byDefault))...)
}

// PlanDeletion stops a plan that would destroy or replace an object whose policy is PREVENT, or that has none and needs one: then
// unsaid is the reason. Call it last, when the plan is known to replace or not. Delete asks again, because taint passes by.
func PlanDeletion(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, data *ProviderData, unsaid diag.Diagnostic,
) {
	planning := PlanningOf(req)
	if planning == PlanCreate {
		marked, diags := req.Private.GetKey(ctx, protectedKey)
		resp.Diagnostics.Append(diags...)
		var why string
		if json.Unmarshal(marked, &why) == nil && why != "" {
			resp.Diagnostics.AddAttributeError(deletionPolicyPath, "Replacing a protected Bedrock object", why)
		}
		return
	}
	var state types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, deletionPolicyPath, &state)...)
	refusal := unsaid
	switch data.policy(state) {
	case DeletionPrevent:
		refusal = preventedDeletion()
	case DeletionDelete, DeletionAbandon:
		refusal = nil
	}
	if planning == PlanUpdate && resp.Private != nil { // as it always is in a server
		var why []byte
		if refusal != nil {
			why, _ = json.Marshal(refusal.Detail()) // a string always can be
		}
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, protectedKey, why)...)
	}
	if refusal != nil && (planning == PlanDestroy || Replaces(ctx, req, resp)) {
		resp.Diagnostics.Append(refusal)
	}
}

// MayDelete tells Delete whether to delete at all, before it asks AWS for anything but whose the credentials are: not for PREVENT
// (an error), not with the credentials of another account than the object's (an error), and not for ABANDON (a warning says what
// stays). Every Delete calls it before it returns, because what Delete returns from without an error is forgotten.
func MayDelete(ctx context.Context, data *ProviderData, state types.String, what string, owner Owner) (bool, diag.Diagnostics) {
	if diags := MayForget(ctx, data, state, what, owner); diags.HasError() {
		return false, diags
	}
	if data.policy(state) == DeletionAbandon {
		return false, diag.Diagnostics{diag.NewWarningDiagnostic("Leaving a Bedrock object in place",
			"deletion_policy is ABANDON: "+what+" still exists in AWS, with whatever it costs, and is no longer managed.")}
	}
	return true, nil
}

// MayForget is MayDelete of what AWS cannot delete, and of which therefore nothing has to be said.
func MayForget(ctx context.Context, data *ProviderData, state types.String, what string, owner Owner) diag.Diagnostics {
	if data.policy(state) == DeletionPrevent {
		return diag.Diagnostics{preventedDeletion()}
	}
	return owner.mayForget(ctx, data, what)
}

// UnsaidDeletion refuses to delete what cannot be had back for free, unless somebody has said that it may be.
func UnsaidDeletion(what, typeName string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(deletionPolicyPath, "Destroying what cannot be had back for free", what+" would be deleted, and "+
		"nobody has written that it may be. Write in the resource one of\n\n"+
		"  deletion_policy = \"DELETE\"    # it is deleted for good\n"+
		"  deletion_policy = \"ABANDON\"   # it stays in AWS, with whatever it costs\n\n"+ApplyAlone("ADDRESS")+"\n\n"+
		"If the block was renamed, nothing needs to be deleted, so write this instead:\n\n"+
		MovedBlock(typeName)+"\n\n"+
		"If it was taken out, a removed block with lifecycle { destroy = false } leaves the object in AWS. "+
		"For all resources, the provider has default_deletion_policy. "+override)
}

// MovedBlock is what to write where a block was renamed, which to Terraform is one that goes and another that comes.
func MovedBlock(typeName string) string {
	return "  moved {\n    from = " + typeName + ".OLD_NAME\n    to   = " + typeName + ".NEW_NAME\n  }"
}

func preventedDeletion() diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(deletionPolicyPath, "Destroying a protected Bedrock object",
		"deletion_policy is PREVENT, so the resource can be neither destroyed nor replaced. To allow it, set deletion_policy to "+
			"\"DELETE\", with which the object is then deleted for good, or to \"ABANDON\", with which it stays in AWS with whatever it "+
			"costs. "+ApplyAlone("ADDRESS")+"\n\n"+override)
}

const override = "Where no apply can change the policy, because the object is tainted (terraform untaint ADDRESS) or deposed, the " +
	"provider's deletion_policy_override, or " + OverrideEnvironment + ", wins over what the state says."

// OverrideEnvironment is the environment variable of the provider's deletion_policy_override.
const OverrideEnvironment = "TF_BEDROCK_DELETION_POLICY_OVERRIDE"

// ApplyAlone says how to apply a change without which a resource cannot be destroyed. Destroys stop half way: a plain apply would
// then make anew what went before, and a model is trained for money.
func ApplyAlone(address string) string {
	return "Change nothing else of the resource, and apply that alone first:\n\n  terraform apply -target=" + address + "\n\n" +
		"An apply without -target also creates again, and pays for again, what a destroy has deleted already, such as a trained model."
}
