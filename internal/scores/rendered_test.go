// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores_test

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// Whatever models, metrics and data sets are called, a reader sees the names, one table with a row for each comparison, and one chart
// with a label for each bar. What Mermaid makes of these labels was looked at in a browser.
func TestMarkdown_whenItIsRendered(t *testing.T) {
	t.Parallel()
	number := func(value float64) *float64 { return &value }
	compared := func(dataset, metric, method string) scores.Comparison {
		return scores.Comparison{
			Dataset: dataset, Metric: metric, Method: method, Direction: scores.HigherIsBetter, Better: 2, Paired: true, Pairs: 40,
			First: scores.Summary{Mean: number(0.25), Count: 40}, Second: scores.Summary{Mean: number(0.75), Count: 40}, Difference: 0.5,
		}
	}
	names := []string{"Builtin.Correctness", "a|b", "a`b", "<b>c</b>", "50 %% of; it", `say "x"`, "two\nlines", `back\slash`, "[x](y)", "*z*"}
	var all []scores.Comparison
	for _, name := range names {
		all = append(all, compared("faq", name, scores.IndividualLikertScale), compared("un|like", name, scores.ThumbsUpDown))
	}
	text := scores.Markdown("nova|`lite`", "<i>haiku</i>", all)
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	if want := "<p>A is <code>nova|'lite'</code>, B is <code>&lt;i&gt;haiku&lt;/i&gt;</code>.</p>"; !strings.Contains(page, want) {
		t.Errorf("%s is not in\n%s", want, page)
	}
	for _, tag := range []string{"<a ", "<b>", "<em>", "<i>"} {
		if strings.Contains(page, tag) {
			t.Errorf("a name became %s in\n%s", tag, page)
		}
	}
	for _, name := range []string{"a|b", "a'b", "50 %% of; it", "two lines", `back\slash`, "[x](y)", "*z*"} {
		if !strings.Contains(page, "<td>"+name+"</td>") {
			t.Errorf("%s is not in\n%s", name, page)
		}
	}
	rows := strings.Split(page, "<tr>")[2:]
	if len(rows) != len(all) {
		t.Fatalf("%d rows, want %d:\n%s", len(rows), len(all), page)
	}
	for i, row := range rows {
		n := strings.Count(row, "<td")
		if n != 7 || !strings.Contains(row, ">0.2500</td>") || !strings.Contains(row, "B, too few records to tell") {
			t.Errorf("row %d has %d cells: %s", i, n, row)
		}
	}
	if n := strings.Count(page, `<code class="language-mermaid">`); n != 1 {
		t.Fatalf("%d charts", n)
	}
	_, chart, _ := strings.Cut(page, `<code class="language-mermaid">`)
	chart, _, _ = strings.Cut(html.UnescapeString(chart), "</code>")
	lines := strings.Split(strings.TrimSpace(chart), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[0], "%%{init: {") || lines[1] != "xychart-beta horizontal" {
		t.Fatalf("the chart is\n%s", chart)
	}
	labels := regexp.MustCompile(`"[^"]*"`).FindAllString(lines[2], -1)
	if _, rest, _ := strings.Cut(lines[2], "["); strings.Trim(rest, "[]") != strings.Join(labels, ", ") {
		t.Errorf("something else than labels: %s", lines[2])
	}
	for _, label := range labels {
		if strings.ContainsAny(label, "[]<>;%\\`") {
			t.Errorf("Mermaid reads more than a text in %s", label)
		}
	}
	var bars []string
	for range names {
		bars = append(bars, "-18.8", "-6.2", "25.0", "75.0")
	}
	if diff := cmp.Diff("bar ["+strings.Join(bars, ", ")+"]", strings.TrimSpace(lines[4])); diff != "" || len(labels) != len(bars) {
		t.Errorf("%d labels (-want +got):\n%s", len(labels), diff)
	}
	if want := strconv.Itoa(60 + 32*len(bars)); !strings.Contains(lines[0], `"height": `+want) {
		t.Errorf("%s has no room for %d bars", lines[0], len(bars))
	}
}
