// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"fmt"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
)

// counted depends on the model in the way that works while it is null.
const counted = `
resource "terraform_data" "model" {
  input = bedrock_model_customization_job.tickets.output_model_arn
}

resource "terraform_data" "counted" {
  count = bedrock_model_customization_job.tickets.output_model_arn == null ? 0 : 1
  input = bedrock_model_customization_job.tickets.output_model_arn
}
`

// With wait_for = created or validated the apply ends while the job trains, and the outputs are null until it is over: a
// count on them works in both phases.
func TestWaitFor_lessThanCompletionPlansNullOutputs(t *testing.T) {
	t.Parallel()
	for _, phase := range []string{"created", "validated"} {
		t.Run(phase, func(t *testing.T) {
			t.Parallel()
			b := newWorkbench(t, training(fmt.Sprintf("job_name = \"tickets\"\nwait_for = %q", phase))+counted)

			changes, result := b.PlanChanges()
			result.Exits(t, 2)
			expectActions(t, changes, map[string]tfjson.Actions{job: create, "terraform_data.model": create})
			expectNullInput(t, changes["terraform_data.model"])
			if changes["terraform_data.counted[0]"] != nil {
				t.Error("the count of what needs the model is not 0")
			}

			apply := b.Start("apply", "-auto-approve")
			if phase == "validated" {
				apply.Until("the wait", b.waiting)
				b.cloud.Advance(validated)
			}
			apply.Wait().OK(t)
			if values := b.expectJob(t); values["status"] != "InProgress" {
				t.Errorf("status = %v", values["status"])
			}
			b.Plan().OK(t) // nothing to do while it trains

			b.cloud.Advance(trained)
			changes, result = b.PlanChanges()
			result.Exits(t, 2)
			expectActions(t, changes, map[string]tfjson.Actions{
				job: noOp, "terraform_data.model": update, "terraform_data.counted[0]": create,
			})
			b.Apply().OK(t)
			b.Plan().OK(t)
			b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1})
			b.Destroy().OK(t)
			b.expectNothingLeft(t)
		})
	}
}

// With wait_for = completed one apply trains the model and makes what needs it.
func TestWaitFor_completionFeedsDependentsInOneApply(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName)+dependents)
	b.apply().OK(t)

	model := b.expectJob(t)["output_model_arn"]
	if got := b.State()["terraform_data.model"].AttributeValues["output"]; got == nil || got != model {
		t.Errorf("the dependent has %v, and the job %v", got, model)
	}
	b.Plan().OK(t)
}

// What needs the model and does not take null fails at plan where nothing waits for it, before anything is paid.
func TestWaitFor_lessThanCompletionRefusesAPlainReferenceAtPlan(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(`
  job_name = "tickets"
  wait_for = "created"
`)+`
resource "bedrock_model_customization_job" "further" {
  job_name              = "further"
  custom_model_name     = "further"
  base_model_identifier = bedrock_model_customization_job.tickets.output_model_arn
  role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
  training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
  output_data_config    = { s3_uri = "s3://training-data/output" }
}
`)
	b.Apply().Exits(t, 1).Says(t, "base_model_identifier = bedrock_model_customization_job.tickets.output_model_arn", "required")
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 0})
}

// expectNullInput fails unless a dependent is planned with no model, rather than with one to come.
func expectNullInput(t *testing.T, change *tfjson.ResourceChange) {
	t.Helper()
	after, _ := change.Change.After.(map[string]any)
	unknown, _ := change.Change.AfterUnknown.(map[string]any)
	if after["input"] != nil || unknown["input"] != nil {
		t.Errorf("input is planned as %v, known after apply: %v", after["input"], unknown["input"])
	}
}

const shortCreate = `
  job_name = "tickets"
  wait_for = "completed"
  timeouts = { create = "2s" }
`

// A create that stops waiting is a success for Terraform, since an error would taint a job that is paid for.
func TestTimeout_inCreateIsAWarning(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(shortCreate))
	b.Apply().OK(t).Says(t, "Warning: Bedrock model customization job is still running", "still InProgress after 2s")
	b.expectJob(t)
	b.Plan().Exits(t, 2)
	b.resume(t)
}

// A postcondition on the status makes it a failure that taints nothing and holds back what needs the model.
func TestTimeout_inCreateFailsThePostcondition(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(shortCreate+`
  lifecycle {
    postcondition {
      condition     = self.status == "Completed"
      error_message = "The job is still running: apply again to wait on."
    }
  }
`)+dependents)
	b.Apply().Exits(t, 1).Says(t, "The job is still running: apply again to wait on.")
	b.expectJob(t)
	if b.State()["terraform_data.model"] != nil {
		t.Error("what needs the model was made without it")
	}
	b.resume(t)
	if b.State()["terraform_data.model"] == nil {
		t.Error("what needs the model was not made")
	}
}

// An update never taints, so there a wait that gives up is an error.
func TestTimeout_inAResumedWaitIsAnErrorWithoutTaint(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(`
  job_name = "tickets"
  wait_for = "completed"
  timeouts = { create = "1s", update = "1s" }
`))
	b.Apply().OK(t)
	b.Apply().Exits(t, 1).Says(t, "Error: Waiting for Bedrock model customization job", "it is not started a second time")
	b.expectJob(t)
	b.resume(t)
}

// resume applies until the job has trained, and expects that it is the one from before.
func (b *workbench) resume(t *testing.T) {
	t.Helper()
	before := b.reads()
	apply := b.Start("apply", "-auto-approve")
	apply.Until("the wait goes on", func() bool { return b.reads() >= before+2 })
	b.cloud.Advance(trained)
	apply.Wait().OK(t)
	if values := b.expectJob(t); values["status"] != "Completed" {
		t.Errorf("status = %v", values["status"])
	}
	b.Plan().OK(t)
	b.expectCounts(t, map[string]int{"CreateModelCustomizationJob": 1, "StopModelCustomizationJob": 0, "DeleteCustomModel": 0})
}
