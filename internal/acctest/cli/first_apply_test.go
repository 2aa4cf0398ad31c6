// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
)

// A data source that needs the model cannot be read by an apply that does not wait for it. Terraform asks the provider about it after
// the job only, so that the error comes when the job is started: it says what to write, and whoever writes that pays for no second one.
func TestFirstApply_saysWhatToWriteWhereTheModelIsNeeded(t *testing.T) {
	t.Parallel()
	config := training("job_name = \"tickets\"\nwait_for = \"validated\"\n") + `
data "bedrock_custom_model" "tickets" {
  model_identifier = bedrock_model_customization_job.tickets.output_model_arn
}
`
	b := newWorkbench(t, config)
	b.through("apply", "-auto-approve").Exits(t, 1).Says(t, `wait_for = "completed"`)
	b.configure(strings.Replace(config, `"validated"`, `"completed"`, 1))
	b.through("apply", "-auto-approve").OK(t)
	b.expectPaid(t, 1)
}

// A resource that needs the model is refused by the plan, before anything is paid.
func TestFirstApply_refusesAResourceThatNeedsTheModel(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training("job_name = \"tickets\"\nwait_for = \"validated\"\n")+`
resource "bedrock_custom_model_deployment" "tickets" {
  model_deployment_name = "tickets"
  model_arn             = bedrock_model_customization_job.tickets.output_model_arn
}
`)
	b.through("apply", "-auto-approve").Exits(t, 1).Says(t, `wait_for = "completed"`)
	b.expectPaid(t, 0)
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

// What no job makes is not explained by one.
func TestFirstApply_nullThatNoJobMakes(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName)+"\nvariable \"name\" { default = null }\n\nresource \"bedrock_data_bucket\" \"b\" {\n"+
		"  bucket = \"support-data\"\n}\n\nresource \"bedrock_dataset\" \"d\" {\n  bucket  = bedrock_data_bucket.b.bucket\n"+
		"  key     = var.name\n  format  = \"conversation\"\n  records = [\"{}\"]\n}\n")
	plan := b.Plan().Exits(t, 1).Says(t, "Missing Configuration for Required Attribute")
	if strings.Contains(plan.Text(), "What a job makes") {
		t.Errorf("a key is told to come from a job: %s", plan)
	}
}
