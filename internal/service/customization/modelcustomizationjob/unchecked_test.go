// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob_test

import (
	"context"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A base model that AWS does not let the caller see is a warning: the job itself may well be allowed.
func TestModelCustomizationJob_plansWithAWarningWhereTheModelCannotBeChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, operation := range []string{"ListFoundationModels", "GetFoundationModel"} {
		b.cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDeniedException", Times: -1})
	}
	plan := b.Plan(context.Background(), b.config(""))
	if plan.Errors() != "" || plan.Of(job) != acctest.Create {
		t.Errorf("plans %s: %s", plan.Of(job), plan.Errors())
	}
	for _, want := range []string{"base_model_identifier", "AccessDeniedException"} {
		if !strings.Contains(plan.Warnings(), want) {
			t.Errorf("the warnings lack %s: %q", want, plan.Warnings())
		}
	}
}

// So are a name of a job, and a custom model to train further, that AWS does not let the caller look up.
func TestModelCustomizationJob_plansWithAWarningWhereNamesCannotBeChecked(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for _, operation := range []string{"GetModelCustomizationJob", "GetCustomModel"} {
		b.cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDeniedException", Times: -1})
	}
	plan := b.Plan(context.Background(), b.config(`base_model_identifier = "tickets-of-last-year"`))
	if plan.Errors() != "" || plan.Of(job) != acctest.Create {
		t.Errorf("plans %s: %s", plan.Of(job), plan.Errors())
	}
	for _, want := range []string{"without a check of the name of the job", "without a check of the base model"} {
		if !strings.Contains(plan.Warnings(), want) {
			t.Errorf("the warnings lack %q: %s", want, plan.Warnings())
		}
	}
}

// An account that the provider block rules out fails the plan, not the apply.
func TestModelCustomizationJob_refusesARuledOutAccountAtPlan(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.cloud.For(acctest.Region)
	config["allowed_account_ids"] = []any{"111111111111"}
	b.Reconfigure(config, domains(), provider.WithClock(b.clock))
	plan := b.Plan(context.Background(), b.config(""))
	if !strings.Contains(plan.Errors(), "allowed_account_ids") {
		t.Errorf("errors %q", plan.Errors())
	}
}
