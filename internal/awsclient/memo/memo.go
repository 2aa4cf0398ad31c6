// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package memo remembers the answers of expensive questions, for the life of the process.
package memo

import "context"

// Once returns a function that calls load when it is first called, and gives everyone the same answer. Callers that come
// while load runs wait for it, each no longer than its own context.
//
// Errors are answers too, so that a failure costs one attempt and not one per caller; except those that come from the end
// of the caller's context: they say nothing about the question, and the next caller asks again with its own context.
func Once[V any](load func(context.Context) (V, error)) func(context.Context) (V, error) {
	var (
		turn    = make(chan struct{}, 1)
		known   bool
		answer  V
		failure error
	)
	return func(ctx context.Context) (V, error) {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			var none V
			return none, context.Cause(ctx)
		}
		if known {
			return answer, failure
		}
		value, err := load(ctx)
		if err == nil || ctx.Err() == nil {
			known, answer, failure = true, value, err
		}
		return value, err
	}
}
