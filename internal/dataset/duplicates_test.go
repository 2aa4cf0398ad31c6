// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"strconv"
	"testing"
)

func TestDuplicates_countsWhatIsRemembered(t *testing.T) {
	t.Parallel()
	const limit = 5000 // past several growths
	d := newDuplicates(limit)
	for range 2 {
		for i := range limit {
			d.add([]byte(strconv.Itoa(i)))
		}
	}
	if d.count != limit || d.capped {
		t.Errorf("%d duplicates, capped %t, want %d exactly", d.count, d.capped, limit)
	}
	for range 2 {
		d.add([]byte("one too many"))
	}
	d.add([]byte("7"))
	if d.count != limit+1 || !d.capped {
		t.Errorf("%d duplicates, capped %t, want at least %d", d.count, d.capped, limit+1)
	}
	if len(d.slots) > 4*limit {
		t.Errorf("%d slots for %d hashes", len(d.slots), limit)
	}
}
