// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"math/big"
	"strings"
)

// Exact is a decimal number as AWS writes prices, without loss; false for anything else.
func Exact(text string) (*big.Rat, bool) {
	whole, fraction, point := strings.Cut(text, ".")
	if !digits(whole) || point && !digits(fraction) || len(text) > 40 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// Decimal writes a number in full, without needless zeros. A number whose decimals never end is cut after 12 of them.
func Decimal(r *big.Rat) string {
	n, ends := r.FloatPrec()
	if !ends {
		n = 12
	}
	return r.FloatString(n)
}
