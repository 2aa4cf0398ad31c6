// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// paragraph is text as it is found in training data: a line break, a quotation and a typographic apostrophe in it.
const paragraph = "The agreement renews for another year unless either side gives notice in writing at least sixty days before it ends; " +
	"the fee follows the published index, see \\\"Schedule B\\\", part 4. It doesn’t cover the hardware listed in the annex, which stays " +
	"with its owner and is insured by whoever keeps it on their premises during the term.\\n"

// corpus is a data set of about the given size. Records have 0.5 to 4 KB, as those of fine-tuning do; short ones have
// 150 to 300 bytes.
func corpus(format dataset.Format, size int, short bool) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		prompt, answer := strings.Repeat(paragraph, 1+i%7), strings.Repeat(paragraph, 1+i%4)
		if short {
			prompt, answer = "What is the refund policy of this order?", "It can be returned within 30 days of delivery."
		}
		if format == dataset.PromptCompletion {
			fmt.Fprintf(&b, `{"prompt": "%d %s", "completion": "%s"}`, i, prompt, answer)
		} else {
			fmt.Fprintf(&b, `{"schemaVersion": "bedrock-conversation-2024", "system": [{"text": "You are number %d."}], "messages": [`+
				`{"role": "user", "content": [{"text": "%s"}]}, {"role": "assistant", "content": [{"text": "%s"}]}]}`, i, prompt, answer)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// BenchmarkValidate holds Validate, which also hashes, counts and looks for duplicates, against encoding/json's check of
// the syntax alone, on the same bytes in the same run.
func BenchmarkValidate(b *testing.B) {
	for _, format := range []dataset.Format{dataset.PromptCompletion, dataset.Conversation} {
		for _, short := range []bool{false, true} {
			data := corpus(format, 16<<20, short)
			name := string(format)
			if short {
				name += "_short"
			}
			b.Run(name+"/validate", func(b *testing.B) { benchmarkValidate(b, data, format) })
			b.Run(name+"/encoding_json_valid", func(b *testing.B) { benchmarkValid(b, data) })
		}
	}
}

func benchmarkValidate(b *testing.B, data []byte, format dataset.Format) {
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		report, err := dataset.Validate(context.Background(), bytes.NewReader(data), dataset.Options{Format: format})
		if err != nil || !report.Valid() {
			b.Fatal(err, report.Problems)
		}
	}
}

func benchmarkValid(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		for line := range bytes.Lines(data) {
			if !json.Valid(line) {
				b.Fatal("not valid")
			}
		}
	}
}
