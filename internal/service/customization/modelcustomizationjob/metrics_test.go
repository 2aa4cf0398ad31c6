// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const validated = "validation_data_config = { validators = [{ s3_uri = \"s3://training-data/train.jsonl\" }] }\n"

// folder is the key that the output of the job begins with.
func (b *bench) folder() string {
	arn := b.Object(job).Attr("arn")
	return "output/model-customization-job-" + arn[strings.LastIndex(arn, "/")+1:] + "/"
}

// move is what another version of AWS would have done: it puts the metrics of the validation elsewhere, or nowhere.
func (b *bench) move(t *testing.T, to string) {
	t.Helper()
	client, err := b.cloud.Clients().S3(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	artifacts := b.folder() + "validation_artifacts/"
	list, err := client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: &b.training.Bucket, Prefix: &artifacts})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Contents) != 1 {
		t.Fatalf("want one file below %s, got %+v", artifacts, list.Contents)
	}
	if _, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: &b.training.Bucket, Key: list.Contents[0].Key}); err != nil {
		t.Fatal(err)
	}
	if to != "" {
		b.cloud.PutObject(t, b.training.Bucket, b.folder()+to, "step_number,epoch_number,validation_loss,perplexity\n")
	}
}

// The metrics of the validation are found where jobs have been seen to write them, and where AWS documents them.
func TestModelCustomizationJob_findsTheMetricsOfTheValidation(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]string{
		"as seen":         "validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv",
		"as documented":   "validation_artifacts/post_fine_tuning_validation/validation_metrics.csv",
		"as seen earlier": "validation_artifacts/validation_metrics.csv",
		"nowhere":         "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := b.config(validated + `wait_for = "created"`)
			b.apply(t, config)
			b.cloud.Advance(3 * time.Hour)
			if name != "as seen" { // which is what the simulator does
				b.move(t, at)
			}
			want := ""
			if at != "" {
				want = "s3://training-data/" + b.folder() + at
			}
			config += `data "bedrock_model_customization_job" "test" { job_identifier = bedrock_model_customization_job.test.arn }`
			b.apply(t, config)
			if got := b.Object(job).Attr("validation_metrics_s3_uri"); got != want {
				t.Errorf("validation_metrics_s3_uri = %q, want %q", got, want)
			}
			read := b.Data("bedrock_model_customization_job.test").GetAttr("validation_metrics_s3_uri")
			if got := !read.IsNull() && read.AsString() == want; got != (want != "") {
				t.Errorf("the data source has %#v, want %q", read, want)
			}
			b.expectEmptyPlan(t, config)
		})
	}
}

// One request in the life of a job is enough.
func TestModelCustomizationJob_looksForTheMetricsOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(validated + `wait_for = "completed"`)
	b.apply(t, config)
	if b.Object(job).Attr("validation_metrics_s3_uri") == "" {
		t.Error("the job is completed, and validation_metrics_s3_uri is empty")
	}
	b.expectEmptyPlan(t, config)
	if n := b.cloud.Count("ListObjectsV2"); n != 1 {
		t.Errorf("S3 was asked %d times where the metrics are", n)
	}
}

// Who may not look at the bucket is told so once, has all the rest, and finds the metrics when it is allowed.
func TestModelCustomizationJob_saysOnceThatItMayNotLookForTheMetrics(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(validated + `wait_for = "completed"`)
	b.cloud.AddFault(simulator.Fault{Operation: "ListObjectsV2", Status: 403, Code: "AccessDenied", Times: -1})
	diags := b.Apply(context.Background(), config)
	if said := diags.Warnings(); diags.Errors() != "" || !strings.Contains(said, "s3:ListBucket") {
		t.Errorf("errors: %s; warnings: %s", diags.Errors(), said)
	}
	if got := b.Object(job).Attr("validation_metrics_s3_uri"); got != "" || b.Object(job).Attr("output_model_arn") == "" {
		t.Errorf("validation_metrics_s3_uri is %q, output_model_arn %q", got, b.Object(job).Attr("output_model_arn"))
	}
	if plan := b.Plan(context.Background(), config); !plan.Empty() || plan.Errors()+plan.Warnings() != "" {
		t.Errorf("want an empty plan that says nothing: %s %s %+v", plan.Errors(), plan.Warnings(), plan.Changes)
	}
	b.cloud.ClearFaults()
	b.expectEmptyPlan(t, config)
	if b.Object(job).Attr("validation_metrics_s3_uri") == "" {
		t.Error("the metrics were not found when they could be looked for")
	}
}
