// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package pricelist finds the prices of a model among the rows that AWS publishes. Rows go in, priced dimensions come out; it
// knows neither Terraform nor AWS's SDK.
//
// AWS publishes no id of a model with its prices. A row names the model as people do, spells the rest in one of four grammars,
// and most rates stand there twice. So a row counts only where everything that it says of itself is understood to the last
// character and agrees; which words mean what, and which names are which ids, is data: grammar.json and models.json, each with
// its sources. A row that is not understood has no price, and neither have rows that contradict each other: both are shown.
// Nothing is guessed, and no price is ever zero for want of a better one.
//
// Prices are exact: what AWS published is kept as it is, and what is computed from it is computed with fractions.
package pricelist
