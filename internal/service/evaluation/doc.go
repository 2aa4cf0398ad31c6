// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package evaluation is what Bedrock's evaluation types share.
package evaluation
