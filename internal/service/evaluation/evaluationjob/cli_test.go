// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const providerBlock = `
terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region        = "us-east-1"
  poll_interval = "1s"
}
`

func newTerraform(t *testing.T, cloud *acctest.Cloud, arguments map[string]string) *acctest.Terraform {
	t.Helper()
	config, err := os.ReadFile("testdata/min.tf")
	if err != nil {
		t.Fatal(err)
	}
	arguments["wait_for"] = `"completed"`
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": providerBlock + set(t, string(config), arguments)})
	tf.Init().OK(t)
	return tf
}

// A job that failed is one error with AWS's message. A pipeline that goes on to apply pays for no other one until somebody says so, or
// mends the data.
func TestEvaluationJob_isNotPaidTwiceWhenItFails(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	cloud.PutObject(t, "evaluation-data", "prompts.jsonl", `{"question":"no prompt"}`+"\n")
	tf := newTerraform(t, cloud, map[string]string{"job_name": "null", "job_name_prefix": `"tickets-"`})
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	apply := func() acctest.Result {
		return tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies)
	}
	result := apply().Exits(t, 1).Says(t, "The dataset s3://evaluation-data/prompts.jsonl has no prompt at line 1.")
	if n := strings.Count(result.Text(), "Error:"); n != 1 {
		t.Errorf("%d errors, want one: %s", n, result)
	}
	for range 3 {
		apply().Exits(t, 1).Says(t, "has no prompt at line 1.", "attempt = 2")
	}
	if n := cloud.Count("CreateEvaluationJob"); n != 1 {
		t.Fatalf("%d jobs were started, want 1", n)
	}
	cloud.PutObject(t, "evaluation-data", "prompts.jsonl", `{"prompt":"Where is it?","referenceResponse":"It left."}`+"\n")
	apply().OK(t)
	if n := cloud.Count("CreateEvaluationJob"); n != 2 {
		t.Errorf("%d jobs were started, want 2", n)
	}
	tf.Plan().OK(t)
	tf.Destroy().OK(t)
}

// A record that AWS forgot, and an output that expired, break no plan, start nothing and leave the scores as they were.
func TestEvaluationJob_keepsItsScoresWhenAllElseIsGone(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	tf := newTerraform(t, cloud, map[string]string{})
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
	scores := func() any {
		t.Helper()
		return tf.State()["bedrock_evaluation_job.test"].AttributeValues["scores"]
	}
	before, ok := scores().([]any)
	if !ok || len(before) != 1 {
		t.Fatalf("got %#v", scores())
	}
	for key := range files(t, cloud) {
		cloud.DeleteObject(t, "evaluation-data", key)
	}
	tf.Plan().OK(t)
	cloud.AddFault(simulator.Fault{Operation: "GetEvaluationJob", Status: 404, Code: "ResourceNotFoundException", Times: -1})
	tf.Plan().OK(t).Says(t, "has no record any more")
	tf.Apply().OK(t)
	tf.Plan().OK(t)
	if after, ok := scores().([]any); !ok || len(after) != 1 || after[0].(map[string]any)["mean"] != before[0].(map[string]any)["mean"] {
		t.Errorf("the scores are %#v, and were %#v", after, before)
	}
	if n := cloud.Count("CreateEvaluationJob"); n != 1 {
		t.Errorf("%d jobs were started, want 1", n)
	}
}
