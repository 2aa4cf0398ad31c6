// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// The table is that of the check of data sets, with which this package shares no code.
func TestRecordCheck_agreesWithTheTableOfVerdicts(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../dataset/testdata/verdicts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	c := loadCatalogue()
	for row := range bytes.Lines(text) {
		var verdict struct {
			Name, Kind, Model, Line string
			Takes                   bool
		}
		if err := json.Unmarshal(row, &verdict); err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(c.Models, func(m foundationModel) bool { return m.ID == verdict.Model && m.Training != nil })
		if at < 0 {
			t.Errorf("%s: there is no %s to train", verdict.Name, verdict.Model)
			continue
		}
		model := c.Models[at]
		check := recordCheck{
			kind: verdict.Kind, model: model.ID, family: c.Families[model.Training.Family], inputs: model.InputModalities, bucket: "data",
		}
		if err := check.check([]byte(verdict.Line)); (err == nil) != verdict.Takes {
			t.Errorf("%s: takes it is %t, want %t: %v", verdict.Name, err == nil, verdict.Takes, err)
		}
	}
}
