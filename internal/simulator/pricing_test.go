// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/pricing"
	"github.com/aws/aws-sdk-go-v2/service/pricing/types"
)

func TestGetProducts_listsARegionInPages(t *testing.T) {
	t.Parallel()
	client := pricing.NewFromConfig(startCore(t).config("simulator", "us-east-1"))
	total := 0
	for _, code := range []string{"AmazonBedrock", "AmazonBedrockService", "AmazonBedrockFoundationModels"} {
		pages := pricing.NewGetProductsPaginator(client, &pricing.GetProductsInput{
			ServiceCode: &code,
			Filters:     []types.Filter{{Type: "TERM_MATCH", Field: aws.String("regionCode"), Value: aws.String("us-east-1")}},
		})
		of := 0
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range page.PriceList {
				var item struct {
					Product struct{ Attributes map[string]string }
				}
				if err := json.Unmarshal([]byte(text), &item); err != nil || item.Product.Attributes["regionCode"] != "us-east-1" {
					t.Errorf("%s: %v", text, err)
				}
				of++
			}
		}
		if of == 0 {
			t.Errorf("%s has nothing", code)
		}
		total += of
	}
	if total < 250 {
		t.Errorf("%d rows of us-east-1", total)
	}
	// A service that AWS does not have is an empty list.
	out, err := client.GetProducts(t.Context(), &pricing.GetProductsInput{ServiceCode: aws.String("AmazonBedrok")})
	if err != nil || len(out.PriceList) > 0 {
		t.Errorf("%v, %v", out, err)
	}
	_, err = client.GetProducts(t.Context(), &pricing.GetProductsInput{ServiceCode: aws.String("AmazonBedrock"), MaxResults: aws.Int32(101)})
	wantError(t, err, "InvalidParameterException", "MaxResults")
	_, err = client.GetProducts(t.Context(), &pricing.GetProductsInput{ServiceCode: aws.String("AmazonBedrock"), NextToken: aws.String("x")})
	wantError(t, err, "InvalidNextTokenException")
}

// Offer files need no credentials, and products stand before terms.
func TestOfferFiles(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	for path, want := range map[string]int{
		"/offers/v1.0/aws/AmazonBedrock/current/us-east-1/index.json":                  200,
		"/offers/v1.0/aws/AmazonBedrock/20261101000000/us-east-1/index.json":           200,
		"/offers/v1.0/aws/AmazonBedrock/20261101000001/us-east-1/index.json":           404,
		"/offers/v1.0/aws/AmazonBedrock/current/region_index.json":                     200,
		"/offers/v1.0/aws/AmazonBedrock/current/mars-north-1/index.json":               404,
		"/offers/v1.0/aws/AmazonBedrok/current/us-east-1/index.json":                   404,
		"/offers/v1.0/aws/AmazonBedrockFoundationModels/current/us-west-2/index.json":  200,
		"/offers/v1.0/aws/AmazonBedrockFoundationModels/current/us-west-2/index.jsonx": 404,
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.server.URL+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := c.server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != want {
			t.Errorf("%s: %d, %v", path, answer.StatusCode, err)
		}
		if strings.HasSuffix(path, "/index.json") && want == http.StatusOK {
			products, terms := strings.Index(string(body), `"products"`), strings.Index(string(body), `"terms"`)
			if products < 0 || terms < products {
				t.Errorf("%s: products at %d, terms at %d", path, products, terms)
			}
		}
	}
	if entries := c.Journal(); entries[0].Service != "pricing" || entries[0].Operation != "GetOfferFile" {
		t.Errorf("%+v", entries[0])
	}
}
