// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package s3 is Amazon S3 as far as training data needs it, see Service.
package s3
