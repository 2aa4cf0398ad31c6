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
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": root(t, arguments)})
	tf.Init().OK(t)
	return tf
}

// root is a root module with a job that is waited for, unless the arguments say otherwise.
func root(t *testing.T, arguments map[string]string) string {
	t.Helper()
	config, err := os.ReadFile("testdata/min.tf")
	if err != nil {
		t.Fatal(err)
	}
	if arguments["wait_for"] == "" {
		arguments["wait_for"] = `"completed"`
	}
	return providerBlock + set(t, string(config), arguments)
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

// An apply that does not wait learns later that the job failed. What the plan then says to do works.
func TestEvaluationJob_saysHowAFailedOneIsRunAgain(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	cloud.PutObject(t, "evaluation-data", "prompts.jsonl", `{"question":"no prompt"}`+"\n")
	arguments := map[string]string{"job_name": "null", "job_name_prefix": `"tickets-"`, "wait_for": `"created"`}
	tf := newTerraform(t, cloud, arguments)
	tf.Apply().OK(t)
	cloud.Advance(24 * time.Hour)
	plan := tf.Plan().Says(t, "Keeping an unfinished evaluation job", "set attempt = 2")
	if strings.Contains(plan.Text(), "apply with -replace") {
		t.Errorf("the plan advises what is refused: %s", plan)
	}
	arguments["attempt"] = "2"
	tf.Write(map[string]string{"main.tf": root(t, arguments)})
	tf.Apply().OK(t)
	if n := cloud.Count("CreateEvaluationJob"); n != 2 {
		t.Errorf("%d jobs were started, want 2", n)
	}
}

// A bucket whose block was renamed makes the place of the results unknown, and so pays for a job that is complete once more.
func TestEvaluationJob_warnsOfAReplacementThatNobodyWrote(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	cloud.NewEvaluation(t)
	config := root(t, map[string]string{
		"job_name": "null", "job_name_prefix": `"tickets-"`, "output_data_config": `{ s3_uri = terraform_data.results.output }`,
	}) + "\nresource \"terraform_data\" \"results\" {\n  input = \"s3://evaluation-data/results/\"\n}\n"
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": config})
	tf.Init().OK(t)
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(5 * time.Minute) }).OK(t)
	renamed := strings.NewReplacer("terraform_data.results", "terraform_data.renamed", `"results"`, `"renamed"`)
	tf.Write(map[string]string{"main.tf": renamed.Replace(config)})
	tf.Plan().Exits(t, 2).Says(t, "Repeating an evaluation job", "output_data_config.s3_uri cannot be known", "write a moved block")
}
