// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"strings"
	"testing"
)

// The three grammars of rate cards, and what must not become a price: another region, an unknown place, a dimension that only ends like one
// that is known, and a price of 0.
func TestRateCard(t *testing.T) {
	t.Parallel()
	items := RateCard("anthropic.claude-opus-5-5", "us-west-2", []Rate{
		{Dimension: "USW2_InputTokenCount", Price: "4.4000000000", Unit: "Units"},
		{Dimension: "USW2_InputTokenCount_Global", Price: "4", Unit: "Units"},
		{Dimension: "USW2_output_tokens_standard", Price: "22", Unit: "1M tokens"},
		{Dimension: "output_tokens_global_standard", Price: "20", Unit: "Units"},
		{Dimension: "USW2_CacheReadInputTokenCount", Price: "0.44", Unit: "Units"},
		{Dimension: "USE1_InputTokenCount", Price: "99", Unit: "Units"},
		{Dimension: "MARS_InputTokenCount", Price: "98", Unit: "Units"},
		{Dimension: "USW2_OtherInputTokenCount", Price: "97", Unit: "Units"},
		{Dimension: "USW2_InputTokenCount_Batch", Price: "0.0000000000", Unit: "Units"},
		{Dimension: "USW2_OutputTokenCount_Batch", Price: "11", Unit: "Crates"},
	})
	a := New(items, nil).Find("anthropic.claude-opus-5-5", "")
	got := map[string]string{}
	for _, p := range a.Prices {
		got[p.words()] = p.PerMillionTokens
		if len(p.SKUs) > 0 || p.Row.UsageType == "" {
			t.Errorf("%+v", p)
		}
	}
	want := map[string]string{
		"input_tokens standard in_region standard base": "4.4", "input_tokens standard global standard base": "4",
		"output_tokens standard in_region standard base": "22", "output_tokens standard global standard base": "20",
		"cache_read_tokens standard in_region standard base": "0.44",
	}
	for dimension, price := range want {
		if got[dimension] != price {
			t.Errorf("%s is %q, want %s", dimension, got[dimension], price)
		}
	}
	if len(got) != len(want) || len(a.Unread) != 4 {
		t.Errorf("%v, unread %+v", got, a.Unread)
	}
	// Nobody else has them.
	if New(items, nil).Find("anthropic.claude-opus-5", "Claude Opus 5").Matched {
		t.Error("a shorter id has them")
	}
	// Two rates of one dimension that differ are named, by their dimensions.
	items = RateCard("m.n", "us-west-2", []Rate{
		{Dimension: "USW2_InputTokenCount", Price: "1", Unit: "Units"}, {Dimension: "input_tokens_standard", Price: "2", Unit: "Units"},
	})
	a = New(items, nil).Find("m.n", "")
	if _, why := a.Price(Dimension{Meter: "input_tokens", Routing: "in_region"}.Usual()); !strings.Contains(why, "USW2_InputTokenCount") {
		t.Errorf("it is not known because %s", why)
	}
}

func TestPlaces_areWhole(t *testing.T) {
	t.Parallel()
	places := theGrammar().Places
	seen := map[string]bool{}
	for _, p := range places.Places {
		if seen[p.Text] || p.Region == "" || strings.Contains(p.Text, "_") {
			t.Errorf("%+v", p)
		}
		seen[p.Text] = true
	}
	if places.Source == "" || places.Date == "" || len(seen) < 18 {
		t.Errorf("%d places, %s", len(seen), places.Source)
	}
}
