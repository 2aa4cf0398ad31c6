// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package pricing is what models cost, and which one to take: the prices that AWS publishes, and the chart of models. Its data sources
// share the arguments that say where prices are read.
package pricing
