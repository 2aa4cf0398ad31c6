// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base32"
	"slices"
	"strings"
	"sync"
)

//go:embed rows.tsv
var rowsTSV string

// What AWS stamps on a price list, and the codes in it.
const (
	version         = "20261101000000"
	publicationDate = "2026-11-01T00:00:00Z"
	effectiveDate   = "2026-11-01T00:00:00Z"
	termCode        = "JRTCKXETXF"
	rateCode        = "6YS6EN2CT7"
)

// row is one rate.
type row struct {
	sku, serviceCode, region, unit, price string
	attributes                            map[string]string
}

var rows = sync.OnceValue(func() []row {
	lines := strings.Split(strings.TrimSuffix(rowsTSV, "\n"), "\n")
	names := strings.Split(lines[0], "\t")
	all := make([]row, 0, len(lines)-1)
	for _, line := range lines[1:] {
		cells := map[string]string{}
		for i, cell := range strings.Split(line, "\t") {
			cells[names[i]] = cell
		}
		r := row{
			sku: sku(line), serviceCode: cells["service_code"], region: cells["region"], unit: cells["unit"], price: cells["price"],
			attributes: map[string]string{
				"servicecode": cells["service_code"], "regionCode": cells["region"], "locationType": "AWS Region",
				"usagetype": cells["usage_type"], "operation": "", "servicename": "Amazon Bedrock",
			},
		}
		for column, attribute := range map[string]string{
			"model": "model", "service_name": "servicename", "feature": "feature", "feature_type": "featuretype",
			"inference_type": "inferenceType", "service_tier": "service_tier",
		} {
			if cells[column] != "" {
				r.attributes[attribute] = cells[column]
			}
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b row) int { return strings.Compare(a.sku, b.sku) })
	return all
})

// sku makes up a SKU of what the row says besides its price.
func sku(line string) string {
	sum := sha256.Sum256([]byte(line[:strings.LastIndex(line, "\t")]))
	return base32.StdEncoding.EncodeToString(sum[:10])
}

func (r *row) product() map[string]any {
	return map[string]any{"sku": r.sku, "productFamily": "Amazon Bedrock", "attributes": r.attributes}
}

func (r *row) terms() map[string]any {
	offer := r.sku + "." + termCode
	rate := offer + "." + rateCode
	return map[string]any{offer: map[string]any{
		"offerTermCode": termCode, "sku": r.sku, "effectiveDate": effectiveDate, "termAttributes": map[string]any{},
		"priceDimensions": map[string]any{rate: map[string]any{
			"rateCode": rate, "description": "$" + r.price + " per " + r.unit, "beginRange": "0", "endRange": "Inf", "unit": r.unit,
			"appliesTo": []string{}, "pricePerUnit": map[string]string{"USD": r.price},
		}},
	}}
}
