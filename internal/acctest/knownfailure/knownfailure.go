// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package knownfailure runs tests of what must happen and does not yet. They run for real each time, and are reported with their
// cause: they do not count as passed, and the day they pass they fail until their mark is removed.
package knownfailure

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// Attribute is the attribute of a test (see testing.T.Attr) that holds the cause of its known failure. `make test` counts by it.
const Attribute = "known_failure"

// Mark says that a test fails today. The zero value marks nothing.
type Mark struct {
	// Cause is why it fails, in one line for a person: what is missing, not what the test saw.
	Cause string
	// Symptom is a part of every message that the test fails with. One that fails in another way is broken, not known.
	Symptom string
}

// Run runs a test whose body says what must happen. Without a mark that is all. With one, the test fails when the body passes, or
// fails in another way than the mark says.
func (m Mark) Run(t *testing.T, body func(t testing.TB)) {
	t.Helper()
	if m == (Mark{}) {
		body(t)
		return
	}
	r := &recorder{TB: t}
	ended := make(chan struct{})
	go func() { // of its own, because FailNow and SkipNow end it
		defer close(ended)
		body(r)
	}()
	<-ended
	if reason, skipped := r.end(); skipped {
		t.Skip(reason)
	}
	if problem := m.judge(r.failures); problem != "" {
		t.Fatal(problem)
	}
	t.Attr(Attribute, m.Cause)
	t.Logf("known to fail: %s\n%s", m.Cause, strings.Join(r.failures, "\n"))
}

// judge says what is wrong with a mark for a test that failed so, or did not.
func (m Mark) judge(failures []string) string {
	if m.Cause == "" || m.Symptom == "" {
		return "a known failure needs a cause and a symptom"
	}
	if len(failures) == 0 {
		return "mended: remove the mark (" + m.Cause + ")"
	}
	for _, failure := range failures {
		if !strings.Contains(failure, m.Symptom) {
			return fmt.Sprintf("fails in another way than by %q:\n%s", m.Symptom, failure)
		}
	}
	return ""
}

// recorder is a testing.TB that keeps the failures of a test to itself while its body runs.
type recorder struct {
	testing.TB

	mu       sync.Mutex
	ended    bool // what comes later, in cleanups, is the test's own
	failures []string
	skipped  bool
	reason   string
}

func (r *recorder) end() (reason string, skipped bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
	return r.reason, r.skipped && len(r.failures) == 0
}

func (r *recorder) fail(message string) {
	r.Helper()
	r.mu.Lock()
	ended := r.ended
	if !ended {
		r.failures = append(r.failures, strings.TrimSuffix(message, "\n"))
	}
	r.mu.Unlock()
	if ended {
		r.TB.Error(message)
	}
}

func (r *recorder) Error(args ...any) { r.Helper(); r.fail(fmt.Sprintln(args...)) }

func (r *recorder) Errorf(format string, args ...any) {
	r.Helper()
	r.fail(fmt.Sprintf(format, args...))
}

func (r *recorder) Fail() { r.Helper(); r.fail("failed without a message") }

func (r *recorder) FailNow() { r.Helper(); r.Fail(); runtime.Goexit() }

func (r *recorder) Fatal(args ...any) { r.Helper(); r.fail(fmt.Sprintln(args...)); runtime.Goexit() }

func (r *recorder) Fatalf(format string, args ...any) {
	r.Helper()
	r.fail(fmt.Sprintf(format, args...))
	runtime.Goexit()
}

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.failures) > 0 || r.TB.Failed()
}

func (r *recorder) skip(reason string) {
	r.mu.Lock()
	r.skipped, r.reason = true, strings.TrimSuffix(reason, "\n")
	r.mu.Unlock()
	runtime.Goexit()
}

func (r *recorder) Skip(args ...any) { r.skip(fmt.Sprintln(args...)) }

func (r *recorder) Skipf(format string, args ...any) { r.skip(fmt.Sprintf(format, args...)) }

func (r *recorder) SkipNow() { r.skip("") }

func (r *recorder) Skipped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.skipped
}
