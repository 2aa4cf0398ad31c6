// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelavailability_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func availabilityOf(model string) string {
	return fmt.Sprintf("data \"bedrock_foundation_model_availability\" \"test\" {\n  model_id = %q\n}\n", model)
}

func readAvailability(d *desk.Desk, model string) (usable bool, reason string) {
	d.MustApply(availabilityOf(model))
	data := d.Data("bedrock_foundation_model_availability.test")
	return data.GetAttr("usable").True(), data.GetAttr("reason").AsString()
}

func TestFoundationModelAvailability_saysWhichGateIsClosed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for name, test := range map[string]struct {
		prepare func()
		model   string
		usable  bool
		reasons []string
	}{
		"open":      {func() {}, desk.Nova, true, []string{desk.Nova + " is open to the account in us-east-1."}},
		"no terms":  {func() {}, desk.Embed, false, []string{"agreement (NOT_AVAILABLE)", "bedrock_foundation_model_agreement"}},
		"pending":   {func() { d.Accept("cohere.rerank-v3-5:0") }, "cohere.rerank-v3-5:0", false, []string{"agreement (PENDING)"}},
		"elsewhere": {func() {}, "stability.sd3-5-large-v1:0", false, []string{"region (NOT_AVAILABLE)", "entitlement (NOT_AVAILABLE)"}},
		"unverified": {func() { d.Cloud.SetAccount(desk.Account, simulator.Account{Unverified: true}) }, desk.Haiku, false,
			[]string{"use-case form"}},
	} {
		test.prepare()
		usable, reason := readAvailability(d, test.model)
		if usable != test.usable {
			t.Errorf("%s: usable: %t", name, usable)
		}
		acctest.Says(t, name+" reason", reason, test.reasons...)
		d.Cloud.SetAccount(desk.Account, simulator.Account{})
	}
}

func TestFoundationModelAvailability_tellsWhyAnAgreementFailed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Cloud.SetAccount(desk.Account, simulator.Account{NoPayment: true})
	d.Accept(desk.Embed)
	d.Cloud.Advance(time.Hour)
	usable, reason := readAvailability(d, desk.Embed)
	if usable {
		t.Error("it is usable")
	}
	acctest.Says(t, "reason", reason, "agreement (ERROR)", "INVALID_PAYMENT_INSTRUMENT")
}

func TestFoundationModelAvailability_isAskedForAgainAfterAnApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if usable, _ := readAvailability(d, desk.Embed); usable {
		t.Fatal("it is usable")
	}
	d.MustApply(desk.AgreementOf(desk.Embed))
	if usable, reason := readAvailability(d, desk.Embed); !usable {
		t.Error(reason)
	}
}

func TestFoundationModelAvailability_refusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Refused(d.Apply(t.Context(), availabilityOf("us."+desk.Haiku)), "an inference profile", `"`+desk.Haiku+`"`)
	d.Refused(d.Apply(t.Context(), availabilityOf("anthropic.claude-9")), "anthropic.claude-9 in us-east-1", "ValidationException")
}
