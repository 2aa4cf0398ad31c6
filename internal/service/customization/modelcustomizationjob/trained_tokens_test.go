// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// The estimate is what is charged: the tokens once for every epoch, said or usual. What the data become later changes nothing.
func TestModelCustomizationJob_estimatesTheTokensThatAreCharged(t *testing.T) {
	t.Parallel()
	for arguments, want := range map[string]string{
		"training_tokens = 1000": "2000", "training_tokens = 1000\n hyper_parameters = { epochCount = \"3\" }": "3000",
		"": "null", "training_tokens = 1000\n base_model_identifier = \"amazon.nova-2-lite-v1:0:256k\"": "null",
	} {
		b := newBench(t)
		b.apply(t, b.config(arguments))
		if got := b.tokens(); got != want {
			t.Errorf("%s: %s, want %s", arguments, got, want)
		}
		b.expectEmptyPlan(t, b.config(arguments))
	}
	b := newBench(t)
	b.apply(t, b.config("training_tokens = 1000"))
	b.expectEmptyPlan(t, b.config("training_tokens = 5000"))
	b.apply(t, b.config("training_tokens = 5000\n tags = { team = \"support\" }"))
	if got := b.tokens(); got != "2000" {
		t.Errorf("after a change of tags, %s", got)
	}
	// One that begins to say it sends nothing.
	b = newBench(t)
	b.apply(t, b.config(""))
	if plan := b.Plan(context.Background(), b.config("training_tokens = 7")); plan.Of(job) != acctest.Update {
		t.Errorf("the plan is %s", plan.Of(job))
	}
	before := len(b.cloud.Journal())
	b.apply(t, b.config("training_tokens = 7"))
	if got := b.tokens(); got != "14" {
		t.Errorf("afterwards, %s", got)
	}
	for _, entry := range b.cloud.Journal()[before:] {
		if entry.Operation == "CreateModelCustomizationJob" || entry.Operation == "TagResource" {
			t.Errorf("sent %s", entry.Operation)
		}
	}
	b.expectEmptyPlan(t, b.config("training_tokens = 7"))
}

func (b *bench) tokens() string {
	value := b.Object(job).Value.GetAttr("trained_tokens_estimate")
	if value.IsNull() {
		return "null"
	}
	return value.AsBigFloat().Text('f', 0)
}
