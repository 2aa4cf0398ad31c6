// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// The gates between an account and a model, as required_gates names them, in the order in which they are explained: what
// nobody can change first.
const (
	GateRegion        = "region"
	GateAgreement     = "agreement"
	GateAuthorization = "authorization"
	GateEntitlement   = "entitlement"
)

// AllGates are the gates in that order.
func AllGates() []string {
	return []string{GateRegion, GateAgreement, GateAuthorization, GateEntitlement}
}

// Gates is what AWS says of the gates, in its own words.
type Gates struct {
	AgreementStatus         types.String `tfsdk:"agreement_status"`
	AgreementErrorMessage   types.String `tfsdk:"agreement_error_message"`
	AuthorizationStatus     types.String `tfsdk:"authorization_status"`
	EntitlementAvailability types.String `tfsdk:"entitlement_availability"`
	RegionAvailability      types.String `tfsdk:"region_availability"`
}

// FlattenGates takes over what AWS answers.
func FlattenGates(out *bedrock.GetFoundationModelAvailabilityOutput) Gates {
	return Gates{
		AgreementStatus:         conv.Enum(out.AgreementAvailability.Status),
		AgreementErrorMessage:   conv.NonEmpty(out.AgreementAvailability.ErrorMessage),
		AuthorizationStatus:     conv.Enum(out.AuthorizationStatus),
		EntitlementAvailability: conv.Enum(out.EntitlementAvailability),
		RegionAvailability:      conv.Enum(out.RegionAvailability),
	}
}

// Status is what AWS says of one gate.
func (g Gates) Status(gate string) string {
	return map[string]types.String{
		GateRegion: g.RegionAvailability, GateAgreement: g.AgreementStatus,
		GateAuthorization: g.AuthorizationStatus, GateEntitlement: g.EntitlementAvailability,
	}[gate].ValueString()
}

// Closed are the gates that are not open, in the order of AllGates. A model without terms has no gate for them.
func (g Gates) Closed(agreementRequired bool) (closed []string) {
	for _, gate := range AllGates() {
		status := g.Status(gate)
		isOpen := status == "AVAILABLE" || status == string(awstypes.AuthorizationStatusAuthorized)
		if !isOpen && (gate != GateAgreement || agreementRequired) {
			closed = append(closed, gate)
		}
	}
	return closed
}

// Agreement is what AWS says of the agreement.
func (g Gates) Agreement() awstypes.AgreementStatus {
	return awstypes.AgreementStatus(g.AgreementStatus.ValueString())
}

// Explain says for each gate what keeps it closed and what opens it.
func (g Gates) Explain(model, region string, gates []string) string {
	var reasons []string
	for _, gate := range gates {
		reasons = append(reasons, g.explainOne(gate, model, region))
	}
	return strings.Join(reasons, "\n")
}

func (g Gates) explainOne(gate, model, region string) string {
	said := fmt.Sprintf("%s (%s): ", gate, g.Status(gate))
	switch gate {
	case GateRegion:
		return said + fmt.Sprintf("AWS does not offer %s in %s. The data source bedrock_foundation_models lists what a region has.",
			model, region)
	case GateAgreement:
		return said + g.ExplainAgreement(model)
	case GateAuthorization:
		return said + fmt.Sprintf("AWS does not allow the account to use %s. %s", model, authorizationHint(model))
	default:
		return said + fmt.Sprintf("the account is not entitled to %s in %s. The entitlement follows the agreement, at the latest after "+
			"15 minutes.", model, region)
	}
}

// ExplainAgreement says what keeps the gate of the agreement closed, and what opens it.
func (g Gates) ExplainAgreement(model string) string {
	switch g.Agreement() {
	case awstypes.AgreementStatusPending:
		return fmt.Sprintf("the agreement for %s is under way, which takes about a minute.", model)
	case awstypes.AgreementStatusError:
		reason := g.AgreementErrorMessage.ValueString()
		if reason == "" {
			reason = "AWS gives no reason."
		}
		return fmt.Sprintf("the agreement for %s failed: %s AWS Marketplace needs a valid payment method and a billing address "+
			"that it sells to.", model, apierr.Sentence(reason))
	default:
		return fmt.Sprintf("the account has not accepted the terms of %s. The resource bedrock_foundation_model_agreement does, and "+
			"so does the first invocation by a principal with aws-marketplace:Subscribe.", model)
	}
}

// authorizationHint is the likeliest reason of an authorization that is missing: AWS itself gives none.
func authorizationHint(model string) string {
	if isAnthropic(model) {
		return "Anthropic wants the use-case form once per account: add a resource bedrock_use_case_for_model_access. A new account " +
			"also waits until AWS has verified it."
	}
	return "A new account waits until AWS has verified it, and some models are open to invited accounts only."
}

// isAnthropic is for hints only: which models want the form is for AWS to say.
func isAnthropic(model string) bool { return strings.HasPrefix(model, "anthropic.") }
