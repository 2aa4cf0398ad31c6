// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/knownfailure"
)

// goTest runs the command on a module of one package that holds the given test functions.
func goTest(t *testing.T, tests string) (code int, out string, err error) {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"go.mod":    "module example.test/sample\n\ngo 1.26\n",
		"x_test.go": "package sample\n\nimport \"testing\"\n\n" + tests,
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	code, err = run(dir, []string{"./..."}, &stdout, &stderr)
	return code, stdout.String(), err
}

func TestRun_countsAndExplains(t *testing.T) {
	t.Parallel()
	code, out, err := goTest(t, `
func TestGood(t *testing.T) { t.Run("inner", func(t *testing.T) {}); t.Log("chatter") }
func TestNotHere(t *testing.T) { t.Skip("needs a moon") }
`)
	if code != 0 || err != nil {
		t.Fatalf("exit code %d, error %v\n%s", code, err, out)
	}
	for _, want := range []string{"ok  \texample.test/sample", "sample TestNotHere: x_test.go:7: needs a moon"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "chatter") {
		t.Errorf("a passing test is shown:\n%s", out)
	}
	if !strings.HasSuffix(out, "\n2 passed, 0 failed, 1 skipped\n") {
		t.Errorf("wrong closing line:\n%s", out)
	}
}

func TestRun_countsKnownFailuresApart(t *testing.T) {
	t.Parallel()
	code, out, err := goTest(t, `
func TestGood(t *testing.T) {}
func TestKnown(t *testing.T) { t.Attr("`+knownfailure.Attribute+`", "nobody counts yet"); t.Log("got 2") }
`)
	if code != 0 || err != nil {
		t.Fatalf("exit code %d, error %v\n%s", code, err, out)
	}
	if !strings.Contains(out, "\nknown to fail:\n  example.test/sample TestKnown: nobody counts yet\n") || strings.Contains(out, "got 2") {
		t.Errorf("the test and its cause, and no more, should be shown:\n%s", out)
	}
	if !strings.HasSuffix(out, "\n1 known to fail\n1 passed, 0 failed, 0 skipped\n") {
		t.Errorf("wrong closing lines:\n%s", out)
	}
}

func TestRun_failsWhenGoTestFails(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ tests, want, count string }{
		"failed test": {
			tests: `func TestBad(t *testing.T) { t.Error("two is not three") }`,
			want:  "two is not three", count: "0 passed, 1 failed, 0 skipped",
		},
		"fails after it was known to": {
			tests: `func TestBad(t *testing.T) { t.Attr("known_failure", "nobody counts yet"); t.Error("left behind") }`,
			want:  "left behind", count: "0 passed, 1 failed, 0 skipped",
		},
		"panic": {
			tests: `func TestGood(t *testing.T) {}; func TestPanics(t *testing.T) { panic("out of cheese") }`,
			want:  "out of cheese", count: "1 passed, 1 failed, 0 skipped",
		},
		"does not compile": {
			tests: `func TestBad(t *testing.T) { undefined() }`,
			want:  "undefined: undefined", count: "0 passed, 1 failed, 0 skipped",
		},
		"dies outside of its tests": {
			tests: `func TestMain(m *testing.M) { panic("no cheese at all") }`,
			want:  "no cheese at all", count: "0 passed, 1 failed, 0 skipped",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, err := goTest(t, tc.tests)
			if code != 1 || err != nil {
				t.Errorf("exit code %d, error %v", code, err)
			}
			if !strings.Contains(out, tc.want) || !strings.HasSuffix(out, "\n"+tc.count+"\n") {
				t.Errorf("want %q and %q in\n%s", tc.want, tc.count, out)
			}
		})
	}
}

func TestRun_failsWhenNothingRan(t *testing.T) {
	t.Parallel()
	code, out, err := goTest(t, `func TestNotHere(t *testing.T) { t.SkipNow() }`)
	if code != 1 || err == nil {
		t.Errorf("exit code %d, error %v", code, err)
	}
	if !strings.Contains(out, "TestNotHere: no reason given") {
		t.Errorf("the skipped test is not named:\n%s", out)
	}
}
