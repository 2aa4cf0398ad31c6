// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Under a fixed name a changed hyperparameter cannot train again. The plan says so, by name, before the model that is there
// is deleted.
func TestRerun_withAFixedNameIsRefusedBeforeAnythingIsDeleted(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.apply().OK(t)
	model := b.expectJob(t)["output_model_arn"]

	b.configure(training(fixedName + "hyper_parameters = { epochCount = \"3\" }\n"))
	b.Apply().Exits(t, 1).Says(t, `job_name = "tickets"`, `AWS never frees the name of a job`, "choose another job_name", "job_name_prefix")
	if got := b.expectJob(t)["output_model_arn"]; got != model {
		t.Errorf("the state has the model %v, and had %v", got, model)
	}
	b.expectJobs(t, 1)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1, "DeleteCustomModel": 0})

	// The way out that the error names.
	b.configure(training(otherName + "hyper_parameters = { epochCount = \"3\" }\n"))
	b.apply().OK(t)
	b.Plan().OK(t)
	b.expectJobs(t, 2)
}

func TestRerun_withAPrefixStartsOneNewJob(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(prefixedName))
	b.apply().OK(t)

	b.configure(training(prefixedName + "hyper_parameters = { epochCount = \"3\" }\n"))
	changes, result := b.PlanChanges()
	result.Exits(t, 2).Says(t, "starts a new paid training job")
	expectActions(t, changes, map[string]tfjson.Actions{job: replace})
	b.apply().OK(t)
	b.Plan().OK(t)
	b.expectJobs(t, 2)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 2, "DeleteCustomModel": 1})
}

const badRecord = "this is no record\n"

// A job that failed under a fixed name cannot be started again under it.
func TestRerun_ofAFailedJobWithAFixedNameIsRefused(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", badRecord)
	b.apply().Exits(t, 1).Says(t, "Error: Waiting for Bedrock model customization job", "ended with status Failed")

	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", acctest.TrainingRecords())
	b.Apply().Exits(t, 1).Says(t, `job_name = "tickets"`, "(Failed", "AWS never frees the name of a job", "job_name_prefix")
	b.expectJobs(t, 1)
	// The plan only warns, as it is made before a destroy too: it is AWS that refuses the name, and charges nothing for that.
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 2})

	b.configure(training(otherName))
	b.apply().OK(t)
	b.Plan().OK(t)
	b.expectJobs(t, 2)
}

func TestRerun_ofAFailedJobWithAPrefixStartsOneNewJob(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(prefixedName))
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", badRecord)
	b.apply().Exits(t, 1).Says(t, "ended with status Failed")

	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", acctest.TrainingRecords())
	b.apply().OK(t)
	b.Plan().OK(t)
	b.expectJobs(t, 2)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 2, "DeleteCustomModel": 0})
}

// A job that fails while nobody waits is found by the next plan, which says what starting it again means.
func TestRerun_ofAJobThatFailedBetweenTwoRuns(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(prefixedName))
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", badRecord)
	apply := b.Start("apply", "-auto-approve")
	apply.Until("the wait", b.waiting)
	apply.Interrupt()
	apply.Wait().Exits(t, 1)
	b.expectJob(t)

	b.cloud.Advance(trained)
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", acctest.TrainingRecords())
	changes, result := b.PlanChanges()
	result.Exits(t, 2).Says(t, "Replacing a failed model customization job", "The next apply starts a new paid training job.")
	expectActions(t, changes, map[string]tfjson.Actions{job: replace})
	b.apply().OK(t)
	b.Plan().OK(t)
	b.expectJobs(t, 2)
}
