// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package customization trains, imports, copies, shares and deploys custom models.
package customization
