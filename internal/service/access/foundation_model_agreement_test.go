// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestFoundationModelAgreement_neverPlansForATokenThatRotates(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed)
	if warnings := d.apply(config); warnings != "" {
		t.Error(warnings)
	}
	d.settled(config)
	for range 3 {
		d.cloud.Advance(48 * time.Hour) // every token of before has ended
		d.restart("")
		d.settled(config)
	}
	d.attr(agreement, "agreement_status", "AVAILABLE")
	d.attr(agreement, "authorization_status", "AUTHORIZED")
	d.attr(agreement, "entitlement_availability", "AVAILABLE")
	d.attr(agreement, "region_availability", "AVAILABLE")
	d.attr(agreement, "account_id", account)
	d.attr(agreement, "legal_terms_url", "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf")
	if accepted, err := time.Parse(time.RFC3339, d.Object(agreement).Attr("accepted_at")); err != nil || accepted.IsZero() {
		t.Errorf("accepted_at: %v", err)
	}
	d.wantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
	if n := d.cloud.Count("GetCallerIdentity"); n > 4 {
		t.Errorf("%d runs asked %d times who they are", 4, n)
	}
}

func TestFoundationModelAgreement_isNothingForModelsWithoutTerms(t *testing.T) {
	t.Parallel()
	for _, model := range []string{nova, "meta.llama3-3-70b-instruct-v1:0", "mistral.pixtral-large-2502-v1:0", "deepseek.v3.2"} {
		d := newDesk(t)
		config := agreementOf(model, `deletion_policy = "DELETE"`)
		if warnings := d.apply(config); warnings != "" {
			t.Error(warnings)
		}
		d.settled(config)
		if d.Object(agreement).Value.GetAttr("agreement_required").True() {
			t.Errorf("%s requires an agreement", model)
		}
		d.attr(agreement, "legal_terms_url", "")
		d.attr(agreement, "accepted_at", "")
		if diags := d.Destroy(t.Context()); len(diags) > 0 {
			t.Error(diags.Errors(), diags.Warnings())
		}
		d.wantWrites(map[string]int{})
	}
}

func TestFoundationModelAgreement_takesOverWhatTheAccountHas(t *testing.T) {
	t.Parallel()
	for name, age := range map[string]time.Duration{"agreed": time.Hour, "on its way": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.accept(embed)
			d.cloud.Advance(age)
			config := agreementOf(embed)
			if warnings := d.apply(config); warnings != "" {
				t.Error(warnings)
			}
			d.settled(config)
			d.attr(agreement, "agreement_status", "AVAILABLE")
			d.attr(agreement, "accepted_at", "")
			d.attr(agreement, "offer_id", "")
			d.wantWrites(map[string]int{"CreateFoundationModelAgreement": 1}) // which was the other's
		})
	}
}

func TestFoundationModelAgreement_saysWhenAnOfferIsNotUsed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.accept(embed)
	config := agreementOf(embed, `offer_id = "offer-that-has-ended"`)
	says(t, "warning", d.apply(config), "offer_id is not used", "has an agreement already")
	d.settled(config)
	d.attr(agreement, "offer_id", "offer-that-has-ended")
}

func TestFoundationModelAgreement_acceptsThePrivateOfferThatIsNamed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(`data "bedrock_foundation_model_agreement_offers" "test" {
		model_id   = "cohere.embed-v4:0"
		offer_type = "ALL"
	}
	`)
	offers := d.Data("bedrock_foundation_model_agreement_offers.test").GetAttr("offers").AsValueSlice()
	private := offers[1].GetAttr("offer_id").AsString()
	d.apply(agreementOf(embed, fmt.Sprintf("offer_id = %q", private)))
	d.attr(agreement, "legal_terms_url", "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/private.pdf")

	other := newDesk(t)
	other.refuse(other.Apply(t.Context(), agreementOf(embed, `offer_id = "offer-nobody-makes"`)), "no offer offer-nobody-makes", embed)
	other.wantWrites(map[string]int{})
}

