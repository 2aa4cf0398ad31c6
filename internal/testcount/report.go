// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// event is one line of `go test -json` (go doc test2json).
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
	// Of an attribute that a test has set.
	Key, Value string
}

// knownFailure is the attribute of a test that failed as it was known to; its value is the cause.
const knownFailure = "known_failure"

// testID names a test, or, with an empty name, what its package printed outside of any test.
type testID struct{ pkg, name string }

// report turns events into what a person wants to read: one line for each package, all of what failed, and the count.
type report struct {
	out io.Writer

	printed map[testID][]string // by tests that have not ended
	failed  map[string]int      // failed tests by package
	causes  map[testID]string   // of tests that fail as they were known to
	skips   []string
	known   []string

	passedTests, failedTests int
}

func newReport(out io.Writer) *report {
	return &report{out: out, printed: map[testID][]string{}, failed: map[string]int{}, causes: map[testID]string{}}
}

func (r *report) print(text string) { _, _ = io.WriteString(r.out, text) }

// printTest shows what a test printed, without the lines that say when it ran and when it paused.
func (r *report) printTest(printed []string) {
	for _, line := range printed {
		if !strings.HasPrefix(line, "=== ") {
			r.print(line)
		}
	}
}

func (r *report) add(e event) {
	id := testID{e.Package, e.Test}
	switch e.Action {
	case "output":
		r.printed[id] = append(r.printed[id], e.Output)
		return
	case "build-output":
		r.print(e.Output)
		return
	case "attr":
		if e.Key == knownFailure {
			r.causes[id] = e.Value
		}
		return
	case "pass", "fail", "skip":
	default: // start, run, pause, cont, bench, build-fail
		return
	}

	printed, cause := r.printed[id], r.causes[id]
	delete(r.printed, id)
	switch {
	case e.Test == "":
		r.endPackage(e, printed)
	case e.Action == "pass" && cause != "":
		r.known = append(r.known, fmt.Sprintf("%s %s: %s", e.Package, e.Test, cause))
	case e.Action == "pass":
		r.passedTests++
	case e.Action == "skip":
		r.skips = append(r.skips, fmt.Sprintf("%s %s: %s", e.Package, e.Test, reason(printed)))
	default:
		r.failedTests++
		r.failed[e.Package]++
		r.printTest(printed)
	}
}

// endPackage prints the closing line of a package that is well, and everything there is of one that is not.
func (r *report) endPackage(e event, printed []string) {
	if e.Action != "fail" {
		if len(printed) > 0 {
			r.print(printed[len(printed)-1])
		}
		return
	}
	for id, lines := range r.printed { // tests that a panic or a timeout cut off
		if id.pkg == e.Package {
			r.printTest(lines)
			delete(r.printed, id)
		}
	}
	if r.failed[e.Package] == 0 { // did not build, or died outside of its tests
		r.failedTests++
	}
	r.print(strings.Join(printed, ""))
}

// close prints which tests are known to fail, which were skipped and why, and, as the last line, the count. It returns how many
// tests ran.
func (r *report) close() int {
	r.explain("known to fail", r.known)
	r.explain("skipped", r.skips)
	if len(r.known) > 0 {
		r.print(fmt.Sprintf("\n%d known to fail", len(r.known)))
	}
	r.print(fmt.Sprintf("\n%d passed, %d failed, %d skipped\n", r.passedTests, r.failedTests, len(r.skips)))
	return r.passedTests + r.failedTests + len(r.known)
}

func (r *report) explain(what string, tests []string) {
	if len(tests) > 0 {
		slices.Sort(tests)
		r.print("\n" + what + ":\n  " + strings.Join(tests, "\n  ") + "\n")
	}
}

// reason is what a test printed before it was skipped: the text it gave to t.Skip.
func reason(printed []string) string {
	var said []string
	for _, line := range printed {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "=== ") && !strings.HasPrefix(line, "--- ") {
			said = append(said, line)
		}
	}
	if len(said) == 0 {
		return "no reason given"
	}
	return strings.Join(said, " ")
}
