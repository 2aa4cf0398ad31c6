// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package wait polls an asynchronous AWS object until it reaches a status, with an interval that grows with the time
// already waited, and retries a call while AWS says that the obstacle will pass. It knows nothing of Terraform.
package wait

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"
)

const (
	minInterval = 500 * time.Millisecond
	// defaultMaxInterval bounds the polling interval where the provider argument poll_interval is not set.
	defaultMaxInterval = 60 * time.Second
	// growth is the share of the elapsed time that the next interval takes.
	growth = 0.10
	// jitter is how far an interval strays from its value, so that parallel waits do not poll in step.
	jitter = 0.10
	// notFoundGrace is how long an object that was just created may still be unknown to reads.
	notFoundGrace = 30 * time.Second
)

// Spec describes one wait. T is what a poll returns, S its status type.
type Spec[T any, S ~string] struct {
	// Poll reads the object once.
	Poll func(ctx context.Context) (T, S, error)
	// Target are the statuses that end the wait with success.
	Target []S
	// Failed are the statuses that end the wait with an *UnexpectedStatusError. Every other status, also one that this
	// version does not know, is pending.
	Failed []S
	// Transient says which errors of Poll do not end the wait. Nil: none does.
	Transient func(error) bool
	// NotFound says that an error means "no such object", which is tolerated for 30 s from the start of the wait.
	NotFound func(error) bool
	// Timeout bounds the wait on Clock; 0 or less means one poll at most.
	Timeout time.Duration
	// MaxInterval bounds the polling interval; 0 means 60 s.
	MaxInterval time.Duration
	// Clock is the time to use; nil means the system's.
	Clock Clock
	// Progress, when set, is told the status of every poll.
	Progress func(status S, elapsed time.Duration)
}

// For polls until the status is a target (nil error), a failed one (*UnexpectedStatusError), the time is up
// (*TimeoutError), the context ends (*InterruptedError) or Poll fails for good (its error). It always returns what the
// last successful poll saw.
func For[T any, S ~string](ctx context.Context, spec Spec[T, S]) (T, error) {
	clock := spec.Clock
	if clock == nil {
		clock = SystemClock{}
	}
	var last T
	var status S
	for start := clock.Now(); ; {
		if ctx.Err() != nil {
			return last, &InterruptedError{Last: string(status), Elapsed: clock.Now().Sub(start), Cause: context.Cause(ctx)}
		}
		object, polled, err := spec.Poll(ctx)
		elapsed := clock.Now().Sub(start)
		switch {
		case err == nil:
			last, status = object, polled
			if spec.Progress != nil {
				spec.Progress(status, elapsed)
			}
			if slices.Contains(spec.Target, status) {
				return last, nil
			}
			if slices.Contains(spec.Failed, status) {
				return last, &UnexpectedStatusError{Status: string(status)}
			}
		case ctx.Err() != nil:
			return last, &InterruptedError{Last: string(status), Elapsed: elapsed, Cause: context.Cause(ctx)}
		case spec.tolerates(err, elapsed):
		default:
			return last, err
		}
		interval := Interval(elapsed, spec.MaxInterval)
		if elapsed >= spec.Timeout {
			return last, &TimeoutError{Last: string(status), Elapsed: elapsed, Cause: err}
		}
		// The last poll happens at the timeout itself, not an interval before it.
		if err := clock.Sleep(ctx, min(interval, spec.Timeout-elapsed)); err != nil {
			return last, &InterruptedError{Last: string(status), Elapsed: clock.Now().Sub(start), Cause: err}
		}
	}
}

func (s Spec[T, S]) tolerates(err error, elapsed time.Duration) bool {
	if s.NotFound != nil && s.NotFound(err) {
		return elapsed < notFoundGrace
	}
	return s.Transient != nil && s.Transient(err)
}

// Interval is the pause before the next poll after elapsed time: a tenth of it, between half a second and max (60 s
// when 0), give or take a tenth.
func Interval(elapsed, upper time.Duration) time.Duration {
	if upper <= 0 {
		upper = defaultMaxInterval
	}
	interval := min(max(time.Duration(float64(elapsed)*growth), minInterval), upper)
	return time.Duration(float64(interval) * (1 + jitter*(2*rand.Float64()-1))) //nolint:gosec // jitter is no secret
}
