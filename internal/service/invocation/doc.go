// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package invocation asks models: one paid call when a resource is created, and never another one. What is asked and what comes
// back differs by operation; the life of the two is the same, and here.
package invocation
