// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package iam is AWS Identity and Access Management as far as roles go, and judges what roles may do.
package iam
