// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package pricing is the AWS Price List: the operation GetProducts, and the offer files that anybody may fetch. Its rows are in
// rows.tsv. They have the forms in which AWS publishes prices of Bedrock, the misleading ones among them, and plausible prices, which
// are not AWS's of any day.
package pricing
