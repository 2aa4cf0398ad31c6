// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"
)

func TestWaitFor_pollsOnItsOwnClock(t *testing.T) {
	t.Parallel()
	ends := []time.Duration{time.Hour, 20 * time.Minute, time.Hour}
	polls, err := waitFor(t.Context(), ends)
	if err != nil || len(polls) != len(ends) {
		t.Fatalf("waitFor() = %v, %v", polls, err)
	}
	for i, times := range polls {
		if len(times) < 65 || len(times) > 140 || times[0] != 0 || !slices.IsSorted(times) {
			t.Errorf("wait %d: polls at %v", i, times)
		}
		last, before := times[len(times)-1], times[len(times)-2]
		if before >= ends[i] || last < ends[i] || last-ends[i] > maxOvershoot {
			t.Errorf("wait %d ends with polls at %s and %s, and the job at %s", i, before, last, ends[i])
		}
	}
}

func TestWaitFor_endsWhenInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := waitFor(ctx, []time.Duration{time.Hour, time.Hour}); !errors.Is(err, context.Canceled) {
		t.Errorf("waitFor() = %v, want the end of the context", err)
	}
}

func TestMeasureWaits_isTheSameForManyAtATime(t *testing.T) {
	t.Parallel()
	one, err := measureWaits(t.Context(), 10*time.Minute, 1)
	if err != nil {
		t.Fatal(err)
	}
	many, err := measureWaits(t.Context(), 10*time.Minute, together)
	if err != nil {
		t.Fatal(err)
	}
	if ratio := float64(many.polls) / float64(one.polls); ratio < 0.98 || ratio > 1.02 {
		t.Errorf("%d polls one by one, %d together", one.polls, many.polls)
	}
	if one.first > 4 || one.later != 1 || many.first <= together || many.later <= 1 {
		t.Errorf("most polls in a second: %d and %d one by one, %d and %d together", one.first, one.later, many.first, many.later)
	}
}

func TestTurnedClock_wakesInOrder(t *testing.T) {
	t.Parallel()
	clock := newTurnedClock(3)
	var woken []time.Duration // only one is awake at a time
	var all sync.WaitGroup
	for _, pauses := range [][]time.Duration{{5, 5}, {2, 1, 6}, {4}} {
		all.Go(func() {
			defer clock.leave()
			for _, pause := range pauses {
				if err := clock.Sleep(t.Context(), pause); err != nil {
					t.Error(err)
				}
				woken = append(woken, clock.now())
			}
		})
	}
	all.Wait()
	if want := []time.Duration{2, 3, 4, 5, 9, 10}; !slices.Equal(woken, want) {
		t.Errorf("woken at %v, want %v", woken, want)
	}
}

func TestBusiestSecond_ofEachHalf(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	first, later := halves([]time.Duration{5000 * ms, 900 * ms, 4000 * ms, 1000 * ms, 0, 4999 * ms, 1899 * ms, 1900 * ms}, 4000*ms)
	if len(first) != 5 || len(later) != 3 {
		t.Errorf("halves %v and %v", first, later)
	}
	if got := busiestSecond(first); got != 3 {
		t.Errorf("%d of %v are within a second, want 3", got, first)
	}
	if got := busiestSecond(later); got != 2 {
		t.Errorf("%d of %v are within a second, want 2", got, later)
	}
	if got := busiestSecond(nil); got != 0 {
		t.Errorf("%d of none", got)
	}
}
