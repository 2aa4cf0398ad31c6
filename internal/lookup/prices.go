// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/pricing"
	pricingtypes "github.com/aws/aws-sdk-go-v2/service/pricing/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// Where prices come from.
const (
	// PricesOfBulk are the files that AWS publishes for everybody.
	PricesOfBulk = "bulk"
	// PricesOfAPI is GetProducts of the AWS Price List API.
	PricesOfAPI = "api"
	// PricesOfAgreement is the rate card in the agreement on a model of AWS Marketplace.
	PricesOfAgreement = "agreement_offers"
	// PricesOfFile is a file of the user's.
	PricesOfFile = "file"
)

// serviceCodes are those over which AWS spreads the prices of models.
func serviceCodes() [3]string {
	return [...]string{"AmazonBedrock", "AmazonBedrockService", "AmazonBedrockFoundationModels"}
}

// PriceSource says where prices are read.
type PriceSource struct {
	Kind string
	File string // for PricesOfFile
	// CacheDirectory is where PricesOfBulk are kept, by their versions; empty for nowhere.
	CacheDirectory string
	// Model is the id of the foundation model, for PricesOfAgreement.
	Model string
}

// NoPricesError says that a source has no price of Bedrock for a region.
type NoPricesError struct{ Region, Source string }

func (e *NoPricesError) Error() string {
	return fmt.Sprintf("there are no prices of Amazon Bedrock for %s in %s: either AWS does not offer Bedrock there, or it does not "+
		"publish what it costs there", e.Region, e.Source)
}

// PriceList are the prices of a region. It is safe for concurrent use.
type PriceList struct {
	// Source is where they were read, in words.
	Source string

	items   []pricelist.Item
	mu      sync.Mutex
	indexes map[string]*pricelist.Index
}

type priceKey struct {
	source PriceSource
	region string
}

// Prices reads the prices of a region, once per source and process. The services' codes are united.
func (r *Readers) Prices(ctx context.Context, region string, source PriceSource) (*PriceList, error) {
	return r.prices.get(ctx, priceKey{source, region}, func(ctx context.Context) (*PriceList, error) {
		list := &PriceList{indexes: map[string]*pricelist.Index{}}
		var err error
		switch source.Kind {
		case PricesOfFile:
			list.Source = source.File
			list.items, err = readPriceFile(source.File, region)
		case PricesOfAgreement:
			list.Source = "the agreement on " + source.Model
			list.items, err = r.rateCard(ctx, region, source.Model)
		case PricesOfAPI:
			list.Source = "the AWS Price List API"
			list.items, err = r.products(ctx, region)
		default:
			list.Source = "the price files of AWS"
			list.items, err = r.offers(ctx, region, source.CacheDirectory)
		}
		if err != nil {
			return nil, err
		}
		if len(list.items) == 0 {
			return nil, &NoPricesError{Region: region, Source: list.Source}
		}
		return list, nil
	})
}

// Index are the prices understood, with what a user says of names.
func (l *PriceList) Index(overrides map[string]string) *pricelist.Index {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := fmt.Sprint(overrides) // maps are printed in the order of their keys
	if l.indexes[key] == nil {
		l.indexes[key] = pricelist.New(l.items, overrides)
	}
	return l.indexes[key]
}

func readPriceFile(path, region string) ([]pricelist.Item, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	items, err := pricelist.Read(file, region)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return items, nil
}

// offers reads the files of all service codes. One may have nothing in a region.
func (r *Readers) offers(ctx context.Context, region, cacheDirectory string) ([]pricelist.Item, error) {
	return united(func(serviceCode string) (items []pricelist.Item, err error) {
		if cacheDirectory != "" {
			return r.keptOffer(ctx, serviceCode, region, cacheDirectory)
		}
		_, err = r.clients.OfferFile(ctx, serviceCode, awsclient.CurrentOffer, region, func(body io.Reader) (err error) {
			items, err = pricelist.Read(body, region)
			return err
		})
		return items, err
	})
}

// products asks for all products of all service codes in a region: filters on names would miss those that are spelled otherwise.
// https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
func (r *Readers) products(ctx context.Context, region string) ([]pricelist.Item, error) {
	own, err := r.clients.Region(ctx)
	if err != nil {
		return nil, err
	}
	if partition := r.clients.Partition(own); partition != "aws" && partition != "aws-cn" {
		return nil, fmt.Errorf("the AWS Price List API does not run in the partition %s of the provider's region %s. The price files, which "+
			"need no credentials, have the prices of AWS GovCloud (US): source = \"bulk\"", partition, own)
	}
	client, err := r.clients.Pricing(ctx)
	if err != nil {
		return nil, err
	}
	return united(func(serviceCode string) (items []pricelist.Item, err error) {
		rows := awsclient.Pages(func(token *string) ([]string, *string, error) {
			page, err := client.GetProducts(ctx, &pricing.GetProductsInput{
				ServiceCode: &serviceCode, NextToken: token,
				Filters: []pricingtypes.Filter{
					{Type: pricingtypes.FilterTypeTermMatch, Field: aws.String("regionCode"), Value: &region},
				},
			})
			if err != nil {
				return nil, nil, err
			}
			return page.PriceList, page.NextToken, nil
		})
		for text, err := range rows {
			if err != nil {
				return nil, err
			}
			found, err := pricelist.Product([]byte(text))
			if err != nil {
				return nil, fmt.Errorf("calling GetProducts for %s: %w", serviceCode, err)
			}
			items = append(items, found...)
		}
		return items, nil
	})
}

// united reads one service code after the other: where one fails, the others are not asked.
func united(read func(serviceCode string) ([]pricelist.Item, error)) (items []pricelist.Item, err error) {
	for _, code := range serviceCodes() {
		found, err := read(code)
		if err != nil {
			return nil, err
		}
		items = append(items, found...)
	}
	return items, nil
}
