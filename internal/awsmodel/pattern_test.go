// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"testing"
)

// ways to a match, by pattern: for each number of characters, which instructions lead to a match in exactly so many.
var (
	leading  = map[*pattern][][]bool{}
	leadings sync.Mutex
)

func (p *pattern) leadsUpTo(length int) [][]bool {
	leadings.Lock()
	defer leadings.Unlock()
	leads := leading[p]
	for n := len(leads); n <= length; n++ {
		leads = append(leads, make([]bool, len(p.prog.Inst)))
		for changed := true; changed; {
			changed = false
			for pc := len(p.prog.Inst) - 1; pc >= 0; pc-- {
				if !leads[n][pc] && p.leads(pc, n, leads) {
					leads[n][pc], changed = true, true
				}
			}
		}
	}
	leading[p] = leads
	return leads
}

// example is a text of a length that the pattern matches. Assertions are tried by matching.
func (p *pattern) example(length int) (string, bool) {
	leads := p.leadsUpTo(length)
	pc, text := p.prog.Start, []rune{}
	if !leads[length][pc] {
		return "", false
	}
	for n := length; ; {
		switch inst := &p.prog.Inst[pc]; inst.Op {
		case syntax.InstMatch:
			ok, _ := p.match(text)
			return string(text), ok
		case syntax.InstAlt, syntax.InstAltMatch:
			if pc = int(inst.Out); !leads[n][pc] {
				pc = int(inst.Arg)
			}
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
			pc = int(inst.Out)
		default:
			text = append(text, one(ranges(inst)))
			pc, n = int(inst.Out), n-1
		}
		if len(text) > length || n < 0 || !leads[n][pc] {
			return "", false
		}
	}
}

func (p *pattern) leads(pc, n int, leads [][]bool) bool {
	switch inst := &p.prog.Inst[pc]; inst.Op {
	case syntax.InstMatch:
		return n == 0
	case syntax.InstAlt, syntax.InstAltMatch:
		return leads[n][inst.Out] || leads[n][inst.Arg]
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		return leads[n][inst.Out]
	case syntax.InstFail:
		return false
	default:
		return n > 0 && leads[n-1][inst.Out]
	}
}

// one is a character of some ranges, a letter or digit where there is one.
func one(ranges []rune) rune {
	for _, wanted := range "a0A" {
		for i := 0; i+1 < len(ranges); i += 2 {
			if wanted >= ranges[i] && wanted <= ranges[i+1] {
				return wanted
			}
		}
	}
	return ranges[0]
}

// patterns are all that the models have.
func patterns(t testing.TB) (all []string) {
	for _, m := range models {
		for line := range strings.Lines(m.lines) {
			if rest, is := strings.CutPrefix(line, "shape "); is {
				name, _, _ := strings.Cut(rest, " ")
				if s, ok := m.shape(name); ok && s.Pattern != "" && !slices.Contains(all, s.Pattern) {
					all = append(all, s.Pattern)
				}
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("there are only %d patterns", len(all))
	}
	return all
}

// A pattern that does not compile would let everything pass.
func TestPatterns_compile(t *testing.T) {
	t.Parallel()
	for _, text := range patterns(t) {
		if compile(text) == nil {
			t.Errorf("%s does not compile", text)
		}
	}
}

// Package regexp is the judge of what matches; where both say no, no text may begin with what comes before the character at fault
// and that character, as far as some can be tried.
func FuzzPattern(f *testing.F) {
	all := patterns(f)
	for i := range all {
		f.Add(uint8(i), "arn:aws:bedrock:us-east-1:123456789012:custom-model/x")
		f.Add(uint8(i), "a--b")
		f.Add(uint8(i), "s3://bucket//key=é")
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		expression := all[int(which)%len(all)]
		text = strings.ToValidUTF8(text, "")
		p := compile(expression)
		judge, err := regexp.Compile(`\A(?s:` + expression + `)\z`)
		if err != nil {
			t.Fatal(err)
		}
		ok, at := p.match([]rune(text))
		if ok != judge.MatchString(text) {
			t.Fatalf("%q matches %s: %v", text, expression, ok)
		}
		if runes := []rune(text); !ok {
			_, again := p.match(runes[:min(at+1, len(runes))])
			if fault := p.fault(runes, at); at < len(runes) && again != at || fault.position < 1 || fault.position > len(runes)+1 {
				t.Errorf("%q goes wrong at %d, and what comes before at %d", text, at, again)
			}
		}
	})
}

func TestPattern_findsTheCharacterAtFault(t *testing.T) {
	t.Parallel()
	const (
		uri  = `s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?`
		name = `([0-9a-zA-Z][_-]?){1,63}`
	)
	for _, test := range []struct {
		pattern, text string
		want          fault
	}{
		{uri, "s3://bucket/day=1/x", fault{16, "=", true}},
		{uri, "s3://bucket/a b", fault{14, " ", true}},
		{uri, "s3://bucket/größe", fault{15, "ö", true}},
		{uri, "s3://bucket//x", fault{12, "//", false}},
		{uri, "s3://bucket/a:b", fault{14, ":", false}},
		{uri, "s3://b", fault{7, "", false}},
		{name, "-a", fault{1, "-", false}},
		{name, "a-_b", fault{2, "-_", false}},
	} {
		p := compile(test.pattern)
		ok, at := p.match([]rune(test.text))
		if got := p.fault([]rune(test.text), at); ok || got != test.want {
			t.Errorf("%q: %v, %+v, want %+v", test.text, ok, got, test.want)
		}
	}
}
