// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"context"
	"errors"
	"fmt"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// ModifyPlan plans the gates, and refuses models and terms that AWS does not have, before anything is accepted.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionAbandon, func(planning crud.Planning) {
		switch planning {
		case crud.PlanCreate:
			r.planModel(ctx, resp)
			r.planTerms(ctx, resp)
		case crud.PlanUpdate:
			planAcceptedTerms(ctx, req, resp)
			planGates(ctx, req, resp)
		case crud.PlanDestroy:
			r.warnOfCancelling(ctx, req, resp)
		}
	})
}

// planModel checks that the region has the model at all. All resources share one list; what AWS refuses to tell is left to
// apply, with a warning.
func (r *managed) planModel(ctx context.Context, resp *resource.ModifyPlanResponse) {
	model, region := crud.Text(ctx, resp.Plan, "model_id", &resp.Diagnostics), crud.Text(ctx, resp.Plan, "region", &resp.Diagnostics)
	if model == "" || region == "" {
		return
	}
	_, err := r.Provider.Lookup.FoundationModel(ctx, region, model)
	var absent *lookup.ModelNotFoundError
	switch {
	case errors.As(err, &absent):
		resp.Diagnostics.AddAttributeError(path.Root("model_id"), "Opening a Bedrock model that does not exist", absent.Detail())
	case err != nil:
		resp.Diagnostics.Append(apierr.Unchecked(path.Root("model_id"), "the model", model, err, "")...)
	}
}

// planTerms compares the terms that AWS offers with the expected ones, where there are expectations.
func (r *managed) planTerms(ctx context.Context, resp *resource.ModifyPlanResponse) {
	m := model{
		ModelID: types.StringValue(crud.Text(ctx, resp.Plan, "model_id", &resp.Diagnostics)),
		Region:  types.StringValue(crud.Text(ctx, resp.Plan, "region", &resp.Diagnostics)),
		OfferID: types.StringValue(crud.Text(ctx, resp.Plan, "offer_id", &resp.Diagnostics)),
	}
	expected := crud.Text(ctx, resp.Plan, "expected_terms_url", &resp.Diagnostics)
	if resp.Diagnostics.HasError() || expected == "" || m.ModelID.ValueString() == "" || m.Region.ValueString() == "" {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	var found *access.Offer
	if err == nil {
		found, err = findOffer(ctx, client, m.ModelID.ValueString(), m.OfferID.ValueString())
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Unchecked(path.Root("expected_terms_url"), "the terms", m.ModelID.ValueString(), err,
			"The apply compares the terms before it accepts any.")...)
		return
	}
	m.ExpectedTermsURL = types.StringValue(expected)
	m.useOffer(found)
	resp.Diagnostics.Append(m.checkTerms()...)
}

// planAcceptedTerms compares the terms that were accepted with the expected ones. What AWS offers to others meanwhile does
// not matter; and another model or offer makes it a new agreement, which is planned as one.
func planAcceptedTerms(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	for _, attribute := range []string{"model_id", "offer_id"} {
		if crud.Text(ctx, resp.Plan, attribute, &resp.Diagnostics) != crud.Text(ctx, req.State, attribute, &resp.Diagnostics) {
			return
		}
	}
	m := model{
		ModelID:          types.StringValue(crud.Text(ctx, resp.Plan, "model_id", &resp.Diagnostics)),
		ExpectedTermsURL: types.StringValue(crud.Text(ctx, resp.Plan, "expected_terms_url", &resp.Diagnostics)),
		LegalTermsURL:    types.StringValue(crud.Text(ctx, resp.Plan, "legal_terms_url", &resp.Diagnostics)),
	}
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("agreement_required"), &m.AgreementRequired)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(m.checkTerms()...)
	}
}

// planGates plans to wait on while a required gate is closed, and to ask again where the agreement failed.
func planGates(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var m model
	state := func(attribute string, into any) {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(attribute), into)...)
	}
	state("agreement_status", &m.AgreementStatus)
	state("agreement_error_message", &m.AgreementErrorMessage)
	state("authorization_status", &m.AuthorizationStatus)
	state("entitlement_availability", &m.EntitlementAvailability)
	state("region_availability", &m.RegionAvailability)
	state("agreement_required", &m.AgreementRequired)
	state("model_id", &m.ModelID)
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("required_gates"), &m.RequiredGates)...)
	if resp.Diagnostics.HasError() || m.RequiredGates.IsUnknown() || len(m.unmet()) == 0 {
		return
	}
	crud.ResumePlan(ctx, resp, gatePaths()...)
	if m.Agreement() == awstypes.AgreementStatusError {
		at := path.Root("agreement_status")
		resp.RequiresReplace = append(resp.RequiresReplace, at)
		resp.Diagnostics.AddAttributeWarning(at, "Replacing a failed Bedrock "+noun, fmt.Sprintf(
			"%s The next apply requests it again.", m.ExplainAgreement(m.ModelID.ValueString())))
	}
}

// warnOfCancelling says whom a destroy cuts off: more than whoever destroys a stack may think of.
func (r *managed) warnOfCancelling(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var required types.Bool
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("agreement_required"), &required)...)
	if required.ValueBool() && r.Provider.Deletes(types.StringValue(crud.Text(ctx, req.State, "deletion_policy", &resp.Diagnostics))) {
		resp.Diagnostics.AddWarning("Taking a model away from the whole account", fmt.Sprintf(
			"deletion_policy is DELETE: the agreement for %s is cancelled, for everybody in the account and in all regions.",
			crud.Text(ctx, req.State, "model_id", &resp.Diagnostics)))
	}
}
