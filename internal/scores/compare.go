// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import "slices"

// leastPairs is how many records it takes before a difference may be called significant.
const leastPairs = 30

// Comparison is two models by one metric on one data set.
type Comparison struct {
	Dataset, Metric, Method string
	Direction               Direction
	First, Second           Summary
	// Paired says that both were asked the same, and Pairs how often. Unpaired, Pairs is the smaller number of scores.
	Paired bool
	Pairs  int
	// Difference is Second's mean less First's, of the pairs where there are any. Its interval holds it 95 times in 100.
	Difference float64
	Interval   *Interval
	// Significant says that the interval does not hold 0; nil under 30 records, which tell too little.
	Significant *bool
	// Better is 1 or 2, and 0 where the means are the same or the metric has no direction.
	Better int
}

// Compare holds two models against each other, by all metrics that both have scores of on data sets of the same name. The summaries of
// one side are of one model.
func Compare(first, second []Summary) []Comparison {
	var all []Comparison
	for _, a := range first {
		i := slices.IndexFunc(second, func(b Summary) bool {
			return a.Dataset == b.Dataset && a.Metric == b.Metric && a.Method == b.Method
		})
		if i < 0 || a.Count == 0 || second[i].Count == 0 {
			continue
		}
		all = append(all, compare(a, second[i]))
	}
	return all
}

func compare(a, b Summary) Comparison {
	c := Comparison{Dataset: a.Dataset, Metric: a.Metric, Method: a.Method, Direction: a.Direction, First: a, Second: b}
	if c.Direction == NoDirection {
		c.Direction = b.Direction
	}
	x, y := pairs(a.series, b.series)
	yesNo := a.series.yesNo && b.series.yesNo
	if c.Paired = len(x) > 0; !c.Paired {
		x, y = a.series.values, b.series.values
	}
	c.Pairs = min(len(x), len(y))
	meanX, meanY := meanOf(x), meanOf(y)
	c.Difference = meanY - meanX
	switch {
	case c.Pairs < 2:
	case yesNo && c.Paired:
		c.Interval = shareDifference(meanX, meanY, len(x), len(y), correlation(x, y))
	case yesNo:
		c.Interval = shareDifference(meanX, meanY, len(x), len(y), 0)
	case c.Paired:
		differences := make([]float64, len(x))
		for i := range x {
			differences[i] = y[i] - x[i]
		}
		c.Interval = bootstrap(differences)
	default:
		c.Interval = bootstrapDifference(x, y)
	}
	if c.Pairs >= leastPairs {
		significant := c.Interval.Low > 0 || c.Interval.High < 0
		c.Significant = &significant
	}
	switch {
	case c.Direction == NoDirection || c.Difference == 0:
	case (c.Difference > 0) == (c.Direction == HigherIsBetter):
		c.Better = 2
	default:
		c.Better = 1
	}
	return c
}

// pairs are the scores of the records that both sides have, in the order of the records' keys. A record that several people rated, or
// that a data set has twice, has the mean of its scores.
func pairs(a, b *series) (x, y []float64) {
	first, second := a.byRecord(), b.byRecord()
	var keys []uint64
	for key := range first {
		if _, both := second[key]; both {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		x, y = append(x, meanOf(first[key])), append(y, meanOf(second[key]))
	}
	return x, y
}

func (s *series) byRecord() map[uint64][]float64 {
	records := map[uint64][]float64{}
	for i, key := range s.keys {
		records[key] = append(records[key], s.values[i])
	}
	return records
}
