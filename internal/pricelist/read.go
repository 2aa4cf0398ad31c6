// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Read reads prices of a region: an offer file of AWS (index.json), the answer of GetProducts, or what `aws pricing get-products`
// prints. It reads a stream and keeps the rows of the region only, so that the size of the file does not matter. Rows that do not say
// their region are kept: files of one region leave it out.
func Read(r io.Reader, region string) ([]Item, error) {
	f := file{dec: jsontext.NewDecoder(r), region: region, products: map[string]*Item{}}
	if err := f.object(f.top); err != nil {
		return nil, fmt.Errorf("reading prices: %w", err)
	}
	if !f.prices {
		return nil, errors.New("reading prices: this is neither an offer file of AWS, with products and terms, nor an answer of GetProducts, " +
			"with PriceList")
	}
	for i := range f.items {
		if f.items[i].ServiceCode == "" {
			f.items[i].ServiceCode = f.offer
		}
		if f.items[i].OfferVersion == "" {
			f.items[i].OfferVersion = f.version
		}
	}
	return f.items, nil
}

// file is the reading of one file.
type file struct {
	dec            *jsontext.Decoder
	region         string
	offer, version string
	products       map[string]*Item
	items          []Item
	prices         bool // whether there was anything that holds prices
}

// object reads an object, and each of its members by a function, which must read its value.
func (f *file) object(member func(name string) error) error {
	start, err := f.dec.ReadToken()
	if err != nil {
		return err
	}
	if start.Kind() != '{' {
		return fmt.Errorf("found %s where an object is expected", start)
	}
	for f.dec.PeekKind() != '}' {
		name, err := f.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := member(name.String()); err != nil {
			return err
		}
	}
	_, err = f.dec.ReadToken()
	return err
}

func (f *file) value(into any) error {
	value, err := f.dec.ReadValue()
	if err != nil {
		return err
	}
	return json.Unmarshal(value, into)
}

func (f *file) top(name string) error {
	switch name {
	case "offerCode":
		return f.value(&f.offer)
	case "version":
		return f.value(&f.version)
	case "products":
		f.prices = true
		return f.object(f.product)
	case "terms":
		if !f.prices {
			return errors.New("terms stand before products, which no offer file of AWS does")
		}
		return f.object(func(kind string) error {
			if kind != "OnDemand" {
				return f.dec.SkipValue()
			}
			return f.object(f.terms)
		})
	case "PriceList":
		f.prices = true
		return f.priceList()
	}
	return f.dec.SkipValue()
}

func (f *file) product(sku string) error {
	var p product
	if err := f.value(&p); err != nil {
		return fmt.Errorf("product %s: %w", sku, err)
	}
	if item := p.item(sku); f.wants(&item) {
		f.products[sku] = &item
	}
	return nil
}

func (f *file) terms(sku string) error {
	item, wanted := f.products[sku]
	if !wanted {
		return f.dec.SkipValue()
	}
	var offers map[string]term
	if err := f.value(&offers); err != nil {
		return fmt.Errorf("terms of %s: %w", sku, err)
	}
	f.items = append(f.items, withPrices(*item, offers)...)
	return nil
}

func (f *file) wants(item *Item) bool {
	return f.region == "" || item.Region == "" || item.Region == f.region
}

func (f *file) priceList() error {
	if start, err := f.dec.ReadToken(); err != nil || start.Kind() != '[' {
		return errors.Join(err, errors.New("PriceList is no list"))
	}
	for f.dec.PeekKind() != ']' {
		value, err := f.dec.ReadValue()
		if err != nil {
			return err
		}
		items, err := Product(value)
		if err != nil {
			return err
		}
		for _, item := range items {
			if f.wants(&item) {
				f.items = append(f.items, item)
			}
		}
	}
	_, err := f.dec.ReadToken()
	return err
}

type product struct {
	SKU        string         `json:"sku"`
	Attributes map[string]any `json:"attributes"`
}

type term struct {
	EffectiveDate   string `json:"effectiveDate"`
	PriceDimensions map[string]struct {
		Unit         string            `json:"unit"`
		Description  string            `json:"description"`
		BeginRange   string            `json:"beginRange"`
		EndRange     string            `json:"endRange"`
		PricePerUnit map[string]string `json:"pricePerUnit"`
	} `json:"priceDimensions"`
}

// Product reads one item of an answer of GetProducts: an object, or the string that holds it.
func Product(text []byte) ([]Item, error) {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte(`"`)) {
		var inner string
		if err := json.Unmarshal(text, &inner); err != nil {
			return nil, fmt.Errorf("an item of PriceList: %w", err)
		}
		text = []byte(inner)
	}
	var one struct {
		Product     product `json:"product"`
		ServiceCode string  `json:"serviceCode"`
		Version     string  `json:"version"`
		Terms       struct {
			OnDemand map[string]term `json:"OnDemand"`
		} `json:"terms"`
	}
	if err := json.Unmarshal(text, &one); err != nil {
		return nil, fmt.Errorf("an item of PriceList: %w", err)
	}
	item := one.Product.item(one.Product.SKU)
	if one.ServiceCode != "" {
		item.ServiceCode = one.ServiceCode
	}
	item.OfferVersion = one.Version
	return withPrices(item, one.Terms.OnDemand), nil
}

// item takes over the attributes. Their names are spelled in several ways, such as serviceTier and service_tier.
func (p *product) item(sku string) Item {
	item := Item{SKU: sku}
	places := map[string]*string{
		"servicecode": &item.ServiceCode, "regioncode": &item.Region, "usagetype": &item.UsageType, "model": &item.Model,
		"servicename": &item.ServiceName, "feature": &item.Feature, "featuretype": &item.FeatureType,
		"inferencetype": &item.InferenceType, "servicetier": &item.ServiceTier,
	}
	titan := ""
	places["titanmodel"] = &titan
	for name, value := range p.Attributes {
		text, _ := value.(string)
		if place := places[strings.ToLower(strings.ReplaceAll(name, "_", ""))]; place != nil && text != "" {
			*place = text
		}
	}
	if item.Model == "" {
		item.Model = titan
	}
	return item
}

// withPrices is the item once for each of its prices.
func withPrices(item Item, offers map[string]term) []Item {
	var items []Item
	for id, offer := range offers {
		one := item
		if one.SKU == "" {
			one.SKU, _, _ = strings.Cut(id, ".")
		}
		one.EffectiveDate = offer.EffectiveDate
		for _, d := range offer.PriceDimensions {
			one.Unit, one.Description = d.Unit, d.Description
			one.Tiered = len(offer.PriceDimensions) > 1 || d.BeginRange != "" && d.BeginRange != "0"
			for one.Currency, one.Price = range d.PricePerUnit {
				items = append(items, one)
			}
		}
	}
	return items
}
