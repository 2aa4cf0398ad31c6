// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// The gates between an account and a model, as required_gates names them, in the order in which they are explained: what
// nobody can change first.
const (
	gateRegion        = "region"
	gateAgreement     = "agreement"
	gateAuthorization = "authorization"
	gateEntitlement   = "entitlement"
)

func allGates() []string {
	return []string{gateRegion, gateAgreement, gateAuthorization, gateEntitlement}
}

// gatesModel is what AWS says of the gates, in its own words.
type gatesModel struct {
	AgreementStatus         types.String `tfsdk:"agreement_status"`
	AgreementErrorMessage   types.String `tfsdk:"agreement_error_message"`
	AuthorizationStatus     types.String `tfsdk:"authorization_status"`
	EntitlementAvailability types.String `tfsdk:"entitlement_availability"`
	RegionAvailability      types.String `tfsdk:"region_availability"`
}

func flattenGates(out *bedrock.GetFoundationModelAvailabilityOutput) gatesModel {
	return gatesModel{
		AgreementStatus:         conv.Enum(out.AgreementAvailability.Status),
		AgreementErrorMessage:   conv.NonEmpty(out.AgreementAvailability.ErrorMessage),
		AuthorizationStatus:     conv.Enum(out.AuthorizationStatus),
		EntitlementAvailability: conv.Enum(out.EntitlementAvailability),
		RegionAvailability:      conv.Enum(out.RegionAvailability),
	}
}

// status is what AWS says of one gate.
func (g gatesModel) status(gate string) string {
	return map[string]types.String{
		gateRegion: g.RegionAvailability, gateAgreement: g.AgreementStatus,
		gateAuthorization: g.AuthorizationStatus, gateEntitlement: g.EntitlementAvailability,
	}[gate].ValueString()
}

// closed are the gates that are not open, in the order of allGates. A model without terms has no gate for them.
func (g gatesModel) closed(agreementRequired bool) (closed []string) {
	for _, gate := range allGates() {
		status := g.status(gate)
		isOpen := status == "AVAILABLE" || status == string(awstypes.AuthorizationStatusAuthorized)
		if !isOpen && (gate != gateAgreement || agreementRequired) {
			closed = append(closed, gate)
		}
	}
	return closed
}

func (g gatesModel) agreement() awstypes.AgreementStatus {
	return awstypes.AgreementStatus(g.AgreementStatus.ValueString())
}

// explain says for each gate what keeps it closed and what opens it.
func (g gatesModel) explain(model, region string, gates []string) string {
	var reasons []string
	for _, gate := range gates {
		reasons = append(reasons, g.explainOne(gate, model, region))
	}
	return strings.Join(reasons, "\n")
}

func (g gatesModel) explainOne(gate, model, region string) string {
	said := fmt.Sprintf("%s (%s): ", gate, g.status(gate))
	switch gate {
	case gateRegion:
		return said + fmt.Sprintf("AWS does not offer %s in %s. The data source bedrock_foundation_models lists what a region has.",
			model, region)
	case gateAgreement:
		return said + g.explainAgreement(model)
	case gateAuthorization:
		return said + fmt.Sprintf("AWS does not allow the account to use %s. %s", model, authorizationHint(model))
	default:
		return said + fmt.Sprintf("the account is not entitled to %s in %s. The entitlement follows the agreement, at the latest after "+
			"15 minutes.", model, region)
	}
}

func (g gatesModel) explainAgreement(model string) string {
	switch g.agreement() {
	case awstypes.AgreementStatusPending:
		return fmt.Sprintf("the agreement for %s is under way, which takes about a minute.", model)
	case awstypes.AgreementStatusError:
		reason := g.AgreementErrorMessage.ValueString()
		if reason == "" {
			reason = "AWS gives no reason."
		}
		return fmt.Sprintf("the agreement for %s failed: %s AWS Marketplace needs a valid payment method and a billing address "+
			"that it sells to.", model, endSentence(reason))
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

func endSentence(text string) string {
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// offer is what the provider uses of an offer: everything but the rates.
type offer struct {
	id, token string
	// termsURL is where the terms are, without the signature that AWS adds to it and that is another one every time.
	termsURL string
}

func newOffer(o awstypes.Offer) offer {
	found := offer{id: aws.ToString(o.OfferId), token: aws.ToString(o.OfferToken)}
	if o.TermDetails != nil && o.TermDetails.LegalTerm != nil {
		found.termsURL = unsigned(aws.ToString(o.TermDetails.LegalTerm.Url))
	}
	return found
}

// unsigned is a URL without query and fragment.
func unsigned(url string) string {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		return url[:i]
	}
	return url
}
