// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wait_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

type status string

const (
	creating status = "Creating"
	ready    status = "Ready"
	failed   status = "Failed"
)

// clock is a time that only pauses move.
type clock struct {
	now    time.Time
	pauses []time.Duration
	// onSleep, when set, is called before each pause.
	onSleep func()
}

func (c *clock) Now() time.Time { return c.now }

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	if c.onSleep != nil {
		c.onSleep()
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c.pauses = append(c.pauses, d)
	c.now = c.now.Add(d)
	return nil
}

var (
	errTransient = errors.New("slow down")
	errNotFound  = errors.New("no such object")
	errFatal     = errors.New("you may not look")
)

// spec is a wait for Ready on a clock; polls count from 1.
func spec(c *clock, timeout time.Duration, poll func(n int) (status, error)) wait.Spec[int, status] {
	n := 0
	return wait.Spec[int, status]{
		Poll: func(context.Context) (int, status, error) {
			n++
			s, err := poll(n)
			return n, s, err
		},
		Target: []status{ready}, Failed: []status{failed}, Timeout: timeout, Clock: c,
		Transient: func(err error) bool { return errors.Is(err, errTransient) },
		NotFound:  func(err error) bool { return errors.Is(err, errNotFound) },
	}
}

func always(s status) func(int) (status, error) { return func(int) (status, error) { return s, nil } }

// after answers Creating n times, then s.
func after(n int, s status) func(int) (status, error) {
	return func(poll int) (status, error) {
		if poll <= n {
			return creating, nil
		}
		return s, nil
	}
}

func TestFor_pollsAtATenthOfTheTimeWaited(t *testing.T) {
	t.Parallel()
	for name, upper := range map[string]time.Duration{"default": 0, "bounded": 7 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &clock{}
			s := spec(c, 10*time.Hour, always(creating))
			s.MaxInterval = upper
			if upper == 0 {
				upper = time.Minute
			}
			if _, err := wait.For(t.Context(), s); err == nil {
				t.Fatal("the wait ended well")
			}
			elapsed, strays := time.Duration(0), 0
			for i, pause := range c.pauses[:len(c.pauses)-1] {
				base := min(max(elapsed/10, 500*time.Millisecond), upper)
				if pause < base*9/10-1 || pause > base*11/10+1 {
					t.Errorf("pause %d after %s is %s, want %s give or take a tenth", i, elapsed, pause, base)
				}
				if pause != base {
					strays++
				}
				elapsed += pause
			}
			if strays < len(c.pauses)/2 {
				t.Errorf("%d of %d pauses have no jitter", len(c.pauses)-strays, len(c.pauses))
			}
		})
	}
}

