// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

// Owner is the key of the tag that an object has while it is being created, by which the configuration that it is of knows it
// again. The provider alone writes it, where its ownership_key is set, and takes it off; it is neither shown nor changed.
const Owner = "bedrock-terraform:owner"
