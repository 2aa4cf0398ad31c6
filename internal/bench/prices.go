// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

const (
	readsPrices   = "prices"
	maxPricesPeak = 60 // MB, for a file of any size
	pricesSize    = 50 << 20
	pricesRounds  = 3
	// pricesRegions is in how many regions each product is sold: what a file of all regions has besides the one that is asked for.
	pricesRegions = 30
)

// prices reads a price file of AWS of all regions, larger than any that AWS publishes of Amazon Bedrock, for the prices of one region.
func (b *bench) prices(ctx context.Context) ([]result, error) {
	path := filepath.Join(b.dir, "index.json")
	if err := writePrices(path, pricesSize); err != nil {
		return nil, err
	}
	var ours readings
	for range pricesRounds {
		if err := b.read(ctx, &ours, readsPrices, path); err != nil {
			return nil, err
		}
	}
	return []result{
		atMost(fmt.Sprintf("a price file of %.0f MB, for the prices of one region of %d: peak memory", megabytes(pricesSize), pricesRegions),
			megabytes(slices.Max(ours.peak)), maxPricesPeak, " MB"),
		info("the same: seconds", "%.1f", slices.Min(ours.wall).Seconds()),
	}, os.Remove(path)
}

// readPrices is what the process does that prices starts.
func readPrices(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	items, err := pricelist.Read(file, "region-7")
	if err == nil && len(items) == 0 {
		err = errors.New("the file has no prices of the region")
	}
	return err
}

// writePrices writes a file as AWS does: all products, and then the terms of each.
func writePrices(path string, size int) (err error) {
	const (
		product = `"%d":{"sku":"%[1]d","productFamily":"Amazon Bedrock","attributes":{"regionCode":"region-%d","servicecode":"AmazonBedrock",` +
			`"usagetype":"USE1-NovaLite-input-tokens","model":"Nova Lite","feature":"On-demand Inference","inferenceType":"Input tokens"}}`
		term = `"%d":{"%[1]d.JRTCKXETXF":{"sku":"%[1]d","effectiveDate":"2026-11-01T00:00:00Z","priceDimensions":{` +
			`"%[1]d.JRTCKXETXF.6YS6EN2CT7":{"unit":"1K tokens","beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000600000"}}}}}`
	)
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	rows := size / (len(product) + len(term) + 30)
	write := func(format string, arguments ...any) {
		if err == nil {
			_, err = fmt.Fprintf(out, format, arguments...)
		}
	}
	write(`{"offerCode":"AmazonBedrock","version":"20261101000000","products":{"none":{}`)
	for row := range rows {
		write(","+product, row, row%pricesRegions)
	}
	write(`},"terms":{"OnDemand":{"none":{}`)
	for row := range rows {
		write(","+term, row)
	}
	write(`}}}`)
	if err != nil {
		return err
	}
	return out.Flush()
}
