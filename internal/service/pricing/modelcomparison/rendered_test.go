// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// rendered are the cells of the only table of a Markdown text, as a reader sees them.
func rendered(t *testing.T, text string) (cells [][]string) {
	t.Helper()
	var html bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(text), &html); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(html.String(), "<table>") || strings.Count(html.String(), "<table>") != 1 ||
		!strings.HasSuffix(html.String(), "</table>\n") {
		t.Fatalf("the chart is not one table: %.200s", html.String())
	}
	inCell := false
	for decoder := xml.NewDecoder(&html); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return cells
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch inCell = token.Name.Local == "td" || token.Name.Local == "th"; {
			case token.Name.Local == "tr":
				cells = append(cells, nil)
			case inCell:
				cells[len(cells)-1] = append(cells[len(cells)-1], "")
			}
		case xml.CharData:
			if row := len(cells) - 1; inCell {
				cells[row][len(cells[row])-1] += string(token)
			}
		case xml.EndElement:
			inCell = false
		}
	}
}

// What a reader of the rendered chart sees is what the CSV has, cell by cell, whatever AWS calls a model.
func TestMarkdown_rendersToTheCellsOfTheCSV(t *testing.T) {
	t.Parallel()
	named := func(id, name string, window int64) *line {
		return &line{
			FoundationModelSummary: awstypes.FoundationModelSummary{ModelId: &id, ModelName: &name, ProviderName: aws.String("A & B <c>")},
			fact:                   fact{ContextWindow: window, TypicalUse: "text, \"quoted\" and _more_ *words*"}, target: id,
		}
	}
	var lines []*line
	for i, name := range []string{"Plain 1.0", "Pipe | and \\ slash", "Stars * and _under_", "`code` [link](x) <b>", "Line\nbreak"} {
		lines = append(lines, named(string(rune('a'+i))+".model-v1:0", name, int64(i)*100_000))
	}
	text, err := table(lines)
	if err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		want[i] = want[i][1:] // the id, which only the CSV has
		for j := range want[i] {
			want[i][j] = strings.Join(strings.Fields(want[i][j]), " ")
		}
	}
	if diff := cmp.Diff(want, rendered(t, markdown(lines))); diff != "" {
		t.Errorf("(-CSV +rendered):\n%s", diff)
	}
}
