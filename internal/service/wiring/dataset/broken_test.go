// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// broughtInOtherShapes are sound data that are no JSON Lines, or records of something else.
func broughtInOtherShapes() map[string]brought {
	pretty := strings.NewReplacer(`,"messages"`, ",\n  \"messages\"", `{"schema`, "{\n  \"schema", `]}]}`, "]}]\n}").Replace(ten(talk))
	python := strings.NewReplacer(`"`, "'").Replace(ten(strings.Replace(talk, `,"messages"`, `,"id":None,"messages"`, 1)))
	table := "question,answer\n" + many(10, `Where is shelf #?,"On floor #, left."`)
	return map[string]brought{
		"JSON array": {
			text:  "[" + strings.ReplaceAll(comma(ten(talk)), "\n", "") + "]",
			says:  []string{"line 1", "one JSON array"},
			mends: true,
		},
		"JSON array over lines": {text: "[\n" + comma(ten(talk)) + "\n]\n", says: []string{"line 1", "one JSON array"}, mends: true,
			named: "train set.json"},
		"pretty-printed": {text: pretty, says: []string{"line 1", "several lines"}, mends: true},
		"commas between": {
			text:  comma(ten(talk)) + ",\n",
			says:  []string{"line 1", "a comma follows", "(10 times)"},
			mends: true,
		},
		"two records on a line": {
			text:  at(3, strings.TrimSuffix(strings.ReplaceAll(many(2, talk), "\n", " "), " ")),
			says:  []string{"line 3"},
			mends: true,
		},
		"record over two lines": {
			text:  at(5, strings.Replace(talk, `,"messages"`, ",\n\"messages\"", 1)),
			says:  []string{"line 5", "on one line"},
			mends: true,
		},
		"blank lines": {
			text:  strings.ReplaceAll(ten(talk), "\n", "\n\n"),
			says:  []string{"line 2", "blank"},
			mends: true,
		},
		"Python's dictionaries": {text: python, says: []string{"line 1", "double quotes"}, mends: true},
		"Python's list":         {text: "[" + comma(python) + "]", says: []string{"line 1", "as Python prints it"}, mends: true},
		"NaN": {
			text:  at(4, strings.Replace(talk, `,"messages"`, `,"score":NaN,"messages"`, 1)),
			says:  []string{"line 4", "NaN"},
			mends: true,
		},
		"table with commas": {text: table, says: []string{"line 1", "comma-separated"}, mends: true, named: "train.csv"},
		"table with semicolons": {
			text:  "Frage;Antwort\n" + many(10, "Wo ist Regal #?;Im # Stock"),
			says:  []string{"line 1", "comma-separated"},
			mends: true,
		},
		"table with tabs": {
			text:  "q\ta\n" + many(10, "Where is #?\tThere, #"),
			says:  []string{"line 1", "comma-separated"},
			mends: true,
		},
		"table of a spreadsheet": {
			text: "\ufeffquestion,answer\r\n" + strings.ReplaceAll(many(10, "Where is #?,There"), "\n", "\r\n"),
			says: []string{"line 1", "comma-separated"}, mends: true},
		"table of prompts": {
			format: "prompt_completion", model: "cohere.command-text-v14:7:4k",
			text:  table,
			says:  []string{"comma-separated"},
			mends: true,
		},
		"gzip": {
			text:  zipped(ten(talk)),
			says:  []string{"line 1", "gzip"},
			mends: true, named: "train.jsonl.gz",
		},
		"gzip of an array": {text: zipped("[" + comma(ten(talk)) + "]"), says: []string{"gzip"}, mends: true},
		"UTF-16, little end": {
			text:  wide(binary.LittleEndian, true, ten(talk)),
			says:  []string{"line 1", "UTF-16"},
			mends: true,
		},
		"UTF-16, big end": {text: wide(binary.BigEndian, true, ten(talk)), says: []string{"line 1", "UTF-16"}, mends: true},
		"UTF-16 without a mark": {
			text:  wide(binary.LittleEndian, false, ten(talk)),
			says:  []string{"line 1", "UTF-16"},
			mends: true,
		},
		"byte order mark": {text: "\ufeff" + ten(talk), says: []string{"line 1", "byte order mark"}, mends: true},
		"Windows-1252": {
			text:  strings.ReplaceAll(ten(talk), "é", "\xe9"),
			says:  []string{"line 1", "UTF-8"},
			mends: true,
		},
		"plain content": {
			text:  ten(says(plain)),
			says:  []string{"line 1", `[{"text": "..."}]`, "(20 times)"},
			mends: true,
		},
		"OpenAI's chat": {
			text:  ten(`{"messages":[{"role":"system","content":"Be brief."},` + plain + `]}`),
			says:  []string{"line 1", "OpenAI"},
			mends: true,
		},
		"system prompt as text": {
			text:  ten(strings.Replace(talk, `,"messages"`, `,"system":"Be brief.","messages"`, 1)),
			says:  []string{"line 1", "system"},
			mends: true,
		},
		"Claude's messages": {
			text:  ten(`{"system":"Be brief.","messages":[` + plain + `]}`),
			says:  []string{"claude_messages"},
			mends: true,
		},
		"prompts and completions": {text: ten(pair), says: []string{"prompt_completion"}, mends: true},
		"instructions": {
			text:  ten(`{"instruction":"Where is it?","input":"Shelf #","output":"There."}`),
			says:  []string{"instruction and output"},
			keeps: `"Where is it?\n\nShelf 3"`, mends: true,
		},
		"questions": {
			text:  ten(`{"question":"Where is #?","answer":"There."}`),
			says:  []string{"question and answer"},
			mends: true,
		},
		"encoded twice": {
			text: ten(strconv.Quote(talk)), says: []string{"line 1", "encoded twice"}, mends: true,
		},
		"one object": {
			text: `{"data":[` + strings.ReplaceAll(comma(ten(talk)), "\n", "") + `]}`, says: []string{"line 1", "its member data"}, mends: true,
		},
		"Gemini": {
			text: ten(`{"systemInstruction":{"parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[{"text":"Where is #?"}]},` +
				`{"role":"model","parts":[{"text":"There."}]}]}`),
			says: []string{"Gemini"}, mends: true,
		},
		"ShareGPT": {
			text: ten(`{"conversations":[{"from":"system","value":"s"},{"from":"human","value":"Where is #?"},{"from":"gpt","value":"There."}]}`),
			says: []string{"ShareGPT"}, mends: true},
		"conversations for Claude": {
			format: "claude_messages", model: "anthropic.claude-3-haiku-20240307-v1:0:200k",
			text: many(32, talk),
			says: []string{`set format = "conversation"`}, mends: true},
		"chat for pairs": {
			format: "prompt_completion", model: "cohere.command-text-v14:7:4k",
			text: ten(`{"messages":[` + plain + `]}`),
			says: []string{"prompt: is missing", "OpenAI"}, mends: true},
		"texts": {
			format: "continued_pre_training",
			text:   ten(`{"text":"Shelf # is on floor #."}`),
			says:   []string{"one text each"},
			mends:  true,
		},
		"pairs to evaluate": {
			format: "evaluation_prompts",
			text:   ten(`{"question":"Where is #?","answer":"There."}`),
			says:   []string{"question and answer"},
			mends:  true},
		"pointer of Git LFS": {
			text: "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
			says: []string{"line 1", "git lfs pull"},
		},
		"Parquet":  {text: "PAR1\x15\x04", says: []string{"line 1", "read_parquet"}},
		"workbook": {text: "PK\x03\x04\x14", says: []string{"line 1", "save that as CSV"}},
		"web page": {text: "<!doctype html>\n<html>\n", says: []string{"line 1", "web page"}},
		"prompts to be graded": {text: ten(`{"messages":[{"role":"user","content":"#?"}],"reference_answer":"x"}`), says: []string{
			`set format = "reinforcement"`,
		}},
		"preferences": {
			text: ten(`{"prompt":"Where is #?","chosen":"There.","rejected":"No."}`),
			says: []string{"no job of Bedrock"},
		},
	}
}

