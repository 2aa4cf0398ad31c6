// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package catalog shows what AWS offers: the foundation models of a region, what each of them can do and how long it will
// live.
package catalog
