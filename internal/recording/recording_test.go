// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const root = "../.."

// texts are what is written in a picture, which must be well-formed and do nothing but show itself.
func texts(t *testing.T, svg string) (all []string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for inText := false; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "svg", "title", "desc", "style", "rect", "path", "tspan":
			case "text":
				inText = true
				all = append(all, "")
			default:
				t.Errorf("the picture has an element %s", token.Name.Local)
			}
		case xml.EndElement:
			inText = inText && token.Name.Local != "text"
		case xml.CharData:
			if inText {
				all[len(all)-1] += string(token)
			}
		}
	}
}

// The picture in README.md is a whole run, says so to whoever cannot see it, and tells nothing about the machine that drew it.
func TestPicture_isOfAWholeRun(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile(filepath.Join(root, picture))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), "]("+picture+")") || !strings.Contains(string(readme), "\n"+command+" ") {
		t.Errorf("README.md does not show %s, or does not say %s", picture, command)
	}
	svg := string(file)
	for _, part := range []string{"<title id=\"title\">", "<desc id=\"desc\">", "prefers-reduced-motion"} {
		if !strings.Contains(svg, part) {
			t.Errorf("the picture has no %s", part)
		}
	}
	var shown []line
	for _, text := range texts(t, svg) {
		shown = append(shown, line{spans: []span{{text: text}}})
	}
	if err := betrays(shown); err != nil {
		t.Error(err)
	}
	if _, err := choose(shown); err != nil {
		t.Error(err)
	}
	if len(svg) > 150_000 {
		t.Errorf("the picture has %d bytes: pages must load fast", len(svg))
	}
}

func TestRecord_readsColoursAndStops(t *testing.T) {
	t.Parallel()
	script := `printf 'one \033[1;32mgreen\nstill\033[0m not\n'; printf '%s\n' "$CLICOLOR_FORCE"`
	lines, err := record(t.Context(), io.Discard, "sh", "-c", script)
	if err != nil {
		t.Fatal(err)
	}
	green := look{bold: true, color: 2}
	want := [][]span{{{plain(), "one "}, {green, "green"}}, {{green, "still"}, {plain(), " not"}}, {{plain(), "1"}}}
	var got [][]span
	for _, l := range lines {
		got = append(got, l.spans)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("record() = %v, want %v", got, want)
	}
	if _, err := record(t.Context(), io.Discard, "sh", "-c", "echo; exit 1"); err == nil {
		t.Error("a run that fails is recorded")
	}
}

func TestLook_knowsWhatProgramsSay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]look{
		"\x1b[1m":              {bold: true, color: ordinary},
		"\x1b[1m\x1b[22m":      plain(),
		"\x1b[31m":             {color: 1},
		"\x1b[91m":             {color: 1},
		"\x1b[33m\x1b[39m":     plain(),
		"\x1b[1;36m\x1b[m":     plain(),
		"\x1b[4m\x1b[2K\x1b[K": plain(), // underlined, and what moves or erases
	} {
		spans, got := plain().read(text)
		if got != want || len(spans) > 0 {
			t.Errorf("%q: %v %v, want %v and no text", text, got, spans, want)
		}
	}
}

func TestCut_keepsWhatFits(t *testing.T) {
	t.Parallel()
	parts := []span{{text: "four"}, {text: "—five"}}
	for columns, want := range map[int]string{9: "four—five", 8: "four—fi…", 5: "four…", 4: "fou…"} {
		if got := (line{spans: cut(parts, columns)}).text(); got != want {
			t.Errorf("cut to %d columns: %q, want %q", columns, got, want)
		}
	}
}

func TestChoose_saysWhatIsMissing(t *testing.T) {
	t.Parallel()
	lines := []line{{spans: []span{{text: "=== 1/7 Start"}}}}
	if _, err := choose(lines); err == nil || !strings.Contains(err.Error(), "has the quickstart changed?") {
		t.Errorf("choose() = %v, want an error", err)
	}
}

func TestBetrays_findsPaths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"using /home/somebody/x": true, `"/tmp/x"`: true, `at C:\Users\x`: true, "file:///x": true,
		"=== 1/7 Start": false, "http://127.0.0.1:1/x": false, "s3://bucket/key": false, "examples/quickstart": false, "arn:aws:x/y": false,
	} {
		if err := betrays([]line{{spans: []span{{text: text}}}}); (err != nil) != want {
			t.Errorf("betrays(%q) = %v, want %t", text, err, want)
		}
	}
}

func TestDraw_isTheSameForTheSameRun(t *testing.T) {
	t.Parallel()
	lines := []line{
		{0, []span{{look{true, ordinary}, "=== 1/1 Compare & count"}}},
		{2400 * time.Millisecond, []span{{plain(), "1 < 2 is "}, {look{false, 2}, "true"}}},
	}
	svg := draw("make it", lines)
	if svg != draw("make it", lines) {
		t.Error("two pictures of a run differ")
	}
	want := []string{
		"a run against a simulated AWS, in real time", "0 s", "1 s", "2 s", "$ make it", "=== 1/1 Compare & count", "1 < 2 is true",
	}
	if got := texts(t, svg); !reflect.DeepEqual(got, want) {
		t.Errorf("the picture says %q, want %q", got, want)
	}
	for _, part := range []string{
		`runs for 2 s`, `Its steps: Compare &amp; count.`, `<tspan class="c2">true</tspan>`, `style="animation-delay:2.4s">1 &lt; 2`,
	} {
		if !strings.Contains(svg, part) {
			t.Errorf("the picture lacks %q:\n%s", part, svg)
		}
	}
}
