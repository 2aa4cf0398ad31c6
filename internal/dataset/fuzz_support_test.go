// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

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
