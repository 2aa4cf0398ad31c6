// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wait_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

func passing(err error) bool { return errors.Is(err, errTransient) }

func TestRetry_untilTheObstacleIsGone(t *testing.T) {
	t.Parallel()
	c, tries := &clock{}, 0
	err := wait.Retry(t.Context(), c, 2*time.Minute, passing, func(context.Context) error {
		if tries++; tries < 6 {
			return errTransient
		}
		return nil
	})
	if err != nil || tries != 6 {
		t.Errorf("%d tries, %v", tries, err)
	}
	for i, pause := range c.pauses {
		if pause < time.Second || pause > 11*time.Second {
			t.Errorf("pause %d is %s, want 1 to 11 s", i, pause)
		}
	}
}

func TestRetry_returnsTheLastErrorAtTheLimit(t *testing.T) {
	t.Parallel()
	c, tries := &clock{}, 0
	err := wait.Retry(t.Context(), c, 2*time.Minute, passing, func(context.Context) error {
		tries++
		return fmt.Errorf("try %d: %w", tries, errTransient)
	})
	if want := fmt.Sprintf("try %d: slow down", tries); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if elapsed := c.now.Sub(time.Time{}); elapsed != 2*time.Minute {
		t.Errorf("gave up after %s, want at the limit", elapsed)
	}
	if tries < 12 || tries > 60 {
		t.Errorf("%d tries in 2 minutes", tries)
	}
}

func TestRetry_doesNotRepeatWhatWillNotPass(t *testing.T) {
	t.Parallel()
	tries := 0
	err := wait.Retry(t.Context(), &clock{}, time.Hour, passing, func(context.Context) error { tries++; return errFatal })
	if !errors.Is(err, errFatal) || tries != 1 {
		t.Errorf("%d tries, %v", tries, err)
	}
}

func TestRetry_triesOnceWithoutTime(t *testing.T) {
	t.Parallel()
	c, tries := &clock{}, 0
	err := wait.Retry(t.Context(), c, 0, passing, func(context.Context) error { tries++; return errTransient })
	if !errors.Is(err, errTransient) || tries != 1 || len(c.pauses) != 0 {
		t.Errorf("%d tries, %d pauses, %v", tries, len(c.pauses), err)
	}
}

func TestRetry_stopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c, tries := &clock{}, 0
	c.onSleep = func() {
		if len(c.pauses) == 2 {
			cancel()
		}
	}
	err := wait.Retry(ctx, c, time.Hour, passing, func(context.Context) error { tries++; return errTransient })
	if !errors.Is(err, errTransient) || tries != 3 {
		t.Errorf("%d tries, %v; want the error that the last of 3 gave", tries, err)
	}
}

func TestRetry_usesTheSystemsTimeUnlessTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		err := wait.Retry(t.Context(), nil, time.Minute, passing, func(context.Context) error { return errTransient })
		if elapsed := time.Since(start); !errors.Is(err, errTransient) || elapsed != time.Minute {
			t.Errorf("ended after %s with %v", elapsed, err)
		}
	})
}
