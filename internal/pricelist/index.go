// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
)

// Index are the rows of a region, understood once.
type Index struct {
	names   *names
	byOwner map[*entry][]*line
	called  map[string][]*line // those that the table does not know, by name and by id in the usage type
	known   map[string]string  // names as published, by their keys
}

// New understands rows. Overrides lead from what rows call a model (its name, its family or id in usage types) to the id of the model.
func New(items []Item, overrides map[string]string) *Index {
	x := &Index{
		names: newNames(overrides), byOwner: map[*entry][]*line{}, called: map[string][]*line{}, known: map[string]string{},
	}
	for _, item := range items {
		l := x.names.classify(item)
		if l.name != "" {
			x.known[l.name] = cmp.Or(item.Model, item.ServiceName)
		}
		if l.owner != nil {
			x.byOwner[l.owner] = append(x.byOwner[l.owner], &l)
			continue
		}
		x.called[l.name] = append(x.called[l.name], &l)
		if l.usageID != l.name {
			x.called[l.usageID] = append(x.called[l.usageID], &l)
		}
	}
	return x
}

// Find answers for the model of an id, without the scope of a profile. Its name, as AWS lists it, finds rows of a model that the table
// does not know; it may be empty.
func (x *Index) Find(id, name string) Answer {
	var lines []*line
	for owner, all := range x.byOwner {
		if owner.is(id) {
			lines = append(lines, all...)
		}
	}
	for _, called := range []string{key(id), key(name)} {
		for _, l := range x.called[called] {
			if called != "" && !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
	}
	var a Answer
	groups := map[Dimension][]*line{}
	for _, l := range lines {
		if l.why != "" {
			a.Unread = append(a.Unread, Unread{l.Item, l.why})
			continue
		}
		groups[l.dimension] = append(groups[l.dimension], l)
	}
	for dimension, group := range groups {
		slices.SortFunc(group, func(a, b *line) int { return bySKU(&a.Item, &b.Item) })
		if !agreed(group) {
			a.Conflicts = append(a.Conflicts, Conflict{dimension, itemsOf(group)})
			continue
		}
		a.Prices = append(a.Prices, priceOf(dimension, group))
	}
	slices.SortFunc(a.Prices, func(a, b Price) int { return compare(&a.Dimension, &b.Dimension) })
	slices.SortFunc(a.Conflicts, func(a, b Conflict) int { return compare(&a.Dimension, &b.Dimension) })
	slices.SortFunc(a.Unread, func(a, b Unread) int { return bySKU(&a.Item, &b.Item) })
	if a.Matched = len(a.Prices) > 0; !a.Matched {
		a.Near = x.near(id, name)
	}
	return a
}

func agreed(group []*line) bool {
	for _, l := range group[1:] {
		if l.perUnit.Cmp(group[0].perUnit) != 0 || l.Currency != group[0].Currency {
			return false
		}
	}
	return true
}

func priceOf(d Dimension, group []*line) Price {
	p := Price{Dimension: d, Row: group[0].Item, PerUnit: group[0].perUnit}
	for _, l := range group {
		if l.SKU != "" { // a rate card has none
			p.SKUs = append(p.SKUs, l.SKU)
		}
	}
	if theGrammar().Meters[d.Meter].Of == "token" {
		p.PerMillionTokens = Decimal(new(big.Rat).Mul(p.PerUnit, big.NewRat(1_000_000, 1)))
	}
	return p
}

func itemsOf(group []*line) []Item {
	items := make([]Item, len(group))
	for i, l := range group {
		items[i] = l.Item
	}
	return items
}

func bySKU(a, b *Item) int {
	return cmp.Or(strings.Compare(a.SKU, b.SKU), strings.Compare(a.UsageType, b.UsageType), strings.Compare(a.Price, b.Price))
}

func compare(a, b *Dimension) int {
	return cmp.Or(
		strings.Compare(a.Meter, b.Meter), strings.Compare(a.Use, b.Use), strings.Compare(a.Context, b.Context),
		strings.Compare(a.Routing, b.Routing), strings.Compare(a.Tier, b.Tier), strings.Compare(a.Commitment, b.Commitment),
		strings.Compare(a.Variant, b.Variant),
	)
}

// near are up to five names that share most words with an id and a name.
func (x *Index) near(id, name string) []string {
	wanted := pieces(id + " " + name)
	type candidate struct {
		name  string
		score int
	}
	var found []candidate
	for published, as := range x.known {
		score := 0
		for piece := range pieces(published) {
			if wanted[piece] {
				score += len(piece)
			}
		}
		if score > 2 {
			found = append(found, candidate{as, score})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.name, b.name))
	})
	var near []string
	for _, c := range found[:min(len(found), 5)] {
		near = append(near, c.name)
	}
	return near
}

func pieces(text string) map[string]bool {
	all := map[string]bool{}
	for _, piece := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" .-:_()/", r) }) {
		all[piece] = true
	}
	return all
}

// OnDemand is the price of tokens of the model itself, on demand, at the standard tier and for prompts of ordinary length. Where the
// global price is asked for and AWS publishes no other than that of the region, there is none.
func (a *Answer) OnDemand(meter, routing string) *Price {
	found, _ := a.Price(Dimension{Meter: meter, Routing: routing}.Usual())
	return found
}
