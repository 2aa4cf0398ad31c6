// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"fmt"
	"strings"
)

// Markdown writes comparisons as a table and a chart, for the comment on a pull request. The names are those of the two models, which
// the table calls A and B: ids are long, and a comment is narrow.
func Markdown(first, second string, all []Comparison) string {
	var out strings.Builder
	fmt.Fprintf(&out, "A is %s, B is %s.\n\n", code(first), code(second))
	out.WriteString("| Data set | Metric | A | B | B - A (95 %) | Records | Better |\n|---|---|--:|--:|--:|--:|---|\n")
	for _, c := range all {
		fmt.Fprintf(&out, "| %s | %s | %.4f | %.4f | %s | %s | %s |\n", cell(c.Dataset), cell(c.title()), *c.First.Mean, *c.Second.Mean,
			c.difference(), c.records(), c.verdict())
	}
	out.WriteString(chart(all))
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

func (c *Comparison) verdict() string {
	name := "-"
	switch c.Better {
	case 1:
		name = "A"
	case 2:
		name = "B"
	}
	switch {
	case c.Significant == nil:
		return name + ", too few records to tell"
	case !*c.Significant:
		return name + ", not significant"
	}
	return name
}

// chart draws the means as bars, two of them one below the other for each metric, as the share of the metric's scale: Mermaid draws two
// series on top of each other, and scales differ. The bars lie, since labels below upright ones run into each other. Metrics without a
// known scale stay in the table.
func chart(all []Comparison) string {
	sets := map[string]bool{}
	for _, c := range all {
		sets[c.Dataset] = true
	}
	var labels, bars []string
	for _, c := range all {
		low, high, known := Scale(c.Metric, c.Method)
		if !known {
			continue
		}
		label := c.title()
		if len(sets) > 1 {
			label = c.Dataset + ", " + label
		}
		for i, mean := range []float64{*c.First.Mean, *c.Second.Mean} {
			labels = append(labels, fmt.Sprintf("\"%s %c\"", word(label), 'A'+rune(i)))
			bars = append(bars, fmt.Sprintf("%.1f", 100*(mean-low)/(high-low)))
		}
	}
	if len(bars) == 0 {
		return ""
	}
	height := 60 + 32*len(bars) // room for each bar
	return fmt.Sprintf("\n```mermaid\n"+
		`%%%%{init: {"xyChart": {"width": 900, "height": %d}, "themeVariables": {"xyChart": {"plotColorPalette": "#2f6fb0"}}}}%%%%`+"\n"+
		"xychart-beta horizontal\n    x-axis [%s]\n    y-axis \"Mean, in %% of the scale\" 0 --> 100\n    bar [%s]\n```\n",
		height, strings.Join(labels, ", "), strings.Join(bars, ", "))
}

// code is a text in a code span, so that nothing in it is Markdown.
func code(text string) string {
	return "`" + strings.NewReplacer("`", "'", "\n", " ", "\r", " ").Replace(text) + "`"
}

// cell is a text that ends neither a cell nor a row, and is no link.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, `\`, `\\`, "[", `\[`, "*", `\*`, "\n", " ", "\r", " ", "`", "'", "<", "&lt;").Replace(text)
}

// word is a text without what Mermaid reads in a quoted one: its end, comments, entities and HTML.
func word(text string) string {
	return strings.NewReplacer(`"`, "'", `\`, "/", "\n", " ", "\r", " ", "`", "'", "[", "(", "]", ")", "<", "(", ">", ")", ";", ",",
		"%", " per cent").Replace(text)
}
