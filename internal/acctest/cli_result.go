// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Result is what one run of Terraform said.
type Result struct {
	Command        string
	Code           int // -1 when it was killed
	Stdout, Stderr string
	Took           time.Duration
}

// String shows the run as a terminal would.
func (r Result) String() string {
	return fmt.Sprintf("terraform %s: exit code %d after %s\n%s\n%s", r.Command, r.Code, r.Took.Round(time.Millisecond), r.Stdout, r.Stderr)
}

// OK is Exits(t, 0).
func (r Result) OK(t testing.TB) Result {
	t.Helper()
	return r.Exits(t, 0)
}

// Exits stops the test unless the run ended with an exit code.
func (r Result) Exits(t testing.TB, code int) Result {
	t.Helper()
	if r.Code != code {
		t.Fatalf("exit code %d, want %d\n%s", r.Code, code, r)
	}
	return r
}

// Says fails the test unless the run said all of these. Line breaks and frames do not matter.
func (r Result) Says(t testing.TB, texts ...string) Result {
	t.Helper()
	said := r.Text()
	for _, text := range texts {
		if !strings.Contains(said, words(text)) {
			t.Errorf("not said: %s\n%s", text, r)
		}
	}
	return r
}

// Text is all that the run said as running text, without the frames and the line breaks of a terminal.
func (r Result) Text() string {
	return words(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(r.Stdout + " " + r.Stderr))
}

func words(text string) string { return strings.Join(strings.Fields(text), " ") }
