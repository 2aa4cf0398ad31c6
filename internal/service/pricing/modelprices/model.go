// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelprices

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type model struct {
	Region    types.String `tfsdk:"region"`
	ModelID   types.String `tfsdk:"model_id"`
	ModelName types.String `tfsdk:"model_name"`
	pricing.Source

	FoundationModelID types.String `tfsdk:"foundation_model_id"`
	Routing           types.String `tfsdk:"routing"`
	Matched           types.Bool   `tfsdk:"matched"`
	InputPrice        types.String `tfsdk:"input_price_per_million_tokens"`
	OutputPrice       types.String `tfsdk:"output_price_per_million_tokens"`
	Prices            []price      `tfsdk:"prices"`
	Conflicts         []conflict   `tfsdk:"conflicts"`
	UnreadRows        []unread     `tfsdk:"unread_rows"`
	NearNames         []string     `tfsdk:"near_names"`
}

type dimension struct {
	Meter      types.String `tfsdk:"meter"`
	Tier       types.String `tfsdk:"tier"`
	Routing    types.String `tfsdk:"routing"`
	Context    types.String `tfsdk:"context"`
	Use        types.String `tfsdk:"use"`
	Commitment types.String `tfsdk:"commitment"`
	Variant    types.String `tfsdk:"variant"`
}

type price struct {
	dimension
	pricing.Row
	SKUs             []string     `tfsdk:"skus"`
	PerMillionTokens types.String `tfsdk:"price_per_million_tokens"`
}

type conflict struct {
	dimension
	Rows []pricing.Row `tfsdk:"rows"`
}

type unread struct {
	pricing.Row
	Reason types.String `tfsdk:"reason"`
}

func (m *model) flatten(a *pricelist.Answer) {
	m.Matched = types.BoolValue(a.Matched)
	m.InputPrice = conv.NonEmpty(usual(a, "input_tokens", m.Routing.ValueString()))
	m.OutputPrice = conv.NonEmpty(usual(a, "output_tokens", m.Routing.ValueString()))
	m.Prices, m.Conflicts, m.UnreadRows, m.NearNames = []price{}, []conflict{}, []unread{}, append([]string{}, a.Near...)
	for i := range a.Prices {
		p := &a.Prices[i]
		m.Prices = append(m.Prices, price{
			flattenDimension(&p.Dimension), pricing.FlattenRow(&p.Row), append([]string{}, p.SKUs...), conv.NonEmpty(&p.PerMillionTokens),
		})
	}
	for i := range a.Conflicts {
		c := conflict{dimension: flattenDimension(&a.Conflicts[i].Dimension)}
		for j := range a.Conflicts[i].Rows {
			c.Rows = append(c.Rows, pricing.FlattenRow(&a.Conflicts[i].Rows[j]))
		}
		m.Conflicts = append(m.Conflicts, c)
	}
	for i := range a.Unread {
		m.UnreadRows = append(m.UnreadRows, unread{pricing.FlattenRow(&a.Unread[i].Item), types.StringValue(a.Unread[i].Why)})
	}
}

// usual is the price of a million tokens on demand, as a request that names the model pays it.
func usual(a *pricelist.Answer, meter, routing string) *string {
	if found := a.OnDemand(meter, routing); found != nil {
		return &found.PerMillionTokens
	}
	return nil
}

func flattenDimension(d *pricelist.Dimension) dimension {
	return dimension{
		Meter: conv.NonEmpty(&d.Meter), Tier: conv.NonEmpty(&d.Tier), Routing: conv.NonEmpty(&d.Routing), Context: conv.NonEmpty(&d.Context),
		Use: conv.NonEmpty(&d.Use), Commitment: conv.NonEmpty(&d.Commitment), Variant: conv.NonEmpty(&d.Variant),
	}
}