func TestFor_pollsLastAtTheTimeout(t *testing.T) {
	t.Parallel()
	c := &clock{}
	var polled []time.Duration
	last, err := wait.For(t.Context(), spec(c, time.Hour, func(int) (status, error) {
		polled = append(polled, c.now.Sub(time.Time{}))
		return creating, nil
	}))
	var timeout *wait.TimeoutError
	if !errors.As(err, &timeout) {
		t.Fatalf("got %v, want a *TimeoutError", err)
	}
	if timeout.Last != "Creating" || timeout.Elapsed != time.Hour || timeout.Cause != nil {
		t.Errorf("got %+v", timeout)
	}
	if got := polled[len(polled)-1]; got != time.Hour {
		t.Errorf("the last poll was at %s, want at the timeout", got)
	}
	if last != len(polled) {
		t.Errorf("returned what poll %d saw, want %d", last, len(polled))
	}
	if got, want := err.Error(), "still Creating after 1h0m0s"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFor_pollsOnceWithoutTime(t *testing.T) {
	t.Parallel()
	for _, timeout := range []time.Duration{0, -time.Minute} {
		c := &clock{}
		var late *wait.TimeoutError
		if n, err := wait.For(t.Context(), spec(c, timeout, always(creating))); !errors.As(err, &late) || n != 1 {
			t.Errorf("timeout %s: %d polls, %v", timeout, n, err)
		}
		if n, err := wait.For(t.Context(), spec(c, timeout, always(ready))); err != nil || n != 1 {
			t.Errorf("timeout %s, ready at once: %d polls, %v", timeout, n, err)
		}
	}
}

func TestFor_endsAtTheTarget(t *testing.T) {
	t.Parallel()
	var told []status
	s := spec(&clock{}, time.Hour, after(3, ready))
	s.Progress = func(s status, _ time.Duration) { told = append(told, s) }
	if n, err := wait.For(t.Context(), s); err != nil || n != 4 {
		t.Errorf("%d polls, %v", n, err)
	}
	if !slices.Equal(told, []status{creating, creating, creating, ready}) {
		t.Errorf("progress told %v", told)
	}
}

func TestFor_takesAnUnknownStatusForPending(t *testing.T) {
	t.Parallel()
	n, err := wait.For(t.Context(), spec(&clock{}, time.Hour, func(n int) (status, error) {
		return []status{"", "Hibernating", ready}[n-1], nil
	}))
	if err != nil || n != 3 {
		t.Errorf("%d polls, %v", n, err)
	}
}

func TestFor_reportsAFinalFailure(t *testing.T) {
	t.Parallel()
	n, err := wait.For(t.Context(), spec(&clock{}, time.Hour, after(2, failed)))
	var unexpected *wait.UnexpectedStatusError
	if !errors.As(err, &unexpected) || unexpected.Status != "Failed" || n != 3 {
		t.Errorf("%d polls, %v", n, err)
	}
}

func TestFor_toleratesTransientErrors(t *testing.T) {
	t.Parallel()
	n, err := wait.For(t.Context(), spec(&clock{}, time.Hour, func(n int) (status, error) {
		if n < 5 {
			return "", errTransient
		}
		return ready, nil
	}))
	if err != nil || n != 5 {
		t.Errorf("%d polls, %v", n, err)
	}
}

func TestFor_saysWhatKeptItFromReading(t *testing.T) {
	t.Parallel()
	n, err := wait.For(t.Context(), spec(&clock{}, time.Minute, func(n int) (status, error) {
		if n > 1 {
			return "", errTransient
		}
		return creating, nil
	}))
	var timeout *wait.TimeoutError
	if !errors.As(err, &timeout) || !errors.Is(err, errTransient) || timeout.Last != "Creating" || n != 1 {
		t.Errorf("returned what poll %d saw, %v", n, err)
	}
	if got, want := err.Error(), "still Creating after 1m0s: slow down"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFor_endsAtAnErrorThatWillNotPass(t *testing.T) {
	t.Parallel()
	for name, transient := range map[string]func(error) bool{"none transient": nil, "not this one": func(error) bool { return false }} {
		s := spec(&clock{}, time.Hour, func(n int) (status, error) {
			if n == 3 {
				return "", errFatal
			}
			return creating, nil
		})
		s.Transient = transient
		if n, err := wait.For(t.Context(), s); !errors.Is(err, errFatal) || n != 2 {
			t.Errorf("%s: returned what poll %d saw, %v", name, n, err)
		}
	}
}

func TestFor_toleratesThatANewObjectIsNotFound(t *testing.T) {
	t.Parallel()
	c := &clock{}
	absentFor := func(d time.Duration) func(int) (status, error) {
		return func(int) (status, error) {
			if c.now.Sub(time.Time{}) < d {
				return "", errNotFound
			}
			return ready, nil
		}
	}
	if _, err := wait.For(t.Context(), spec(c, time.Hour, absentFor(25*time.Second))); err != nil {
		t.Errorf("not found for 25 s: %v", err)
	}
	c.now = time.Time{}
	if _, err := wait.For(t.Context(), spec(c, time.Hour, absentFor(50*time.Second))); !errors.Is(err, errNotFound) {
		t.Errorf("not found for 50 s: %v", err)
	}
	if elapsed := c.now.Sub(time.Time{}); elapsed < 30*time.Second || elapsed > 35*time.Second {
		t.Errorf("gave up after %s, want 30 s and at most one pause", elapsed)
	}
}

func TestFor_stopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	cause := errors.New("the user pressed Ctrl-C")
	run := func(arm func(c *clock, interrupt func(), s *wait.Spec[int, status])) (int, error) {
		ctx, cancel := context.WithCancelCause(t.Context())
		c := &clock{}
		s := spec(c, time.Hour, always(creating))
		arm(c, func() { cancel(cause) }, &s)
		return wait.For(ctx, s)
	}
	for name, tc := range map[string]struct {
		arm   func(c *clock, interrupt func(), s *wait.Spec[int, status])
		polls int
		text  string
	}{
		"before the first poll": {
			func(_ *clock, interrupt func(), _ *wait.Spec[int, status]) { interrupt() },
			0, "interrupted after 0s, last status (not read yet)",
		},
		"in a pause": {
			func(c *clock, interrupt func(), _ *wait.Spec[int, status]) { c.onSleep = interrupt },
			1, "interrupted after 0s, last status Creating",
		},
		"in a poll that fails for it": {
			func(_ *clock, interrupt func(), s *wait.Spec[int, status]) {
				s.Poll = func(ctx context.Context) (int, status, error) { interrupt(); return 9, creating, ctx.Err() }
			},
			0, "interrupted after 0s, last status (not read yet)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := run(tc.arm)
			var interrupted *wait.InterruptedError
			if !errors.As(err, &interrupted) || !errors.Is(err, cause) || n != tc.polls {
				t.Errorf("returned what poll %d saw, %v", n, err)
			}
			if err.Error() != tc.text {
				t.Errorf("%q, want %q", err, tc.text)
			}
		})
	}
}

func TestFor_usesTheSystemsTimeUnlessTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := spec(nil, time.Minute, always(creating))
		s.Clock = nil
		start := time.Now()
		_, err := wait.For(t.Context(), s)
		var timeout *wait.TimeoutError
		if elapsed := time.Since(start); !errors.As(err, &timeout) || elapsed != time.Minute {
			t.Errorf("ended after %s with %v", elapsed, err)
		}
	})
}

func TestSystemClock_sleepsNoLongerThanTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cause := errors.New("enough")
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second, cause)
		defer cancel()
		start := time.Now()
		if err := (wait.SystemClock{}).Sleep(ctx, time.Hour); !errors.Is(err, cause) || time.Since(start) != time.Second {
			t.Errorf("slept %s, %v", time.Since(start), err)
		}
		if err := (wait.SystemClock{}).Sleep(t.Context(), time.Hour); err != nil || time.Since(start) != time.Hour+time.Second {
			t.Errorf("slept until %s, %v", time.Since(start), err)
		}
	})
}
