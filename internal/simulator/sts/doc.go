// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package sts is AWS Security Token Service: who the caller is, and sessions of roles.
package sts
