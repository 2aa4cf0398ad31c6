// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// A job that somebody stopped brings no model, however long the configuration waits for one: the plan says so.
func TestModelCustomizationJob_saysThatAStoppedJobBringsNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`wait_for = "created"`))
	arn := b.Object(job).Attr("arn")
	client, err := b.cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.StopModelCustomizationJob(t.Context(), &bedrock.StopModelCustomizationJobInput{JobIdentifier: &arn}); err != nil {
		t.Fatal(err)
	}
	b.cloud.Advance(time.Hour)
	if diags := b.Refresh(context.Background()); diags.Errors() != "" || b.Object(job).Attr("status") != "Stopped" {
		t.Fatalf("status = %s: %s", b.Object(job).Attr("status"), diags.Errors())
	}
	for _, phase := range []string{"created", "completed"} {
		plan := b.Plan(context.Background(), b.config(`wait_for = "`+phase+`"`))
		if plan.Of(job) == acctest.Replace || !strings.Contains(plan.Warnings(), "was stopped") {
			t.Errorf("%s: the plan is %s: %s", phase, plan.Of(job), plan.Warnings())
		}
	}
	replaced := b.Plan(context.Background(), b.config("job_name_prefix = \"a-\"\n hyper_parameters = { epochCount = \"3\" }"))
	if replaced.Of(job) != acctest.Replace || strings.Contains(replaced.Warnings(), "was stopped") {
		t.Errorf("the plan is %s: %s", replaced.Of(job), replaced.Warnings())
	}
}

// To take over a job that failed would only bring the failure back.
func TestModelCustomizationJob_doesNotAdviseToImportAFailedJob(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", "{}\n")
	config := b.config("")
	for range 2 {
		diags := b.Apply(context.Background(), config)
		if diags.Errors() == "" || strings.Contains(diags.Errors(), "terraform import") {
			t.Errorf("errors: %s", diags.Errors())
		}
	}
	// A plan only warns while it knows the failed job as its own; the create is refused.
	plan := b.Plan(context.Background(), config)
	said := plan.Errors() + plan.Warnings()
	if !strings.Contains(said, "choose another job_name") || strings.Contains(said, "terraform import") {
		t.Errorf("the plan says %s", said)
	}
}
