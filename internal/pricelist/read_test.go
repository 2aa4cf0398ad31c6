// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	_ "embed"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/offer.json
var offerFile string

//go:embed testdata/product.json
var productFormat string

func TestRead_anOfferFile(t *testing.T) {
	t.Parallel()
	items, err := Read(strings.NewReader(offerFile), "us-east-1")
	if err != nil {
		t.Fatal(err)
	}
	want := Item{
		SKU: "A", ServiceCode: "AmazonBedrock", OfferVersion: "20260802", EffectiveDate: "2026-08-01T00:00:00Z", Region: "us-east-1",
		UsageType: "USE1-NovaLite-input-tokens", Model: "Nova Lite", Feature: "On-demand Inference", InferenceType: "Input tokens",
		ServiceTier: "standard", Unit: "1K tokens", Price: "0.0000600000", Currency: "USD", Description: "d",
	}
	if len(items) != 3 || items[0] != want {
		t.Errorf("%+v", items)
	}
	for _, item := range items[1:] {
		if item.SKU != "C" || item.Model != "Titan X" || !item.Tiered {
			t.Errorf("%+v", item)
		}
	}
}

// GetProducts answers strings, and `aws pricing get-products` prints them.
func TestRead_anAnswerOfGetProducts(t *testing.T) {
	t.Parallel()
	east, west := fmt.Sprintf(productFormat, "A", "us-east-1"), fmt.Sprintf(productFormat, "B", "eu-west-1")
	text := fmt.Sprintf(`{"FormatVersion":"aws_v1","PriceList":[%q,%s],"NextToken":null}`, east, west)
	for region, want := range map[string][]string{"us-east-1": {"A"}, "": {"A", "B"}} {
		items, err := Read(strings.NewReader(text), region)
		var skus []string
		for _, item := range items {
			skus = append(skus, item.SKU)
		}
		if err != nil || !slices.Equal(skus, want) || items[0].OfferVersion != "7" || items[0].Price != "0.00008" {
			t.Errorf("%q: %+v, %v", region, items, err)
		}
	}
}

func TestRead_refusesWhatIsNoPrices(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"offers":{}}`: "neither", `[]`: "object", `<html>`: "reading prices", ``: "EOF", offerFile[:len(offerFile)/2]: "reading prices",
		`{"terms":{},"products":{}}`: "before products", `{"PriceList":{}}`: "no list", `{"PriceList":["x"]}`: "item of PriceList",
		`{"products":{"A":{"attributes":7}}}`: "product A",
	} {
		if items, err := Read(strings.NewReader(text), ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20s: %v, %v", text, items, err)
		}
	}
}

// bulk is an offer file of a given size that never stands in memory. One row in a thousand is of us-east-1.
func bulk(size int) (r io.Reader, rows int) {
	const product = `"%d":{"sku":"%[1]d","productFamily":"Bedrock","attributes":{"regionCode":"%s","usagetype":"USE1-NovaLite-input-tokens"}}`
	const term = `"%d":{"%[1]d.J":{"priceDimensions":{"1":{"unit":"1K tokens","pricePerUnit":{"USD":"0.00006"}}}}}`
	rows = size / (len(product) + len(term))
	reader, writer := io.Pipe()
	go func() {
		_, _ = io.WriteString(writer, `{"offerCode":"AmazonBedrock","products":{`)
		for i := range rows {
			region, comma := "eu-west-1", ","
			if i%1000 == 0 {
				region = "us-east-1"
			}
			if i == 0 {
				comma = ""
			}
			_, _ = fmt.Fprintf(writer, comma+product, i, region)
		}
		_, _ = io.WriteString(writer, `},"terms":{"OnDemand":{"x":{}`)
		for i := range rows {
			_, _ = fmt.Fprintf(writer, ","+term, i)
		}
		_, err := io.WriteString(writer, `}}}`)
		_ = writer.CloseWithError(err)
	}()
	return reader, rows
}

// What is kept is the region, whatever the size of the file.
func TestRead_ofALargeFileTakesLittleMemory(t *testing.T) { //nolint:paralleltest // it measures the memory of the process
	reader, rows := bulk(20 << 20)
	items, err := Read(reader, "us-east-1")
	if err != nil || len(items) != (rows+999)/1000 {
		t.Fatalf("%d items of %d rows, %v", len(items), rows, err)
	}
	runtime.GC()
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > 8<<20 {
		t.Errorf("%d MB in use after a file of 20 MB", after.HeapAlloc>>20)
	}
	runtime.KeepAlive(items)
}

// BenchmarkRead is the reading of an offer file of 50 MB.
func BenchmarkRead(b *testing.B) {
	b.SetBytes(50 << 20)
	b.ReportAllocs()
	for b.Loop() {
		reader, _ := bulk(50 << 20)
		if _, err := Read(reader, "us-east-1"); err != nil {
			b.Fatal(err)
		}
	}
}
