// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"slices"
	"strings"
	"testing"
)

func token(sku, usage, model, unit, price string) Item {
	return Item{
		SKU: sku, ServiceCode: "AmazonBedrock", UsageType: usage, Model: model, Feature: "On-demand Inference", InferenceType: "Input tokens",
		Unit: unit, Price: price, Currency: "USD",
	}
}

// A rate that stands there twice with two prices has none; both rows are shown.
func TestIndex_rowsThatContradictEachOtherHaveNoPrice(t *testing.T) {
	t.Parallel()
	display := token("B", "USE1-Qwen3-32B-input-tokens", "Qwen3 32B", "1K tokens", "0.00015")
	mantle := token("A", "USE1-qwen.qwen3-32b-mantle-input-tokens-standard", "Qwen3 32B", "1M tokens", "0.150")
	mantle.Feature, mantle.ServiceTier = "", "standard"
	answer := New([]Item{display, mantle}, nil).Find("qwen.qwen3-32b-v1:0", "")
	if len(answer.Prices) != 1 || !slices.Equal(answer.Prices[0].SKUs, []string{"A", "B"}) || answer.Prices[0].PerMillionTokens != "0.15" ||
		answer.Prices[0].Row.Price != "0.150" {
		t.Errorf("two rows of one price: %+v", answer)
	}
	for _, change := range []func(*Item){
		func(i *Item) { i.Price = "0.151" },
		func(i *Item) { i.Unit = "1K tokens" },
		func(i *Item) { i.Currency = "EUR" },
	} {
		other := mantle
		change(&other)
		answer := New([]Item{display, other}, nil).Find("qwen.qwen3-32b-v1:0", "")
		if answer.Matched || len(answer.Conflicts) != 1 || len(answer.Conflicts[0].Rows) != 2 || answer.Conflicts[0].Rows[0].SKU != "A" {
			t.Errorf("two rows of two prices: %+v", answer)
		}
	}
	// Two services are no exception.
	other := display
	other.SKU, other.ServiceCode, other.Price = "C", "AmazonBedrockService", "0.0002"
	if answer := New([]Item{display, other}, nil).Find("qwen.qwen3-32b-v1:0", ""); answer.Matched {
		t.Errorf("two services: %+v", answer)
	}
}

// A shorter or a newer name never gets the prices of another model.
func TestIndex_refusesNeighbours(t *testing.T) {
	t.Parallel()
	items := []Item{
		token("A", "USE1-MiniMax-M2.5-input-tokens", "MiniMax M2.5", "1K tokens", "0.0003"),
		token("B", "USE1-xai.grok-4.6-mantle-input-tokens-standard", "xai.grok-4.6", "1M tokens", "1.25"),
		{
			SKU: "C", ServiceName: "Claude Opus 4.6 (Amazon Bedrock Edition)", UsageType: "USE1-MP:USE1_InputTokenCount-Units",
			Unit: "Units", Price: "5.5", Currency: "USD",
		},
	}
	index := New(items, nil)
	for id, near := range map[string]string{
		"minimax.minimax-m2": "MiniMax M2.5", "xai.grok-4": "xai.grok-4.6", "xai.grok-4.3": "xai.grok-4.6",
		"anthropic.claude-opus-4-7": "Claude Opus 4.6 (Amazon Bedrock Edition)",
		"anthropic.claude-opus-4":   "Claude Opus 4.6 (Amazon Bedrock Edition)",
	} {
		if answer := index.Find(id, ""); answer.Matched || !slices.Contains(answer.Near, near) {
			t.Errorf("%s: %+v", id, answer)
		}
	}
	if answer := index.Find("nobody.knows-this", "Nothing Like It"); answer.Matched || len(answer.Near) > 0 {
		t.Errorf("%+v", answer)
	}
	if answer := index.Find("minimax.minimax-m2.5", ""); !answer.Matched {
		t.Error("MiniMax M2.5 itself is not matched")
	}
}

// A model that is newer than the table is found by its id in a usage type, or by the name that AWS lists it under, letter by letter.
func TestIndex_findsWhatTheTableDoesNotKnow(t *testing.T) {
	t.Parallel()
	index := New([]Item{
		token("A", "USE1-new.model-9-mantle-input-tokens-standard", "", "1M tokens", "2"),
		token("B", "USE1-Brand-New-9B-input-tokens", "Brand New 9B", "1K tokens", "0.003"),
	}, nil)
	if answer := index.Find("new.model-9", ""); len(answer.Prices) != 1 || answer.Prices[0].PerMillionTokens != "2" {
		t.Errorf("by id: %+v", answer)
	}
	if answer := index.Find("brand.new-9b-v1:0", "brand new 9B"); len(answer.Prices) != 1 || answer.Prices[0].PerMillionTokens != "3" {
		t.Errorf("by name: %+v", answer)
	}
	if answer := index.Find("brand.new-9b-v1:0", "Brand New"); answer.Matched {
		t.Errorf("by half a name: %+v", answer)
	}
}

