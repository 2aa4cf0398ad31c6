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
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// ModifyPlan refuses a form that AWS would refuse: another one than it has.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, func(planning crud.Planning) {
		if planning != crud.PlanDestroy {
			r.planForm(ctx, req, resp)
		}
	})
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
	if form != nil && *form != wanted {
		resp.Diagnostics.Append(otherForm(*form, wanted))
	}
}

// otherForm says in what the form that AWS has differs from the configured one, and quotes neither.
func otherForm(existing, wanted access.Form) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Submitting another Bedrock use-case form", fmt.Sprintf(
		"AWS has a use-case form already, which the account or the management account of its organization handed in, and takes no other. "+
			"It differs in: %s.\n\nEither write what AWS has (the data source bedrock_use_case_for_model_access shows it), or set "+
			"adopt_existing = true to leave the form as it is.", strings.Join(existing.Differences(wanted), ", ")))
}
