// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// queue hands out the runs to make, and collects what became of them.
type queue struct {
	stdout io.Writer

	mu       sync.Mutex
	todo     []choice
	outcomes []outcome
	failed   error // of the runner itself: then there is nothing more to do
}

func (q *queue) next() (c choice, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.todo) == 0 || q.failed != nil {
		return c, false
	}
	c, q.todo = q.todo[0], q.todo[1:]
	return c, true
}

func (q *queue) done(o outcome) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.outcomes = append(q.outcomes, o)
	if _, err := fmt.Fprintln(q.stdout, o); err != nil {
		q.failed = errors.Join(q.failed, err)
	}
}

func (q *queue) fail(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.failed = errors.Join(q.failed, err)
}

// makeRuns makes the runs, some at a time, and prints a line for each when it is over. With an error of the runner itself it
// returns what it has.
func (o options) makeRuns(ctx context.Context, dir string, cli terraform.CLI, stdout, stderr io.Writer) ([]outcome, error) {
	q := &queue{stdout: stdout, todo: o.choices()}
	var workers sync.WaitGroup
	for n := range min(o.parallel, len(q.todo)) {
		workers.Go(func() {
			if err := q.work(ctx, filepath.Join(dir, fmt.Sprint("site-", n)), cli, stderr); err != nil {
				q.fail(err)
			}
		})
	}
	workers.Wait()
	return q.outcomes, q.failed
}

// work makes one run after the other, until there are no more.
func (q *queue) work(ctx context.Context, dir string, cli terraform.CLI, log io.Writer) (err error) {
	if err := os.Mkdir(dir, 0o750); err != nil {
		return err
	}
	s, err := open(ctx, dir, cli, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	for c, ok := q.next(); ok; c, ok = q.next() {
		o, err := s.run(ctx, c)
		if err != nil {
			return fmt.Errorf("run %d, %s: %w", c.number, c, err)
		}
		q.done(o)
	}
	return nil
}
