// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"errors"
	"fmt"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// checkTerms holds the terms against the expected ones.
func (m *model) checkTerms() diag.Diagnostics {
	expected, at := m.ExpectedTermsURL.ValueString(), path.Root("expected_terms_url")
	const summary = "Accepting other terms than the expected ones"
	switch {
	case expected == "" || m.AgreementRequired.IsUnknown():
		return nil
	case !m.AgreementRequired.ValueBool():
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, summary, fmt.Sprintf(
			"%s has no terms: AWS does not sell it through its Marketplace. Remove expected_terms_url.", m.ModelID.ValueString()))}
	case access.Unsigned(expected) != m.LegalTermsURL.ValueString():
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, summary, fmt.Sprintf(
			"The terms of %s are at %s, but expected_terms_url is %s. Nothing is accepted. Read the new terms; if they are acceptable, "+
				"write their address.", m.ModelID.ValueString(), m.LegalTermsURL.ValueString(), access.Unsigned(expected)))}
	}
	return nil
}

// staysClosed refuses a model that has a gate which nothing will open, before anything is accepted.
func (m *model) staysClosed(gates []string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root("model_id"), "Opening a Bedrock model that stays closed",
		m.Explain(m.ModelID.ValueString(), m.Region.ValueString(), gates))
}

// keepOfferID settles offer_id where no offer is accepted: by nothing that AWS could tell.
func (m *model) keepOfferID(existing *access.Offer) diag.Diagnostics {
	if m.OfferID.IsUnknown() {
		m.OfferID = types.StringNull()
	}
	if m.OfferID.IsNull() {
		return nil
	}
	why := "needs no agreement"
	if existing != nil {
		why = "has an agreement already, and AWS does not tell by which offer. To accept this one, cancel the agreement first, which takes " +
			"the model away from everybody in the account until the new one is accepted: set deletion_policy to \"DELETE\" and apply, then " +
			"apply with -replace=bedrock_foundation_model_agreement.NAME, which does both"
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("offer_id"), "Not accepting an offer",
		fmt.Sprintf("offer_id is not used: %s %s.", m.ModelID.ValueString(), why))}
}

// explainRefusal tells why AWS did not let the account accept the terms. A cause that many models share is told in full once.
func (r *managed) explainRefusal(m *model, err error) diag.Diagnostic {
	model, at := m.ModelID.ValueString(), path.Root("model_id")
	switch {
	case apierr.IsUseCaseMissing(err):
		if !r.Provider.Told.First("use case") {
			return diag.NewAttributeErrorDiagnostic(at, creating,
				model+": the use-case form is missing, as told in full for another model. Nothing was accepted.")
		}
		return diag.NewAttributeErrorDiagnostic(at, creating, fmt.Sprintf(
			"%s: the use-case form is missing. AWS says: %s\n\nThe vendor wants it once per account, or once from the management account "+
				"of the organization. Nothing was accepted. Add the form, and let this resource depend on it:\n\n"+
				"  resource \"bedrock_use_case_for_model_access\" \"this\" { ... }\n\n"+
				"  depends_on = [bedrock_use_case_for_model_access.this]", model, apierr.Message(err)))
	case apierr.Is(err, apierr.AccessDenied):
		if !r.Provider.Told.First(apierr.Message(err)) {
			return diag.NewAttributeErrorDiagnostic(at, creating,
				model+": refused for the same reason as another model, where it is told in full. Nothing was accepted.")
		}
		return diag.NewAttributeErrorDiagnostic(at, creating, apierr.Detail(model, err)+"\n\n"+
			"Accepting terms takes bedrock:CreateFoundationModelAgreement, aws-marketplace:Subscribe and aws-marketplace:ViewSubscriptions. "+
			"A service control policy or a private Marketplace of the organization may deny them to everybody in the account.")
	}
	return apierr.AttributeDiagnostic(at, creating, model, err)
}

// waitDiagnostics is crud.WaitDiagnostics with what keeps each gate closed.
func (m *model) waitDiagnostics(verb crud.Waiting, err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	model := m.ModelID.ValueString()
	reason := m.Explain(model, m.Region.ValueString(), m.unmet())
	var unexpected *wait.UnexpectedStatusError
	if errors.As(err, &unexpected) {
		at := path.Root("region_availability")
		if m.Agreement() == awstypes.AgreementStatusError {
			at = path.Root("agreement_status")
		}
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Waiting for Bedrock "+noun, reason)}
	}
	if m.AgreementStatus.IsUnknown() || !m.AgreementRequired.ValueBool() && len(m.unmet()) == 0 {
		return crud.WaitDiagnostics(verb, noun, "Opening "+model, "", err)
	}
	var told diag.Diagnostics
	for _, d := range crud.WaitDiagnostics(verb, noun, "Opening "+model, "", err) {
		detail := d.Detail() + "\n\n" + reason
		if d.Severity() == diag.SeverityError {
			told.AddError(d.Summary(), detail)
		} else {
			told.AddWarning(d.Summary(), detail)
		}
	}
	return told
}
