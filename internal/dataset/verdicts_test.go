// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"encoding/json"
	"os"
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
