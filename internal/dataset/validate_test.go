// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

const (
	goodPrompt       = `{"prompt":"What is Bedrock?","completion":"A service."}`
	goodConversation = `{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"Be brief."}],"messages":[` +
		`{"role":"user","content":[{"text":"Hi"}]},{"role":"assistant","content":[{"text":"Hello"}]}]}`
)

// validate runs Validate over text with room for every problem.
func validate(t *testing.T, format dataset.Format, text string) dataset.Report {
	t.Helper()
	report, err := dataset.Validate(t.Context(), strings.NewReader(text), dataset.Options{Format: format, MaxProblems: 100})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// problems are the problems of a report as one line each.
func lines(problems []dataset.Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, p.String())
	}
	return out
}

func TestValidate_countsWhatADataSetHolds(t *testing.T) {
	t.Parallel()
	text := goodPrompt + "\n" + `{"prompt":"Grüße \u00e9 😀 \ud83d\ude00 \n","completion":"ok"}` + "\n" + goodPrompt + "\n"
	got := validate(t, dataset.PromptCompletion, text)
	sum := sha256.Sum256([]byte(text))
	characters := int64(2*(16+10) + 13 + 2)
	want := dataset.Report{
		Format: dataset.PromptCompletion, Records: 3, Bytes: int64(len(text)), SHA256: hex.EncodeToString(sum[:]),
		CRC32: crc32.ChecksumIEEE([]byte(text)), Characters: characters, TokenEstimate: (characters + 5) / 6,
		LongestRecordTokens: 5, LongestRecordLine: 1, DuplicateRecords: 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestValidate_acceptsEveryWayToEndALine(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"line feed":                  goodPrompt + "\n" + goodPrompt + "\n",
		"no line feed at the end":    goodPrompt + "\n" + goodPrompt,
		"carriage return, line feed": goodPrompt + "\r\n" + goodPrompt + "\r\n",
		"white space around":         " \t" + goodPrompt + " \t\n" + goodPrompt + " ",
	} {
		got := validate(t, dataset.PromptCompletion, text)
		if !got.Valid() || got.Records != 2 {
			t.Errorf("%s: %d records, problems %v", name, got.Records, lines(got.Problems))
		}
	}
}

func TestValidate_namesProblemsOfTheFile(t *testing.T) {
	t.Parallel()
	const (
		blank         = "the line is blank: every line must hold one JSON object"
		byteOrderMark = "line 1: the data set begins with a byte order mark: save it as UTF-8 without one"
	)
	for name, c := range map[string]struct {
		text    string
		records int64
		want    []string
	}{
		"empty":                 {"", 0, []string{"the data set is empty: it must hold one JSON object per line"}},
		"only a line feed":      {"\n", 0, []string{"line 1: " + blank}},
		"blank line":            {goodPrompt + "\n \r\n" + goodPrompt, 2, []string{"line 2: " + blank}},
		"two line feeds at end": {goodPrompt + "\n\n", 1, []string{"line 2: " + blank}},
		"byte order mark":       {"\ufeff" + goodPrompt, 1, []string{byteOrderMark}},
		"byte order mark hides nothing": {"\ufeff{}", 1, []string{
			byteOrderMark,
			"line 1, column 1, prompt: is missing", "line 1, column 1, completion: is missing",
		}},
		"UTF-16": {"\xff\xfe{\x00", 1, []string{
			"line 1, column 1: the data set is UTF-16: save it as UTF-8 without a byte order mark",
		}},
		"gzip": {"\x1f\x8b\x08", 1, []string{
			"line 1, column 1: the data set is compressed with gzip: Bedrock reads plain JSON Lines",
		}},
		"ZIP": {"PK\x03\x04", 1, []string{
			"line 1, column 1: the data set is a ZIP archive or an office document: Bedrock reads plain JSON Lines",
		}},
		"pretty-printed": {"{\n\"prompt\": \"a\"", 2, []string{
			"line 1, column 1: the records go over several lines: every line must hold one JSON object",
		}},
		"an array of records": {"[" + goodPrompt + "]", 1, []string{
			"line 1, column 1: the data set is one JSON array: every line must hold one JSON object, without brackets and commas around them",
		}},
		"two records on a line": {goodPrompt + " " + goodPrompt, 1, []string{
			"line 1, column 57: text follows the JSON object: every line must hold exactly one",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := validate(t, dataset.PromptCompletion, c.text)
			if diff := cmp.Diff(c.want, lines(got.Problems)); diff != "" {
				t.Error(diff)
			}
			if got.Records != c.records {
				t.Errorf("records = %d, want %d", got.Records, c.records)
			}
		})
	}
}

func TestValidate_rejectsWhatIsNotStrictJSON(t *testing.T) {
	t.Parallel()
	const (
		twice     = "the object has two members of this name"
		comma     = "is a comma before a closing bracket, where JSON takes none"
		surrogate = "is not a valid Unicode escape: surrogates must come in pairs"
	)
	for name, c := range map[string]struct{ line, want string }{
		"duplicate member":     {`{"prompt":"é","prompt":"b","completion":"c"}`, "line 1, column 15: " + twice},
		"nested duplicate":     {`{"prompt":"a","completion":"c","x":{"secret":1,"secret":2}}`, "line 1, column 48: " + twice},
		"invalid UTF-8":        {"{\"prompt\":\"é\xff\",\"completion\":\"c\"}", "line 1, column 13, prompt: is not UTF-8"},
		"lone surrogate":       {`{"prompt":"a\ud800b","completion":"c"}`, "line 1, column 13, prompt: " + surrogate},
		"raw tabulator":        {"{\"prompt\":\"a\tb\",\"completion\":\"c\"}", "line 1, column 13, prompt: control characters must be escaped"},
		"unknown escape":       {`{"prompt":"a\x","completion":"c"}`, "line 1, column 13, prompt: is not a valid escape"},
		"trailing comma":       {`{"prompt":"a","completion":"c",}`, "line 1, column 31: " + comma},
		"missing comma":        {`{"prompt":"a" "completion":"c"}`, "line 1, column 15: is not valid JSON"},
		"single quotes":        {`{'prompt':'a'}`, "line 1, column 2: is a single quote: JSON takes double quotes"},
		"a word":               {`hello`, "line 1, column 1: is not valid JSON"},
		"NaN":                  {`{"prompt":NaN}`, "line 1, column 11, prompt: is no number of JSON, which has no NaN and no Infinity"},
		"cut off":              {`{"prompt":"a","complete`, "line 1, column 24: ends within the JSON value: a record must be on one line"},
		"closed by a bracket":  {`{"prompt":"a"]`, "line 1, column 14: is not valid JSON"},
		"not a number, nested": {`{"prompt":"a","completion":"c","x":[01]}`, "line 1, column 38: is not valid JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := validate(t, dataset.PromptCompletion, c.line)
			if diff := cmp.Diff([]string{c.want}, lines(got.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestValidate_goesOnAfterABrokenLine(t *testing.T) {
	t.Parallel()
	got := validate(t, dataset.PromptCompletion, goodPrompt+"\n{\n"+goodPrompt+"\n[]\n"+goodPrompt)
	if got.InvalidRecords != 2 {
		t.Errorf("%d records are not valid, want 2", got.InvalidRecords)
	}
	if got.Records != 5 || got.ProblemCount != 2 || got.Problems[0].Line != 2 || got.Problems[1].Line != 4 {
		t.Errorf("records %d, problems %v", got.Records, lines(got.Problems))
	}
}

func TestValidate_listsEachRuleOnceAndCountsAll(t *testing.T) {
	t.Parallel()
	got := validate(t, dataset.PromptCompletion, strings.Repeat("{}\n", 50)+"[]\n")
	want := []string{
		"line 1, column 1, prompt: is missing (50 times)", "line 1, column 1, completion: is missing (50 times)",
		"line 51, column 1: must be a JSON object",
	}
	if diff := cmp.Diff(want, lines(got.Problems)); diff != "" {
		t.Error(diff)
	}
	if got.ProblemCount != 101 || got.InvalidRecords != 51 || got.MoreProblems() != 0 || got.Valid() {
		t.Errorf("%d problems in %d records, %d more", got.ProblemCount, got.InvalidRecords, got.MoreProblems())
	}
	opts := dataset.Options{Format: dataset.PromptCompletion, MaxProblems: 1}
	few, err := dataset.Validate(t.Context(), strings.NewReader(strings.Repeat("{}\n", 50)), opts)
	if err != nil || len(few.Problems) != 1 || few.MoreProblems() != 50 {
		t.Errorf("%d kinds of problems, %d more, %v", len(few.Problems), few.MoreProblems(), err)
	}
}

func TestValidate_skipsLinesThatAreTooLong(t *testing.T) {
	t.Parallel()
	const head, tail = `{"prompt":"`, `","completion":"c"}`
	longest := head + strings.Repeat("a", dataset.MaxLineBytes-len(head)-len(tail)) + tail
	got := validate(t, dataset.PromptCompletion, longest+"\n"+longest+" \n"+goodPrompt+"\n"+longest+strings.Repeat(" ", 1<<20))
	want := []string{"line 2: the line is longer than 16 MB (2 times)"}
	if diff := cmp.Diff(want, lines(got.Problems)); diff != "" {
		t.Error(diff)
	}
	if got.Records != 4 {
		t.Errorf("records = %d, want 4", got.Records)
	}
}

func TestValidate_readsAnyChunksAlike(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(goodConversation+"\r\n", 20) + "{\n\n" + goodConversation
	want := validate(t, dataset.Conversation, text)
	for name, r := range map[string]io.Reader{
		"one byte at a time": iotest.OneByteReader(strings.NewReader(text)),
		"error with data":    iotest.DataErrReader(strings.NewReader(text)),
	} {
		got, err := dataset.Validate(t.Context(), r, dataset.Options{Format: dataset.Conversation, MaxProblems: 100})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestValidate_returnsErrorsOfTheReaderAndTheContext(t *testing.T) {
	t.Parallel()
	opts := dataset.Options{Format: dataset.PromptCompletion}
	broken := io.MultiReader(strings.NewReader(goodPrompt+"\n"), iotest.ErrReader(io.ErrClosedPipe))
	if _, err := dataset.Validate(t.Context(), broken, opts); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("reader failed: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dataset.Validate(ctx, strings.NewReader(goodPrompt), opts); !errors.Is(err, context.Canceled) {
		t.Errorf("context ended: %v", err)
	}
	if _, err := dataset.Validate(t.Context(), strings.NewReader(goodPrompt), dataset.Options{Format: "csv"}); err == nil {
		t.Error("unknown format: no error")
	}
}

func TestValidate_tellsNoTextOfARecord(t *testing.T) {
	t.Parallel()
	const secret = "4111-1111"
	for _, line := range []string{
		`{"` + secret + `":1}`,
		`{"` + secret + `":{"x":1,"x":2}}`,
		`{"` + secret + `":1,"` + secret + `":2}`,
		`{"prompt":{"` + secret + `":tru}}`,
		`{"prompt":"` + secret + "\x01\"}",
		`{"prompt":"` + secret + `\q"}`,
		`"` + secret + `"`,
		secret,
		`{"schemaVersion":"` + secret + `","messages":[{"role":"` + secret + `","content":[{"` + secret + `":1}]}]}`,
		`{"messages":[{"content":[{"image":{"format":"` + secret + `","source":{"s3Location":{"uri":"` + secret + `"}}}}]}]}`,
	} {
		for _, format := range dataset.Formats() {
			got := validate(t, format, line)
			if got.Valid() && format != dataset.Reinforcement {
				t.Errorf("%s accepts %s", format, line)
			}
			for _, said := range append(lines(got.Problems), lines(got.Warnings)...) {
				if strings.Contains(said, secret) || strings.Contains(said, "4111") {
					t.Errorf("%s of %s tells %q", format, line, said)
				}
			}
		}
	}
}

// Not parallel: it reads the counters of the whole process.
func TestValidate_needsConstantMemory(t *testing.T) { //nolint:paralleltest // see above
	line := goodConversation + "\n"
	few := allocated(t, strings.Repeat(line, 500))
	many := allocated(t, strings.Repeat(line, 20_000))
	if many > few+few/2 {
		t.Errorf("%d bytes allocated for 500 records, %d for 20,000", few, many)
	}
}

// allocated is how many bytes a validation allocates in all.
func allocated(t *testing.T, text string) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	report := validate(t, dataset.Conversation, text)
	runtime.ReadMemStats(&after)
	if !report.Valid() {
		t.Fatal(lines(report.Problems))
	}
	return after.TotalAlloc - before.TotalAlloc
}

func TestEncodeJSONLines_compactsAndKeepsOrder(t *testing.T) {
	t.Parallel()
	got, err := dataset.EncodeJSONLines([][]byte{
		[]byte("{ \"prompt\" : \"a \\u003cb\\u003e\",\n\t\"completion\":\"c\" }"), []byte(`{"z":1.50,"a":[ true ]}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"prompt":"a \u003cb\u003e","completion":"c"}` + "\n" + `{"z":1.50,"a":[true]}` + "\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if got, err := dataset.EncodeJSONLines(nil); err != nil || len(got) != 0 {
		t.Errorf("no records: %q, %v", got, err)
	}
}

func TestEncodeJSONLines_refusesWhatIsNotStrictJSON(t *testing.T) {
	t.Parallel()
	for record, want := range map[string]string{
		`{"secret":1,"secret":2}`: "record 2, column 13: the object has two members of this name",
		``:                        "record 2, column 1: ends within the JSON value",
		`{"secret":`:              "record 2, column 11: ends within the JSON value",
		`{} {}`:                   "record 2, column 4: is not valid JSON",
		"{\"a\":\"\xff\"}":        "record 2, column 7: is not UTF-8",
	} {
		got, err := dataset.EncodeJSONLines([][]byte{[]byte("{}"), []byte(record)})
		if err == nil || got != nil || err.Error() != want {
			t.Errorf("%q: %q, %v, want %s", record, got, err, want)
		}
	}
}
