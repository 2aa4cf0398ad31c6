// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

const (
	// z is the quantile of the normal distribution for 95 per cent.
	z = 1.959963984540054
	// resamples is how often a bootstrap draws, seed what it begins with: the same scores have the same interval for ever.
	resamples = 1000
	seed      = 20240501
)

// wilson is the interval of a share of n.
func wilson(share float64, n int) *Interval {
	size := float64(n)
	middle := (share + z*z/(2*size)) / (1 + z*z/size)
	half := z / (1 + z*z/size) * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	return &Interval{max(0, middle-half), min(1, middle+half)}
}

// bootstrap is the percentile interval of a mean.
func bootstrap(values []float64) *Interval {
	sorted := slices.Sorted(slices.Values(values))
	random := rand.New(rand.NewPCG(seed, uint64(len(values)))) //nolint:gosec // no secret: the same digits on every run are wanted
	return percentiles(func() float64 { return drawn(random, sorted) })
}

// bootstrapDifference is the percentile interval of the difference of two means of different records.
func bootstrapDifference(first, second []float64) *Interval {
	first, second = slices.Sorted(slices.Values(first)), slices.Sorted(slices.Values(second))
	random := rand.New(rand.NewPCG(seed, uint64(len(first)+len(second)))) //nolint:gosec // as above
	return percentiles(func() float64 { return drawn(random, second) - drawn(random, first) })
}

// drawn is the mean of as many values as there are, each of them drawn from all.
func drawn(random *rand.Rand, values []float64) float64 {
	sum, n := 0.0, uint64(len(values))
	for range values {
		i, _ := bits.Mul64(random.Uint64(), n) // a multiple of the time faster than IntN, which is exact for numbers that this is not about
		sum += values[i]
	}
	return sum / float64(len(values))
}

// percentiles is the range of the middle 95 of 100 draws.
func percentiles(draw func() float64) *Interval {
	draws := make([]float64, resamples)
	for i := range draws {
		draws[i] = draw()
	}
	slices.Sort(draws)
	const tail = resamples / 40
	return &Interval{draws[tail-1], draws[resamples-tail]}
}

// shareDifference is the interval of the difference of two shares (Newcombe's, from Wilson's). correlation is that of the same records'
// answers, 0 where the records differ.
func shareDifference(first, second float64, n, m int, correlation float64) *Interval {
	a, b := wilson(first, n), wilson(second, m)
	spread := func(down, up float64) float64 {
		return math.Sqrt(max(0, down*down-2*correlation*down*up+up*up))
	}
	difference := second - first
	return &Interval{
		max(-1, difference-spread(second-b.Low, a.High-first)),
		min(1, difference+spread(b.High-second, first-a.Low)),
	}
}

// correlation is Pearson's of pairs; 0 where one side never changes.
func correlation(first, second []float64) float64 {
	meanFirst, meanSecond := meanOf(first), meanOf(second)
	var both, onlyFirst, onlySecond float64
	for i := range first {
		x, y := first[i]-meanFirst, second[i]-meanSecond
		both, onlyFirst, onlySecond = both+x*y, onlyFirst+x*x, onlySecond+y*y
	}
	if onlyFirst == 0 || onlySecond == 0 {
		return 0
	}
	return both / math.Sqrt(onlyFirst*onlySecond)
}
