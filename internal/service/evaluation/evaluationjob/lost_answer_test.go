// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// AWS starts the job, and its answers never arrive. The job is found by the name that was made for it, and not started again.
func TestEvaluationJob_isFoundWhenItsAnswerIsLost(t *testing.T) {
	t.Parallel()
	cloud, w, config := newWorkspace(t)
	config = set(t, config, map[string]string{"job_name": "null", "job_name_prefix": `"tickets-"`})
	cloud.AddFault(simulator.Fault{Operation: "CreateEvaluationJob", Action: "empty", AfterCommit: true, Times: -1})
	acctest.OK(t, w.Apply(t.Context(), config))
	arn := w.Object(address).Attr("arn")
	acctest.OK(t, w.Apply(t.Context(), config))
	if now := w.Object(address).Attr("arn"); arn == "" || now != arn {
		t.Errorf("the state has %q, then %q", arn, now)
	}
	jobs := 0
	for _, o := range cloud.Objects() {
		if o.Type == "evaluation-job" {
			jobs++
		}
	}
	if jobs != 1 {
		t.Errorf("AWS has %d jobs", jobs)
	}
}
