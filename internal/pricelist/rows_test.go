// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// unread is what testdata/rows.tsv wants of a row that must not become a price.
const unread = "unread"

// row is a published row, and the price that it must become: "<model>|<dimension>|<price>", or unread.
type row struct {
	Item
	wanted string
}

// publishedRows are rows as people have printed them, in every grammar, those that misled them, and some that were made in the same
// grammars, of units, places and products that must not become a price of tokens.
func publishedRows(t *testing.T) []row {
	t.Helper()
	text, err := os.ReadFile("testdata/rows.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:]
	rows := make([]row, len(lines))
	for i, line := range lines {
		c := strings.Split(line, "\t")
		rows[i] = row{Item{
			SKU: c[0], ServiceCode: c[1], Region: c[2], Model: c[3], ServiceName: c[4], UsageType: c[5], Feature: c[6], FeatureType: c[7],
			InferenceType: c[8], ServiceTier: c[9], Unit: c[10], Price: c[11], Currency: "USD",
		}, c[12]}
	}
	return rows
}

func regionsOf(rows []row) map[string][]Item {
	regions := map[string][]Item{}
	for _, r := range rows {
		regions[r.Region] = append(regions[r.Region], r.Item)
	}
	return regions
}

// words are the dimension as testdata/rows.tsv writes it.
func (d Dimension) words() string {
	return strings.TrimSpace(strings.Join([]string{d.Meter, d.Tier, d.Routing, d.Context, d.Use, d.Commitment, d.Variant}, " "))
}

// No row becomes a wrong price: each that is printed becomes exactly the price that is wanted of it, and no other row any.
func TestIndex_pricesPublishedRows(t *testing.T) {
	t.Parallel()
	rows := publishedRows(t)
	models, wrong := map[string]bool{}, 0
	for region, items := range regionsOf(rows) {
		index := New(items, nil)
		got := map[string]string{} // by SKU
		for _, model := range everyModel() {
			answer := index.Find(model, "")
			if len(answer.Conflicts) > 0 {
				t.Errorf("%s: %v", model, answer.Conflicts)
			}
			for _, p := range answer.Prices {
				amount := p.PerMillionTokens
				if amount == "" {
					amount = Decimal(p.PerUnit)
				}
				for _, sku := range p.SKUs {
					got[sku] += model + "|" + p.words() + "|" + amount + "\n"
				}
			}
		}
		for _, r := range rows {
			if r.Region != region {
				continue
			}
			prices := strings.Split(strings.TrimSuffix(got[r.SKU], "\n"), "\n")
			if r.wanted == unread && got[r.SKU] != "" || r.wanted != unread && !slices.Contains(prices, r.wanted) {
				t.Errorf("%s %s\n became %q\n wanted %q", r.SKU, r.UsageType, got[r.SKU], r.wanted)
				wrong++
			}
			if model, _, ok := strings.Cut(r.wanted, "|"); ok {
				models[model] = models[model] || got[r.SKU] != ""
			}
		}
	}
	matched := 0
	for _, ok := range models {
		if ok {
			matched++
		}
	}
	t.Logf("%d rows, %d wrong; %d of %d models that have prices among them are matched", len(rows), wrong, matched, len(models))
	if matched != len(models) {
		t.Errorf("%d of %d models are matched", matched, len(models))
	}
}

func everyModel() []string {
	var ids []string
	for _, e := range theModels().Models {
		ids = append(ids, e.IDs...)
	}
	return ids
}
