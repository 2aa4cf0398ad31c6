// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"cmp"
	"slices"
)

// Summary is what the scores of a group come to.
type Summary struct {
	Group
	Direction Direction
	Measure   string
	// Count is how many scores there are, Missing how many records have none. Mean, Min and Max are nil where Count is 0.
	Count, Missing int
	Mean, Min, Max *float64
	// Interval is where the mean of other records of the kind would be, 95 times in 100; nil under two scores.
	Interval *Interval
	// Labels counts the words of a rating scale that has words.
	Labels map[string]int

	series *series
}

// Interval is a range with both ends.
type Interval struct{ Low, High float64 }

// Summaries are the groups that were read, in order. directions are those of metrics of one's own.
func (r *Reader) Summaries(directions map[string]Direction) []Summary {
	all := make([]Summary, 0, len(r.groups))
	for group, s := range r.groups {
		summary := Summary{
			Group: group, Direction: DirectionOf(group.Metric, group.Method), Measure: Measure(group.Metric, group.TaskType),
			Count: len(s.values), Missing: s.missing, Labels: s.labels, series: s,
		}
		if direction, said := directions[group.Metric]; said {
			summary.Direction = direction
		}
		if len(s.values) > 0 {
			mean, least, most := meanOf(s.values), slices.Min(s.values), slices.Max(s.values)
			summary.Mean, summary.Min, summary.Max = &mean, &least, &most
		}
		if len(s.values) > 1 {
			summary.Interval = s.interval()
		}
		all = append(all, summary)
	}
	slices.SortFunc(all, func(a, b Summary) int {
		return cmp.Or(cmp.Compare(a.Model, b.Model), cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Metric, b.Metric),
			cmp.Compare(a.Method, b.Method), cmp.Compare(a.TaskType, b.TaskType))
	})
	return all
}

func (s *series) interval() *Interval {
	if s.yesNo {
		return wilson(meanOf(s.values), len(s.values))
	}
	return bootstrap(s.values)
}

// meanOf adds from the least to the largest, so that the order in which files come changes no digit.
func meanOf(values []float64) float64 {
	sorted, sum := slices.Sorted(slices.Values(values)), 0.0
	for _, value := range sorted {
		sum += value
	}
	return sum / float64(len(values))
}
