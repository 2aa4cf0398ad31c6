// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const (
	nova    = "amazon.nova-micro-v1:0"
	novaARN = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0"
)

// AWS trains a variant of the model that was asked for, and answers with it. To name the variant afterwards changes nothing.
func TestModelCustomizationJob_keepsTheModelThatAWSResolved(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		after string
		want  acctest.Action
	}{
		"variant":        {nova + ":128k", acctest.NoOp},
		"ARN":            {novaARN, acctest.NoOp},
		"ARN of variant": {novaARN + ":128k", acctest.NoOp},
		"another model":  {"amazon.nova-lite-v1:0:300k", acctest.Replace},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			config := func(base string) string {
				return b.config(fmt.Sprintf("job_name_prefix = \"tickets-\"\n base_model_identifier = %q", base))
			}
			b.apply(t, config(nova))
			if plan := b.Plan(context.Background(), config(test.after)); plan.Errors() != "" || plan.Of(job) != test.want {
				t.Errorf("the plan is %s, want %s: %s", plan.Of(job), test.want, plan.Errors())
			}
			b.reimport(t)
			want := acctest.Update // the prefix
			if test.want == acctest.Replace {
				want = acctest.Replace
			}
			if plan := b.Plan(context.Background(), config(test.after)); plan.Errors() != "" || plan.Of(job) != want {
				t.Errorf("after an import, the plan is %s, want %s: %s", plan.Of(job), want, plan.Errors())
			}
			if plan := b.Plan(context.Background(), config(nova)); plan.Of(job) != acctest.Update {
				t.Errorf("after an import, the plan is %s: %s", plan.Of(job), plan.Errors())
			}
		})
	}
}

// reimport forgets the job and imports it.
func (b *bench) reimport(t *testing.T) {
	t.Helper()
	arn := b.Object(job).Attr("arn")
	b.Forget(job)
	if diags := b.Import(context.Background(), job, jobType, arn, nil); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
}

func TestModelCustomizationJob_keepsTheKeyThatAWSResolved(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := func(key string) string {
		return b.config(fmt.Sprintf("job_name_prefix = \"tickets-\"\n wait_for = \"completed\"\n custom_model_kms_key_id = %q", key))
	}
	b.apply(t, config("alias/mine"))
	arn := b.Object(job).Attr("output_model_kms_key_arn")
	b.expectEmptyPlan(t, config(arn))
	for _, another := range []string{"alias/other", "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"} {
		if plan := b.Plan(context.Background(), config(another)); plan.Of(job) != acctest.Replace {
			t.Errorf("%s: the plan is %s: %s", another, plan.Of(job), plan.Errors())
		}
	}
}

// Of a job that trains a custom model further, AWS tells only the foundation model: an import must not train it again.
func TestModelCustomizationJob_importKeepsACustomBaseModel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.apply(t, b.config(`wait_for = "completed"`))
	parent := b.Object(job).Attr("output_model_arn")
	for _, base := range []string{parent, "tickets"} {
		b.Forget(job)
		config := strings.Replace(b.config(fmt.Sprintf("base_model_identifier = %q\n job_name_prefix = \"a-\"", base)),
			"custom_model_name    = \"tickets\"", "custom_model_name_prefix = \"b-\"", 1)
		b.apply(t, config)
		b.expectEmptyPlan(t, config)
		b.reimport(t)
		plan := b.Plan(context.Background(), config)
		if plan.Of(job) != acctest.Update || !strings.Contains(plan.Warnings(), "began with a custom model") {
			t.Fatalf("the plan is %s: %s %s", plan.Of(job), plan.Errors(), plan.Warnings())
		}
		b.apply(t, config)
		b.expectEmptyPlan(t, config)
		if got := b.Object(job).Attr("base_model_identifier"); got != base {
			t.Errorf("the base model is %s", got)
		}
		another := strings.Replace(config, fmt.Sprintf("%q", base), `"amazon.nova-lite-v1:0"`, 1)
		if plan := b.Plan(context.Background(), another); plan.Of(job) != acctest.Replace {
			t.Errorf("the plan is %s: %s", plan.Of(job), plan.Errors())
		}
	}
}

func TestModelCustomizationJob_warnsOfANameThatNoCustomModelHas(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	plan := b.Plan(context.Background(), b.config(`base_model_identifier = "novamicro"`))
	if plan.Errors() != "" || !strings.Contains(plan.Warnings(), "no custom model") {
		t.Errorf("errors: %s; warnings: %s", plan.Errors(), plan.Warnings())
	}
}

// The name that the console shows is told with the ids that can be trained, or that none of them can.
func TestModelCustomizationJob_saysWhichModelOfANameCanBeTrained(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Nova Micro":      "FINE_TUNING is for amazon.nova-micro-v1:0:128k",
		"nova-micro":      "FINE_TUNING is for amazon.nova-micro-v1:0:128k",
		"Claude Sonnet 4": "It takes no FINE_TUNING. Choose an ACTIVE model. Models that do: ",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			plan := b.Plan(context.Background(), b.config(fmt.Sprintf("base_model_identifier = %q", name)))
			if text := plan.Errors() + plan.Warnings(); !strings.Contains(text, want) {
				t.Errorf("%q does not say %q", text, want)
			}
		})
	}
}
