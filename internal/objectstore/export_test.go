// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

// SetMaxPages lowers the number of pages after which a list counts as endless.
func (s *Store) SetMaxPages(n int) { s.maxPages = n }
