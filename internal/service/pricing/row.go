// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// Row is a rate as AWS publishes it.
type Row struct {
	SKU           types.String `tfsdk:"sku"`
	ServiceCode   types.String `tfsdk:"service_code"`
	UsageType     types.String `tfsdk:"usage_type"`
	Description   types.String `tfsdk:"description"`
	Price         types.String `tfsdk:"price"`
	Unit          types.String `tfsdk:"unit"`
	Currency      types.String `tfsdk:"currency"`
	EffectiveDate types.String `tfsdk:"effective_date"`
	OfferVersion  types.String `tfsdk:"offer_version"`
}

// FlattenRow takes over a rate.
func FlattenRow(i *pricelist.Item) Row {
	return Row{
		SKU: conv.NonEmpty(&i.SKU), ServiceCode: conv.NonEmpty(&i.ServiceCode), UsageType: conv.NonEmpty(&i.UsageType),
		Description: conv.NonEmpty(&i.Description), Price: conv.NonEmpty(&i.Price), Unit: conv.NonEmpty(&i.Unit),
		Currency: conv.NonEmpty(&i.Currency), EffectiveDate: conv.NonEmpty(&i.EffectiveDate), OfferVersion: conv.NonEmpty(&i.OfferVersion),
	}
}

// RowAttributes describe Row.
func RowAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"sku":            schemas.DataString("SKU of the row."),
		"service_code":   schemas.DataString("Service code that the row stands under, such as `AmazonBedrock`."),
		"usage_type":     schemas.DataString("Usage type of the row, as it stands in cost reports too."),
		"description":    schemas.DataString("AWS's description."),
		"price":          schemas.DataString("The price as AWS publishes it, to the last digit."),
		"unit":           schemas.DataString("What that price is for, as AWS publishes it, such as `1K tokens`."),
		"currency":       schemas.DataString("Currency of the price, such as `USD`."),
		"effective_date": schemas.DataString("Since when the price holds (RFC 3339)."),
		"offer_version":  schemas.DataString("Version of the price list."),
	}
}
