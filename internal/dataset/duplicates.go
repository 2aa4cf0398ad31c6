// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import "hash/maphash"

// maxRemembered bounds the memory of the duplicate count, which is 16 MB at most.
const maxRemembered = 1_000_000

// duplicates counts lines that were seen before, by a 64-bit hash. With a million records the chance that two
// different ones share a hash is about 1 in 40 million.
type duplicates struct {
	seed   maphash.Seed
	slots  []uint64 // open addressing, at most half full; 0 is free
	seen   int
	limit  int
	count  int64
	capped bool
}

func newDuplicates(limit int) *duplicates {
	return &duplicates{seed: maphash.MakeSeed(), slots: make([]uint64, 1024), limit: limit}
}

func (d *duplicates) add(line []byte) {
	hash := max(maphash.Bytes(d.seed, line), 1)
	slot := d.slot(hash)
	switch {
	case d.slots[slot] == hash:
		d.count++
	case d.seen >= d.limit:
		d.capped = true
	default:
		d.slots[slot] = hash
		d.seen++
		d.grow()
	}
}

// slot is where a hash is, or where it would be put.
func (d *duplicates) slot(hash uint64) uint64 {
	mask := uint64(len(d.slots)) - 1
	at := hash & mask
	for d.slots[at] != 0 && d.slots[at] != hash {
		at = (at + 1) & mask
	}
	return at
}

func (d *duplicates) grow() {
	if 2*d.seen < len(d.slots) {
		return
	}
	old := d.slots
	d.slots = make([]uint64, 2*len(old))
	for _, hash := range old {
		if hash != 0 {
			d.slots[d.slot(hash)] = hash
		}
	}
}
