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

// distillation is a job that learns from logs.
func (b *bench) distillation(t *testing.T, logs string) string {
	t.Helper()
	b.cloud.PutObject(t, b.training.Bucket, "logs/a.json", strings.Repeat(`{"schemaType":"ModelInvocationLog"}`+"\n", 120))
	config := b.config(`job_name_prefix = "tickets-"
  customization_type = "DISTILLATION"
  customization_config = { distillation_config = { teacher_model_config = { teacher_model_identifier = "amazon.nova-pro-v1:0" } } }`)
	return strings.Replace(config, fmt.Sprintf("s3_uri = %q", b.training.DataURI), "invocation_logs_config = { "+logs+" }", 1)
}

func TestModelCustomizationJob_keepsTheSameLogs(t *testing.T) {
	t.Parallel()
	const source = `invocation_log_source = { s3_uri = "s3://training-data/logs" }`
	for name, test := range map[string]struct {
		logs     string
		replaces bool
	}{
		"as they were": {source, false},
		"the default":  {source + "\n use_prompt_response = false", false},
		"a slash":      {strings.Replace(source, "logs", "logs/", 1), false},
		"answers too":  {source + "\n use_prompt_response = true", true},
		"other logs":   {strings.Replace(source, "logs", "other", 1), true},
		"filtered":     {source + "\n request_metadata_filters = { equals = { a = \"b\" } }", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.apply(t, b.distillation(t, source))
			for _, after := range []string{"a change", "an import"} {
				plan := b.Plan(context.Background(), b.distillation(t, test.logs))
				if plan.Errors() != "" || (plan.Of(job) == acctest.Replace) != test.replaces {
					t.Errorf("after %s, the plan is %s: %s", after, plan.Of(job), plan.Errors())
				}
				b.reimport(t)
			}
		})
	}
}

// What the configuration leaves to AWS is what an import finds; what it names counts.
func TestModelCustomizationJob_importKeepsWhatTheConfigurationLeavesToAWS(t *testing.T) {
	t.Parallel()
	config := func(b *bench, hyperParameters string) string {
		return b.config(fmt.Sprintf(`job_name_prefix = "tickets-"
  base_model_identifier = "amazon.nova-2-lite-v1:0"
  customization_type    = "REINFORCEMENT_FINE_TUNING"
  customization_config = { rft_config = {
    grader_config = { lambda_grader = { lambda_arn = "arn:aws:lambda:us-east-1:123456789012:function:grade" } }
    %s
  } }`, hyperParameters))
	}
	const all = `hyper_parameters = { epoch_count = 2, learning_rate = 0.0001, reasoning_effort = "low" }`
	for hyperParameters, replaces := range map[string]bool{
		all: false, "": false, "hyper_parameters = { learning_rate = 1e-4 }": false, "hyper_parameters = { epoch_count = 3 }": true,
	} {
		b := newBench(t)
		b.cloud.PutObject(t, b.training.Bucket, "train.jsonl", strings.Repeat(`{"messages":[{"role":"user","content":"?"}]}`+"\n", 120))
		b.apply(t, config(b, all))
		if plan := b.Plan(context.Background(), config(b, hyperParameters)); (plan.Of(job) == acctest.Replace) == (hyperParameters == all) {
			t.Errorf("%s: the plan is %s: %s", hyperParameters, plan.Of(job), plan.Errors())
		}
		b.reimport(t)
		plan := b.Plan(context.Background(), config(b, hyperParameters))
		if plan.Errors() != "" || (plan.Of(job) == acctest.Replace) != replaces {
			t.Errorf("%s: after an import, the plan is %s: %s", hyperParameters, plan.Of(job), plan.Errors())
		}
		if !replaces {
			b.apply(t, config(b, hyperParameters))
			b.expectEmptyPlan(t, config(b, hyperParameters))
		}
	}
}
