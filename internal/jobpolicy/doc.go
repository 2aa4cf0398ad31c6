// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package jobpolicy writes the IAM policy documents of the roles that Amazon Bedrock assumes for its jobs: who may assume
// the role, and what the role may do. A document grants exactly what it is asked for; the same input always gives the
// same text.
//
// Each kind of job is a [Purpose]. A new one is one file with its entry, and one line in purposes.
//
// The package knows neither Terraform nor the AWS SDK, and sends nothing.
package jobpolicy
