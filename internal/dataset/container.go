// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"strings"
)

// container is what a data set is instead of lines with one record each.
type container struct {
	rule string
	mend func(Format) Mend
}

// workbook is an office document: a ZIP archive whose first file says so.
func workbook() *container {
	return &container{
		rule: "the data set is an Excel workbook or another office document: Bedrock reads plain JSON Lines",
		mend: fixed(Mend{
			Looks: "an Excel workbook, whose first row names the members of the records (without pandas and openpyxl, save it as CSV)",
			Command: `python3 -c 'import pandas, sys; pandas.read_excel(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, ` +
				`force_ascii=False)' {in} {out}`,
		}),
	}
}

func fixed(m Mend) func(Format) Mend { return func(Format) Mend { return m } }

func prettyPrinted() *container {
	return &container{
		rule: "the records go over several lines: every line must hold one JSON object",
		mend: fixed(Mend{Looks: "JSON that is laid out for people", Command: "jq -c . {in} > {out}"}),
	}
}

// magics are the files that their first bytes tell of.
func magics() []struct {
	magic, rule string
	mend        Mend
} {
	plain := ": Bedrock reads plain JSON Lines"
	return []struct {
		magic, rule string
		mend        Mend
	}{
		{"\xff\xfe", "the data set is UTF-16: save it as UTF-8 without a byte order mark",
			Mend{Looks: "text in UTF-16", Command: "iconv -f UTF-16 -t UTF-8 {in} > {out}"}},
		{"\xfe\xff", "the data set is UTF-16: save it as UTF-8 without a byte order mark",
			Mend{Looks: "text in UTF-16", Command: "iconv -f UTF-16 -t UTF-8 {in} > {out}"}},
		{"\x1f\x8b", "the data set is compressed with gzip" + plain, Mend{Looks: "a gzip file", Command: "gunzip -c < {in} > {out}"}},
		{"\xd0\xcf\x11\xe0", "the data set is an office document" + plain,
			Mend{Looks: "a workbook of an old Excel, or another document of Microsoft Office: save it as CSV"}},
		{"PK\x03\x04", "the data set is a ZIP archive or an office document" + plain,
			Mend{Looks: "a ZIP archive (an Excel workbook is one too: save that as CSV)", Command: "unzip -p {in} > {out}"}},
		{"BZh", "the data set is compressed with bzip2" + plain, Mend{Looks: "a bzip2 file", Command: "bunzip2 -c < {in} > {out}"}},
		{"\xfd7zXZ\x00", "the data set is compressed with xz" + plain, Mend{Looks: "an xz file", Command: "xz -dc < {in} > {out}"}},
		{"\x28\xb5\x2f\xfd", "the data set is compressed with zstd" + plain, Mend{Looks: "a zstd file", Command: "zstd -dc < {in} > {out}"}},
		{"PAR1", "the data set is a Parquet file" + plain, Mend{Looks: "a Parquet file", Command: "python3 -c 'import pandas, sys; " +
			`pandas.read_parquet(sys.argv[1]).to_json(sys.argv[2], orient="records", lines=True, force_ascii=False)' {in} {out}`}},
		{"version https://git-lfs", "the data set is a pointer of Git LFS, not the file that it stands for",
			Mend{Looks: "a file that Git LFS has not fetched", Command: "git lfs pull --include {in}", InPlace: true}},
	}
}

// containerOf tells by the first line what a data set is instead; nil when it may be JSON Lines.
func containerOf(line []byte) *container {
	if bytes.HasPrefix(line, []byte("PK")) && bytes.Contains(line[:min(len(line), 200)], []byte("[Content_Types].xml")) {
		return workbook()
	}
	for _, m := range magics() {
		if bytes.HasPrefix(line, []byte(m.magic)) {
			return &container{rule: m.rule, mend: fixed(m.mend)}
		}
	}
	text := bytes.TrimLeft(line, " \t")
	switch {
	case len(text) == 0:
		return nil
	case bytes.HasPrefix(text, []byte("{\x00")):
		return &container{
			rule: "the data set is UTF-16: save it as UTF-8 without a byte order mark",
			mend: fixed(Mend{Looks: "text in UTF-16", Command: "iconv -f UTF-16LE -t UTF-8 {in} > {out}"}),
		}
	case bytes.HasPrefix(text, []byte("\x00{")):
		return &container{
			rule: "the data set is UTF-16: save it as UTF-8 without a byte order mark",
			mend: fixed(Mend{Looks: "text in UTF-16", Command: "iconv -f UTF-16BE -t UTF-8 {in} > {out}"}),
		}
	case text[0] == '[' && bytes.ContainsAny(text[:min(len(text), 3)], "'"):
		return &container{
			rule: "the data set is one list as Python prints it: every line must hold one JSON object, with double quotes",
			mend: fixed(Mend{Looks: "a list as Python prints it", Command: pythonList}),
		}
	case text[0] == '[':
		return &container{
			rule: "the data set is one JSON array: every line must hold one JSON object, without brackets and commas around them",
			mend: fixed(Mend{Looks: "one JSON array", Command: "jq -c '.[]' {in} > {out}"}),
		}
	case bytes.HasPrefix(text, []byte(`"{\"`)), bytes.HasPrefix(text, []byte(`"[{\"`)):
		return &container{
			rule: "the records are JSON within JSON strings: every line must hold one JSON object",
			mend: fixed(Mend{Looks: "JSON that was encoded twice", Command: "jq -c fromjson {in} > {out}"}),
		}
	case text[0] == '<':
		return &container{rule: "the data set is a web page or XML: every line must hold one JSON object",
			mend: fixed(Mend{Looks: "a web page, as a download that needs a login answers it, or XML"})}
	}
	if list := bytes.HasPrefix(text, []byte("- ")); list || bytes.Equal(text, []byte("---")) {
		return &container{
			rule: "the data set is YAML: every line must hold one JSON object",
			mend: fixed(Mend{
				Looks: "a list in YAML (the command needs PyYAML)",
				Command: `python3 -X utf8 -c 'import json, sys, yaml; [print(json.dumps(record, ensure_ascii=False)) for record in ` +
					`yaml.safe_load(open(sys.argv[1]))]' {in} > {out}`,
			}),
		}
	}
	return table(text)
}

// continues reports whether a line goes on with a record that the line before began.
func continues(line []byte) bool {
	return len(line) > 0 && strings.IndexByte(" \t\"}]", line[0]) >= 0
}

// table tells the heading of a table of comma-separated values, or nil.
func table(line []byte) *container {
	for _, delimiter := range []string{",", ";", "\t"} {
		names := bytes.Split(line, []byte(delimiter))
		if len(names) < 2 || !headings(names) {
			continue
		}
		at := columnsOf(names) // now: the line is gone when the advice is asked for
		return &container{
			rule: "the data set is a table of comma-separated values: every line must hold one JSON object",
			mend: func(want Format) Mend { return tableMend(delimiter, at, want) },
		}
	}
	return nil
}

// headings reports whether all cells are short and plain, as the names of columns are.
func headings(cells [][]byte) bool {
	for i, cell := range cells {
		name := strings.Trim(string(cell), "\" \r")
		if name == "" && i == 0 && len(cells) > 2 { // the numbers of the rows, as pandas writes them
			continue
		}
		if name == "" || len(name) > 40 || strings.ContainsAny(name, "{}[]:'\"\x00") {
			return false
		}
	}
	return true
}
