// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelprices_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const address = "bedrock_model_prices.test"

func block(arguments string) string {
	return "data \"bedrock_model_prices\" \"test\" {\n" + arguments + "\n}\n"
}

// told are the prices of a data source: dimension -> price of a million tokens, or the price as it is published.
func told(data cty.Value) map[string]string {
	prices := map[string]string{}
	for _, p := range data.GetAttr("prices").AsValueSlice() {
		var words []string
		for _, name := range []string{"meter", "tier", "routing", "context", "use", "commitment", "variant"} {
			if v := p.GetAttr(name); !v.IsNull() {
				words = append(words, v.AsString())
			}
		}
		amount := p.GetAttr("price_per_million_tokens")
		if amount.IsNull() {
			amount = p.GetAttr("price")
		}
		prices[strings.Join(words, " ")] = amount.AsString()
	}
	return prices
}

func text(v cty.Value) string {
	if v.IsNull() {
		return "null"
	}
	return v.AsString()
}

// Both sources have the same prices, and each reads a service code once, however many blocks ask.
func TestModelPrices_ofBothSources(t *testing.T) {
	t.Parallel()
	for source, operation := range map[string]string{"bulk": "GetOfferFile", "api": "GetProducts"} {
		cloud, w := acctest.Start(t, registry.Of("pricing"))
		acctest.ApplyInSilence(t, w, block(`model_id = "us.amazon.nova-2-lite-v1:0"`+"\nsource = \""+source+"\"")+
			"data \"bedrock_model_prices\" \"other\" {\n  model_id = \"xai.grok-4.3\"\n  source = \""+source+"\"\n}\n")
		data := w.Data(address)
		want := map[string]string{
			"input_tokens standard in_region standard base": "0.33", "input_tokens batch in_region standard base": "0.165",
			"input_tokens flex in_region standard base": "0.165", "input_tokens priority in_region standard base": "0.5775",
			"input_tokens standard in_region standard custom": "0.33", "input_tokens standard global standard base": "0.33",
			"output_tokens standard in_region standard base": "2.75", "output_tokens batch in_region standard base": "1.375",
			"output_tokens flex in_region standard base": "1.375", "output_tokens priority in_region standard base": "4.8125",
			"output_tokens standard in_region standard custom": "2.75", "output_tokens standard global standard base": "2.75",
			"training_tokens base": "3.78", "model_storage base": "1.9500000000",
			"model_units base none": "60.5000000000", "model_units base 1_month": "55.0000000000",
		}
		if diff := cmp.Diff(want, told(data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
		if text(data.GetAttr("routing")) != "in_region" || text(data.GetAttr("input_price_per_million_tokens")) != "0.33" ||
			text(data.GetAttr("foundation_model_id")) != "amazon.nova-2-lite-v1:0" || data.GetAttr("matched").False() {
			t.Errorf("%s: %#v", source, data)
		}
		row := data.GetAttr("prices").AsValueSlice()[0]
		if text(row.GetAttr("offer_version")) == "null" || text(row.GetAttr("effective_date")) == "null" || len(text(row.GetAttr("sku"))) != 16 {
			t.Errorf("%s: a price without its source: %#v", source, row)
		}
		pages := map[string]int{}
		for _, entry := range cloud.Journal() {
			pages[entry.Operation]++
		}
		if n := pages["GetOfferFile"]; source == "bulk" && (n != 3 || len(pages) != 1) {
			t.Errorf("%v", pages)
		}
		if pages[operation] == 0 || len(pages) > 2 {
			t.Errorf("%s: %v", source, pages)
		}
	}
}

// A contradiction in AWS's rows, and a row that is not understood, are shown and are no prices.
func TestModelPrices_showsWhatIsNoPrice(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	acctest.ApplyInSilence(t, w, block("model_id = \"qwen.qwen3-32b-v1:0\"\nregion = \"us-west-2\""))
	conflicts := w.Data(address).GetAttr("conflicts").AsValueSlice()
	if len(conflicts) != 1 || text(conflicts[0].GetAttr("tier")) != "batch" || conflicts[0].GetAttr("rows").LengthInt() != 2 {
		t.Errorf("%#v", conflicts)
	}
	if _, priced := told(w.Data(address))["output_tokens batch in_region standard base"]; priced {
		t.Error("a contradiction has a price")
	}
	acctest.ApplyInSilence(t, w, block(`model_id = "amazon.nova-lite-v1:0"`))
	unread := w.Data(address).GetAttr("unread_rows").AsValueSlice()
	if len(unread) != 1 || text(unread[0].GetAttr("usage_type")) != "USE1-NovaLite-shadow-input-tokens" {
		t.Errorf("%#v", unread)
	}
	if got := text(w.Data(address).GetAttr("input_price_per_million_tokens")); got != "0.06" {
		t.Errorf("input costs %s", got)
	}
}

func TestModelPrices_matchesOrSaysWhatIsNear(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	for id, want := range map[string]string{
		"global.anthropic.claude-sonnet-5": "2 10", "us.anthropic.claude-sonnet-5": "2.2 11", "anthropic.claude-sonnet-5": "2.2 11",
		"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0": "0.06 0.24",
		"arn:aws:bedrock:us-west-2::foundation-model/meta.llama3-3-70b-instruct-v1:0":       "0.72 0.72",
		"anthropic.claude-v2": "null null", "nobody.knows-it": "null null", "mars.amazon.nova-lite-v1:0": "null null",
	} {
		acctest.ApplyInSilence(t, w, block(fmt.Sprintf("model_id = %q", id)))
		data := w.Data(address)
		got := text(data.GetAttr("input_price_per_million_tokens")) + " " + text(data.GetAttr("output_price_per_million_tokens"))
		if got != want || data.GetAttr("matched").True() != (want != "null null") {
			t.Errorf("%s costs %s, want %s", id, got, want)
		}
		if near := data.GetAttr("near_names").LengthInt(); id == "mars.amazon.nova-lite-v1:0" && near == 0 {
			t.Error("nothing is near " + id)
		}
	}
	acctest.ApplyInSilence(t, w, block("model_id = \"my.model\"\nname_overrides = { \"Nova Lite\" = \"my.model\" }"))
	if got := text(w.Data(address).GetAttr("input_price_per_million_tokens")); got != "0.06" {
		t.Errorf("with an override it costs %s", got)
	}
	own := block(`model_id = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl"`)
	acctest.Refused(t, w.Plan(t.Context(), own).Diagnostics, "application inference profile", "Give the id of the model")
}

// A price is in the state as it is in the file, to the last digit.
func TestModelPrices_ofAFileStayExact(t *testing.T) {
	t.Parallel()
	const price = "0.1234567890123456789012345"
	path := filepath.Join(t.TempDir(), "prices.json")
	file := `{"PriceList":[{"product":{"sku":"S","attributes":{"regionCode":"us-gov-west-1","model":"Nova Lite","inferenceType":"Input tokens",
		"usagetype":"UGW1-NovaLite-input-tokens"}},"serviceCode":"AmazonBedrock","terms":{"OnDemand":{"S.J":{"priceDimensions":{"1":{
		"unit":"1K tokens","pricePerUnit":{"USD":"` + price + `"}}}}}}}]}`
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	w := acctest.NewWorkspace(t, acctest.ProviderConfig{}, registry.Of("pricing"))
	acctest.ApplyInSilence(t, w, block(fmt.Sprintf("model_id = \"amazon.nova-lite-v1:0\"\nregion = \"us-gov-west-1\"\nprice_file = %q", path)))
	data := w.Data(address)
	if got := text(data.GetAttr("prices").AsValueSlice()[0].GetAttr("price")); got != price {
		t.Errorf("the state has %s", got)
	}
	if got := text(data.GetAttr("input_price_per_million_tokens")); got != "123.4567890123456789012345" {
		t.Errorf("a million costs %s", got)
	}
	arguments := fmt.Sprintf("model_id = \"amazon.nova-lite-v1:0\"\nregion = \"us-east-1\"\nprice_file = %q", path)
	acctest.Refused(t, w.Plan(t.Context(), block(arguments)).Diagnostics, path, "no prices", "us-east-1")
	acctest.Refused(t, w.Plan(t.Context(), block(arguments+"\nsource = \"api\"")).Diagnostics, "go together")
	acctest.Refused(t, w.Plan(t.Context(), block(strings.Replace(arguments, "prices.json", "nothing.json", 1))).Diagnostics, "nothing.json")
}

// The rate card of an agreement tells the model by its id, and each region has its own rates.
func TestModelPrices_ofAnAgreement(t *testing.T) {
	t.Parallel()
	cloud, w := acctest.Start(t, registry.Of("pricing"))
	acctest.ApplyInSilence(t, w, block("model_id = \"anthropic.claude-3-haiku-20240307-v1:0\"\nsource = \"agreement_offers\""))
	data := w.Data(address)
	want := map[string]string{
		"input_tokens standard in_region standard base": "1.1", "input_tokens standard global standard base": "1",
		"output_tokens standard in_region standard base": "5.5", "output_tokens standard global standard base": "5",
	}
	if diff := cmp.Diff(want, told(data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	row := data.GetAttr("prices").AsValueSlice()[0]
	if text(row.GetAttr("usage_type")) != "USE1_InputTokenCount_Global" || text(row.GetAttr("sku")) != "null" ||
		row.GetAttr("skus").LengthInt() > 0 || !strings.Contains(text(data.GetAttr("price_source")), "claude-3-haiku") {
		t.Errorf("%#v", row)
	}
	if n := cloud.Count("ListFoundationModelAgreementOffers"); n != 1 || cloud.Count("GetOfferFile") > 0 {
		t.Errorf("%d requests for offers, and files", n)
	}
	own := block("model_id = \"amazon.nova-lite-v1:0\"\nsource = \"agreement_offers\"")
	acctest.Refused(t, w.Plan(t.Context(), own).Diagnostics, "not sold through AWS Marketplace", "bulk")
	chart := "data \"bedrock_model_comparison\" \"test\" { source = \"agreement_offers\" }"
	acctest.Refused(t, w.Plan(t.Context(), chart).Diagnostics, "one model", "bedrock_model_prices")
}

// With a directory of the user's, a second process fetches nothing but which version is in force. What is broken there is named.
func TestModelPrices_keepsFilesInADirectory(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	directory := filepath.Join(t.TempDir(), "prices")
	config := block(fmt.Sprintf("model_id = \"amazon.nova-lite-v1:0\"\ncache_directory = %q", directory))
	for process, wantFiles := range []int{3, 0} {
		before := len(cloud.Journal())
		w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("pricing"))
		acctest.ApplyInSilence(t, w, config)
		if price := text(w.Data(address).GetAttr("input_price_per_million_tokens")); price != "0.06" {
			t.Errorf("the price is %s", price)
		}
		files, lists := 0, 0
		for _, entry := range cloud.Journal()[before:] {
			if strings.HasSuffix(entry.Resource, "/region_index.json") {
				lists++
			} else {
				files++
			}
		}
		if files != wantFiles || lists != 3 {
			t.Errorf("process %d fetched %d files and %d lists", process, files, lists)
		}
	}
	kept, err := filepath.Glob(filepath.Join(directory, "*"))
	if err != nil || len(kept) != 3 || !strings.HasSuffix(kept[0], "AmazonBedrock-us-east-1-20261101000000.json") {
		t.Errorf("%v, %v", kept, err)
	}
	if err := os.WriteFile(kept[0], []byte(`{"products"`), 0o600); err != nil {
		t.Fatal(err)
	}
	w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("pricing"))
	acctest.Refused(t, w.Plan(t.Context(), config).Diagnostics, kept[0], "Remove the file")
	acctest.Refused(t, w.Plan(t.Context(), config[:len(config)-2]+"source = \"api\"\n}\n").Diagnostics, "cache_directory")
	// A file that breaks off is fetched again, and never kept by half.
	if err := os.RemoveAll(directory); err != nil {
		t.Fatal(err)
	}
	cloud.AddFault(simulator.Fault{Operation: "GetOfferFile", Action: "truncate", Times: 2})
	w = acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("pricing"))
	acctest.ApplyInSilence(t, w, config)
	if kept, err = filepath.Glob(filepath.Join(directory, "*")); err != nil || len(kept) != 3 {
		t.Errorf("%v, %v", kept, err)
	}
}

// Regions without prices, and a network that fails, are told by the source.
func TestModelPrices_saysWhereThereAreNone(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("pricing"))
	for region, want := range map[string]string{
		"us-gov-west-1": "no prices of Amazon Bedrock for us-gov-west-1", "cn-north-1": "no prices of Amazon Bedrock for cn-north-1",
		"sa-east-1": "no prices of Amazon Bedrock for sa-east-1", "us-iso-east-1": "partition aws-iso", "mars-north-1": "no AWS region",
	} {
		acctest.Refused(t, w.Plan(t.Context(), block(fmt.Sprintf("model_id = \"amazon.nova-lite-v1:0\"\nregion = %q", region))).Diagnostics, want)
	}
	silent := httptest.NewServer(http.NotFoundHandler())
	silent.Close()
	w = acctest.NewWorkspace(t, acctest.ProviderConfig{
		"region": "us-east-1", "endpoints": []any{map[string]any{"pricing": silent.URL}},
	}, registry.Of("pricing"))
	arguments := `model_id = "amazon.nova-lite-v1:0"`
	diags := w.Plan(t.Context(), block(arguments)).Diagnostics
	acctest.Refused(t, diags, silent.URL+"/offers/v1.0/aws/AmazonBedrock", "on_unavailable")
	diags = w.Apply(t.Context(), block(arguments+"\non_unavailable = \"warn\""))
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), silent.URL)
	if data := w.Data(address); data.GetAttr("matched").True() || !data.GetAttr("input_price_per_million_tokens").IsNull() {
		t.Errorf("%#v", data)
	}
}
