// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package dataset reads the JSON Lines files that Amazon Bedrock trains on: one JSON object per line, in one of the
// shapes of https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html.
//
// [Validate] streams a data set once, in constant memory, and reports what Bedrock would refuse, where it is, and how
// much there is. [ValidateFile] does the same for a file, once per content and process. [EncodeJSONLines] writes
// records that did not come from a file. [LimitsFor] and [FormatsFor] hold what AWS documents per model family.
//
// A report never holds text of a record: problems are named by line, column, member path and rule.
//
// The package knows neither Terraform nor the AWS SDK.
package dataset
