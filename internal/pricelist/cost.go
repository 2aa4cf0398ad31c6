// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"
)

// Cost is what something costs, with the way there; or why nobody can tell.
type Cost struct {
	Amount   *big.Rat // nil where it is not known
	Currency string
	// Formula is the way to the amount, such as "120000 tokens x 2 epochs x 0.00378 USD per 1K tokens = 0.9072 USD".
	Formula string
	Price   *Price // nil where no price list has any
	Why     string // why there is no amount
}

// Factor is how much of something, such as two epochs.
type Factor struct {
	Count int64
	Of    string
}

// Price is the price of a dimension, or why there is none.
func (a *Answer) Price(d Dimension) (p *Price, why string) {
	for i := range a.Prices {
		if a.Prices[i].Dimension == d {
			return &a.Prices[i], ""
		}
	}
	for i := range a.Conflicts {
		if a.Conflicts[i].Dimension != d {
			continue
		}
		skus := make([]string, len(a.Conflicts[i].Rows))
		for j := range a.Conflicts[i].Rows {
			skus[j] = cmp.Or(a.Conflicts[i].Rows[j].SKU, a.Conflicts[i].Rows[j].UsageType)
		}
		return nil, "AWS publishes different prices of " + d.text() + ", under the SKUs " + strings.Join(skus, " and ")
	}
	return nil, "there is no price of " + d.text() + ", or none that is understood"
}

// text are the words of a dimension that are not the usual ones.
func (d Dimension) text() string {
	said := []string{strings.ReplaceAll(d.Meter, "_", " ")}
	for _, word := range []struct{ text, usual string }{
		{d.Tier, "standard"}, {d.Routing, ""}, {d.Context, "standard"}, {d.Use, "base"}, {d.Commitment, "none"}, {d.Variant, ""},
	} {
		if word.text != "" && word.text != word.usual {
			said = append(said, strings.ReplaceAll(word.text, "_", " "))
		}
	}
	return strings.Join(said, " ")
}

// Usual fills in what a dimension does not say as rows are understood that do not say it.
func (d Dimension) Usual() Dimension {
	return word{
		Meter: d.Meter, Tier: d.Tier, Routing: d.Routing, Context: d.Context, Use: d.Use, Commitment: d.Commitment, Variant: d.Variant,
	}.dimension()
}

// Charge is factors at the price of a dimension.
func (a *Answer) Charge(d Dimension, factors ...Factor) Cost {
	p, why := a.Price(d.Usual())
	if p == nil {
		return Unknown(why)
	}
	price, per, ok := p.published()
	if !ok {
		return Unknown("the price of " + d.text() + " cannot be computed with")
	}
	amount, terms := new(big.Rat).Set(p.PerUnit), make([]string, 0, len(factors)+1)
	for _, f := range factors {
		amount.Mul(amount, new(big.Rat).SetInt64(f.Count))
		terms = append(terms, fmt.Sprintf("%d %s", f.Count, f.Of))
	}
	terms = append(terms, fmt.Sprintf("%s %s per %s", Decimal(price), p.Row.Currency, per))
	return Cost{Amount: amount, Currency: p.Row.Currency, Price: p, Formula: formula(terms, " x ", amount, p.Row.Currency)}
}

// published is the price as it stands in its row, and what that is for.
func (p *Price) published() (price *big.Rat, per string, ok bool) {
	price, ok = Exact(p.Row.Price)
	per = p.Row.Unit
	if strings.EqualFold(strings.TrimSpace(per), "units") { // which says nothing to a reader
		per = "1M tokens"
		if p.PerMillionTokens == "" {
			per = theGrammar().Meters[p.Meter].Of
		}
	}
	return price, per, ok
}

// At is a count at a price that somebody names.
func At(f Factor, price, currency string) Cost {
	each, ok := Exact(price)
	if !ok {
		return Unknown("the price " + price + " is no decimal number")
	}
	amount := new(big.Rat).Mul(each, new(big.Rat).SetInt64(f.Count))
	return Cost{
		Amount: amount, Currency: currency,
		Formula: formula([]string{fmt.Sprintf("%d %s", f.Count, f.Of), Decimal(each) + " " + currency + " each"}, " x ", amount, currency),
	}
}

// Unknown is a cost that nobody can tell, and why.
func Unknown(why string) Cost { return Cost{Why: why} }

// Sum is what several things cost together. It is not known where one of them is not, or where they are in several currencies.
func Sum(costs ...Cost) Cost {
	if len(costs) == 0 {
		return Unknown("nothing is asked for")
	}
	total, terms := new(big.Rat), make([]string, len(costs))
	for i, c := range costs {
		switch {
		case c.Amount == nil:
			return Unknown(c.Why)
		case c.Currency != costs[0].Currency:
			return Unknown("the prices are in " + costs[0].Currency + " and " + c.Currency)
		}
		total.Add(total, c.Amount)
		terms[i] = Decimal(c.Amount)
	}
	if len(costs) == 1 {
		return Cost{Amount: total, Currency: costs[0].Currency, Formula: costs[0].Formula}
	}
	return Cost{Amount: total, Currency: costs[0].Currency, Formula: formula(terms, " + ", total, costs[0].Currency)}
}

func formula(terms []string, by string, amount *big.Rat, currency string) string {
	return strings.Join(terms, by) + " = " + Decimal(amount) + " " + currency
}

// Text is the amount, in full; empty where it is not known.
func (c *Cost) Text() string {
	if c.Amount == nil {
		return ""
	}
	return Decimal(c.Amount)
}
