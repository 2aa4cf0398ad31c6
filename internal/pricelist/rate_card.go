// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import "strings"

// Rate is a rate of the agreement on a model of AWS Marketplace. Its model is known by its id, which no other price of AWS tells.
type Rate struct {
	Dimension, Price, Unit, Description string
}

// RateCard are the rates of a model in a region. A rate that names another region is left out; one that names none holds everywhere.
func RateCard(model, region string, rates []Rate) []Item {
	var items []Item
	for _, r := range rates {
		if of := placeOf(r.Dimension); of.Region != "" && of.Region != region {
			continue
		}
		items = append(items, Item{
			Region: region, UsageType: r.Dimension, Model: model, Unit: r.Unit, Price: r.Price, Description: r.Description,
			Currency: "USD", // in which AWS Marketplace sells
			RateCard: true,
		})
	}
	return items
}

// placeOf is the region that a dimension of a rate card begins with; the zero place where it names none that is known.
func placeOf(dimension string) place {
	prefix, _, _ := strings.Cut(dimension, "_")
	for _, p := range theGrammar().Places.Places {
		if p.Text == prefix {
			return p
		}
	}
	return place{}
}

func withoutPlace(dimension string) string {
	of := placeOf(dimension)
	if of.Text == "" {
		return dimension
	}
	return strings.TrimPrefix(dimension, of.Text+"_")
}
