// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"fmt"
	"strings"
)

// Markdown writes comparisons as a table and a chart, for the comment on a pull request. The names are those of the two models.
func Markdown(first, second string, all []Comparison) string {
	var out strings.Builder
	fmt.Fprintf(&out, "| Data set | Metric | %s | %s | Difference (95 %%) | Records | Better |\n|---|---|--:|--:|--:|--:|---|\n",
		cell(first), cell(second))
	for _, c := range all {
		fmt.Fprintf(&out, "| %s | %s | %.4f | %.4f | %s | %s | %s |\n", cell(c.Dataset), cell(c.title()), *c.First.Mean, *c.Second.Mean,
			c.difference(), c.records(), cell(c.verdict(first, second)))
	}
	out.WriteString(chart(first, second, all))
	return out.String()
}

// title is the metric, with its direction where lower is better, which a reader does not expect.
func (c *Comparison) title() string {
	name := strings.TrimPrefix(c.Metric, builtinPrefix)
	switch c.Direction {
	case HigherIsBetter:
	case LowerIsBetter:
		name += " (lower is better)"
	case NoDirection:
		name += " (no direction)"
	}
	return name
}

func (c *Comparison) difference() string {
	if c.Interval == nil {
		return fmt.Sprintf("%+.4f", c.Difference)
	}
	return fmt.Sprintf("%+.4f (%+.4f to %+.4f)", c.Difference, c.Interval.Low, c.Interval.High)
}

func (c *Comparison) records() string {
	if c.Paired {
		return fmt.Sprintf("%d", c.Pairs)
	}
	return fmt.Sprintf("%d and %d, unpaired", c.First.Count, c.Second.Count)
}

func (c *Comparison) verdict(first, second string) string {
	name := "-"
	switch c.Better {
	case 1:
		name = first
	case 2:
		name = second
	}
	switch {
	case c.Significant == nil:
		return name + ", too few records to tell"
	case !*c.Significant:
		return name + ", not significant"
	}
	return name
}

// chart draws the means as bars, two of them side by side for each metric, as the share of the metric's scale: Mermaid draws two series
// on top of each other, and scales differ. Metrics without a known scale stay in the table.
func chart(first, second string, all []Comparison) string {
	var labels, bars []string
	for _, c := range all {
		low, high, known := Scale(c.Metric, c.Method)
		if !known {
			continue
		}
		for i, mean := range []float64{*c.First.Mean, *c.Second.Mean} {
			labels = append(labels, fmt.Sprintf("%q", fmt.Sprintf("%s %c", word(strings.TrimPrefix(c.Metric, builtinPrefix)), 'A'+rune(i))))
			bars = append(bars, fmt.Sprintf("%.1f", 100*(mean-low)/(high-low)))
		}
	}
	if len(bars) == 0 {
		return ""
	}
	return fmt.Sprintf("\nA is %s, B is %s.\n\n```mermaid\nxychart-beta\n    x-axis [%s]\n    y-axis \"Mean, in %% of the scale\" 0 --> 100\n"+
		"    bar [%s]\n```\n", cell(first), cell(second), strings.Join(labels, ", "), strings.Join(bars, ", "))
}

// cell is a text that ends neither a cell nor a row.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "\r", " ", "`", "'", "<", "&lt;").Replace(text)
}

// word is a text without what Mermaid reads.
func word(text string) string {
	return strings.NewReplacer(`"`, "'", `\`, "/", "\n", " ", "`", "'", "[", "(", "]", ")").Replace(text)
}
