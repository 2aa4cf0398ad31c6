// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// That a model can be served by the hour only is told before its training is paid, and not again while it is there.
func TestModelCustomizationJob_saysWhatServesTheModel(t *testing.T) {
	t.Parallel()
	const served = "served by the hour"
	b := newBench(t)
	config := func(base, more string) string {
		return b.config("job_name_prefix = \"tickets-\"\n hyper_parameters = { epochCount = \"2\" }\n base_model_identifier = \"" +
			base + "\"\n" + more)
	}
	const embeddings = "amazon.titan-embed-image-v1:0"
	if plan := b.Plan(context.Background(), config("amazon.nova-micro-v1:0:128k", "")); strings.Contains(plan.Warnings(), served) {
		t.Errorf("of a model that is deployed on demand: %s", plan.Warnings())
	}
	acctest.Says(t, "warning", b.Plan(context.Background(), config(embeddings, "")).Warnings(), served, embeddings, "us-east-1", "2026-",
		"bedrock_customization_cost", "meta.llama3-3-70b-... in us-west-2")
	b.apply(t, config("amazon.nova-micro-v1:0:128k", ""))
	acctest.Says(t, "warning", b.Plan(context.Background(), config(embeddings, "")).Warnings(), served) // another training
	b = newBench(t)
	hourly := config(embeddings, `wait_for = "created"`)
	b.apply(t, hourly)
	for _, config := range []string{hourly, config(embeddings, "wait_for = \"created\"\n tags = { team = \"support\" }")} {
		if plan := b.Plan(context.Background(), config); plan.Errors() != "" || strings.Contains(plan.Warnings(), served) {
			t.Errorf("of a job that is there: %s%s", plan.Errors(), plan.Warnings())
		}
	}
}
