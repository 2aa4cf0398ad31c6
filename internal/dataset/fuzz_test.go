// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// FuzzValidate holds the promise that what is accepted is JSON for everyone: one value per line that encoding/json accepts
// too, and that survives EncodeJSONLines. Whatever the bytes, there is a verdict, it is the same however they arrive, no more
// is told than was asked for, and each place that is told exists.
func FuzzValidate(f *testing.F) {
	formats := append(dataset.Formats(), "")
	for _, seed := range []string{
		goodPrompt, goodConversation, goodPrompt + "\n" + goodConversation, "\ufeff{}", "{\"prompt\":\"\\ud800\"}", "[{}]", "{\"a\":1,\"a\":2}",
		`{"messages":[{"role":"user","content":[{"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/k"}}}}]}]}`, "\r\n\x00",
		`{"toolConfig":{"tools":[{"toolSpec":{"name":"a","inputSchema":{"json":{}}}}]},"messages":[{"role":"user","content":[{"text":"x"}]},` +
			`{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"y"}}},` +
			`{"toolUse":{"toolUseId":"i","name":"a","input":{}}}]},` +
			`{"role":"user","content":[{"toolResult":{"toolUseId":"i","content":[{"json":{}}]}}]},{"role":"assistant","content":[{"text":"z"}]}]}`,
		`{"system":null,"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}`,
	} {
		for format := range formats {
			f.Add([]byte(seed), byte(format), byte(1), uint16(7))
		}
	}
	brought, err := filepath.Glob("testdata/files/*")
	if err != nil || len(brought) == 0 {
		f.Fatal(err)
	}
	for i, path := range brought {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 700)], byte(i), byte(i), uint16(i))
	}
	models := []string{
		"", "amazon.nova-2-lite-v1:0:256k", "amazon.nova-micro-v1:0:128k", "meta.llama3-2-11b-instruct-v1:0:128k", "nobody.knows-v1",
	}
	f.Fuzz(func(t *testing.T, data []byte, format, model byte, chunk uint16) {
		opts := dataset.Options{
			Format: formats[int(format)%len(formats)], Model: models[int(model)%len(models)], MaxProblems: 1000,
		}
		report := fuzzed(t, bytes.NewReader(data), opts)
		if report.Bytes != int64(len(data)) || report.InvalidRecords > max(report.ProblemCount, report.Records) {
			t.Fatalf("report %+v of %d bytes", report, len(data))
		}
		for _, mend := range report.Mends {
			if command, _ := mend.For("train.jsonl"); mend.Looks == "" || strings.ContainsAny(command, "\x00\n") {
				t.Fatalf("advice %+v", mend)
			}
		}
		holdsAgainstStandardLibrary(t, data, report)
		if diff := cmp.Diff(report, fuzzed(t, pieces{bytes.NewReader(data), int(chunk) + 1}, opts)); diff != "" {
			t.Fatalf("in pieces of %d bytes: %s", chunk+1, diff)
		}
		if len(report.Problems)+len(report.Warnings) < 2 {
			return
		}
		opts.MaxProblems = 1 + int(chunk)%3
		holdsTheBound(t, report, fuzzed(t, bytes.NewReader(data), opts), opts.MaxProblems)
	})
}

func fuzzed(t *testing.T, r io.Reader, opts dataset.Options) dataset.Report {
	t.Helper()
	report, err := dataset.Validate(t.Context(), r, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// pieces is a stream that gives at most a number of bytes at once.
type pieces struct {
	io.Reader
	size int
}

func (p pieces) Read(b []byte) (int, error) { return p.Reader.Read(b[:min(len(b), p.size)]) }

// holdsTheBound checks that fewer findings are the first ones of all, with the same counts, and nothing else differs.
func holdsTheBound(t *testing.T, all, few dataset.Report, most int) {
	t.Helper()
	first := func(problems []dataset.Problem) []dataset.Problem { return problems[:min(len(problems), most)] }
	if all.MoreProblems() < 0 || few.MoreProblems() < 0 || few.MoreWarnings() < 0 {
		t.Fatalf("more are told than there are: %+v", few)
	}
	all.Problems, all.Warnings = first(all.Problems), first(all.Warnings)
	if diff := cmp.Diff(all, few); diff != "" {
		t.Fatalf("with %d findings: %s", most, diff)
	}
}

// decoded is a value as encoding/json understands it, with its numbers as they are written.
func decoded(t *testing.T, text []byte) (value any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%q was encoded: %v", text, err)
	}
	return value
}

// FuzzEncodeJSONLines holds that what is encoded is one line, means what was given, and is encoded to itself.
func FuzzEncodeJSONLines(f *testing.F) {
	for _, seed := range []string{goodPrompt, "{ \"a\" : [1.50, true, null] }\n", `"\u2028 é"`, `{"a":1,"a":2}`, "\xff", "1e5", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		encoded, err := dataset.EncodeJSONLines([][]byte{record})
		if err != nil {
			return
		}
		if bytes.Count(encoded, []byte("\n")) != 1 || !bytes.HasSuffix(encoded, []byte("\n")) {
			t.Fatalf("%q is not one line", encoded)
		}
		if want, got := decoded(t, record), decoded(t, encoded); !cmp.Equal(want, got) {
			t.Fatalf("%q became %q", record, encoded)
		}
		again, err := dataset.EncodeJSONLines([][]byte{encoded})
		if err != nil || !bytes.Equal(encoded, again) {
			t.Fatalf("%q became %q: %v", encoded, again, err)
		}
	})
}

// holdsAgainstStandardLibrary checks every line without a problem with encoding/json, and that every position exists.
func holdsAgainstStandardLibrary(t *testing.T, data []byte, report dataset.Report) {
	t.Helper()
	bad := map[int64]bool{}
	all := bytes.Split(data, []byte("\n"))
	for _, p := range report.Problems {
		bad[p.Line] = true
		if p.Line < 0 || p.Line > int64(len(all)) || p.Column < 0 || (p.Line > 0 && p.Column > len(all[p.Line-1])+1) {
			t.Fatalf("problem %v is nowhere", p)
		}
	}
	if report.NotJSONLines || report.ProblemCount > int64(len(report.Problems)) {
		return // some lines with problems are not named
	}
	var good [][]byte
	for i, line := range all {
		if bad[int64(i+1)] || (i == len(all)-1 && len(line) == 0) {
			continue
		}
		if !json.Valid(line) {
			t.Fatalf("line %d is accepted, but not by encoding/json: %q", i+1, line)
		}
		good = append(good, line)
	}
	encoded, err := dataset.EncodeJSONLines(good)
	if err != nil {
		t.Fatalf("accepted lines are not encoded: %v", err)
	}
	if len(good) == 0 {
		return
	}
	again, err := dataset.Validate(t.Context(), bytes.NewReader(encoded), dataset.Options{Format: report.Format})
	if err != nil || !again.Valid() || again.Characters > report.Characters {
		t.Fatalf("encoded again: %v, %v", err, again.Problems)
	}
}
