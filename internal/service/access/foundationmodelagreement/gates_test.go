// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestFoundationModelAgreement_waitsForEveryGate(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed)
	d.Cloud.SetAccount(desk.Account, simulator.Account{Unverified: true})
	acctest.Says(t, "warning", d.MustApply(config), "authorization (NOT_AUTHORIZED)", "until AWS has verified it", "still running",
		"after 30m0s")
	d.HasAttr(desk.Agreement, "agreement_status", "AVAILABLE")
	d.HasAttr(desk.Agreement, "authorization_status", "NOT_AUTHORIZED")
	if d.Object(desk.Agreement).Tainted {
		t.Error("it is tainted")
	}
	d.Refused(d.Apply(t.Context(), config), "authorization (NOT_AUTHORIZED)") // an update that waits on is not a success

	polls := 0
	d.Clock.OnSleep(func(time.Duration) {
		if polls++; polls == 5 {
			d.Cloud.SetAccount(desk.Account, simulator.Account{})
		}
	})
	d.MustApply(config)
	d.Settled(config)
	d.HasAttr(desk.Agreement, "authorization_status", "AUTHORIZED")
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
}

func TestFoundationModelAgreement_waitsForTheRequiredGatesOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed, `required_gates = ["agreement", "region"]`)
	d.Cloud.SetAccount(desk.Account, simulator.Account{Unverified: true})
	if warnings := d.MustApply(config); warnings != "" {
		t.Error(warnings)
	}
	d.Settled(config)
	plan := d.Plan(t.Context(), desk.AgreementOf(desk.Embed))
	if plan.Of(desk.Agreement) != acctest.Update || plan.Change(desk.Agreement).Planned.GetAttr("authorization_status").IsKnown() {
		t.Errorf("a gate that is required from now on is not waited for: %s", plan.Of(desk.Agreement))
	}
}

// Nothing that an apply does moves the gates of a model without terms.
func TestFoundationModelAgreement_doesNotWaitForWhatCannotMove(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Cloud.SetAccount(desk.Account, simulator.Account{Unverified: true})
	d.Clock.OnSleep(func(time.Duration) { t.Error("it waits") })
	d.Refused(d.Apply(t.Context(), desk.AgreementOf(desk.Nova)), "authorization (NOT_AUTHORIZED)", desk.Nova)
	if d.Objects[desk.Agreement] != nil {
		t.Error("it is in the state")
	}
}

func TestFoundationModelAgreement_acceptsNothingWhereTheRegionIsClosed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, operation := range []string{"ListFoundationModels", "GetFoundationModel"} { // so that the plan cannot know
		d.Cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Times: -1})
	}
	d.Refused(d.Apply(t.Context(), desk.AgreementOf("stability.sd3-5-large-v1:0")), "region (NOT_AVAILABLE)", "us-east-1")
	d.WantWrites(map[string]int{})
}

func TestFoundationModelAgreement_namesTheFormThatIsMissing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Refused(d.Apply(t.Context(), desk.AgreementOf(desk.Haiku)), desk.Haiku+": the use-case form is missing",
		"You have not filled out the request form",
		"bedrock_use_case_for_model_access", "depends_on", "Nothing was accepted")
	if d.Objects[desk.Agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
	// The same cause again is told in short.
	diags := d.Apply(t.Context(), desk.AgreementOf("anthropic.claude-sonnet-5"))
	d.Refused(diags, "anthropic.claude-sonnet-5: the use-case form is missing, as told in full")
	if strings.Contains(diags.Errors(), "depends_on") {
		t.Errorf("told in full again: %s", diags.Errors())
	}
}

func TestFoundationModelAgreement_followsAFormOfTheSameApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.FormOf(`form_data_wo`) + desk.AgreementOf(desk.Haiku, "depends_on = [bedrock_use_case_for_model_access.test]")
	if warnings := d.MustApply(config); warnings != "" {
		t.Error(warnings)
	}
	d.Settled(config)
	d.HasAttr(desk.Agreement, "agreement_status", "AVAILABLE")
	if n := d.Writes()["CreateFoundationModelAgreement"]; n < 2 {
		t.Errorf("%d requests: AWS knew the form at once, so this test shows nothing", n)
	}
}

func TestFoundationModelAgreement_namesThePermissionsThatAreMissing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Cloud.AddFault(simulator.Fault{
		Operation: "CreateFoundationModelAgreement", Status: 403, Code: "AccessDeniedException", Times: -1,
		Message: "User is not authorized to perform: aws-marketplace:Subscribe on resource: *",
	})
	d.Refused(d.Apply(t.Context(), desk.AgreementOf(desk.Embed)), "aws-marketplace:Subscribe on resource", "aws-marketplace:ViewSubscriptions",
		"service control policy")
	d.Refused(d.Apply(t.Context(), desk.AgreementOf("cohere.rerank-v3-5:0")), "refused for the same reason as another model")
	if d.Objects[desk.Agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
}
