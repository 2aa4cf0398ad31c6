// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Says fails the test unless a text, such as an error or a warning, has all the fragments.
func Says(t *testing.T, what, text string, fragments ...string) {
	t.Helper()
	if text == "" {
		t.Errorf("there is no %s", what)
		return
	}
	missing := slices.DeleteFunc(slices.Clone(fragments), func(f string) bool { return f != "" && strings.Contains(text, f) })
	if len(missing) > 0 {
		t.Errorf("the %s does not say %q: %s", what, missing, text)
	}
}

// Fixture is a file of the testdata of the package that is tested.
func Fixture(t *testing.T, elements ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, elements...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// OK fails the test when a run ended with an error.
func OK(t *testing.T, diags Diagnostics) {
	t.Helper()
	if errors := diags.Errors(); errors != "" {
		t.Fatalf("unexpected error: %s", errors)
	}
}

// Refused fails the test unless a run ended with an error that has all the parts.
func Refused(t *testing.T, diags Diagnostics, parts ...string) {
	t.Helper()
	Says(t, "error", diags.Errors(), parts...)
}

// Unchanged fails the test unless a plan with refresh is empty.
func Unchanged(t *testing.T, w *Workspace, config string) {
	t.Helper()
	plan := w.Plan(t.Context(), config)
	OK(t, plan.Diagnostics)
	if !plan.Empty() {
		t.Fatalf("the second plan is not empty: %+v", plan.Changes)
	}
}

// Destroyed destroys everything and fails the test if the simulator then still holds something.
func Destroyed(t *testing.T, cloud *Cloud, w *Workspace) {
	t.Helper()
	OK(t, w.Destroy(t.Context()))
	if left := cloud.Objects(); len(left) > 0 {
		t.Fatalf("destroy left %v", left)
	}
}

// Must returns the answer of an SDK call and fails the test when there is none.
func Must[T any](t *testing.T, out T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return out
}
