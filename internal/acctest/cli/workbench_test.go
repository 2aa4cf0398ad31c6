// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package cli_test runs the real Terraform with the real provider program against the simulator: what only the two together
// can show, such as interrupts, exit codes, dependents and what a user reads.
package cli_test

import (
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	_ "github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry" // another provider is another result
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	jobType = "bedrock_model_customization_job"
	job     = jobType + ".tickets"
	// trained is longer than a job of the simulator takes, and validated is long enough for the check of its data.
	trained   = 2 * time.Hour
	validated = 6 * time.Minute
	// ephemeral is the minor version that has ephemeral variables and write-only arguments.
	ephemeral = 11
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
  poll_interval = "1s"
}
`

// training is a job with further arguments and blocks. Role and data are there already, as if somebody else had made them.
func training(arguments string) string {
	if !strings.Contains(arguments, "deletion_policy") {
		arguments += "\n  deletion_policy = \"DELETE\"\n"
	}
	return `
resource "bedrock_model_customization_job" "tickets" {
  custom_model_name     = "tickets"
  base_model_identifier = "amazon.nova-micro-v1:0:128k"
  role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config    = { s3_uri = "s3://training-data/output" }
` + arguments + `
}
`
}

// The ways to name a job, in tests that wait for it.
const (
	fixedName = `
  job_name = "tickets"
  wait_for = "completed"
`
	otherName = `
  job_name = "tickets-2"
  wait_for = "completed"
`
	prefixedName = `
  job_name_prefix = "tickets-"
  wait_for        = "completed"
`
)

// workbench is a Terraform in an account that is ready for training.
type workbench struct {
	*acctest.Terraform
	cloud    *acctest.Cloud
	training acctest.Training
	// prepared is how many requests it took to make it ready.
	prepared int
}

func newWorkbench(t testing.TB, config string) *workbench {
	t.Helper()
	cloud := acctest.NewCloud(t)
	b := &workbench{cloud: cloud, training: cloud.NewTraining(t)}
	b.Terraform = acctest.NewTerraform(t, cloud, map[string]string{"provider.tf": providerBlock, "main.tf": config})
	b.prepared = len(cloud.Journal())
	return b
}

// configure replaces the configuration.
func (b *workbench) configure(config string) { b.Write(map[string]string{"main.tf": config}) }

// requests are what Terraform has sent so far.
func (b *workbench) requests() []simulator.Entry { return b.cloud.Journal()[b.prepared:] }

// expectCounts asserts how often operations were asked for, refused requests included.
func (b *workbench) expectCounts(t testing.TB, want map[string]int) {
	t.Helper()
	for operation, n := range want {
		if got := b.cloud.Count(operation); got != n {
			t.Errorf("%s was called %d times, want %d", operation, got, n)
		}
	}
}

// expectJob returns the attributes of the job in the state, and fails unless it is one that the next apply keeps.
func (b *workbench) expectJob(t testing.TB) map[string]any {
	t.Helper()
	resource := b.State()[job]
	if resource == nil {
		t.Fatal("the job is not in the state")
	}
	if resource.Tainted {
		t.Error("the job is tainted, so the next apply would destroy it")
	}
	if arn, _ := resource.AttributeValues["arn"].(string); arn == "" {
		t.Error("the job is in the state without its ARN")
	}
	return resource.AttributeValues
}

// expectNothingLeft fails when something of the training has survived terraform destroy.
func (b *workbench) expectNothingLeft(t testing.TB) {
	t.Helper()
	for _, object := range b.cloud.Objects() {
		if object.Type == "custom-model" || object.Type == "model-customization-job" {
			t.Errorf("left behind: %+v", object)
		}
	}
}

// reads is how often jobs were read since the last one was created, or refused.
func (b *workbench) reads() (n int) {
	for _, entry := range b.requests() {
		switch entry.Operation {
		case "CreateModelCustomizationJob":
			n = 0
		case "GetModelCustomizationJob":
			n++
		}
	}
	return n
}

// creating reports that a create request has arrived.
func (b *workbench) creating() bool { return b.cloud.Count("CreateModelCustomizationJob") > 0 }

// waiting reports that a job was created and has been polled.
func (b *workbench) waiting() bool { return b.creating() && b.reads() >= 2 }

// jobs are the ARNs of all jobs there have ever been.
func (b *workbench) jobs(t testing.TB) (arns []string) {
	t.Helper()
	client, err := b.cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := client.ListModelCustomizationJobs(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, summary := range jobs.ModelCustomizationJobSummaries {
		arns = append(arns, *summary.JobArn)
	}
	return arns
}

// apply applies and lets the job train meanwhile.
func (b *workbench) apply() acctest.Result {
	before := len(b.created())
	apply := b.Start("apply", "-auto-approve")
	apply.Until("the wait", func() bool { return len(b.created()) > before })
	b.cloud.Advance(trained)
	return apply.Wait()
}

// created are the statuses of the create requests that were answered.
func (b *workbench) created() (statuses []int) {
	for _, entry := range b.requests() {
		if entry.Operation == "CreateModelCustomizationJob" && entry.Status != 0 {
			statuses = append(statuses, entry.Status)
		}
	}
	return statuses
}

// expectJobs fails unless so many jobs were ever started.
func (b *workbench) expectJobs(t testing.TB, want int) {
	t.Helper()
	if jobs := b.jobs(t); len(jobs) != want {
		t.Errorf("%d jobs were started, want %d: %v", len(jobs), want, jobs)
	}
}

// expectActions asserts what a plan does, by address. Addresses that are left out are not looked at.
func expectActions(t *testing.T, changes map[string]*tfjson.ResourceChange, want map[string]tfjson.Actions) {
	t.Helper()
	for address, actions := range want {
		change := changes[address]
		if change == nil {
			t.Errorf("%s is not in the plan", address)
			continue
		}
		if got := change.Change.Actions; len(got) != len(actions) || got[0] != actions[0] {
			t.Errorf("%s: planned %v, want %v", address, got, actions)
		}
	}
}

var (
	noOp    = tfjson.Actions{tfjson.ActionNoop}
	create  = tfjson.Actions{tfjson.ActionCreate}
	update  = tfjson.Actions{tfjson.ActionUpdate}
	replace = tfjson.Actions{tfjson.ActionDelete, tfjson.ActionCreate}
)
