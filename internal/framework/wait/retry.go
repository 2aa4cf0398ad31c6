// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wait

import (
	"context"
	"time"
)

// Retry calls do until it succeeds, fails with an error that is not passing, the time is up or the context
// ends; it returns the last error of do, which says more than "timeout". Pauses grow as those of For.
func Retry(ctx context.Context, clock Clock, limit time.Duration, passing func(error) bool, do func(context.Context) error) error {
	if clock == nil {
		clock = SystemClock{}
	}
	start := clock.Now()
	for {
		err := do(ctx)
		if err == nil || !passing(err) {
			return err
		}
		elapsed := clock.Now().Sub(start)
		if elapsed >= limit || ctx.Err() != nil {
			return err
		}
		if clock.Sleep(ctx, min(max(Interval(elapsed, 10*time.Second), time.Second), limit-elapsed)) != nil {
			return err
		}
	}
}