// broughtBroken are data that no command mends.
func broughtBroken() map[string]brought {
	image := `{"image":{"format":"png","source":{"s3Location":{"uri":"s3://` + datasetBucket + `/#.png"}}}}`
	return map[string]brought{
		"empty":              {says: []string{"is empty"}},
		"bracket missing":    {text: at(7, talk[:len(talk)-2]), says: []string{"line 7, column", "on one line"}},
		"ends with the user": {text: at(6, says(ask)), says: []string{"line 6", "messages: must end"}},
		"same role twice":    {text: at(2, says(ask, ask, answer)), says: []string{"line 2", "messages[1].role"}},
		"same member twice": {
			text: at(9, strings.Replace(talk, `{"schemaVersion"`, `{"messages":[],"schemaVersion"`, 1)),
			says: []string{"line 9", "two members"},
		},
		"half a character": {text: at(8, strings.Replace(talk, "shelf", `\ud83d`, 1)), says: []string{"line 8", "surrogates"}},
		"reserved word": {
			text: at(4, strings.Replace(talk, "Where", "User: where", 1)),
			says: []string{"line 4, column", "User:"},
		},
		"image": {
			text: at(3, says(`{"role":"user","content":[`+image+`]}`, answer)),
			says: []string{"line 3", micro, "image"},
		},
		"image in the record": {
			model: lite,
			text:  at(3, says(`{"role":"user","content":[{"image":{"format":"png","source":{"bytes":"AA"}}}]}`, answer)),
			says:  []string{"line 3", "s3Location"},
		},
		"reasoning": {
			text: at(5, says(ask, `{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"x"}}},{"text":"y"}]}`)),
			says: []string{"line 5", "reasoningContent", "Nova 2"},
		},
		"result without a use": {
			model: nova2,
			text:  at(2, says(`{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"x"}]}}]}`, answer)),
			says:  []string{"line 2", "no toolUse"},
		},
		"null content": {
			text: at(2, says(`{"role":"user","content":null}`, answer)),
			says: []string{"line 2", "is null", "jq"},
		},
		"caption of a path": {
			format: "image_caption",
			text:   ten(`{"image-ref":"#.png","caption":"x"}`),
			says:   []string{"line 1", "s3://bucket/key", "(10 times)"},
		},
		"nobody asks": {
			format: "reinforcement",
			text:   many(100, `{"messages":[{"role":"system","content":"# x"}]}`),
			says:   []string{"role user"},
		},
		"three models": {
			format: "evaluation_responses",
			text:   ten(`{"prompt":"x #","modelResponses":[{"response":"y","modelIdentifier":"m-#"}]}`),
			says:   []string{"line 3", "third"},
		},
		"no prompt": {
			format: "evaluation_prompts",
			text:   ten(`{"referenceResponse":"x #"}`),
			says:   []string{"prompt: is missing (10 times)"},
		},
		"turns of text": {
			format: "rag_evaluation",
			text:   ten(`{"conversationTurns":[{"prompt":{"content":"x #"}}]}`),
			says:   []string{"prompt.content"},
		},
		"input that is text": {
			format: "batch_records",
			text:   many(100, `{"recordId":"r#","modelInput":"{}"}`),
			says:   []string{"modelInput", "(100 times)"},
		},
	}
}

