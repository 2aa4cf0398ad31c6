// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// result is one line of the table.
type result struct {
	group    string
	what     string
	measured string
	budget   string // empty: for information
	met      bool
}

// info is a figure without a budget.
func info(what, format string, args ...any) result {
	return result{what: what, measured: fmt.Sprintf(format, args...), met: true}
}

// atMost is a figure that must not exceed its budget. The unit follows both numbers.
func atMost(what string, measured, budget float64, unit string) result {
	return result{what: what, measured: number(measured) + unit, budget: "at most " + limit(budget) + unit, met: measured <= budget}
}

// atLeast is a figure that must reach its budget.
func atLeast(what string, measured, budget float64, unit string) result {
	return result{what: what, measured: number(measured) + unit, budget: "at least " + limit(budget) + unit, met: measured >= budget}
}

// exactly is a count.
func exactly(what string, measured, budget int) result {
	return result{what: what, measured: fmt.Sprint(measured), budget: fmt.Sprint(budget), met: measured == budget}
}

func (r result) verdict() string {
	switch {
	case r.budget == "":
		return ""
	case r.met:
		return "met"
	default:
		return "MISSED"
	}
}

// limit is a budget as it is written in the code.
func limit(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// number has as many digits as mean something.
func number(f float64) string {
	switch {
	case f == float64(int64(f)):
		return fmt.Sprint(int64(f))
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	case f >= 10:
		return fmt.Sprintf("%.1f", f)
	default:
		return fmt.Sprintf("%.2f", f)
	}
}

func missed(results []result) bool {
	return slices.ContainsFunc(results, func(r result) bool { return !r.met })
}

// table shows results to somebody at a terminal.
func table(results []result) string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 4, 2, ' ', 0)
	group := ""
	for _, r := range results {
		if r.group != group {
			group = r.group
			fmt.Fprintf(w, "\n%s\n", group) //nolint:errcheck // it goes to memory
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", strings.ReplaceAll(r.what, "`", ""), r.measured, r.budget, r.verdict()) //nolint:errcheck // as above
	}
	w.Flush() //nolint:errcheck // as above
	return text.String()
}

// median of a list that is not empty.
func median[T cmp.Ordered](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

const guideHead = `---
page_title: "How fast and how small the provider is"
subcategory: ""
description: |-
  Start-up, memory, requests, polling and the check of data sets, measured against a budget.
---

# How fast and how small the provider is

` + "`make bench`" + ` measures all of this on your machine in a few minutes and fails when a budget is missed. Counts are exact. Times and
memory are medians of rounds in which both sides take turns (of the data set, the fastest round), and are judged as ratios, so that
the machine hardly matters. Requests are counted by the simulator. Waits are those of the provider, on a clock that is turned by hand.

"Bare" is the least that a provider can be: one resource with one argument on the same framework, without an SDK, built in the same run.

`

// writeGuide writes the page of the documentation.
func writeGuide(path, machine string, results []result) error {
	var text strings.Builder
	text.WriteString(guideHead)
	fmt.Fprintf(&text, "Measured with %s.\n", machine)
	group := ""
	for _, r := range results {
		if r.group != group {
			group = r.group
			fmt.Fprintf(&text, "\n## %s\n\n| | measured | budget | |\n|---|---|---|---|\n", group)
		}
		fmt.Fprintf(&text, "| %s | %s | %s | %s |\n", r.what, r.measured, r.budget, r.verdict())
	}
	return os.WriteFile(path, []byte(text.String()), 0o644)
}
