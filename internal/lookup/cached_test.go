// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func TestCached_oneLoadPerKey(t *testing.T) {
	t.Parallel()
	var models cached[string, string]
	var loads atomic.Int32
	var wait sync.WaitGroup
	for range 20 {
		for _, region := range []string{"us-east-1", "eu-west-1"} {
			wait.Go(func() {
				got, err := models.get(t.Context(), region, func(context.Context) (string, error) {
					loads.Add(1)
					return "models of " + region, nil
				})
				if err != nil || got != "models of "+region {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
	}
	wait.Wait()
	if n := loads.Load(); n != 2 {
		t.Errorf("%d loads for 2 keys", n)
	}
}

func TestCached_endOfContextIsNotKept(t *testing.T) {
	t.Parallel()
	var models cached[string, int]
	load := func(ctx context.Context) (int, error) { return 1, ctx.Err() }
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := models.get(ended, "r", load); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got, err := models.get(t.Context(), "r", load); got != 1 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
}

func TestCached_sharesTheFlightAndItsFailure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c cached[string, int]
		var asked atomic.Int32
		failure := errors.New("the service is down")
		answers := make(chan error)
		load := func(context.Context) (int, error) { asked.Add(1); return 7, <-answers }
		results := make(chan error, 20)
		ask := func() { _, err := c.get(t.Context(), "", load); results <- err }

		for range 20 {
			go ask()
		}
		synctest.Wait() // one is in load, the others wait for it
		answers <- failure
		for range 20 {
			if err := <-results; !errors.Is(err, failure) {
				t.Errorf("one of those who asked together got %v, want the failure", err)
			}
		}
		if n := asked.Load(); n != 1 {
			t.Errorf("asked %d times while one question was on its way", n)
		}

		go ask()
		answers <- nil // received only if the failure was not kept
		if err := <-results; err != nil {
			t.Errorf("asking again after a failure: %v", err)
		}
		if _, err := c.get(t.Context(), "", load); err != nil || asked.Load() != 2 {
			t.Errorf("the answer was not kept: %v, asked %d times", err, asked.Load())
		}
	})
}

func TestCached_asksAgainWhenTheOneWhoAskedGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c cached[string, int]
		first, giveUp := context.WithCancel(t.Context())
		results := make(chan int, 2)
		load := func(ctx context.Context) (int, error) {
			if ctx == first {
				<-ctx.Done()
				return 0, ctx.Err()
			}
			return 42, nil
		}
		go func() { n, _ := c.get(first, "", load); results <- n }()
		synctest.Wait()
		go func() { n, _ := c.get(t.Context(), "", load); results <- n }()
		synctest.Wait()
		giveUp()
		if sum := <-results + <-results; sum != 42 {
			t.Errorf("the answers add up to %d, want 0 for the one who gave up and 42 for the other", sum)
		}
	})
}

func TestCached_letsAWaiterGiveUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var c cached[string, int]
		answers := make(chan error)
		load := func(context.Context) (int, error) { return 0, <-answers }
		go func() { _, _ = c.get(t.Context(), "", load) }()
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := c.get(ctx, "", load); !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled waiter got %v", err)
		}
		answers <- nil
	})
}

func TestCached_survivesAPanic(t *testing.T) {
	t.Parallel()
	var c cached[string, int]
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = c.get(t.Context(), "", func(context.Context) (int, error) { panic("a bug") })
	}()
	if n, err := c.get(t.Context(), "", func(context.Context) (int, error) { return 1, nil }); n != 1 || err != nil {
		t.Errorf("after a panic: %d, %v", n, err)
	}
}
