// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// waits are how long jobs take, and how many polls a wait for one may send on average, however many there are at a time.
var waits = []struct {
	name  string
	lasts time.Duration
	polls float64
}{
	{"10 minutes", 10 * time.Minute, 65},
	{"1 hour", time.Hour, 115},
	{"10 hours", 10 * time.Hour, 660},
}

const (
	// maxOvershoot is how much later than the job the wait may end, and maxOvershootShare the same as a share of the time
	// waited: the longest interval is a tenth of it or a minute, and jitter adds a tenth.
	maxOvershoot      = 66 * time.Second
	maxOvershootShare = 0.11
	// repeats of a wait, whose polls come at different times because of the jitter.
	repeats = 500
	// together is how many jobs are waited for at a time, as terraform apply -parallelism=20 does.
	together = 20
	// maxInOneSecond is how many of their polls may fall into one second when the wait is half over: without jitter, all do.
	maxInOneSecond = together / 2
)

// waiting measures the provider's own wait on a clock that costs nothing: for one job at a time, and for many that start at
// the same moment.
func (b *bench) waiting(ctx context.Context) ([]result, error) {
	var results []result
	atStart := 0
	for _, w := range waits {
		allowed := min(w.lasts.Seconds()*maxOvershootShare, maxOvershoot.Seconds())
		for _, jobs := range []int{1, together} {
			m, err := measureWaits(ctx, w.lasts, jobs)
			if err != nil {
				return nil, err
			}
			results = append(results,
				atMost(fmt.Sprintf("polls for a job of %s, %d at a time, mean of %d waits", w.name, jobs, repeats),
					float64(m.polls)/repeats, w.polls, ""),
				atMost("the same: time between its end and the poll that sees it, worst", m.late.Seconds(), allowed, " s"))
			if jobs > 1 {
				results = append(results, atMost(fmt.Sprintf("the same: most polls of all %d in one second of the second half", jobs),
					float64(m.later), maxInOneSecond, ""))
				atStart = max(atStart, m.first)
			}
		}
	}
	start := fmt.Sprintf("%d jobs that start at the same moment: most polls of all in one second", together)
	return append(results, info(start, "%d", atStart)), nil
}

// waitFigures are what many waits came to.
type waitFigures struct {
	polls        int           // of all waits
	late         time.Duration // the worst time between the end of a job and the poll that saw it
	first, later int           // the most polls in one second of the first and of the second half of the time
}

// measureWaits repeats waits for jobs that last about so long, so many of them at a time.
func measureWaits(ctx context.Context, lasts time.Duration, jobs int) (m waitFigures, err error) {
	for round := range repeats / jobs {
		ends := make([]time.Duration, jobs)
		for i := range ends {
			// Jobs do not end on the minute.
			ends[i] = lasts + (time.Duration(round*jobs+i)-repeats/2)*time.Minute/repeats
		}
		polls, err := waitFor(ctx, ends)
		if err != nil {
			return m, err
		}
		for i, times := range polls {
			m.polls += len(times)
			m.late = max(m.late, times[len(times)-1]-ends[i])
		}
		first, later := halves(slices.Concat(polls...), lasts/2)
		m.first, m.later = max(m.first, busiestSecond(first)), max(m.later, busiestSecond(later))
	}
	return m, nil
}

// waitFor waits for jobs that all start now and end then, and returns the times of the polls for each.
func waitFor(ctx context.Context, ends []time.Duration) ([][]time.Duration, error) {
	clock := newTurnedClock(len(ends))
	polls, failures := make([][]time.Duration, len(ends)), make([]error, len(ends))
	var all sync.WaitGroup
	for i, end := range ends {
		all.Go(func() {
			defer clock.leave()
			_, failures[i] = wait.For(ctx, wait.Spec[struct{}, string]{
				Poll: func(context.Context) (struct{}, string, error) {
					polls[i] = append(polls[i], clock.now())
					if clock.now() >= end {
						return struct{}{}, "Completed", nil
					}
					return struct{}{}, "InProgress", nil
				},
				Target: []string{"Completed"}, Timeout: 2 * end, Clock: clock,
			})
		})
	}
	all.Wait()
	return polls, errors.Join(failures...)
}

// halves parts times into those before the middle and the others.
func halves(times []time.Duration, middle time.Duration) (first, later []time.Duration) {
	slices.Sort(times)
	at, _ := slices.BinarySearch(times, middle)
	return times[:at], times[at:]
}

// busiestSecond is the largest number of times, which are sorted, within less than a second.
func busiestSecond(times []time.Duration) (most int) {
	from := 0
	for to := range times {
		for times[to]-times[from] >= time.Second {
			from++
		}
		most = max(most, to-from+1)
	}
	return most
}
