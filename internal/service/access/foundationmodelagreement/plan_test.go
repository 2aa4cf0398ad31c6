// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A guard that was left out says so, in the plan of the agreement and in no later one.
func TestFoundationModelAgreement_saysWhichChecksWereLeftOut(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed, `expected_terms_url = "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf"`)
	for _, operation := range []string{"ListFoundationModels", "GetFoundationModel", "ListFoundationModelAgreementOffers"} {
		d.Cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Code: "AccessDeniedException", Times: -1})
	}
	plan := d.Plan(t.Context(), config)
	if plan.Errors() != "" || plan.Of(desk.Agreement) != acctest.Create {
		t.Fatalf("plans %s %s", plan.Of(desk.Agreement), plan.Errors())
	}
	acctest.Says(t, "warning", plan.Warnings(), "without a check of the model", `AttributeName("model_id")`, "without a check of the terms",
		`AttributeName("expected_terms_url")`, "The apply compares the terms before it accepts any.")
	d.Cloud.ClearFaults()
	if warnings := d.MustApply(config); warnings != "" {
		t.Errorf("warns %s", warnings)
	}
	d.Cloud.AddFault(simulator.Fault{Operation: "ListFoundationModelAgreementOffers", Status: 403, Code: "AccessDeniedException", Times: -1})
	d.Settled(config)
}
