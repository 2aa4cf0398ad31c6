// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/knownfailure"
)

// A data source of ours that needs the model cannot be read by an apply that does not wait for it: that is refused before
// anything is paid, and the error says what to write.
func TestFirstApply_refusesWhatNeedsTheModelAndDoesNotWait(t *testing.T) {
	t.Parallel()
	knownfailure.Mark{
		Cause:   "Terraform reads a data source with a null argument at apply only, when the job is started",
		Symptom: "paid for 1 jobs, want 0",
	}.Run(t, func(t testing.TB) {
		b := newWorkbench(t, training("job_name = \"tickets\"\nwait_for = \"validated\"\n")+`
data "bedrock_custom_model" "tickets" {
  model_identifier = bedrock_model_customization_job.tickets.output_model_arn
}
`)
		result := b.through("apply", "-auto-approve").Exits(t, 1)
		b.expectPaid(t, 0)
		result.Says(t, `wait_for = "completed"`)
	})
}

// The natural output of a training does not break the first apply, which ends before there is a loss.
func TestFirstApply_takesAnOutputOfTheLoss(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(`job_name = "tickets"`)+`
output "loss" {
  value = bedrock_model_customization_job.tickets.training_metrics.training_loss
}
`)
	b.through("apply", "-auto-approve").OK(t)
	b.cloud.Advance(trained)
	b.Apply().OK(t).Says(t, "loss = ")
}
