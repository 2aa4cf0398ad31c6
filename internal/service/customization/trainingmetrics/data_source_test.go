// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package trainingmetrics_test

import (
	"context"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const training = `
resource "bedrock_model_customization_job" "test" {
	job_name               = "tickets"
	custom_model_name      = "tickets"
	role_arn               = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
	base_model_identifier  = "amazon.nova-micro-v1:0:128k"
	training_data_config   = { s3_uri = "s3://training-data/train.jsonl" }
	validation_data_config = { validators = [{ s3_uri = "s3://training-data/train.jsonl" }] }
	output_data_config     = { s3_uri = "s3://training-data/output" }
	hyper_parameters       = { epochCount = "5", batchSize = "1", learningRate = "0.00001" }
`

const metrics = `
data "bedrock_training_metrics" "test" {
	training_metrics_s3_uri   = bedrock_model_customization_job.test.training_metrics_s3_uri
	validation_metrics_s3_uri = bedrock_model_customization_job.test.validation_metrics_s3_uri
`

// A training that is waited for has its curve in the same apply, and one that is under way has none and no error.
func TestTrainingMetrics(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.NewTraining(t)
	acctest.OK(t, ws.Apply(context.Background(), training+"wait_for = \"created\"\n}\n"+metrics+"}"))
	if got := ws.Data("bedrock_training_metrics.test"); !got.GetAttr("training").IsNull() || !got.GetAttr("validation").IsNull() {
		t.Errorf("metrics of a job that is under way: %#v", got)
	}
	config := training + "wait_for = \"completed\"\n}\n" + metrics + "max_steps = 4\n}"
	acctest.OK(t, ws.Apply(context.Background(), config))
	got := ws.Data("bedrock_training_metrics.test").GetAttr("training")
	rows, _ := got.GetAttr("step_count").AsBigFloat().Int64()
	first, last, best := got.GetAttr("first"), got.GetAttr("last"), got.GetAttr("best")
	if rows < 20 || !loss(first).GreaterThan(loss(last)).True() || !best.RawEquals(last) {
		t.Errorf("%d rows, from %#v to %#v, best %#v", rows, first, last, best)
	}
	steps := got.GetAttr("steps").AsValueSlice()
	if len(steps) > 4 || !steps[0].RawEquals(first) || !steps[len(steps)-1].RawEquals(last) {
		t.Errorf("got %d steps: %#v", len(steps), steps)
	}
	validation := ws.Data("bedrock_training_metrics.test").GetAttr("validation")
	if !loss(validation.GetAttr("last")).GreaterThan(loss(last)).True() {
		t.Errorf("the loss of the validation is %#v", validation)
	}
	acctest.Unchanged(t, ws, config)
}

func loss(step cty.Value) cty.Value { return step.GetAttr("loss") }

// What is wrong with a file is said with its name.
func TestTrainingMetrics_refuses(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.NewTraining(t)
	cloud.PutObject(t, "training-data", "invoice.csv", "date,amount\n")
	for uri, want := range map[string]string{
		"s3://training-data/invoice.csv": "no column training_loss",
		"s3://training-data/nothing.csv": "NoSuchKey",
		"s3://no-bucket/metrics.csv":     "NoSuchBucket",
	} {
		acctest.Refused(t, ws.Apply(context.Background(), `data "bedrock_training_metrics" "test" { training_metrics_s3_uri = "`+uri+`" }`),
			"Reading the metrics of a training", uri, want)
	}
	acctest.Refused(t, ws.Apply(context.Background(), `data "bedrock_training_metrics" "test" { max_steps = 1001 }`), "1000")
}
