// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package access opens foundation models to an account: the terms of their vendors, the use-case form that some of them
// want, and the four gates that AWS has between an account and a model.
package access
