// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// ModifyPlan refuses a form that AWS would refuse: another one than it has.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionAbandon, func(planning crud.Planning) {
		if planning != crud.PlanDestroy {
			r.planPolicy(ctx, req, resp)
			r.planForm(ctx, req, resp)
		}
	})
}

// planPolicy plans ABANDON where the provider's default is DELETE, since AWS cannot delete the form.
func (r *managed) planPolicy(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	at := path.Root("deletion_policy")
	if r.Provider.DefaultDeletionPolicy == crud.DeletionDelete && crud.Text(ctx, req.Config, at.String(), &resp.Diagnostics) == "" {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, crud.DeletionAbandon)...)
	}
}

// planForm compares the configured form with the one that AWS has. Where the state has its hash, and the hash is the same,
// that needs no request.
func (r *managed) planForm(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var adopt types.Bool
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("adopt_existing"), &adopt)...)
	wanted, known, diags := configuredForm(ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	region := crud.Text(ctx, resp.Plan, "region", &resp.Diagnostics)
	if resp.Diagnostics.HasError() || !known || adopt.IsUnknown() || adopt.ValueBool() || region == "" {
		return
	}
	if crud.PlanningOf(req) == crud.PlanUpdate && !crud.Replaces(ctx, req, resp) {
		if wanted.Sum() == crud.Text(ctx, req.State, "form_sha256", &resp.Diagnostics) {
			return
		}
	}
	_, form, err := find(ctx, r.Provider, region)
	if err != nil {
		resp.Diagnostics.Append(apierr.Unchecked(path.Empty(), "the use-case form that AWS has", "", err, "")...)
		return
	}
	if form == nil || *form == wanted {
		return
	}
	refusal := diag.Diagnostics{diag.WithPath(formPath(ctx, req.Config, &resp.Diagnostics), otherForm(*form, wanted))}
	switch {
	case crud.PlanningOf(req) == crud.PlanCreate:
		resp.Diagnostics.Append(refusal...)
	case crud.Replaces(ctx, req, resp):
		crud.RefuseReplacement(ctx, resp, refusal)
	default: // of a form that no plan shows
		crud.RefuseUpdate(ctx, resp, refusal)
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("form_sha256"), types.StringUnknown())...)
	}
}

// formPath is the argument that has the form.
func formPath(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) path.Path {
	var inState types.Object
	at := path.Root("form_data")
	diags.Append(config.GetAttribute(ctx, at, &inState)...)
	if inState.IsNull() {
		return path.Root("form_data_wo")
	}
	return at
}

// otherForm says in what the form that AWS has differs from the configured one, and quotes neither.
func otherForm(existing, wanted access.Form) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Submitting another Bedrock use-case form", fmt.Sprintf(
		"AWS has a use-case form already, which the account or the management account of its organization handed in, and takes no other. "+
			"It differs in: %s.\n\nEither write what AWS has (the data source bedrock_use_case_for_model_access shows it), or set "+
			"adopt_existing = true to leave the form as it is.", strings.Join(existing.Differences(wanted), ", ")))
}
