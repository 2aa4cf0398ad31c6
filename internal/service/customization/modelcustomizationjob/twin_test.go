// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// Terraform plans what is tainted, and what stands under another name, as if there had never been anything. The plan says that the
// state has a job with the same arguments, and how it is kept.
func TestModelCustomizationJob_saysThatTheStateHasSuchAJob(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`job_name_prefix = "tickets-"
  wait_for = "completed"`)
	b.apply(t, config)
	arn := b.Object(job).Attr("arn")

	b.Object(job).Tainted = true
	warns(t, b.Plan(context.Background(), config).Diagnostics, "same arguments", arn, "terraform untaint", "moved {")
	b.Object(job).Tainted = false
	renamed := strings.Replace(config, `"bedrock_model_customization_job" "test"`, `"bedrock_model_customization_job" "renamed"`, 1)
	warns(t, b.Plan(context.Background(), renamed).Diagnostics, "same arguments", arn, "moved {")

	b.expectEmptyPlan(t, config)
	other := b.config(fmt.Sprintf("job_name_prefix = %q\n  hyper_parameters = { epochCount = 3 }", "other-"))
	other = strings.Replace(other, `"test"`, `"other"`, 1)
	if plan := b.Plan(context.Background(), config+other); strings.Contains(plan.Warnings(), "same arguments") {
		t.Errorf("a job with other arguments is taken for the same: %s", plan.Warnings())
	}
}

// AWS never frees the name of a job, so one that is tainted cannot be replaced under it. The error says how it is kept.
func TestModelCustomizationJob_keepsATaintedJobUnderItsName(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`wait_for = "completed"`)
	b.apply(t, config)
	b.Object(job).Tainted = true
	acctest.Refused(t, b.Plan(context.Background(), config).Diagnostics, "existing", b.Object(job).Attr("arn"), "The state has that job",
		"terraform untaint ADDRESS")

	b.Reconfigure(b.cloud.For(acctest.Region), domains(), provider.WithClock(b.clock))
	b.Forget(job)
	errors := b.Plan(context.Background(), config).Errors()
	if strings.Contains(errors, "The state has that job") || !strings.Contains(errors, "terraform import") {
		t.Errorf("a job that no state has: %s", errors)
	}
}