func TestFoundationModelAgreement_destroys(t *testing.T) {
	t.Parallel()
	for policy, want := range map[string]struct{ status, error, warning string }{
		"DELETE":  {status: "NOT_AVAILABLE", warning: "for everybody in the account"},
		"ABANDON": {status: "AVAILABLE", warning: "the agreement for cohere.embed-v4:0 still exists"},
		"PREVENT": {status: "AVAILABLE", error: "deletion_policy is PREVENT"},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.apply(agreementOf(embed, fmt.Sprintf("deletion_policy = %q", policy)))
			diags := d.Destroy(t.Context()) // at once, so that AWS still says that the agreement is changing
			if want.error != "" || diags.Errors() != "" {
				says(t, "error", diags.Errors(), want.error)
			}
			if want.warning != "" || diags.Warnings() != "" {
				says(t, "warning", diags.Warnings(), want.warning)
			}
			if got := d.status(embed); got != want.status {
				t.Errorf("the agreement is %s, want %s", got, want.status)
			}
			if kept := d.Objects[agreement] != nil; kept != (policy == "PREVENT") {
				t.Errorf("in the state: %t", kept)
			}
		})
	}
}

func TestFoundationModelAgreement_destroysWhatIsGone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(agreementOf(embed, `deletion_policy = "DELETE"`))
	d.cloud.Advance(time.Hour)
	// Somebody is faster, between the look and the request.
	d.cloud.AddFault(simulator.Fault{
		Operation: "DeleteFoundationModelAgreement", Status: 400, Code: "ValidationException", Message: "No agreement exists to cancel",
	})
	if diags := d.DestroyOne(t.Context(), agreement); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}

func TestFoundationModelAgreement_imports(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]struct {
		id       string
		identity map[string]string
	}{
		"id":             {id: embed},
		"id and region":  {id: embed + "@us-east-1"},
		"model":          {identity: map[string]string{"model_id": embed}},
		"whole identity": {identity: map[string]string{"model_id": embed, "account_id": account, "region": "us-east-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.accept(embed)
			d.cloud.Advance(time.Hour)
			if diags := d.Import(t.Context(), agreement, "bedrock_foundation_model_agreement", by.id, by.identity); diags.Errors() != "" {
				t.Fatal(diags.Errors())
			}
			d.settled(agreementOf(embed))
			d.settled(agreementOf(embed, `expected_terms_url = null`))
		})
	}
}

func TestFoundationModelAgreement_importsOnlyWhatIsThere(t *testing.T) {
	t.Parallel()
	const typ = "bedrock_foundation_model_agreement"
	d := newDesk(t)
	d.refuse(d.Import(t.Context(), agreement, typ, embed, nil), "no agreement for "+embed)
	d = newDesk(t)
	d.refuse(d.Import(t.Context(), agreement, typ, "", map[string]string{"model_id": embed, "account_id": stranger}), stranger, account)
	d = newDesk(t)
	d.refuse(d.Import(t.Context(), agreement, typ, "@us-east-1", nil), "model_id@REGION")
	d = newDesk(t)
	if diags := d.Import(t.Context(), agreement, typ, nova, nil); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	d.settled(agreementOf(nova))
}

func TestFoundationModelAgreement_refusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for model, fragments := range map[string][]string{
		"us." + haiku:                {"an inference profile", `"` + haiku + `"`},
		"global." + haiku:            {"an inference profile", `"` + haiku + `"`},
		"anthropic.claude-9":         {"There is no foundation model", "us-east-1"},
		"claude":                     {"no such id"},
		"stability.sd3-5-large-v1:0": {"There is no foundation model", "us-east-1"},
		"arn:aws:bedrock:us-east-1::foundation-model/" + haiku:                 {"an ARN", `"` + haiku + `"`},
		"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + haiku: {"an inference profile", `"` + haiku + `"`},
	} {
		d.refuse(d.Plan(t.Context(), agreementOf(model)).Diagnostics, append(fragments, `AttributeName("model_id")`)...)
	}
	d.refuse(d.Plan(t.Context(), strings.Replace(agreementOf(embed), "true", "false", 1)).Diagnostics, "accept_eula is false")
	d.wantWrites(map[string]int{})
}

