// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// called are the operations that the provider calls, by the package of the SDK: it names the input of each.
func called(t *testing.T) map[*Model][]string {
	t.Helper()
	names := map[*Model]map[string]bool{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(at string, _ fs.DirEntry, err error) error {
		inProvider := slices.Contains([]string{"service", "lookup", "framework", "provider", "awsclient"}, strings.Split(at, "/")[0])
		if err != nil || !inProvider || path.Ext(at) != ".go" || strings.HasSuffix(at, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, at)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), at, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			use, isUse := n.(*ast.SelectorExpr)
			if !isUse {
				return true
			}
			from, isName := use.X.(*ast.Ident)
			name, isInput := strings.CutSuffix(use.Sel.Name, "Input")
			if isName && isInput && byPackage[from.Name] != nil {
				m := byPackage[from.Name]
				if names[m] == nil {
					names[m] = map[string]bool{}
				}
				if _, known := m.Operation(name); known {
					names[m][name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sorted := map[*Model][]string{}
	for m, of := range names {
		sorted[m] = slices.Sorted(maps.Keys(of))
	}
	return sorted
}

// What becomes of a rule that is broken.
const (
	caught   = "caught"
	warned   = "warned of"
	exempted = "exempt"
	idle     = "broken by nothing"
)

// rulesOf are the rules of a shape about values: a length or a pattern beside an enumeration says the same once more.
func rulesOf(s *shape) (rules []string) {
	if len(s.Enum) > 0 {
		return []string{Enum}
	}
	for rule, has := range map[string]bool{Min: s.Min != "", Max: s.Max != "", Pattern: s.Pattern != "" && s.Type == "string"} {
		if has && s.Type != "structure" && s.Type != "boolean" && s.Type != "timestamp" {
			rules = append(rules, rule)
		}
	}
	slices.Sort(rules)
	return rules
}

// sizedValue is a value of a shape of a length or, for a number, of a size; nil where there is none.
func sizedValue(m *Model, s *shape, n float64) any {
	switch s.Type {
	case "string":
		if n < 0 || n > 1<<20 {
			return nil
		}
		return strings.Repeat("x", int(n))
	case "blob":
		if n < 0 || n > 1<<26 {
			return nil
		}
		return make([]byte, int(n))
	case "list":
		if n < 0 || n > 1<<14 {
			return nil
		}
		list := []any{}
		for range int(n) {
			list = append(list, valid(m, s.Member.Shape, nil))
		}
		return list
	case "map":
		if n < 0 || n > 1<<14 {
			return nil
		}
		object := map[string]any{}
		for i := range int(n) {
			object[fmt.Sprintf("k%d", i)] = valid(m, s.Value.Shape, nil)
		}
		return object
	}
	return json.Number(strconv.FormatFloat(n, 'g', -1, 64))
}

// breaking are values that break a rule of a shape: more than one, since some may be exempt; none where nothing can break it.
func breaking(m *Model, s *shape, rule string) (values []any) {
	step := 1.0
	if s.Type == "float" || s.Type == "double" {
		step = 1e-3
	}
	switch rule {
	case Enum:
		return []any{"NoSuchValue"}
	case Min:
		least, _ := bound(s.Min)
		if v := sizedValue(m, s, least-step); v != nil {
			values = append(values, v)
		}
	case Max:
		most, _ := bound(s.Max)
		if v := sizedValue(m, s, most+step); v != nil {
			values = append(values, v)
		}
	case Pattern:
		p := m.pattern(s.Pattern)
		least, _ := bound(s.Min)
		good, ok := text(m, s, int(max(least, 1)), 1).(string)
		if p == nil || !ok {
			return nil
		}
		for _, wrong := range "é \x00!/:.,-_A0" {
			for at := range []rune(good) {
				runes := []rune(good)
				runes[at] = wrong
				if fits, _ := p.match(runes); !fits {
					values = append(values, string(runes))
				}
			}
		}
	}
	return values
}

// tally counts what became of rules.
type tally map[string]int

func (c tally) String() string {
	return fmt.Sprintf("%4d %4d %4d %4d %4d", c["rules"], c[caught], c[warned], c[exempted], c[idle])
}

// Of every operation that the provider calls, every rule of a text, number, list, map or enumeration is broken once, and the table says
// what becomes of it, and why where AWS may take it all the same. Nothing breaks a least length of 0, or a pattern that all texts have.
func TestRules_ofWhatTheProviderCalls(t *testing.T) {
	t.Parallel()
	total, reached, early := tally{}, 0, 0
	table := "\nrules caught warned exempt idle, by operation\n"
	sources := map[string]bool{}
	for m, operations := range called(t) {
		for _, name := range operations {
			o, _ := m.Operation(name)
			of := tally{}
			for _, at := range everywhere(m, o) {
				s, _ := m.shape(at.shape)
				for _, rule := range rulesOf(s) {
					fate, source := fateOf(t, m, o, at, s, rule)
					if fate == "" {
						t.Errorf("%s: %s breaks %s of %s, and that is not found", name, at.path, rule, at.shape)
					}
					for _, sum := range []tally{of, total} {
						sum["rules"]++
						sum[fate]++
					}
					if source != "" {
						sources[at.shape+"."+rule+": "+fate+": "+source] = true
					}
				}
				at, before := limits(t, m, o, at, s)
				reached, early = reached+at, early+before
			}
			table += fmt.Sprintf("%v  %s\n", of, name)
		}
	}
	table += fmt.Sprintf("%v  all; %d limits reached, %d that a pattern ends before\n", total, reached, early)
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		table += source + "\n"
	}
	if t.Log(table); total["rules"] < 300 || total[caught] < total["rules"]/3 {
		t.Error("that is less than the operations have")
	}
}

// everywhere are the places of a request, those in the path and the query among them.
func everywhere(m *Model, o Operation) []spot {
	all := spots(m, o.Input, "", nil, nil)
	s, ok := m.shape(o.Input)
	if !ok {
		return all
	}
	for _, name := range s.members() {
		if member := s.Members[name]; member.Location == "uri" || member.Location == "querystring" || member.Token {
			all = append(all, spot{name, []step{{o.Input, name}}, member.Shape})
		}
	}
	return all
}

// fateOf breaks a rule until something becomes of it.
func fateOf(t *testing.T, m *Model, o Operation, at spot, s *shape, rule string) (fate, source string) {
	t.Helper()
	values := breaking(m, s, rule)
	if len(values) == 0 {
		p := m.pattern(s.Pattern)
		switch least, _ := bound(s.Min); {
		case rule == Min && least == 0:
			return idle, "nothing is shorter than 0"
		case rule == Pattern && p != nil && p.allows('é') && p.allows(0):
			return idle, "every text has the pattern"
		}
		return "", ""
	}
	for _, e := range exemptions {
		if e.rule == rule && slices.Contains(e.shapes, at.shape) && e.when == nil && !e.answered && m == Bedrock {
			return exempted, e.source
		}
	}
	for _, value := range values {
		for _, v := range check(t, m, o, body(m, o.Input, at, value)) {
			if v.Rule != rule || v.Shape != at.shape || v.Member != at.path {
				continue
			}
			if v.Doubt != "" {
				return warned, v.Doubt
			}
			for _, e := range exemptions {
				if e.rule == rule && slices.Contains(e.shapes, at.shape) && !e.answered && m == Bedrock {
					return caught, "but for some values: " + e.source
				}
			}
			return caught, ""
		}
	}
	return "", ""
}

// limits takes a value at each limit of a shape. Where a pattern ends before it, the nearest one that it allows.
func limits(t *testing.T, m *Model, o Operation, at spot, s *shape) (reached, early int) {
	t.Helper()
	if len(s.Enum) > 0 {
		return 0, 0
	}
	for direction, limit := range map[int]json.Number{1: s.Min, -1: s.Max} {
		n, has := bound(limit)
		if !has || s.Type == "structure" {
			continue
		}
		value := sizedValue(m, s, n)
		if s.Type == "string" && s.Pattern != "" && n <= 4000 {
			value = text(m, s, int(n), direction)
		}
		if value == nil {
			early++
			continue
		}
		if found, isText := value.(string); isText && len([]rune(found)) != int(n) {
			early++
		} else {
			reached++
		}
		for _, v := range check(t, m, o, body(m, o.Input, at, value)) {
			if v.Member == at.path && v.Doubt == "" {
				t.Errorf("%s: %s is at a limit of %s, and is refused: %v", o.Name, at.path, at.shape, v)
			}
		}
	}
	return reached, early
}
