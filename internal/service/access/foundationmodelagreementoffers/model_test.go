// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreementoffers

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

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
