// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"strings"
	"testing"
)

func training(price string) Item {
	return Item{
		SKU: "T", UsageType: "USE1-Nova2.0Lite-Customization-Training", Model: "Nova 2.0 Lite", Unit: "1K tokens", Price: price, Currency: "USD",
	}
}

func TestCharge_showsItsWay(t *testing.T) {
	t.Parallel()
	a := New([]Item{training("0.0037800000")}, nil).Find("amazon.nova-2-lite-v1:0", "")
	c := a.Charge(Dimension{Meter: "training_tokens"}, Factor{120_000, "tokens"}, Factor{2, "epochs"})
	if c.Text() != "0.9072" || c.Price.Row.SKU != "T" || c.Formula != "120000 tokens x 2 epochs x 0.00378 USD per 1K tokens = 0.9072 USD" {
		t.Errorf("%+v", c)
	}
	// To the last digit, where a float64 has long given up.
	a = New([]Item{training("0.1234567890123456789")}, nil).Find("amazon.nova-2-lite-v1:0", "")
	c = a.Charge(Dimension{Meter: "training_tokens"}, Factor{123_456_789_000, "tokens"})
	if c.Text() != "15241578.7517146788750190521" {
		t.Errorf("%+v", c)
	}
	// What is sold by the Marketplace in Units says what they are.
	a = New([]Item{{
		SKU: "M", ServiceName: "Claude Opus 4.5 (Amazon Bedrock Edition)", UsageType: "USE1-MP:USE1_InputTokenCount_Global-Units", Unit: "Units",
		Price: "5", Currency: "USD",
	}}, nil).Find("anthropic.claude-opus-4-5-20251101-v1:0", "")
	c = a.Charge(Dimension{Meter: "input_tokens", Routing: "global"}, Factor{3, "tokens"})
	if c.Formula != "3 tokens x 5 USD per 1M tokens = 0.000015 USD" {
		t.Errorf("%+v", c)
	}
}

// What is not known has a reason and no amount, and neither has a sum that it is in.
func TestCharge_isUnknownRatherThanZero(t *testing.T) {
	t.Parallel()
	second := training("0.004")
	second.SKU = "U"
	for why, items := range map[string][]Item{
		"no price of training tokens": nil,
		"under the SKUs T and U":      {training("0.00378"), second},
		"or none that is understood":  {training("0.0000000000")},
	} {
		a := New(items, nil).Find("amazon.nova-2-lite-v1:0", "")
		c := a.Charge(Dimension{Meter: "training_tokens"}, Factor{1, "tokens"})
		sum := Sum(At(Factor{2, "tasks"}, "0.21", "USD"), c)
		for _, c := range []Cost{c, sum} {
			if c.Amount != nil || c.Text() != "" || !strings.Contains(c.Why, why) {
				t.Errorf("%s: %+v", why, c)
			}
		}
	}
	if c := At(Factor{2, "tasks"}, "1e3", "USD"); c.Amount != nil || c.Why == "" {
		t.Errorf("%+v", c)
	}
	dollars, euros := At(Factor{2, "tasks"}, "0.21", "USD"), At(Factor{1, "tasks"}, "1", "EUR")
	if c := Sum(dollars, euros); c.Amount != nil || !strings.Contains(c.Why, "EUR") {
		t.Errorf("%+v", c)
	}
	if c := Sum(); c.Amount != nil || c.Why == "" {
		t.Errorf("%+v", c)
	}
	if c := Sum(At(Factor{2, "tasks"}, "0.21", "USD"), At(Factor{1, "tasks"}, "1", "USD")); c.Formula != "0.42 + 1 = 1.42 USD" {
		t.Errorf("%+v", c)
	}
}
