// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// waits are how long jobs take, and how many polls a wait for one may send on average.
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
)

// waiting measures the provider's own wait on a clock that costs nothing.
func (b *bench) waiting(ctx context.Context) ([]result, error) {
	var results []result
	for _, w := range waits {
		var polls int
		var worst time.Duration
		for i := range repeats {
			// Jobs do not end on the minute.
			lasts := w.lasts + (time.Duration(i)-repeats/2)*time.Minute/repeats
			n, late, err := waitFor(ctx, lasts)
			if err != nil {
				return nil, err
			}
			polls += n
			worst = max(worst, late)
		}
		allowed := min(w.lasts.Seconds()*maxOvershootShare, maxOvershoot.Seconds())
		results = append(results,
			atMost(fmt.Sprintf("polls for a job of %s, mean of %d waits", w.name, repeats), float64(polls)/repeats, w.polls, ""),
			atMost("time between its end and the poll that sees it, worst", worst.Seconds(), allowed, " s"))
	}
	return results, nil
}

// waitFor waits for a job that lasts so long, and returns the number of polls and how late the last one was.
func waitFor(ctx context.Context, lasts time.Duration) (polls int, late time.Duration, err error) {
	clock := &turnedClock{}
	_, err = wait.For(ctx, wait.Spec[struct{}, string]{
		Poll: func(context.Context) (struct{}, string, error) {
			polls++
			if clock.elapsed >= lasts {
				return struct{}{}, "Completed", nil
			}
			return struct{}{}, "InProgress", nil
		},
		Target: []string{"Completed"}, Timeout: 2 * lasts, Clock: clock,
	})
	return polls, clock.elapsed - lasts, err
}

// turnedClock moves only when somebody sleeps.
type turnedClock struct{ elapsed time.Duration }

func (c *turnedClock) Now() time.Time { return time.Time{}.Add(c.elapsed) }

func (c *turnedClock) Sleep(_ context.Context, d time.Duration) error {
	c.elapsed += d
	return nil
}
