// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package simulator is the embedded Bedrock: an HTTP server that speaks the wire protocols of the AWS services
// this provider uses, so that the real SDK, the real provider and the real Terraform run without an AWS account.
// It imports nothing else of this module and no AWS SDK, so that it is an independent witness.
package simulator
