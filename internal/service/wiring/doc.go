// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package wiring makes what a Bedrock job needs around it: the bucket for its data, the data itself, and the role that
// Bedrock assumes to read and write there.
package wiring
