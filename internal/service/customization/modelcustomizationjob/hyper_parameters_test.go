// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

const jobType = "bedrock_model_customization_job"

// An import takes over the hyperparameters that AWS chose. Configuration that names none, some or all of them must not train
// again.
func TestModelCustomizationJob_importKeepsTheHyperParametersOfAWS(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]string{
		"none": "",
		"some": `hyper_parameters = { epochCount = "2" }`,
		"all":  `hyper_parameters = { epochCount = "2", learningRate = "0.00001", learningRateWarmupSteps = "10" }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := b.config(arguments + "\n deletion_policy = null") // an import does not know any
			b.apply(t, config)
			arn := b.Object(job).Attr("arn")
			b.Forget(job)
			if diags := b.Import(context.Background(), job, jobType, arn, nil); diags.Errors() != "" {
				t.Fatal(diags.Errors())
			}
			b.expectEmptyPlan(t, config)
		})
	}
}

// Only a change of what the job ran with trains again.
func TestModelCustomizationJob_hyperParametersReplace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, after string
		want          acctest.Action
	}{
		"another value":             {`{ epochCount = "2" }`, `{ epochCount = "3" }`, acctest.Replace},
		"named after all":           {`null`, `{ epochCount = "3" }`, acctest.Replace},
		"left to AWS again":         {`{ epochCount = "3" }`, `null`, acctest.Replace},
		"one of two left to AWS":    {`{ epochCount = "3", learningRate = "0.00002" }`, `{ epochCount = "3" }`, acctest.Replace},
		"the same number":           {`{ epochCount = "3" }`, `{ epochCount = "3.0" }`, acctest.NoOp},
		"still left to AWS":         {`null`, `null`, acctest.NoOp},
		"known only when it is run": {`{ epochCount = "3" }`, `unknown`, acctest.Replace},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := func(hyperParameters string) string {
				return b.config("job_name_prefix = \"tickets-\"\n hyper_parameters = " + hyperParameters)
			}
			b.apply(t, config(test.before))
			if plan := b.Plan(context.Background(), config(test.after)); plan.Of(job) != test.want {
				t.Errorf("plans %s, want %s: %s", plan.Of(job), test.want, plan.Errors())
			}
		})
	}
}

// AWS judges a hyperparameter only when the new job is created, and by then the model that it replaces is deleted. So what is outside of
// the documented range is refused there, unless the provider block leaves it to AWS.
func TestModelCustomizationJob_keepsTheModelFromADoubtfulHyperParameter(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := func(epochs string) string {
		return b.config("job_name_prefix = \"tickets-\"\n wait_for = \"completed\"\n hyper_parameters = { epochCount = " + epochs + " }")
	}
	b.apply(t, config("2"))
	plan := b.Plan(context.Background(), config("99"))
	if plan.Of(job) != acctest.Update || !strings.Contains(plan.Warnings(), `plan_checks = "warn"`) {
		t.Errorf("the plan is %s: %s", plan.Of(job), plan.Warnings())
	}
	acctest.Refused(t, b.Apply(context.Background(), config("99")), "epochCount", "destroyed")
	if deleted, started := b.cloud.Count("DeleteCustomModel"), b.cloud.Count("CreateModelCustomizationJob"); deleted != 0 || started != 1 {
		t.Errorf("%d models were deleted, and %d jobs started", deleted, started)
	}
	b.expectEmptyPlan(t, config("2"))

	lenient := b.cloud.For(acctest.Region)
	lenient["plan_checks"] = "warn"
	b.Reconfigure(lenient, domains(), provider.WithClock(b.clock))
	if plan := b.Plan(context.Background(), config("99")); plan.Of(job) != acctest.Replace {
		t.Errorf("left to AWS, the plan is %s: %s", plan.Of(job), plan.Errors())
	}
}
