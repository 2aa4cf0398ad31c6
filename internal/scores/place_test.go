// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// The depth of AWS's folders varies; what a file is is found all the same.
func TestLocate(t *testing.T) {
	t.Parallel()
	const prefix = "results/job/"
	for key, want := range map[string]scores.Place{
		"results/job/0abc/models/amazon.nova-lite-v1:0/taskTypes/General/datasets/faq/1_output.jsonl": {
			Run: "0abc", Model: "amazon.nova-lite-v1:0", TaskType: "General", Dataset: "faq"},
		"results/job/job/0abc/models/amazon.nova-lite-v1:0/taskTypes/General/datasets/faq/1_output.jsonl": {
			Run: "job/0abc", Model: "amazon.nova-lite-v1:0", TaskType: "General", Dataset: "faq"},
		"results/job/0abc/models/arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x/taskTypes/Custom/datasets/d/1_output.jsonl": {
			Run: "0abc", Model: "arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x", TaskType: "Custom", Dataset: "d"},
		"results/job/0abc/datasets/faq/1_output.jsonl": {Run: "0abc", Dataset: "faq"},
	} {
		place, ok := scores.Locate(prefix, key)
		if !ok || place != want {
			t.Errorf("%s is %+v (%t), want %+v", key, place, ok, want)
		}
	}
	for _, key := range []string{
		"results/job/amazon-bedrock-evaluations-permission-check", "results/job/0abc/custom_metrics/metric.json",
		"results/job/0abc/models/m/taskTypes/General/datasets/faq/1_input.jsonl", "results/other/0abc/datasets/faq/1_output.jsonl",
		"results/job/1_output.jsonl",
	} {
		if place, ok := scores.Locate(prefix, key); ok {
			t.Errorf("%s is taken for results: %+v", key, place)
		}
	}
}

// The results of two jobs below one prefix are never put together.
func TestOneRun(t *testing.T) {
	t.Parallel()
	two := []scores.Place{{Run: "first/aaa", Dataset: "d"}, {Run: "bbb", Dataset: "d"}, {Run: "bbb", Dataset: "e"}}
	if run, err := scores.OneRun(two, ""); err == nil || !strings.Contains(err.Error(), "bbb, first/aaa") {
		t.Errorf("two jobs are one run %q, %v", run, err)
	}
	if run, err := scores.OneRun(two, "aaa"); run != "first/aaa" || err != nil {
		t.Errorf("the job aaa has the run %q, %v", run, err)
	}
	if run, err := scores.OneRun(two[1:], "other"); run != "bbb" || err != nil {
		t.Errorf("the only job has the run %q, %v", run, err)
	}
	if run, err := scores.OneRun(nil, "aaa"); run != "" || err != nil {
		t.Errorf("nothing has the run %q, %v", run, err)
	}
}
