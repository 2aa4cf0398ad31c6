// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"sync"
	"time"
)

// Clock is the virtual time. It starts at the real time, runs at a multiple of it, jumps ahead when told to, and
// never goes back. All its times are UTC.
type Clock struct {
	start time.Time // carries the monotonic reading, so that a change of the machine's clock is not seen
	speed float64

	mu       sync.Mutex
	advanced time.Duration
}

// NewClock returns a clock that runs speed times as fast as the real one; 0 means 1.
func NewClock(speed float64) *Clock {
	if speed <= 0 {
		speed = 1
	}
	return &Clock{start: time.Now(), speed: speed}
}

// Now returns the virtual time.
func (c *Clock) Now() time.Time {
	elapsed := time.Duration(float64(time.Since(c.start)) * c.speed)
	return c.start.Add(elapsed + c.jumps()).UTC()
}

// Unscaled returns the time that a client's own clock shows, plus the jumps. Sessions expire by it: a client plans
// the renewal of its credentials by its own clock, which does not run faster.
func (c *Clock) Unscaled() time.Time {
	return time.Now().Add(c.jumps()).UTC()
}

// Advance jumps ahead. A negative duration changes nothing.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced += max(d, 0)
}

func (c *Clock) jumps() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.advanced
}
