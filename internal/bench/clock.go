// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"sync"
	"time"
)

// turnedClock is a time that several waits share. It moves only when all of them sleep: to the moment at which the first one
// wakes up. So nobody waits for real, and nobody is late.
type turnedClock struct {
	mu      sync.Mutex
	elapsed time.Duration
	awake   int // waits that do not sleep
	asleep  map[chan struct{}]time.Duration
}

// newTurnedClock returns a clock for so many waits, each of which must call leave at its end.
func newTurnedClock(waits int) *turnedClock {
	return &turnedClock{awake: waits, asleep: make(map[chan struct{}]time.Duration, waits)}
}

func (c *turnedClock) Now() time.Time { return time.Time{}.Add(c.now()) }

// now is the time since the clock was made.
func (c *turnedClock) now() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.elapsed
}

// Sleep never waits for long, so it does not look whether the context ends: the wait itself does.
func (c *turnedClock) Sleep(_ context.Context, d time.Duration) error {
	woken := make(chan struct{})
	c.mu.Lock()
	c.asleep[woken] = c.elapsed + d
	c.awake--
	c.turn()
	c.mu.Unlock()
	<-woken
	return nil
}

// leave says that a wait is over.
func (c *turnedClock) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.awake--
	c.turn()
}

// turn wakes up the next one when everybody sleeps.
func (c *turnedClock) turn() {
	if c.awake > 0 || len(c.asleep) == 0 {
		return
	}
	var next chan struct{}
	for sleeper, until := range c.asleep {
		if next == nil || until < c.asleep[next] {
			next = sleeper
		}
	}
	c.elapsed = c.asleep[next]
	delete(c.asleep, next)
	c.awake++
	close(next)
}
