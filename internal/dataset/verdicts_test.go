// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// One table says what a job takes. The simulator, which judges for itself, is tested with the same one.
func TestValidate_agreesWithTheTableOfVerdicts(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/verdicts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for row := range bytes.Lines(text) {
		var verdict struct {
			Name, Model, Line string
			Format            dataset.Format
			Takes             bool
		}
		if err := json.Unmarshal(row, &verdict); err != nil {
			t.Fatal(err)
		}
		opts := dataset.Options{Format: verdict.Format, Model: verdict.Model}
		report, err := dataset.Validate(t.Context(), strings.NewReader(verdict.Line), opts)
		if err != nil || report.Valid() != verdict.Takes {
			t.Errorf("%s: takes it is %t, want %t: %v %v", verdict.Name, report.Valid(), verdict.Takes, lines(report.Problems), err)
		}
	}
}

// The table of files has what people bring, whole: other shapes and encodings, too few records, and what is sound.
func TestValidate_agreesWithTheTableOfFiles(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/files.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for row := range bytes.Lines(text) {
		var file struct {
			Name, File, Model, Check string
			Format                   dataset.Format
			Line                     int64
		}
		if err := json.Unmarshal(row, &file); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join("testdata/files", file.File))
		if err != nil {
			t.Fatal(err)
		}
		report, err := dataset.Validate(t.Context(), bytes.NewReader(data), dataset.Options{Format: file.Format, Model: file.Model})
		switch {
		case err != nil:
			t.Errorf("%s: %v", file.Name, err)
		case report.Valid() != (file.Check != "refuses"):
			t.Errorf("%s: valid is %t: %v", file.Name, report.Valid(), lines(report.Problems))
		case !report.Valid() && report.Problems[0].Line != file.Line:
			t.Errorf("%s: want line %d: %v", file.Name, file.Line, lines(report.Problems))
		case file.Check == "accepts" && len(report.Warnings) > 0:
			t.Errorf("%s: warns: %v", file.Name, lines(report.Warnings))
		}
	}
}
