// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

func TestParseSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{"1GB": 1 << 30, "256MB": 256 << 20} {
		if got, err := parseSize(text); err != nil || got != want {
			t.Errorf("parseSize(%q) = %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1", "GB", "0MB", "-1GB", "1TB", "1.5GB", "1GBx"} {
		if got, err := parseSize(text); err == nil {
			t.Errorf("parseSize(%q) = %d, want an error", text, got)
		}
	}
}

func TestParse_refusesWhatWouldMeasureNothing(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-rounds", "3"}, {"startup"}, {"-dataset-size", "none"}} {
		if _, _, err := parse(args, io.Discard); err == nil {
			t.Errorf("parse(%q) accepts it", args)
		}
	}
	b := &bench{options: options{only: "speed"}, log: io.Discard}
	if _, err := b.measure(t.Context()); err == nil || !strings.Contains(err.Error(), "startup, requests, wait, dataset") {
		t.Errorf("measure() = %v, want an error that lists the groups", err)
	}
	b.only = peerGroup
	if _, err := b.measure(t.Context()); err == nil || !strings.Contains(err.Error(), "needs -mirror") {
		t.Errorf("measure() = %v, want an error that asks for hashicorp/aws", err)
	}
}

func TestResult_missesItsBudget(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		result  result
		verdict string
	}{
		{atMost("a", 1.8, 1.8, ""), "met"}, {atMost("a", 1.81, 1.8, ""), "MISSED"},
		{atLeast("a", 1.2, 1.2, ""), "met"}, {atLeast("a", 1.19, 1.2, ""), "MISSED"},
		{exactly("a", 1, 1), "met"}, {exactly("a", 0, 1), "MISSED"},
		{info("a", "%d", 1), ""},
	} {
		if got := c.result.verdict(); got != c.verdict || missed([]result{info("b", "1"), c.result}) != (got == "MISSED") {
			t.Errorf("%+v: verdict %q, want %q", c.result, got, c.verdict)
		}
	}
}

func TestMedian_isTheOneInTheMiddle(t *testing.T) {
	t.Parallel()
	if got := median([]float64{9, 1, 100, 3, 2}); got != 3 {
		t.Errorf("median = %v, want 3", got)
	}
}

func TestTable_groupsResults(t *testing.T) {
	t.Parallel()
	results := []result{atMost("`plan`", 1, 2, " MB"), atLeast("speed", 3, 4, "")}
	results[0].group, results[1].group = "First", "Second"
	want := "\nFirst\n  plan  1 MB  at most 2 MB  met\n\nSecond\n  speed  3  at least 4  MISSED\n"
	if got := table(results); got != want {
		t.Errorf("table:\n%q, want\n%q", got, want)
	}
	page := filepath.Join(t.TempDir(), "page.md.tmpl")
	if err := writeGuide(page, "Terraform v1", results); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"---\npage_title: ", "Terraform v1", "\n## First\n", "| `plan` | 1 MB | at most 2 MB | met |\n", "| MISSED |\n",
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the page lacks %q:\n%s", part, text)
		}
	}
}

func TestFormatRecord_isAlwaysAnotherValidRecord(t *testing.T) {
	t.Parallel()
	for _, format := range dataset.Formats() {
		report, err := dataset.Validate(t.Context(), bytes.NewReader(formatData(format, 1<<18)), dataset.Options{Format: format})
		if err != nil || !report.Valid() || report.WarningCount > 0 || report.DuplicateRecords > 0 {
			t.Errorf("%s: %v %v, %d duplicates, %v", format, report.Problems, report.Warnings, report.DuplicateRecords, err)
		}
	}
}

func TestConversation_isAlwaysAnotherValidRecord(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data.jsonl")
	if err := writeDataset(path, 1<<20); err != nil {
		t.Fatal(err)
	}
	report, err := dataset.ValidateFile(t.Context(), path, dataset.Options{Format: dataset.Conversation})
	if err != nil || !report.Valid() || report.WarningCount > 0 || report.DuplicateRecords > 0 || report.Bytes < 1<<20 {
		t.Errorf("%+v, %v", report, err)
	}
	for _, how := range []string{readsToValidate, readsSyntax} {
		if err := readAsChild(t.Context(), how, []string{path}); err != nil {
			t.Errorf("%s: %v", how, err)
		}
	}
	if err := os.WriteFile(path, []byte("{\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, how := range []string{readsToValidate, readsSyntax, "backwards"} {
		if err := readAsChild(t.Context(), how, []string{path}); err == nil {
			t.Errorf("%s finds nothing wrong with half an object", how)
		}
	}
}

func TestHighestPeak_isThatOfAllProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "peaks")
	if _, err := highestPeak(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without processes: %v, want an error", err)
	}
	for _, bytes := range []int64{10, 30, 20} {
		if err := note(path, bytes); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := highestPeak(path); err != nil || got != 30 {
		t.Errorf("highestPeak() = %d, %v, want 30", got, err)
	}
	if _, err := highestPeak(path); err == nil {
		t.Error("the peaks of one command count for the next")
	}
}

func TestPeakMemory_isPlausible(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), "go", "version")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if mb := megabytes(peakMemory(cmd.ProcessState)); mb < 1 || mb > 1000 {
		t.Errorf("go version needed %v MB", mb)
	}
}

func TestPrices_areReadFromTheirFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "index.json")
	if err := writePrices(path, 1<<20); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Stat(path); err != nil || file.Size() < 7<<17 {
		t.Errorf("%v, %v", file.Size(), err)
	}
	if err := readAsChild(t.Context(), readsPrices, []string{path}); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(path, []byte(`{"products":{},"terms":{}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := readAsChild(t.Context(), readsPrices, []string{path}); err == nil {
		t.Error("a file without prices is good enough")
	}
}
