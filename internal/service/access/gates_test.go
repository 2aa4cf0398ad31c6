// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func availability(edits ...func(*bedrock.GetFoundationModelAvailabilityOutput)) Gates {
	out := &bedrock.GetFoundationModelAvailabilityOutput{
		AgreementAvailability: &awstypes.AgreementAvailability{Status: "AVAILABLE"}, AuthorizationStatus: "AUTHORIZED",
		EntitlementAvailability: "AVAILABLE", RegionAvailability: "AVAILABLE",
	}
	for _, edit := range edits {
		edit(out)
	}
	return FlattenGates(out)
}

type gatesOut = *bedrock.GetFoundationModelAvailabilityOutput

func TestGates_closedOnesInTheOrderInWhichTheyAreExplained(t *testing.T) {
	t.Parallel()
	agreementIs := func(status awstypes.AgreementStatus) func(gatesOut) {
		return func(o gatesOut) { o.AgreementAvailability.Status = status }
	}
	for name, test := range map[string]struct {
		gates    Gates
		required bool
		closed   []string
	}{
		"open":               {availability(), true, nil},
		"no agreement":       {availability(agreementIs("NOT_AVAILABLE")), true, []string{GateAgreement}},
		"none needed":        {availability(agreementIs("NOT_AVAILABLE")), false, nil},
		"unauthorized":       {availability(func(o gatesOut) { o.AuthorizationStatus = "NOT_AUTHORIZED" }), true, []string{GateAuthorization}},
		"not entitled":       {availability(func(o gatesOut) { o.EntitlementAvailability = "NOT_AVAILABLE" }), true, []string{GateEntitlement}},
		"a word that is new": {availability(func(o gatesOut) { o.AuthorizationStatus = "MAYBE" }), true, []string{GateAuthorization}},
		"all closed":         {Gates{}, true, AllGates()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.closed, test.gates.Closed(test.required)); diff != "" {
				t.Errorf("closed gates (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGates_explainEveryGate(t *testing.T) {
	t.Parallel()
	gates := availability(func(o gatesOut) {
		o.AgreementAvailability = &awstypes.AgreementAvailability{Status: "ERROR", ErrorMessage: aws.String("The card has expired")}
		o.AuthorizationStatus, o.EntitlementAvailability, o.RegionAvailability = "NOT_AUTHORIZED", "NOT_AVAILABLE", "NOT_AVAILABLE"
	})
	text := gates.Explain("vendor.model-1", "eu-central-1", gates.Closed(true))
	for _, want := range []string{
		"region (NOT_AVAILABLE): AWS does not offer vendor.model-1 in eu-central-1.", "agreement (ERROR): ", "The card has expired. ",
		"authorization (NOT_AUTHORIZED): ", "invited accounts", "entitlement (NOT_AVAILABLE): ", "15 minutes",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in:\n%s", want, text)
		}
	}
	if lines := strings.Count(text, "\n") + 1; lines != 4 {
		t.Errorf("%d lines for 4 gates:\n%s", lines, text)
	}
}

// A failed agreement is never overlooked, whatever the configuration requires.
func TestFoundationModelAgreementModel_unmet(t *testing.T) {
	t.Parallel()
	failed := availability(func(o gatesOut) { o.AgreementAvailability.Status, o.RegionAvailability = "ERROR", "NOT_AVAILABLE" })
	m := foundationModelAgreementModel{
		AgreementRequired: types.BoolValue(true), Gates: failed,
		RequiredGates: types.SetValueMust(types.StringType, []attr.Value{types.StringValue(GateEntitlement)}),
	}
	if diff := cmp.Diff([]string{GateAgreement}, m.unmet()); diff != "" {
		t.Errorf("unmet gates (-want +got):\n%s", diff)
	}
}

func TestFoundationModelAgreementModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m foundationModelAgreementModel
	if diags := acctest.DecodeSchema(t.Context(), NewFoundationModelAgreementResource(), &m); diags.HasError() {
		t.Error(diags)
	}
}

// Everything that AWS says of an offer is shown.
func TestOffer_losesNothing(t *testing.T) {
	t.Parallel()
	sent := awstypes.Offer{
		OfferId: aws.String("offer-1"), OfferToken: aws.String("token"),
		TermDetails: &awstypes.TermDetails{
			LegalTerm:    &awstypes.LegalTerm{Url: aws.String("https://example.com/eula.pdf?signed")},
			SupportTerm:  &awstypes.SupportTerm{RefundPolicyDescription: aws.String("None")},
			ValidityTerm: &awstypes.ValidityTerm{AgreementDuration: aws.String("P1Y")},
			UsageBasedPricingTerm: &awstypes.PricingTerm{RateCard: []awstypes.DimensionalPriceRate{{
				Dimension: aws.String("input"), Description: aws.String("Input"), Unit: aws.String("Units"), Price: aws.String("0.0000015"),
			}}},
		},
	}
	if zero := acctest.ZeroFields(sent); len(zero) > 0 {
		t.Fatalf("the SDK has members that this test does not set: %v", zero)
	}
	got := flattenOffer(sent)
	for name, value := range map[string]attr.Value{
		"offer_id": got.OfferID, "offer_token": got.OfferToken, "legal_terms_url": got.LegalTermsURL,
		"legal_terms_download_url": got.LegalTermsDownloadURL, "refund_policy_description": got.RefundPolicyDescription,
		"agreement_duration": got.AgreementDuration, "dimension": got.RateCard[0].Dimension, "description": got.RateCard[0].Description,
		"unit": got.RateCard[0].Unit, "price": got.RateCard[0].Price,
	} {
		if value.IsNull() {
			t.Errorf("%s is lost", name)
		}
	}
	if text := got.RateCard[0].Price.ValueBigFloat().Text('f', 7); text != "0.0000015" {
		t.Errorf("the price became %s", text)
	}
	if !price("on request").IsNull() || !price("").IsNull() {
		t.Error("what is no number became one")
	}
}
