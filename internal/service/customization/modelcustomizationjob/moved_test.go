// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const awsProvider = "registry.terraform.io/hashicorp/aws"

// A model that hashicorp/aws trained is taken over by a moved block: nothing is trained again, replaced or deleted.
func TestModelCustomizationJob_movedFromAWS(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := newBench(t)
	config := b.config(`wait_for = "created"`)
	b.apply(t, config)
	arn := b.Object(job).Attr("arn")
	b.cloud.Advance(3 * time.Hour)
	b.Forget(job)
	from := acctest.Recorded{
		Attributes: fmt.Appendf(nil, `{"id": %q, "job_arn": %[1]q, "custom_model_arn": null, "job_name": "tickets"}`, arn),
	}
	acctest.OK(t, b.MoveFrom(ctx, "aws_bedrock_custom_model", job, "bedrock_model_customization_job", from, awsProvider))
	plan := b.Plan(ctx, config)
	if plan.Of(job) == acctest.Replace || plan.Of(job) == acctest.Create || plan.Errors() != "" {
		t.Fatalf("the plan after the move is %s: %s", plan.Of(job), plan.Errors())
	}
	b.apply(t, config)
	b.expectEmptyPlan(t, config)
	if b.Object(job).Attr("output_model_arn") == "" {
		t.Error("the model is not known")
	}
	if n, deleted := b.cloud.Count("CreateModelCustomizationJob"), b.cloud.Count("DeleteCustomModel"); n != 1 || deleted != 0 {
		t.Errorf("%d trainings, %d deletions", n, deleted)
	}
}

// What is no such state is refused, and says what to do instead.
func TestModelCustomizationJob_movedFromElsewhere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	b := newBench(t)
	const target = "bedrock_model_customization_job"
	empty := acctest.Recorded{Attributes: []byte(`{"id": "tickets", "job_arn": null}`)}
	acctest.Refused(t, b.MoveFrom(ctx, "aws_bedrock_custom_model", job, target, empty, awsProvider),
		"no ARN of Bedrock in job_arn", "import the object")
	acctest.Refused(t, b.MoveFrom(ctx, "aws_s3_bucket", job, target, empty, awsProvider), "Unable to Move Resource State")
	acctest.Refused(t, b.MoveFrom(ctx, "aws_bedrock_custom_model", job, target, empty, "registry.terraform.io/other/aws"),
		"Unable to Move Resource State")
}
