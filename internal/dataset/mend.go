// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"path/filepath"
	"slices"
	"strings"
)

// Mend says what an invalid data set looks like, and which command makes it what it should be. This package converts
// nothing by itself: the command is for a person to read and to run.
type Mend struct {
	// Looks is what the data set looks like: "one JSON array".
	Looks string
	// Format is the format that it has, where that is another one than was named.
	Format Format
	// Command is for a POSIX shell, with {in} and {out} in the place of the files. It is empty where none is known.
	Command string
	// InPlace says that the command changes {in} itself.
	InPlace bool
}

// For is the command for the file at a path, and the file that it writes.
func (m Mend) For(path string) (command, out string) {
	if m.InPlace {
		return strings.ReplaceAll(m.Command, "{in}", shellQuoted(path)), path
	}
	trimmed := path
	for _, ending := range []string{".gz", ".bz2", ".xz", ".zst", ".zip"} {
		trimmed = strings.TrimSuffix(trimmed, ending)
	}
	out = strings.TrimSuffix(trimmed, filepath.Ext(trimmed)) + "-mended.jsonl"
	return strings.NewReplacer("{in}", shellQuoted(path), "{out}", shellQuoted(out)).Replace(m.Command), out
}

// shellQuoted quotes a path for a POSIX shell where it has to be.
func shellQuoted(path string) string {
	plain := func(c rune) bool {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("/._-+=:@", c)
	}
	if strings.HasPrefix(path, "-") {
		path = "./" + path
	}
	if path != "" && strings.IndexFunc(path, func(c rune) bool { return !plain(c) }) < 0 {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

const (
	pythonLines = `python3 -X utf8 -c 'import ast, json, sys; [print(json.dumps(ast.literal_eval(line))) for line in open(sys.argv[1]) ` +
		`if line.strip()]' {in} > {out}`
	pythonList = `python3 -X utf8 -c 'import ast, json, sys; [print(json.dumps(record)) for record in ` +
		`ast.literal_eval(open(sys.argv[1]).read())]' {in} > {out}`
	// Python writes NaN for a missing value, so that it goes the way of null.
	noNumbers = `python3 -X utf8 -c 'import json, sys; keep = lambda v: {k: keep(w) for k, w in v.items() if w is not None} ` +
		`if isinstance(v, dict) else [keep(w) for w in v] if isinstance(v, list) else v; ` +
		`[print(json.dumps(keep(json.loads(line, parse_constant=lambda _: None)))) for line in open(sys.argv[1])]' {in} > {out}`
)

const (
	typography = `sed -e 's/“/"/g' -e 's/”/"/g' -e 's/„/"/g' {in} > {out}`
	// A comma within a string is none of the commas that it looks for.
	lastCommas = `python3 -X utf8 -c 'import re, sys; comma = re.compile(r"""("(?:[^"\\]|\\.)*")|,(\s*[]}])"""); ` +
		`[print(comma.sub(lambda m: m[1] or m[2], line), end="") for line in open(sys.argv[1])]' {in} > {out}`
	controls = `python3 -X utf8 -c 'import json, sys; [print(json.dumps(json.loads(line, strict=False), ensure_ascii=False)) ` +
		`for line in open(sys.argv[1], newline="\n")]' {in} > {out}`
	// Each number becomes the text that it is written as.
	numbers = `python3 -X utf8 -c 'import json, sys; [print(json.dumps(json.loads(line, parse_int=str, parse_float=str), ` +
		`ensure_ascii=False)) for line in open(sys.argv[1])]' {in} > {out}`
)

// mends are the ways to a sound data set, the one for the whole file first. There are none for one that is sound already,
// but where it holds null.
func (v *validation) mends() []Mend {
	s := v.record.shape
	if v.container != nil {
		return []Mend{v.container.mend(v.opts.Format)}
	}
	var mends []Mend
	add := func(when bool, looks, command string) {
		if when && command != "" {
			mends = append(mends, Mend{Looks: looks, Command: command})
		}
	}
	add(s.byteOrderMark, "UTF-8 with a byte order mark, as Windows writes it", "tail -c +4 {in} > {out}")
	add(s.notUTF8, "text in another encoding than UTF-8, perhaps that of Windows", "iconv -f WINDOWS-1252 -t UTF-8 {in} > {out}")
	add(s.typographic, "JSON whose quotation marks a word processor has replaced", typography)
	add(s.lastComma, "JSON with commas before closing brackets, as JavaScript and Python take them", lastCommas)
	add(s.control, "JSON with tabs or other control characters within its texts", controls)
	add(s.python, "dictionaries as Python prints them, which are no JSON", pythonLines)
	add(s.noNumber, "values that are missing, which pandas writes as NaN", noNumbers)
	add(s.commas, "the inside of a JSON array, with commas between the records", "sed 's/,[[:space:]]*$//' {in} > {out}")
	add((s.split || s.joined) && !s.python && !s.commas, "JSON whose lines are not its records", "jq -c . {in} > {out}")
	text := v.records > 0 && !v.likeness.known && v.invalid >= v.records && !s.knownSpelling()
	add(s.blank && !s.split && !s.joined && !text, "records with blank lines between them", "grep -v '^[[:space:]]*$' {in} > {out}")
	add(s.nulls && !s.noNumber, "members that are null, as Hugging Face and pandas write missing ones", "jq -c 'del(..|nulls)' {in} > {out}")
	add(s.plainSystem && !s.plainContent, "a system prompt that is a plain string", `jq -c 'if (.system | type) == "string" then `+
		`.system = [{text: .system}] else . end' {in} > {out}`)
	if text {
		return append(mends, Mend{Looks: "text, of which no line is a JSON object"})
	}
	if v.record.problems.count > 0 {
		if m, ok := v.likeness.mend(v.opts.Format, s); ok {
			return append(mends, m)
		}
		add(s.numbers && isFlat(v.opts.Format), "records with numbers in the place of texts", numbers)
		add(s.incomplete && v.invalid < v.records, "a data set in which some records lack a text, and which the command leaves out",
			complete(v.opts.Format))
	}
	return mends
}

// isFlat reports whether all members of the records of a format are texts.
func isFlat(format Format) bool {
	return slices.Contains([]Format{PromptCompletion, ImageCaption, ContinuedPreTraining, EvaluationPrompts}, format)
}

// complete is the command that keeps the records that have all texts that they cannot be without.
func complete(format Format) string {
	wanted := map[Format]string{
		PromptCompletion: ".prompt, .completion", ContinuedPreTraining: ".input", EvaluationPrompts: ".prompt", EvaluationResponses: ".prompt",
	}[format]
	if wanted == "" {
		return ""
	}
	return `jq -c 'select([` + wanted + `] | all(type == "string" and . != ""))' {in} > {out}`
}
