// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package foundationmodelagreementoffers is the data source bedrock_foundation_model_agreement_offers: the terms and the prices of a
// model.
package foundationmodelagreementoffers

import (
	"context"
	"math/big"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

type dataSource struct {
	crud.DataSource
}

type model struct {
	Region            types.String `tfsdk:"region"`
	ModelID           types.String `tfsdk:"model_id"`
	OfferType         types.String `tfsdk:"offer_type"`
	AgreementRequired types.Bool   `tfsdk:"agreement_required"`
	Offers            []offerModel `tfsdk:"offers"`
}

type offerModel struct {
	OfferID                 types.String `tfsdk:"offer_id"`
	OfferToken              types.String `tfsdk:"offer_token"`
	LegalTermsURL           types.String `tfsdk:"legal_terms_url"`
	LegalTermsDownloadURL   types.String `tfsdk:"legal_terms_download_url"`
	RefundPolicyDescription types.String `tfsdk:"refund_policy_description"`
	AgreementDuration       types.String `tfsdk:"agreement_duration"`
	RateCard                []rateModel  `tfsdk:"rate_card"`
}

type rateModel struct {
	Dimension   types.String `tfsdk:"dimension"`
	Description types.String `tfsdk:"description"`
	Unit        types.String `tfsdk:"unit"`
	Price       types.Number `tfsdk:"price"`
}

// DataSource is the data source bedrock_foundation_model_agreement_offers.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModelAgreementOffers.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "foundation_model_agreement_offers"}}
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Shows the offers for a foundation model: the terms of its vendor and what each use costs.\n\n" +
			"A model that AWS does not sell through its Marketplace has no offers, and `agreement_required` is false.\n\n" +
			"Token and download address are other ones in every answer, and end after a while. Nothing should depend on them; " +
			"`bedrock_foundation_model_agreement` gets its token itself.",
		Attributes: map[string]schema.Attribute{
			"region":   crud.DataRegionAttribute(),
			"model_id": access.ModelIDArgument(),
			"offer_type": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "`PUBLIC`, or `ALL` to see the private offers to this account too. Default `PUBLIC`.",
				Validators:          []validator.String{stringvalidator.OneOf(string(awstypes.OfferTypeAll), string(awstypes.OfferTypePublic))},
			},
			"agreement_required": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the model has terms to accept."},
			"offers": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The offers, in AWS's order. `bedrock_foundation_model_agreement` accepts the first public one.",
				NestedObject:        schema.NestedAttributeObject{Attributes: offerAttributes()},
			},
		},
	}
}

func offerAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"offer_id": schemas.DataString("Id of the offer, the same in every region."),
		"offer_token": schema.StringAttribute{
			Computed: true, Sensitive: true,
			MarkdownDescription: "Token that accepts the offer. Another one in every answer.",
		},
		"legal_terms_url": schemas.DataString("Where the terms are, without the signature: what `expected_terms_url` is compared with."),
		"legal_terms_download_url": schema.StringAttribute{
			Computed: true, Sensitive: true,
			MarkdownDescription: "Signed address to read the terms at, for a short time. `terraform output` shows it when it is an output.",
		},
		"refund_policy_description": schemas.DataString("What the vendor says of refunds."),
		"agreement_duration":        schemas.DataString("How long the agreement lasts (ISO 8601); null when it does not end."),
		"rate_card": schema.ListNestedAttribute{
			Computed:            true,
			MarkdownDescription: "What each use costs.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"dimension":   schemas.DataString("What is counted, such as `USE1_InputTokenCount`, with the region in front."),
				"description": schemas.DataString("The same in words."),
				"unit":        schemas.DataString("Unit of the price. AWS writes `Units`, which are millions where tokens are counted."),
				"price": schema.NumberAttribute{
					Computed:            true,
					MarkdownDescription: "Price of a unit in USD; null where AWS writes something that is no number.",
				},
			}},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Listing the offers for a Bedrock foundation model"
	diags, at := &resp.Diagnostics, path.Root("model_id")
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	id, region := m.ModelID.ValueString(), m.Region.ValueString()
	if detail := access.NoModel(ctx, d.Provider.Lookup, region, id); detail != "" {
		diags.AddAttributeError(at, summary, detail)
		return
	}
	client, err := d.Provider.Clients.Bedrock(ctx, region)
	if crud.FailedAt(diags, at, summary, id+" in "+region, err) {
		return
	}
	offers, required, err := access.ListOffers(ctx, client, id, awstypes.OfferType(m.OfferType.ValueString()))
	if crud.FailedAt(diags, at, summary, id+" in "+region, err) {
		return
	}
	m.AgreementRequired, m.Offers = types.BoolValue(required), []offerModel{}
	for _, o := range offers {
		m.Offers = append(m.Offers, flattenOffer(o))
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func flattenOffer(o awstypes.Offer) offerModel {
	found := access.NewOffer(o)
	m := offerModel{
		OfferID: conv.NonEmpty(&found.ID), OfferToken: conv.NonEmpty(&found.Token), LegalTermsURL: conv.NonEmpty(&found.TermsURL),
		RateCard: []rateModel{},
	}
	terms := o.TermDetails
	if terms == nil {
		return m
	}
	if terms.LegalTerm != nil {
		m.LegalTermsDownloadURL = conv.NonEmpty(terms.LegalTerm.Url)
	}
	if terms.SupportTerm != nil {
		m.RefundPolicyDescription = conv.NonEmpty(terms.SupportTerm.RefundPolicyDescription)
	}
	if terms.ValidityTerm != nil {
		m.AgreementDuration = conv.NonEmpty(terms.ValidityTerm.AgreementDuration)
	}
	if terms.UsageBasedPricingTerm != nil {
		for _, rate := range terms.UsageBasedPricingTerm.RateCard {
			m.RateCard = append(m.RateCard, rateModel{
				Dimension: conv.NonEmpty(rate.Dimension), Description: conv.NonEmpty(rate.Description), Unit: conv.NonEmpty(rate.Unit),
				Price: price(aws.ToString(rate.Price)),
			})
		}
	}
	return m
}

// price is a decimal of AWS in the precision that Terraform has for numbers; null for anything else.
func price(text string) types.Number {
	number, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
	if err != nil || number.IsInf() {
		return types.NumberNull()
	}
	return types.NumberValue(number)
}
