// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import "sync"

// Told remembers what was explained in full, so that one cause behind many resources is explained once in a run. Its zero
// value is ready.
type Told struct{ causes sync.Map }

// First reports whether nobody has told of a cause before.
func (t *Told) First(cause string) bool {
	_, told := t.causes.LoadOrStore(cause, true)
	return !told
}
