// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package memo_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/memo"
)

func TestOnce_manyCallersShareOneAnswer(t *testing.T) {
	t.Parallel()
	var loads atomic.Int32
	ask := memo.Once(func(context.Context) (int, error) { return int(loads.Add(1)), nil })
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if got, err := ask(t.Context()); got != 1 || err != nil {
				t.Errorf("%d, %v", got, err)
			}
		})
	}
	wait.Wait()
}

func TestOnce_errorsAreAnswers(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	loads := 0
	ask := memo.Once(func(context.Context) (int, error) { loads++; return 0, refused })
	for range 3 {
		if _, err := ask(t.Context()); !errors.Is(err, refused) {
			t.Errorf("got %v", err)
		}
	}
	if loads != 1 {
		t.Errorf("asked %d times", loads)
	}
}

func TestOnce_endOfContextIsNoAnswer(t *testing.T) {
	t.Parallel()
	loads := 0
	ask := memo.Once(func(ctx context.Context) (int, error) { loads++; return loads, ctx.Err() })
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ask(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := ask(t.Context()); err != nil {
		t.Errorf("the next caller got %v", err)
	}
}

func TestOnce_waitsNoLongerThanTheCallersContext(t *testing.T) {
	t.Parallel()
	started, finish := make(chan struct{}), make(chan struct{})
	ask := memo.Once(func(context.Context) (int, error) { close(started); <-finish; return 1, nil })
	first := make(chan error)
	go func() { _, err := ask(context.WithoutCancel(t.Context())); first <- err }()
	<-started
	impatient, cancel := context.WithCancelCause(t.Context())
	interrupted := errors.New("interrupted")
	cancel(interrupted)
	if _, err := ask(impatient); !errors.Is(err, interrupted) {
		t.Errorf("got %v", err)
	}
	close(finish)
	if err := <-first; err != nil {
		t.Errorf("the first caller got %v", err)
	}
}

func TestOnce_panicLeavesTheQuestionOpen(t *testing.T) {
	t.Parallel()
	loads := 0
	ask := memo.Once(func(context.Context) (int, error) {
		if loads++; loads == 1 {
			panic("bug")
		}
		return loads, nil
	})
	func() {
		defer func() { _ = recover() }()
		_, _ = ask(t.Context())
	}()
	if got, err := ask(t.Context()); got != 2 || err != nil {
		t.Errorf("%d, %v", got, err)
	}
}
