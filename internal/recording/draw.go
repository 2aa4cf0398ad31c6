// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// The screen: how many columns it has, and in pixels how wide one is, how high a row, and how much stays free around them.
const (
	columns     = 96
	columnWidth = 8.4
	rowHeight   = 19
	gap         = 8 // before a title
	margin      = 18
	bar         = 34 // of the window
)

// style lights a line up when its delay is over; until then it is faint, so that nobody looks at an empty window. Who wants no motion sees
// the last frame: all lines, and how long it took.
const style = `text{white-space:pre;fill:#d3d7de}
.b{font-weight:700;fill:#fff}
.dim{fill:#9aa3b2}
.c1{fill:#ff8f86}.c2{fill:#7ddc8c}.c3{fill:#f0c860}.c4{fill:#8db8ff}.c5{fill:#dca2f5}.c6{fill:#79d7e0}
.second{opacity:0}
@media (prefers-reduced-motion:no-preference){
.line{animation:light 1ms backwards}
.second{animation:pass 1s}
.total{animation:wait 1ms backwards}
@keyframes wait{from{opacity:0}}
@keyframes light{from{opacity:.3}}
@keyframes pass{from,to{opacity:1}}
}
`

// title is a line that begins a part of the run.
var title = regexp.MustCompile(`^=== \d+/\d+ (.*)`)

// draw returns the picture: one line of text in the file for each line of the screen.
func draw(command string, lines []line) string {
	var body, told strings.Builder
	y := bar + margin + rowHeight/2
	body.WriteString(row(y, 0, []span{{look{bold: true, color: ordinary}, "$ " + command}}))
	for _, l := range lines {
		y += rowHeight
		if found := title.FindStringSubmatch(l.text()); found != nil {
			y += gap
			told.WriteString(" " + found[1] + ".")
		}
		body.WriteString(row(y, l.at, cut(l.spans, columns)))
	}
	last := lines[len(lines)-1].at.Round(time.Second) // as the quickstart tells it
	width, height := columns*columnWidth+2*margin, y+margin
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]s %[2]d" width="%[1]s" height="%[2]d" `+
		`role="img" aria-labelledby="title desc" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',`+
		`'Liberation Mono',monospace" font-size="14">
<title id="title">A terminal in which %[3]s runs for %[4]s</title>
<desc id="desc">Its steps:%[5]s</desc>
<style>
%[6]s</style>
<rect x=".5" y=".5" width="%[7]s" height="%[8]d" rx="8" fill="#171a21" stroke="#6b7280"/>
<path d="M1 %[9]d.5H%[7]s" stroke="#3a404c"/>
%[10]s%[11]s</svg>
`, short(width), height, html.EscapeString(command), seconds(last), html.EscapeString(told.String()), style, short(width-1), height-1,
		bar, clock(last, width-margin), body.String())
}

// row is a line of the screen. Its length is given, so that the columns stand below each other in every font.
func row(y int, at time.Duration, parts []span) string {
	var text strings.Builder
	length := 0
	for _, part := range parts {
		length += utf8.RuneCountInString(part.text)
		var classes []string
		if part.bold {
			classes = append(classes, "b")
		}
		if part.color > 0 && part.color < 7 { // black would not be seen, and white is ordinary
			classes = append(classes, fmt.Sprintf("c%d", part.color))
		}
		escaped := html.EscapeString(part.text)
		if len(classes) > 0 {
			escaped = `<tspan class="` + strings.Join(classes, " ") + `">` + escaped + "</tspan>"
		}
		text.WriteString(escaped)
	}
	return fmt.Sprintf("<text class=\"line\" x=\"%d\" y=\"%d\" textLength=\"%s\" xml:space=\"preserve\"%s>%s</text>\n",
		margin, y, short(float64(length)*columnWidth), delay(at), text.String())
}

// clock is the bar of the window: what is seen, and the seconds that have passed.
func clock(last time.Duration, right float64) string {
	var text strings.Builder
	y := bar/2 + 5
	fmt.Fprintf(&text, "<text class=\"dim\" x=\"%d\" y=\"%d\">a run against a simulated AWS, in real time</text>\n", margin, y)
	for second := time.Duration(0); second < last; second += time.Second {
		fmt.Fprintf(&text, "<text class=\"dim second\" x=\"%s\" y=\"%d\" text-anchor=\"end\"%s>%s</text>\n",
			short(right), y, delay(second), seconds(second))
	}
	fmt.Fprintf(&text, "<text class=\"dim total\" x=\"%s\" y=\"%d\" text-anchor=\"end\"%s>%s</text>\n",
		short(right), y, delay(last), seconds(last))
	return text.String()
}

func delay(at time.Duration) string {
	if at <= 0 {
		return ""
	}
	return fmt.Sprintf(` style="animation-delay:%ss"`, short(at.Seconds()))
}

func seconds(d time.Duration) string { return fmt.Sprintf("%d s", int(d.Seconds())) }

// short is a number with at most two digits after the point.
func short(f float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}