func TestFoundationModelAgreement_holdsTheTermsAgainstTheExpectedOnes(t *testing.T) {
	t.Parallel()
	const terms = "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf"
	expecting := func(url string) string { return agreementOf(embed, fmt.Sprintf("expected_terms_url = %q", url)) }
	d := newDesk(t)
	d.refuse(d.Plan(t.Context(), expecting("https://example.com/old.pdf")).Diagnostics,
		terms, "https://example.com/old.pdf", "Nothing is accepted", `AttributeName("expected_terms_url")`)
	d.refuse(d.Plan(t.Context(), agreementOf(nova, `expected_terms_url = "https://example.com/old.pdf"`)).Diagnostics, "has no terms")
	d.wantWrites(map[string]int{})

	d.apply(expecting(terms + "?X-Amz-Signature=of-last-week"))
	d.settled(expecting(terms))
	before := len(d.cloud.Journal())
	d.refuse(d.PlanOnly(t.Context(), expecting("https://example.com/new.pdf")).Diagnostics, "https://example.com/new.pdf")
	if n := len(d.cloud.Journal()) - before; n != 0 {
		t.Errorf("sent %d requests to compare what the state knows", n)
	}
	// Another model is another agreement with terms of its own.
	plan := d.PlanOnly(t.Context(), agreementOf("ai21.jamba-1-5-mini-v1:0",
		`expected_terms_url = "https://bedrock-eula.s3.us-east-1.amazonaws.com/ai21/public.pdf"`))
	if plan.Errors() != "" || plan.Of(agreement) != acctest.Replace {
		t.Errorf("plans %s %s", plan.Of(agreement), plan.Errors())
	}
}

func TestFoundationModelAgreement_checksTheTermsAgainWhenItAccepts(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed, `expected_terms_url = "https://example.com/old.pdf"`)
	d.cloud.AddFault(simulator.Fault{Operation: "ListFoundationModelAgreementOffers", Status: 403, Times: 2}) // the plans cannot look
	d.refuse(d.Apply(t.Context(), config), "Nothing is accepted")
	d.wantWrites(map[string]int{})
	if d.Objects[agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
}

func TestFoundationModelAgreement_seesThatSomebodyCancelled(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed)
	d.apply(config)
	d.cancel(embed)
	plan := d.Plan(t.Context(), config)
	says(t, "warning", plan.Warnings(), "somebody cancelled it", "accepts the terms again")
	if plan.Of(agreement) != acctest.Create {
		t.Errorf("plans %s", plan.Of(agreement))
	}
}

// Right after the terms were accepted, AWS may still show that they were not.
func TestFoundationModelAgreement_isNotForgottenBeforeAWSShowsIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	d.clock.OnSleep(func(time.Duration) { interrupt() })
	if diags := d.Apply(ctx, agreementOf(embed)); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	d.clock.OnSleep(nil)
	d.cloud.AddFault(simulator.Fault{
		Operation: "GetFoundationModelAvailability", Action: "replace", Member: "status", Value: "NOT_AVAILABLE",
	})
	if diags := d.Refresh(t.Context()); diags.Errors()+diags.Warnings() != "" {
		t.Error(diags.Errors(), diags.Warnings())
	}
	d.attr(agreement, "agreement_status", "NOT_AVAILABLE")
	d.apply(agreementOf(embed))
	d.attr(agreement, "agreement_status", "AVAILABLE")
	d.wantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
}

func TestFoundationModelAgreement_explainsAFailure(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed)
	d.cloud.SetAccount(account, simulator.Account{NoPayment: true})
	d.refuse(d.Apply(t.Context(), config), "agreement (ERROR)", "INVALID_PAYMENT_INSTRUMENT", "payment method", `"agreement_status"`)
	d.cloud.SetAccount(account, simulator.Account{})
	d.apply(config) // tainted, so it asks again
	d.settled(config)
	d.wantWrites(map[string]int{"CreateFoundationModelAgreement": 2})
}

func TestFoundationModelAgreement_waitsForEveryGate(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed)
	d.cloud.SetAccount(account, simulator.Account{Unverified: true})
	says(t, "warning", d.apply(config), "authorization (NOT_AUTHORIZED)", "until AWS has verified it", "still running", "after 30m0s")
	d.attr(agreement, "agreement_status", "AVAILABLE")
	d.attr(agreement, "authorization_status", "NOT_AUTHORIZED")
	if d.Object(agreement).Tainted {
		t.Error("it is tainted")
	}
	d.refuse(d.Apply(t.Context(), config), "authorization (NOT_AUTHORIZED)") // an update that waits on is not a success

	polls := 0
	d.clock.OnSleep(func(time.Duration) {
		if polls++; polls == 5 {
			d.cloud.SetAccount(account, simulator.Account{})
		}
	})
	d.apply(config)
	d.settled(config)
	d.attr(agreement, "authorization_status", "AUTHORIZED")
	d.wantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
}

