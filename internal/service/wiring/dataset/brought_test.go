// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// brought is a data set as people bring it.
type brought struct {
	format, model string
	text          string
	// says are parts of the error: the line, and what it looks like.
	says []string
	// mends says that the commands of the errors, run one after the other, make a data set that passes.
	mends bool
	// keeps is a text that the mended data set still holds.
	keeps string
	// region is another one than us-east-1, where the model is.
	region string
	// named is the name of the file, where that matters.
	named string
}

const (
	micro = "amazon.nova-micro-v1:0:128k"
	lite  = "amazon.nova-lite-v1:0:300k"
	nova2 = "amazon.nova-2-lite-v1:0:256k"
)

// ten is ten records, each with its number in the place of #.
func ten(record string) string { return many(10, record) }

func many(n int, record string) string {
	var text strings.Builder
	for i := range n {
		text.WriteString(strings.ReplaceAll(record, "#", fmt.Sprint(i)) + "\n")
	}
	return text.String()
}

// at puts a record in the place of one of ten sound ones.
func at(line int, record string) string {
	lines := strings.SplitAfter(ten(talk), "\n")
	lines[line-1] = record + "\n"
	return strings.Join(lines, "")
}

const (
	ask    = `{"role":"user","content":[{"text":"Where is shelf #?"}]}`
	answer = `{"role":"assistant","content":[{"text":"On floor #, café side."}]}`
	talk   = `{"schemaVersion":"bedrock-conversation-2024","messages":[` + ask + `,` + answer + `]}`
	pair   = `{"prompt":"Where is shelf #?","completion":"On floor #."}`
	plain  = `{"role":"user","content":"Where is shelf #?"},{"role":"assistant","content":"On floor #."}`
)

// says is a record of the given messages.
func says(messages ...string) string {
	return `{"schemaVersion":"bedrock-conversation-2024","messages":[` + strings.Join(messages, ",") + `]}`
}

// wide is text in UTF-16.
func wide(order binary.AppendByteOrder, mark bool, text string) string {
	if mark {
		text = "\ufeff" + text
	}
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func comma(text string) string {
	return strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", ",\n")
}

func (b brought) config(path string) string {
	format, model := b.format, b.model
	if format == "" {
		format = "conversation"
		if model == "" {
			model = micro
		}
	}
	arguments := fmt.Sprintf("source = %q\n", path)
	if model != "" {
		arguments += fmt.Sprintf("base_model_identifier = %q\n", model)
	}
	return strings.Replace(withDataset(arguments), `"prompt_completion"`, fmt.Sprintf("%q", format), 1)
}

func (b brought) write(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "train.jsonl")
	if b.named != "" {
		path = filepath.Join(filepath.Dir(path), b.named)
	}
	if err := os.WriteFile(path, []byte(b.text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
