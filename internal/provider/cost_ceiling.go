// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"context"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

const defaultCurrency = "USD"

// costCeiling returns what one object may cost; nil without a block.
func (r *reader) costCeiling(ctx context.Context, v types.List) *cost.Ceiling {
	const argument = "cost_ceiling"
	blocks := blocksOf[costCeilingModel](ctx, r, argument, v)
	if len(blocks) == 0 {
		return nil
	}
	m := blocks[0]
	limit := func(v types.String) *big.Rat {
		amount, ok := pricelist.Exact(r.text(argument, v))
		if !ok {
			return nil // validation has seen to what is no amount
		}
		return amount
	}
	return &cost.Ceiling{
		OneTime: limit(m.OneTime), Monthly: limit(m.Monthly), Currency: cmp.Or(r.text(argument, m.Currency), defaultCurrency),
		WarnOnly: r.text(argument, m.OnUnknown) == cost.WarnOfUnknown,
	}
}
