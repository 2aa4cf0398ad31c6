// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package inference runs models on many records at once, and chooses which model answers a request.
package inference
