// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"slices"
	"time"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

type model struct {
	AccountID        types.String   `tfsdk:"account_id"`
	Region           types.String   `tfsdk:"region"`
	ModelID          types.String   `tfsdk:"model_id"`
	AcceptEULA       types.Bool     `tfsdk:"accept_eula"`
	OfferID          types.String   `tfsdk:"offer_id"`
	ExpectedTermsURL types.String   `tfsdk:"expected_terms_url"`
	RequiredGates    types.Set      `tfsdk:"required_gates"`
	DeletionPolicy   types.String   `tfsdk:"deletion_policy"`
	Timeouts         timeouts.Value `tfsdk:"timeouts"`

	AgreementRequired types.Bool   `tfsdk:"agreement_required"`
	LegalTermsURL     types.String `tfsdk:"legal_terms_url"`
	AcceptedAt        types.String `tfsdk:"accepted_at"`
	access.Gates
}

// keys identify the agreement.
func (m *model) keys() crud.Keys {
	return crud.Keys{
		"account_id": m.AccountID.ValueString(), "region": m.Region.ValueString(), "model_id": m.ModelID.ValueString(),
	}
}

// what names the object in messages.
func (m *model) what() string {
	return "the access to " + m.ModelID.ValueString()
}

// unmet are the gates that the configuration requires and that are closed. An agreement that failed is always one.
func (m *model) unmet() []string {
	required := m.AgreementRequired.ValueBool()
	var wanted []string
	for _, element := range m.RequiredGates.Elements() {
		if gate, ok := element.(types.String); ok {
			wanted = append(wanted, gate.ValueString())
		}
	}
	return slices.DeleteFunc(m.Closed(required), func(gate string) bool {
		failed := gate == access.GateAgreement && m.Agreement() == awstypes.AgreementStatusError
		return !failed && !slices.Contains(wanted, gate)
	})
}

// useOffer takes over the terms of a model; nil for a model that has none.
func (m *model) useOffer(found *access.Offer) {
	m.AgreementRequired = types.BoolValue(found != nil)
	m.LegalTermsURL = types.StringNull()
	if found != nil {
		m.LegalTermsURL = conv.NonEmpty(&found.TermsURL)
	}
}

// justAccepted reports that the terms were accepted so short a time ago that AWS may not show it everywhere.
func (m *model) justAccepted(now time.Time) bool {
	accepted, err := time.Parse(time.RFC3339, m.AcceptedAt.ValueString())
	return err == nil && now.Sub(accepted) < 30*time.Second
}

// gatePaths are the outputs that change while the access comes about.
func gatePaths() []path.Path {
	return []path.Path{
		path.Root("agreement_status"), path.Root("agreement_error_message"), path.Root("authorization_status"),
		path.Root("entitlement_availability"), path.Root("region_availability"),
	}
}

func allGatesValue() types.Set {
	var gates []attr.Value
	for _, gate := range access.AllGates() {
		gates = append(gates, types.StringValue(gate))
	}
	return types.SetValueMust(types.StringType, gates)
}