func TestIndex_overrides(t *testing.T) {
	t.Parallel()
	items := []Item{
		token("A", "USE1-Strange-input-tokens", "A Name Nobody Knows", "1K tokens", "0.003"),
		token("B", "USE1-NovaLite-input-tokens", "Nova Lite", "1K tokens", "0.00006"),
	}
	index := New(items, map[string]string{"A name nobody knows": "amazon.nova-pro-v1:0"})
	answer := index.Find("amazon.nova-pro-v1:0", "")
	if answer.Matched || len(answer.Unread) != 1 || !strings.Contains(answer.Unread[0].Why, "Strange") {
		t.Errorf("a family that is not the name: %+v", answer)
	}
	index = New(items, map[string]string{"A name nobody knows": "amazon.nova-pro-v1:0", "strange": "amazon.nova-pro-v1:0"})
	if answer := index.Find("amazon.nova-pro-v1:0", ""); len(answer.Prices) != 1 || answer.Prices[0].PerMillionTokens != "3" {
		t.Errorf("with its family: %+v", answer)
	}
	// It wins over the table.
	index = New(items, map[string]string{"Nova Lite": "my.model"})
	if index.Find("amazon.nova-lite-v1:0", "").Matched || !index.Find("my.model", "").Matched {
		t.Error("the table wins over the user")
	}
}

func TestScope(t *testing.T) {
	t.Parallel()
	for id, want := range map[string][2]string{
		"us.amazon.nova-lite-v1:0":         {"amazon.nova-lite-v1:0", "in_region"},
		"us-gov.anthropic.claude-sonnet-5": {"anthropic.claude-sonnet-5", "in_region"},
		"global.anthropic.claude-sonnet-5": {"anthropic.claude-sonnet-5", "global"},
		"mars.anthropic.claude-sonnet-5":   {"mars.anthropic.claude-sonnet-5", "in_region"},
		"us.model":                         {"us.model", "in_region"},
		"amazon.nova-lite-v1:0":            {"amazon.nova-lite-v1:0", "in_region"},
	} {
		if model, routing := Scope(id); model != want[0] || routing != want[1] {
			t.Errorf("%s: %s, %s", id, model, routing)
		}
	}
}

func TestExact(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0.0000600000": "0.00006", "60.50": "60.5", "3": "3", "0.1234567890123456789": "0.1234567890123456789",
	} {
		if r, ok := Exact(text); !ok || Decimal(r) != want {
			t.Errorf("%s: %v", text, r)
		}
	}
	for _, text := range []string{"", "-1", "1e3", "1/3", "0x1", "1_000", ".5", "1.", "NaN", " 1"} {
		if r, ok := Exact(text); ok {
			t.Errorf("%q is %s", text, r)
		}
	}
}

// The tables are whole: each word means something that is sold, each model has ids and a source, and no name means two models.
func TestTables(t *testing.T) {
	t.Parallel()
	g := theGrammar()
	for _, l := range []language{g.Native, g.Mantle, g.Marketplace, g.InferenceType} {
		if l.Source == "" || l.Date == "" {
			t.Error("a grammar has no source")
		}
		for _, m := range l.Meters {
			if g.Meters[m.Meter].Of == "" {
				t.Errorf("%s means %s, which is not sold", m.Text, m.Meter)
			}
		}
	}
	for name, m := range g.Meters {
		if !slices.ContainsFunc(g.Units.Units, func(u unit) bool { return u.Of == m.Of }) {
			t.Errorf("%s has no unit", name)
		}
	}
	table := theModels()
	named, ids := map[string]string{}, map[string]bool{}
	for _, e := range table.Models {
		if len(e.IDs) == 0 || table.Sources[e.Source].Date == "" {
			t.Errorf("%+v has no id or no source", e)
			continue
		}
		for _, id := range e.IDs {
			if ids[id] {
				t.Errorf("%s stands there twice", id)
			}
			ids[id] = true
		}
		for _, name := range slices.Concat(e.Names, e.LatencyOptimizedNames, e.UsageIDs) {
			if other := named[key(name)]; other != "" && other != e.IDs[0] {
				t.Errorf("%s means %s and %s", name, other, e.IDs[0])
			}
			named[key(name)] = e.IDs[0]
		}
	}
}
