// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const job = "bedrock_model_customization_job.test"

// bench is a workspace with what a job needs already there.
type bench struct {
	*acctest.Workspace
	cloud    *acctest.Cloud
	clock    *acctest.Clock
	training acctest.Training
}

func newBench(t testing.TB) *bench {
	t.Helper()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	return &bench{
		Workspace: acctest.NewWorkspace(t, cloud.For(acctest.Region), domains(), provider.WithClock(clock)),
		cloud:     cloud, clock: clock, training: cloud.NewTraining(t),
	}
}

func domains() []domain.Domain { return registry.Of("customization") }

// config is a job with further arguments.
func (b *bench) config(more string) string {
	if !strings.Contains(more, "job_name") {
		more += "\n  job_name = \"tickets\""
	}
	if !strings.Contains(more, "base_model_identifier") {
		more += "\n  base_model_identifier = \"amazon.nova-micro-v1:0:128k\""
	}
	if !strings.Contains(more, "deletion_policy") {
		more += "\n  deletion_policy = \"DELETE\""
	}
	return fmt.Sprintf(`resource "bedrock_model_customization_job" "test" {
  custom_model_name    = "tickets"
  role_arn             = %q
  training_data_config = { s3_uri = %q }
  output_data_config   = { s3_uri = "s3://%s/output/" }
%s
}
`, b.training.RoleARN, b.training.DataURI, b.training.Bucket, more)
}

func (b *bench) apply(t testing.TB, config string) {
	t.Helper()
	if diags := b.Apply(context.Background(), config); diags.Errors() != "" {
		t.Fatalf("apply: %s", diags.Errors())
	}
}

func (b *bench) expectEmptyPlan(t testing.TB, config string) {
	t.Helper()
	plan := b.Plan(context.Background(), config)
	if plan.Errors() != "" || !plan.Empty() {
		t.Fatalf("plan is not empty: %s %+v", plan.Errors(), plan.Changes)
	}
}

func TestModelCustomizationJob_completesAndPlansEmpty(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`wait_for = "completed"`)
	b.apply(t, config)

	state := b.Object(job)
	if got := state.Attr("status"); got != "Completed" {
		t.Errorf("status = %q", got)
	}
	for _, attribute := range []string{"arn", "output_model_arn", "training_metrics_s3_uri", "end_time", "base_model_arn"} {
		if state.Attr(attribute) == "" {
			t.Errorf("%s is empty", attribute)
		}
	}
	if got := state.Attr("output_model_status"); got != "Active" {
		t.Errorf("output_model_status = %q", got)
	}
	b.expectEmptyPlan(t, config)
	if diags := b.Destroy(context.Background()); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	for _, object := range b.cloud.Objects() {
		if strings.Contains(object.Type, "model") {
			t.Errorf("left behind: %+v", object)
		}
	}
	if n := b.cloud.Count("CreateModelCustomizationJob"); n != 1 {
		t.Errorf("%d jobs were created", n)
	}
}

func TestModelCustomizationJob_resumesAnInterruptedWait(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.config(`wait_for = "completed"`)
	ctx, interrupt := context.WithCancel(context.Background())
	b.clock.OnSleep(func(time.Duration) { interrupt() })
	diags := b.Apply(ctx, config)
	b.clock.OnSleep(nil)

	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "still running") {
		t.Fatalf("errors %q, warnings %q", diags.Errors(), diags.Warnings())
	}
	if b.Object(job).Tainted || b.Object(job).Attr("arn") == "" {
		t.Fatalf("tainted or lost: %+v", b.Object(job))
	}
	plan := b.Plan(context.Background(), config)
	if plan.Of(job) != acctest.Update {
		t.Fatalf("plan = %s: %s", plan.Of(job), plan.Errors())
	}
	if plan.Change(job).Planned.GetAttr("output_model_arn").IsKnown() {
		t.Error("output_model_arn is known in the plan, so dependents cannot plan")
	}
	b.apply(t, config)
	if got := b.Object(job).Attr("status"); got != "Completed" {
		t.Errorf("status = %q", got)
	}
	b.expectEmptyPlan(t, config)
	for operation, want := range map[string]int{
		"CreateModelCustomizationJob": 1, "StopModelCustomizationJob": 0, "DeleteCustomModel": 0,
	} {
		if got := b.cloud.Count(operation); got != want {
			t.Errorf("%s was called %d times, want %d", operation, got, want)
		}
	}
}
