// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"sync"
	"time"
)

// clock is the virtual time. It starts at the real time, runs at a multiple of it, jumps ahead when told to, and
// never goes back. All its times are UTC.
type clock struct {
	start time.Time // carries the monotonic reading, so that a change of the machine's clock is not seen
	speed float64

	mu       sync.Mutex
	advanced time.Duration
}

func newClock(speed float64) *clock {
	if speed <= 0 {
		speed = 1
	}
	return &clock{start: time.Now(), speed: speed}
}

// now returns the virtual time.
func (c *clock) now() time.Time {
	elapsed := time.Duration(float64(time.Since(c.start)) * c.speed)
	return c.start.Add(elapsed + c.jumps()).UTC()
}

// unscaled returns the time that a client's own clock shows, plus the jumps. Sessions expire by it: a client plans
// the renewal of its credentials by its own clock, which does not run faster.
func (c *clock) unscaled() time.Time {
	return time.Now().Add(c.jumps()).UTC()
}

// advance jumps ahead. A negative duration changes nothing.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced += max(d, 0)
}

func (c *clock) jumps() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.advanced
}
