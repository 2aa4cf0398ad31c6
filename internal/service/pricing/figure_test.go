// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing_test

import (
	"math/big"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

// What is in two currencies has no amount that could be compared, and says the same each time: a refresh changes nothing.
func TestEstimate_inTwoCurrenciesIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	in := func(currency string) *pricelist.Cost {
		return &pricelist.Cost{Amount: big.NewRat(1, 2), Currency: currency, Formula: "half"}
	}
	for range 50 {
		e := pricing.Estimate(pricing.Part{Of: "training", Cost: in("USD")}, pricing.Part{Of: "storage", Cost: in("CNY")})
		if !e.OneTime.IsNull() || !e.Monthly.IsNull() || e.Currency.ValueString() != "CNY" {
			t.Fatalf("got %s, %s, %s", e.OneTime, e.Monthly, e.Currency)
		}
	}
}
