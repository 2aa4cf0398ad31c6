// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

const ownershipKey = "support-models-production"

// reopen is the next run of Terraform, with an ownership key.
func (b *bench) reopen(key string) {
	config := b.cloud.For(acctest.Region)
	if key != "" {
		config["ownership_key"] = key
	}
	b.Reconfigure(config, domains(), provider.WithClock(b.clock))
}

func TestModelCustomizationJob_takesOverWhatAnApplyThatDiedStarted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.reopen(ownershipKey)
	config := b.config("wait_for = \"completed\"\n tags = { team = \"support\" }\n job_tags = { purpose = \"test\" }")
	b.apply(t, config)
	arn := b.Object(job).Attr("arn")
	b.Forget(job)

	b.reopen(ownershipKey)
	plan := b.Plan(context.Background(), config)
	if plan.Of(job) != acctest.Create || plan.Errors() != "" || !strings.Contains(plan.Warnings(), "takes that job over") {
		t.Fatalf("the plan is %s; errors: %s; warnings: %s", plan.Of(job), plan.Errors(), plan.Warnings())
	}
	if diags := b.ApplyPlan(context.Background(), config, plan); diags.Errors() != "" || !strings.Contains(diags.Warnings(), "Taking over") {
		t.Fatalf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	if now := b.Object(job).Attr("arn"); now != arn {
		t.Errorf("took over %s, not %s", now, arn)
	}
	b.expectEmptyPlan(t, config)
	if mark := b.tags(t, arn)[tags.Owner]; len(mark) != 64 {
		t.Errorf("the job is marked %q", mark)
	}
}

func TestModelCustomizationJob_takesOverNothingElse(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]struct{ before, after, arguments string }{
		"no key":          {ownershipKey, "", ""},
		"another key":     {ownershipKey, "support-models-staging", ""},
		"not marked":      {"", ownershipKey, ""},
		"other arguments": {ownershipKey, ownershipKey, `hyper_parameters = { epochCount = "3" }`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.reopen(next.before)
			b.apply(t, b.config(`wait_for = "completed"`))
			arn := b.Object(job).Attr("arn")
			b.Forget(job)
			b.reopen(next.after)
			diags := b.Apply(context.Background(), b.config("wait_for = \"completed\"\n"+next.arguments))
			if !strings.Contains(diags.Errors(), "terraform import ADDRESS "+arn) {
				t.Errorf("errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
			}
			if b.Objects[job] != nil {
				t.Error("the job was taken over")
			}
		})
	}
}

// The mark is nobody's tag: it is not shown, and changing the tags does not take it away.
func TestModelCustomizationJob_keepsItsMark(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.reopen(ownershipKey)
	b.apply(t, b.config("wait_for = \"created\"\n job_tags = { purpose = \"test\" }"))
	arn := b.Object(job).Attr("arn")
	before := b.tags(t, arn)
	changed := b.config("wait_for = \"created\"\n job_tags = { purpose = \"production\" }")
	b.apply(t, changed)
	b.expectEmptyPlan(t, changed)
	want := maps.Clone(before)
	want["purpose"] = "production"
	if got := b.tags(t, arn); !maps.Equal(got, want) {
		t.Errorf("tags %v, want %v", got, want)
	}
	if all := b.Object(job).Value.GetAttr("job_tags_all").AsValueMap(); len(all) != 1 {
		t.Errorf("job_tags_all = %v", all)
	}
}
