// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// Offer is what the provider uses of an offer: everything but the rates.
type Offer struct {
	ID, Token string
	// TermsURL is where the terms are, without the signature that AWS adds to it and that is another one every time.
	TermsURL string
}

// NewOffer is an offer without what the provider does not use.
func NewOffer(o awstypes.Offer) Offer {
	found := Offer{ID: aws.ToString(o.OfferId), Token: aws.ToString(o.OfferToken)}
	if o.TermDetails != nil && o.TermDetails.LegalTerm != nil {
		found.TermsURL = Unsigned(aws.ToString(o.TermDetails.LegalTerm.Url))
	}
	return found
}

// Unsigned is a URL without query and fragment.
func Unsigned(url string) string {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		return url[:i]
	}
	return url
}

// ListOffers returns the offers for a model, the public ones or all; ok is false for a model that needs no agreement. The
// list is not cached: the token of an offer is another one every time, and ends.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModelAgreementOffers.html
func ListOffers(ctx context.Context, client *bedrock.Client, model string, kind awstypes.OfferType) (
	offers []awstypes.Offer, ok bool, err error,
) {
	out, err := client.ListFoundationModelAgreementOffers(ctx, &bedrock.ListFoundationModelAgreementOffersInput{
		ModelId: &model, OfferType: kind,
	})
	if apierr.IsAgreementUnsupported(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if out.Offers == nil {
		return nil, false, fmt.Errorf("calling ListFoundationModelAgreementOffers for %s: the answer has no offers", model)
	}
	return out.Offers, true, nil
}
