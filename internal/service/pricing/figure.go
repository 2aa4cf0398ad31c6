// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// Figure is a cost with its formula and the row of its price, or with the reason why it is not known.
type Figure struct {
	Amount         types.String `tfsdk:"amount"`
	Formula        types.String `tfsdk:"formula"`
	UnknownBecause types.String `tfsdk:"unknown_because"`
	Row
}

// FlattenFigure takes over a cost.
func FlattenFigure(c *pricelist.Cost) *Figure {
	text := c.Text()
	f := &Figure{Amount: conv.NonEmpty(&text), Formula: conv.NonEmpty(&c.Formula), UnknownBecause: conv.NonEmpty(&c.Why)}
	if c.Price != nil {
		f.Row = FlattenRow(&c.Price.Row)
	}
	f.Currency = conv.NonEmpty(&c.Currency)
	return f
}

// FigureAttribute describes a Figure.
func FigureAttribute(description string) schema.Attribute {
	attributes := RowAttributes()
	attributes["amount"] = schemas.DataString("The amount, exactly, as a decimal number; null where it is not known, and never zero for that.")
	attributes["formula"] = schemas.DataString("How the amount was computed, in words; null where it is not known.")
	attributes["unknown_because"] = schemas.DataString("Why the amount is not known; null where it is.")
	return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: description, Attributes: attributes}
}

// Part is one side of an estimate: what it is for, and what that costs. Without a cost there is nothing to pay, by the nature of things.
type Part struct {
	Of   string
	Cost *pricelist.Cost
}

// Estimate is what a resource takes as its cost_estimate: what is paid once, and what is paid every month.
func Estimate(once, monthly Part) *cost.Estimate {
	e := &cost.Estimate{Currency: types.StringValue(defaultCurrency)}
	var formulas []string
	currencies := map[string]bool{}
	for _, amount := range []struct {
		to *types.String
		Part
	}{{&e.OneTime, once}, {&e.Monthly, monthly}} {
		part := amount.Part
		if part.Cost == nil {
			*amount.to = types.StringValue("0")
			continue
		}
		text := part.Cost.Text()
		*amount.to = conv.NonEmpty(&text)
		if part.Cost.Currency != "" {
			currencies[part.Cost.Currency], e.Currency = true, types.StringValue(part.Cost.Currency)
		}
		way := part.Cost.Formula
		if part.Cost.Amount == nil {
			way = "not known, since " + part.Cost.Why
		}
		formulas = append(formulas, part.Of+": "+way)
	}
	if len(currencies) > 1 { // which nobody can compare with a limit in one of them
		e.OneTime, e.Monthly = types.StringNull(), types.StringNull()
		formulas = append(formulas, "the prices are in several currencies")
	}
	slices.Sort(formulas)
	formula := strings.Join(formulas, "; ")
	e.Formula = conv.NonEmpty(&formula)
	return e
}

// defaultCurrency is that of an estimate without any price.
const defaultCurrency = "USD"
