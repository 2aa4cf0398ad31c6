// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// pattern is a regular expression that a whole text must match. Package regexp says no more than that a text does not match; this
// also finds the character from which on no text could.
type pattern struct {
	prog    *syntax.Prog
	allowed []rune // ranges of the characters that a match can hold at all, two runes each
}

func (m *Model) pattern(text string) *pattern {
	if known, ok := m.patterns.Load(text); ok {
		p, _ := known.(*pattern)
		return p
	}
	p := compile(text)
	m.patterns.Store(text, p)
	return p
}

// compile is nil for what Go does not take as a pattern. A dot takes every character: what AWS does with a line break in it is not
// known.
func compile(text string) *pattern {
	parsed, err := syntax.Parse("(?s:"+text+")", syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil
	}
	p := &pattern{prog: prog}
	for i := range prog.Inst {
		p.allowed = append(p.allowed, ranges(&prog.Inst[i])...)
	}
	return p
}

// ranges are the characters that an instruction takes.
func ranges(inst *syntax.Inst) []rune {
	switch inst.Op {
	case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return []rune{0, utf8.MaxRune}
	case syntax.InstRune, syntax.InstRune1:
		if len(inst.Rune) == 1 {
			return []rune{inst.Rune[0], inst.Rune[0]}
		}
		return inst.Rune
	default:
		return nil
	}
}

// allows reports whether a match can hold a character anywhere.
func (p *pattern) allows(r rune) bool {
	for i := 0; i+1 < len(p.allowed); i += 2 {
		if r >= p.allowed[i] && r <= p.allowed[i+1] {
			return true
		}
	}
	return false
}

// match follows all ways through the pattern at once. Where none is left, at is the index of the character that ended the last one;
// where the text ends before the pattern does, it is the length of the text.
func (p *pattern) match(text []rune) (ok bool, at int) {
	w := ways{pattern: p, text: text, reached: make([]int, len(p.prog.Inst))}
	now := w.follow(nil, uint32(p.prog.Start), 0) //nolint:gosec // the index of an instruction
	var next []uint32
	for i, r := range text {
		next = next[:0]
		for _, pc := range now {
			if inst := &p.prog.Inst[pc]; inst.Op != syntax.InstMatch && inst.MatchRune(r) {
				next = w.follow(next, inst.Out, i+1)
			}
		}
		if len(next) == 0 {
			return false, i
		}
		now, next = next, now
	}
	for _, pc := range now {
		if p.prog.Inst[pc].Op == syntax.InstMatch {
			return true, 0
		}
	}
	return false, len(text)
}

// ways are the instructions that a text has led to so far.
type ways struct {
	*pattern
	text    []rune
	reached []int // for each instruction, one more than the index of the character before which it was reached last
	open    []uint32
}

// follow adds what can be reached from an instruction without taking a character: at is the index of the next one.
func (w *ways) follow(all []uint32, pc uint32, at int) []uint32 {
	w.open = append(w.open[:0], pc)
	for len(w.open) > 0 {
		pc, w.open = w.open[len(w.open)-1], w.open[:len(w.open)-1]
		if w.reached[pc] == at+1 {
			continue
		}
		w.reached[pc] = at + 1
		switch inst := &w.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			w.open = append(w.open, inst.Arg, inst.Out)
		case syntax.InstCapture, syntax.InstNop:
			w.open = append(w.open, inst.Out)
		case syntax.InstEmptyWidth:
			if inst.Arg&^uint32(around(w.text, at)) == 0 {
				w.open = append(w.open, inst.Out)
			}
		case syntax.InstFail:
		default:
			all = append(all, pc)
		}
	}
	return all
}

// around says which assertions hold before a character.
func around(text []rune, at int) syntax.EmptyOp {
	before, after := rune(-1), rune(-1)
	if at > 0 {
		before = text[at-1]
	}
	if at < len(text) {
		after = text[at]
	}
	return syntax.EmptyOpContext(before, after)
}

// fault is where a text that does not match goes wrong.
type fault struct {
	position int    // of the character at fault, from 1; one more than there are where the text ends too early
	text     string // that character, with the one before where only both together are wrong; empty where the text ends too early
	foreign  bool   // the pattern does not take the character anywhere
}

func (p *pattern) fault(text []rune, at int) fault {
	f := fault{position: at + 1}
	// What is foreign to the pattern says more than where the pattern went another way before.
	if i := slices.IndexFunc(text, func(r rune) bool { return !p.allows(r) }); i >= 0 {
		return fault{position: i + 1, text: string(text[i]), foreign: true}
	}
	if at == len(text) {
		return f
	}
	f.text = string(text[at])
	if at > 0 && !isWord(text[at-1]) && !isWord(text[at]) {
		f.position, f.text = at, string(text[at-1:at+1])
	}
	return f
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}
