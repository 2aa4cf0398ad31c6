// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// NoRateCardError says that a model is not sold through AWS Marketplace.
type NoRateCardError struct{ Model string }

func (e *NoRateCardError) Error() string {
	return fmt.Sprintf("%s is not sold through AWS Marketplace, so there is no agreement with its rates. Its prices are in the price files: "+
		"source = \"bulk\"", e.Model)
}

// rateCard is the rate card in the public offers for a model.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModelAgreementOffers.html
func (r *Readers) rateCard(ctx context.Context, region, model string) (items []pricelist.Item, err error) {
	client, err := r.clients.Bedrock(ctx, region)
	if err != nil {
		return nil, err
	}
	out, err := client.ListFoundationModelAgreementOffers(ctx, &bedrock.ListFoundationModelAgreementOffersInput{
		ModelId: &model, OfferType: awstypes.OfferTypePublic,
	})
	switch {
	case apierr.IsAgreementUnsupported(err):
		return nil, &NoRateCardError{model}
	case err != nil:
		return nil, err
	case out.Offers == nil:
		return nil, fmt.Errorf("calling ListFoundationModelAgreementOffers for %s: the answer has no offers", model)
	}
	for _, offer := range out.Offers {
		if offer.TermDetails == nil || offer.TermDetails.UsageBasedPricingTerm == nil {
			continue
		}
		var rates []pricelist.Rate
		for _, rate := range offer.TermDetails.UsageBasedPricingTerm.RateCard {
			rates = append(rates, pricelist.Rate{
				Dimension: aws.ToString(rate.Dimension), Price: aws.ToString(rate.Price), Unit: aws.ToString(rate.Unit),
				Description: aws.ToString(rate.Description),
			})
		}
		items = append(items, pricelist.RateCard(model, region, rates)...)
	}
	return items, nil
}