func TestFoundationModelAgreement_waitsForTheRequiredGatesOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed, `required_gates = ["agreement", "region"]`)
	d.cloud.SetAccount(account, simulator.Account{Unverified: true})
	if warnings := d.apply(config); warnings != "" {
		t.Error(warnings)
	}
	d.settled(config)
	plan := d.Plan(t.Context(), agreementOf(embed))
	if plan.Of(agreement) != acctest.Update || plan.Change(agreement).Planned.GetAttr("authorization_status").IsKnown() {
		t.Errorf("a gate that is required from now on is not waited for: %s", plan.Of(agreement))
	}
}

// Nothing that an apply does moves the gates of a model without terms.
func TestFoundationModelAgreement_doesNotWaitForWhatCannotMove(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.cloud.SetAccount(account, simulator.Account{Unverified: true})
	d.clock.OnSleep(func(time.Duration) { t.Error("it waits") })
	d.refuse(d.Apply(t.Context(), agreementOf(nova)), "authorization (NOT_AUTHORIZED)", nova)
	if d.Objects[agreement] != nil {
		t.Error("it is in the state")
	}
}

func TestFoundationModelAgreement_acceptsNothingWhereTheRegionIsClosed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, operation := range []string{"ListFoundationModels", "GetFoundationModel"} { // so that the plan cannot know
		d.cloud.AddFault(simulator.Fault{Operation: operation, Status: 403, Times: -1})
	}
	d.refuse(d.Apply(t.Context(), agreementOf("stability.sd3-5-large-v1:0")), "region (NOT_AVAILABLE)", "us-east-1")
	d.wantWrites(map[string]int{})
}

func TestFoundationModelAgreement_namesTheFormThatIsMissing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuse(d.Apply(t.Context(), agreementOf(haiku)), haiku+": the use-case form is missing", "You have not filled out the request form",
		"bedrock_use_case_for_model_access", "depends_on", "Nothing was accepted")
	if d.Objects[agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
	// The same cause again is told in short.
	diags := d.Apply(t.Context(), agreementOf("anthropic.claude-sonnet-5"))
	d.refuse(diags, "anthropic.claude-sonnet-5: the use-case form is missing, as told in full")
	if strings.Contains(diags.Errors(), "depends_on") {
		t.Errorf("told in full again: %s", diags.Errors())
	}
}

func TestFoundationModelAgreement_followsAFormOfTheSameApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := form(`form_data_wo`) + agreementOf(haiku, "depends_on = [bedrock_use_case_for_model_access.test]")
	if warnings := d.apply(config); warnings != "" {
		t.Error(warnings)
	}
	d.settled(config)
	d.attr(agreement, "agreement_status", "AVAILABLE")
	if n := d.writes()["CreateFoundationModelAgreement"]; n < 2 {
		t.Errorf("%d requests: AWS knew the form at once, so this test shows nothing", n)
	}
}

func TestFoundationModelAgreement_namesThePermissionsThatAreMissing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.cloud.AddFault(simulator.Fault{
		Operation: "CreateFoundationModelAgreement", Status: 403, Code: "AccessDeniedException", Times: -1,
		Message: "User is not authorized to perform: aws-marketplace:Subscribe on resource: *",
	})
	d.refuse(d.Apply(t.Context(), agreementOf(embed)), "aws-marketplace:Subscribe on resource", "aws-marketplace:ViewSubscriptions",
		"service control policy")
	d.refuse(d.Apply(t.Context(), agreementOf("cohere.rerank-v3-5:0")), "refused for the same reason as another model")
	if d.Objects[agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
}

func TestFoundationModelAgreement_isReadInItsOwnAccountOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(agreementOf(nova)) // which the other account has just the same
	d.restart("AKIA" + stranger + "EXAM")
	d.refuse(d.Refresh(t.Context()), stranger, account)
	if d.Objects[agreement] == nil {
		t.Error("it was removed from the state")
	}
}

func TestFoundationModelAgreement_outlivesItsModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := agreementOf(embed, `deletion_policy = "DELETE"`)
	d.apply(config)
	d.cloud.AddFault(simulator.Fault{
		Operation: "GetFoundationModelAvailability", Status: 400, Code: "ValidationException",
		Message: "The provided model identifier is invalid.", Times: -1,
	})
	diags := d.Refresh(t.Context())
	if diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	says(t, "warning", diags.Warnings(), "not offered any more")
	if diags := d.Destroy(t.Context()); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}
