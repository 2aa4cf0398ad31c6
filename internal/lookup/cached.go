// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"sync"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/memo"
)

// cached answers each question, identified by its key, at most once per process: concurrent callers share one flight, and
// errors are kept too unless they come from the end of a caller's context. Its zero value is ready to use.
type cached[K comparable, V any] struct {
	mu      sync.Mutex
	answers map[K]func(context.Context) (V, error)
}

// get returns the answer for key, from load when nobody has asked before.
func (c *cached[K, V]) get(ctx context.Context, key K, load func(context.Context) (V, error)) (V, error) {
	c.mu.Lock()
	ask, ok := c.answers[key]
	if !ok {
		if c.answers == nil {
			c.answers = make(map[K]func(context.Context) (V, error))
		}
		ask = memo.Once(load)
		c.answers[key] = ask
	}
	c.mu.Unlock()
	return ask(ctx)
}
