// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sequence is what programs print to make a terminal do something. Terraform and the quickstart only choose how text looks, with those that
// end in m.
var sequence = regexp.MustCompile("\x1b\\[([0-9;]*)([A-Za-z])")

// look is how text looks.
type look struct {
	bold  bool
	color int // 0 to 7, those of a terminal; ordinary where it is -1
}

const ordinary = -1

func plain() look { return look{color: ordinary} }

// span is a piece of a line that looks the same throughout.
type span struct {
	look
	text string
}

// read takes a line apart, and says how the next one begins: a terminal forgets nothing at the end of a line.
func (l look) read(text string) (spans []span, next look) {
	add := func(text string) {
		if text != "" {
			spans = append(spans, span{l, text})
		}
	}
	end := 0
	for _, at := range sequence.FindAllStringSubmatchIndex(text, -1) {
		add(text[end:at[0]])
		end = at[1]
		if text[at[4]:at[5]] == "m" {
			for code := range strings.SplitSeq(text[at[2]:at[3]], ";") {
				l = l.changed(code)
			}
		}
	}
	add(text[end:])
	return spans, l
}

// changed is how text looks after a code. Of the codes there are, those count that choose weight and colour.
func (l look) changed(code string) look {
	n, err := strconv.Atoi(code)
	switch {
	case code == "" || err == nil && n == 0:
		return plain()
	case n == 1:
		l.bold = true
	case n == 22:
		l.bold = false
	case n >= 30 && n <= 37:
		l.color = n - 30
	case n >= 90 && n <= 97:
		l.color = n - 90
	case n == 39:
		l.color = ordinary
	}
	return l
}

// cut shortens a line to a number of columns, and says so with an ellipsis.
func cut(line []span, columns int) (kept []span) {
	width := 0
	for _, part := range line {
		width += utf8.RuneCountInString(part.text)
	}
	if width <= columns {
		return line
	}
	room := columns - 1
	for _, part := range line {
		text := []rune(part.text)
		if len(text) >= room {
			part.text = string(text[:room]) + "…"
			return append(kept, part)
		}
		room -= len(text)
		kept = append(kept, part)
	}
	return kept
}
