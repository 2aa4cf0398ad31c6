// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

// Owner is the key of the tag by which an object is known to be of one configuration. The provider alone writes it, where its
// ownership_key is set; it is neither shown nor changed.
const Owner = "bedrock-terraform:owner"
