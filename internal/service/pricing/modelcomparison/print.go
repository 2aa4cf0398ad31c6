// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// column is one column of the printed chart.
type column struct {
	title string
	cell  func(l *line) string
}

func columns() []column {
	return []column{
		{"Model", func(l *line) string { return aws.ToString(l.ModelName) }},
		{"Provider", func(l *line) string { return aws.ToString(l.ProviderName) }},
		{"Reads", func(l *line) string { return strings.Join(conv.Texts(l.InputModalities), ", ") }},
		{"Writes", func(l *line) string { return strings.Join(conv.Texts(l.OutputModalities), ", ") }},
		{"Context window", contextWindow},
		{"Maximum output", func(l *line) string { return number(l.MaxOutput) }},
		{"Streams", func(l *line) string { return yes(aws.ToBool(l.ResponseStreamingSupported)) }},
		{"Can be trained", func(l *line) string { return strings.Join(l.customizations, ", ") }},
		{"Lifecycle", func(l *line) string { return l.status() }},
		{"Invoke", func(l *line) string { return l.target }},
		{"Input per million tokens", func(l *line) string { return money(l.input) }},
		{"Output per million tokens", func(l *line) string { return money(l.output) }},
		{"Image from", image},
		{"Typical use", func(l *line) string { return l.TypicalUse }},
		{"Today", func(l *line) string { return l.Successor }},
	}
}

// markdown is the chart as a table. A cell without a figure is empty: nothing is known, which is not zero.
func markdown(lines []*line) string {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	all := columns()
	titles, rule := make([]string, len(all)), make([]string, len(all))
	for i, c := range all {
		titles[i], rule[i] = c.title, "---"
	}
	row(titles)
	row(rule)
	for _, l := range lines {
		row(cells(all, l, escaped))
	}
	return b.String()
}

// escaped is a text that Markdown shows as it is, within one cell. An underscore within a word, as in FINE_TUNING, means nothing to it.
func escaped(text string) string {
	var b strings.Builder
	text = strings.Join(strings.Fields(text), " ")
	for i := range len(text) {
		c := text[i]
		if strings.IndexByte("\\|<`*[", c) >= 0 || c == '_' && !(inWord(text, i-1) && inWord(text, i+1)) {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

func inWord(text string, i int) bool {
	return i >= 0 && i < len(text) && fwtypes.IsAlphanumeric(rune(text[i]))
}

// table is the chart as CSV, as RFC 4180 has it.
func table(lines []*line) (string, error) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	all := append([]column{{"Model id", func(l *line) string { return *l.ModelId }}}, columns()...)
	titles := make([]string, len(all))
	for i, c := range all {
		titles[i] = c.title
	}
	records := [][]string{titles}
	for _, l := range lines {
		records = append(records, cells(all, l, func(text string) string { return text }))
	}
	err := w.WriteAll(records)
	return b.String(), err
}

func cells(all []column, l *line, escape func(string) string) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = escape(c.cell(l))
	}
	return out
}

// contextWindow is in thousands as people write it, such as 200K; of image models, what their prompts are limited to.
func contextWindow(l *line) string {
	switch n := l.ContextWindow; {
	case n == 0:
		return l.PromptLimit
	case n%1_000_000 == 0:
		return number(n/1_000_000) + "M"
	case n >= 1000:
		return number(n/1000) + "K"
	default:
		return number(n)
	}
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func money(p *pricelist.Price) string {
	if p == nil {
		return ""
	}
	return p.PerMillionTokens + " " + p.Row.Currency
}

func image(l *line) string {
	if l.image == nil {
		return ""
	}
	return strings.TrimSpace(pricelist.Decimal(l.image.PerUnit) + " " + l.image.Row.Currency + " " + l.image.Variant)
}
