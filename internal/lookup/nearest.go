// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"cmp"
	"slices"
)

// maxNear is how many ids an error suggests.
const maxNear = 3

// Nearest returns up to three of ids that whoever wrote id may have meant, the nearest first. Ids of models have long
// tails, of date, version and context size, that people leave out or get wrong; so one of the two needs to be spelled
// like some part of the other only.
func Nearest(id string, ids []string) []string {
	type candidate struct {
		id       string
		distance int
	}
	var near []candidate
	for _, other := range ids {
		distance := min(distanceWithin(id, other), distanceWithin(other, id))
		if 4*distance < min(len(id), len(other)) {
			near = append(near, candidate{other, distance})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(a.distance, b.distance),
			cmp.Compare(abs(len(a.id)-len(id)), abs(len(b.id)-len(id))),
			cmp.Compare(a.id, b.id))
	})
	var found []string
	for _, c := range near[:min(len(near), maxNear)] {
		found = append(found, c.id)
	}
	return found
}

// distanceWithin is the least number of insertions, deletions and substitutions of bytes that turn part into some
// substring of whole: the edit distance where neither the start nor the end in whole costs anything.
func distanceWithin(part, whole string) int {
	row := make([]int, len(whole)+1)
	for i := range len(part) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(whole) {
			substituted := diagonal
			if part[i] != whole[j] {
				substituted++
			}
			diagonal = row[j+1]
			row[j+1] = min(substituted, row[j]+1, row[j+1]+1)
		}
	}
	return slices.Min(row)
}

func abs(n int) int { return max(n, -n) }
