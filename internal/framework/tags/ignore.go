// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

import "strings"

// Ignore says which tags belong to somebody else: they are neither shown nor changed.
type Ignore struct {
	Keys        []string
	KeyPrefixes []string
}

// Match reports whether a tag key is ignored. AWS's own aws: tags and the tag Owner always are.
func (i Ignore) Match(key string) bool {
	if strings.HasPrefix(key, "aws:") || key == Owner {
		return true
	}
	for _, k := range i.Keys {
		if k == key {
			return true
		}
	}
	for _, p := range i.KeyPrefixes {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}
