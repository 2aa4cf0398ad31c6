// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import "math/big"

// Item is one rate as AWS publishes it.
type Item struct {
	SKU           string
	ServiceCode   string
	OfferVersion  string
	EffectiveDate string

	Region        string
	UsageType     string
	Model         string
	ServiceName   string
	Feature       string
	FeatureType   string
	InferenceType string
	ServiceTier   string

	Unit        string
	Price       string // as published, such as "0.0000600000"
	Currency    string
	Description string
	// RateCard says that this is a rate of an agreement: the usage type is its dimension, and the model is given by its id.
	RateCard bool
	// Tiered says that this rate holds for some of the usage only, such as the first million.
	Tiered bool
}

// Dimension is what a price is for. What is empty in it does not apply, or is the usual case.
type Dimension struct {
	Meter      string // such as input_tokens
	Tier       string // standard, batch, flex, priority or latency_optimized
	Routing    string // in_region or global
	Context    string // standard or long
	Use        string // base, or custom for a model that was trained
	Commitment string // none, 1_month or 6_months, for model units
	Variant    string // what tells images of one model apart, such as their size
}

// Price is one dimension of a model with its price.
type Price struct {
	Dimension
	// Row is the first of the rows that say so, in the order of their SKUs.
	Row Item
	// SKUs are those of all rows that say so.
	SKUs []string
	// PerMillionTokens is the price of a million tokens, empty where something else is sold.
	PerMillionTokens string
	// PerUnit is the price of one of what is sold: a token, an image, an hour.
	PerUnit *big.Rat
}

// Conflict is a dimension for which AWS publishes rows of different prices.
type Conflict struct {
	Dimension
	Rows []Item
}

// Unread is a row that belongs to a model and has no price here, with the reason.
type Unread struct {
	Item
	Why string
}

// Answer is what the rows say of one model.
type Answer struct {
	Matched   bool
	Prices    []Price
	Conflicts []Conflict
	Unread    []Unread
	// Near are names in the list that resemble the model, where it is not matched.
	Near []string
}