// What people bring is refused with the line, and with a command that really mends it.
func TestDataset_saysWhatMendsADataSet(t *testing.T) {
	t.Parallel()
	cases := broughtInOtherShapes()
	for name, c := range broughtBroken() {
		cases[name] = c
	}
	if len(cases) < 40 {
		t.Errorf("%d cases", len(cases))
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			w := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
			path := c.write(t)
			said := w.PlanOnly(t.Context(), c.config(path)).Errors()
			acctest.Says(t, "error", said, c.says...)
			if !c.mends {
				return
			}
			const steps = 3 // such as decompress, then take an array apart
			for range steps {
				path = mend(t, said)
				plan := w.PlanOnly(t.Context(), c.config(path))
				if said = plan.Errors(); said != "" {
					continue
				}
				mended, err := os.ReadFile(path)
				if err != nil || !strings.Contains(string(mended), c.keeps) {
					t.Errorf("what was mended does not hold %s: %v\n%s", c.keeps, err, mended)
				}
				return
			}
			t.Errorf("%d commands did not mend it: %s", steps, said)
		})
	}
}

// mend runs the first command of an error and returns the file that it writes.
func mend(t *testing.T, said string) (path string) {
	t.Helper()
	_, rest, ok := strings.Cut(said, "This command writes ")
	if !ok {
		t.Fatalf("no command: %s", said)
	}
	path, rest, _ = strings.Cut(rest, ", to be named in source instead:\n\n  ")
	command, _, _ := strings.Cut(rest, "\n")
	command, _, _ = strings.Cut(command, " [AttributeName")
	tool, _, _ := strings.Cut(command, " ")
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed, so %q was not run", tool, command)
	}
	if out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return path
}
