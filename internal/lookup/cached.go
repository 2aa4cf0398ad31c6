// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"sync"
)

// cached answers each question, identified by its key, at most once per process. Callers that ask while the answer is on
// its way share it, and its failure: a service that is down costs the time of one question, however many resources ask.
// Only answers are kept, so that whoever asks after a failure asks AWS again. Its zero value is ready to use.
type cached[K comparable, V any] struct {
	mu      sync.Mutex
	flights map[K]*flight[V]
}

// flight is one question that was sent. Its other fields are set when landed is closed.
type flight[V any] struct {
	landed chan struct{}
	answer V
	err    error
	// abandoned says that the failure is of the caller who asked, not of the question: the others ask again.
	abandoned bool
}

// get returns the answer for key, from load when nobody has asked before.
func (c *cached[K, V]) get(ctx context.Context, key K, load func(context.Context) (V, error)) (V, error) {
	for {
		f, mine := c.board(key)
		if mine {
			c.fly(ctx, key, f, load)
			return f.answer, f.err
		}
		select {
		case <-f.landed:
		case <-ctx.Done():
			var none V
			return none, context.Cause(ctx)
		}
		if !f.abandoned {
			return f.answer, f.err
		}
	}
}

func (c *cached[K, V]) board(key K) (f *flight[V], mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f, ok := c.flights[key]; ok {
		return f, false
	}
	if c.flights == nil {
		c.flights = make(map[K]*flight[V])
	}
	f = &flight[V]{landed: make(chan struct{}), abandoned: true}
	c.flights[key] = f
	return f, true
}

// fly asks, and lets the others know even when load panics.
func (c *cached[K, V]) fly(ctx context.Context, key K, f *flight[V], load func(context.Context) (V, error)) {
	defer func() {
		if f.abandoned || f.err != nil {
			c.mu.Lock()
			delete(c.flights, key)
			c.mu.Unlock()
		}
		close(f.landed)
	}()
	f.answer, f.err = load(ctx)
	f.abandoned = f.err != nil && ctx.Err() != nil
}
