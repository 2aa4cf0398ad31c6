// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// sample is a file of n records, whose prompts begin with number from.
func sample(metric string, from, n int, value func(int) float64) string {
	var file strings.Builder
	for i := range n {
		file.WriteString(judged(from+i, metric, fmt.Sprint(value(i))))
	}
	return file.String()
}

func step(i int) float64 { return float64(i*7%5) / 4 }

func compareOne(t *testing.T, first, second string) scores.Comparison {
	t.Helper()
	all := scores.Compare(read(t, place, first), read(t, place, second))
	if len(all) != 1 {
		t.Fatalf("%d comparisons, want one", len(all))
	}
	return all[0]
}

// Which model is better depends on the metric, not on which number is larger.
func TestCompare_direction(t *testing.T) {
	t.Parallel()
	low := func(i int) float64 { return step(i) / 4 }
	for metric, better := range map[string]int{
		"Builtin.Correctness": 2, "Builtin.Accuracy": 2, "Builtin.Robustness": 1, "Builtin.Toxicity": 1, "Builtin.Harmfulness": 1,
		"Builtin.Stereotyping": 1, "Builtin.Refusal": 1, "my_metric": 0,
	} {
		c := compareOne(t, sample(metric, 0, 40, low), sample(metric, 0, 40, step))
		if c.Better != better || c.Significant == nil || !*c.Significant {
			t.Errorf("%s: better is %d (significant: %v), want %d", metric, c.Better, c.Significant, better)
		}
	}
	same := compareOne(t, sample("Builtin.Correctness", 0, 40, step), sample("Builtin.Correctness", 0, 40, step))
	if same.Better != 0 || *same.Significant {
		t.Errorf("the same scores: better is %d, significant %t", same.Better, *same.Significant)
	}
}

// The direction of a metric of one's own is what its owner says.
func TestCompare_ownDirection(t *testing.T) {
	t.Parallel()
	summaries := func(value float64) []scores.Summary {
		var reader scores.Reader
		file := sample("cost", 0, 40, func(int) float64 { return value })
		if err := reader.Read(place, "file", strings.NewReader(file)); err != nil {
			t.Fatal(err)
		}
		return reader.Summaries(map[string]scores.Direction{"cost": scores.LowerIsBetter})
	}
	if all := scores.Compare(summaries(2), summaries(1)); all[0].Better != 2 {
		t.Errorf("the cheaper one is not better: %+v", all[0])
	}
}

// The same prompts are compared one by one, others as two samples; and that is said.
func TestCompare_pairs(t *testing.T) {
	t.Parallel()
	better := func(i int) float64 { return step(i) + 0.125 }
	paired := compareOne(t, sample("fit", 0, 50, step), sample("fit", 20, 50, func(i int) float64 { return better(i + 20) }))
	if !paired.Paired || paired.Pairs != 30 || paired.Difference != 0.125 || paired.Interval.Low != 0.125 || !*paired.Significant {
		t.Errorf("the 30 records of both: %+v", paired)
	}
	unpaired := compareOne(t, sample("fit", 0, 50, step), sample("fit", 1000, 50, better))
	if unpaired.Paired || unpaired.Pairs != 50 || math.Abs(unpaired.Difference-0.125) > 1e-12 {
		t.Errorf("other records: %+v", unpaired)
	}
	if unpaired.Interval.Low >= 0 {
		t.Errorf("between samples of other records such a difference is by chance: %+v", unpaired.Interval)
	}
	few := compareOne(t, sample("fit", 0, 29, step), sample("fit", 0, 29, better))
	if few.Significant != nil {
		t.Errorf("29 records are enough to tell: %t", *few.Significant)
	}
}

// Wilson's interval and Newcombe's of a difference are those of the literature: 81 of 263 (Newcombe 1998, table I), and 56 of 70 against
// 48 of 80 (the same, table II, method 10).
func TestIntervals(t *testing.T) {
	t.Parallel()
	yes := func(from, n, yes int) string {
		return strings.NewReplacer(`"result":1,`, `"result":true,`, `"result":0,`, `"result":false,`).Replace(
			sample("ok", from, n, func(i int) float64 {
				if i < yes {
					return 1
				}
				return 0
			}))
	}
	near := func(what string, got *scores.Interval, low, high float64) {
		if math.Abs(got.Low-low) > 5e-5 || math.Abs(got.High-high) > 5e-5 {
			t.Errorf("%s: %+v, want %v to %v", what, *got, low, high)
		}
	}
	near("81 of 263", read(t, place, yes(0, 263, 81))[0].Interval, 0.2553, 0.3662)
	near("56/70 - 48/80", compareOne(t, yes(0, 80, 48), yes(1000, 70, 56)).Interval, 0.0524, 0.3339)
}

// The same scores have the same digits, in whatever order their files come.
func TestSummaries_neverChange(t *testing.T) {
	t.Parallel()
	odd := func(i int) float64 { return math.Sqrt(float64(i)) / 7 }
	first, second := sample("Builtin.Accuracy", 0, 40, odd), sample("Builtin.Accuracy", 40, 33, step)
	once, again := read(t, place, first, second)[0], read(t, place, second, first)[0]
	if *once.Mean != *again.Mean || *once.Interval != *again.Interval {
		t.Errorf("%v %v, then %v %v", *once.Mean, *once.Interval, *again.Mean, *again.Interval)
	}
}

// The table has a row for each metric and says what a number cannot; the chart has bars that Mermaid can draw.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	first := sample("Builtin.Correctness", 0, 40, step) + sample("Builtin.Harmfulness", 0, 10, step) + sample(`od|d"m`, 0, 40, step)
	second := sample("Builtin.Correctness", 0, 40, func(i int) float64 { return step(i) / 2 }) +
		sample("Builtin.Harmfulness", 900, 10, func(i int) float64 { return step(i) / 2 }) + sample(`od|d"m`, 0, 40, step)
	got := scores.Markdown("nova|lite", "haiku", scores.Compare(read(t, place, first), read(t, place, second)))
	want := "A is `nova|lite`, B is `haiku`.\n\n" +
		"| Data set | Metric | A | B | B - A (95 %) | Records | Better |\n|---|---|--:|--:|--:|--:|---|\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("the table begins otherwise:\n%s", got)
	}
	for _, part := range []string{
		"| faq | Correctness | 0.5000 | 0.2500 | -0.2500 (", " | 40 | A |\n",
		"| faq | Harmfulness (lower is better) | 0.5000 | 0.2500 |", "10 and 10, unpaired | B, too few records to tell |",
		`| faq | od\|d"m (no direction) |`, "-, not significant |\n",
		`x-axis ["Correctness A", "Correctness B", "Harmfulness (lower is better) A", "Harmfulness (lower is better) B"]`,
		"bar [50.0, 25.0, 50.0, 25.0]",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
	if diff := cmp.Diff(1, strings.Count(got, "```mermaid")); diff != "" {
		t.Error(diff)
	}
}
