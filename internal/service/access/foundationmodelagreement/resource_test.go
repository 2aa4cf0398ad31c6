// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestFoundationModelAgreement_neverPlansForATokenThatRotates(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed)
	if warnings := d.MustApply(config); warnings != "" {
		t.Error(warnings)
	}
	d.Settled(config)
	for range 3 {
		d.Cloud.Advance(48 * time.Hour) // every token of before has ended
		d.Restart("")
		d.Settled(config)
	}
	d.HasAttr(desk.Agreement, "agreement_status", "AVAILABLE")
	d.HasAttr(desk.Agreement, "authorization_status", "AUTHORIZED")
	d.HasAttr(desk.Agreement, "entitlement_availability", "AVAILABLE")
	d.HasAttr(desk.Agreement, "region_availability", "AVAILABLE")
	d.HasAttr(desk.Agreement, "account_id", desk.Account)
	d.HasAttr(desk.Agreement, "legal_terms_url", "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf")
	if accepted, err := time.Parse(time.RFC3339, d.Object(desk.Agreement).Attr("accepted_at")); err != nil || accepted.IsZero() {
		t.Errorf("accepted_at: %v", err)
	}
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
	if n := d.Cloud.Count("GetCallerIdentity"); n > 4 {
		t.Errorf("%d runs asked %d times who they are", 4, n)
	}
}

func TestFoundationModelAgreement_isNothingForModelsWithoutTerms(t *testing.T) {
	t.Parallel()
	for _, model := range []string{desk.Nova, "meta.llama3-3-70b-instruct-v1:0", "mistral.pixtral-large-2502-v1:0", "deepseek.v3.2"} {
		d := newDesk(t)
		config := desk.AgreementOf(model, `deletion_policy = "DELETE"`)
		if warnings := d.MustApply(config); warnings != "" {
			t.Error(warnings)
		}
		d.Settled(config)
		if d.Object(desk.Agreement).Value.GetAttr("agreement_required").True() {
			t.Errorf("%s requires an agreement", model)
		}
		d.HasAttr(desk.Agreement, "legal_terms_url", "")
		d.HasAttr(desk.Agreement, "accepted_at", "")
		if diags := d.Destroy(t.Context()); len(diags) > 0 {
			t.Error(diags.Errors(), diags.Warnings())
		}
		d.WantWrites(map[string]int{})
	}
}

func TestFoundationModelAgreement_takesOverWhatTheAccountHas(t *testing.T) {
	t.Parallel()
	for name, age := range map[string]time.Duration{"agreed": time.Hour, "on its way": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.Accept(desk.Embed)
			d.Cloud.Advance(age)
			config := desk.AgreementOf(desk.Embed)
			if warnings := d.MustApply(config); warnings != "" {
				t.Error(warnings)
			}
			d.Settled(config)
			d.HasAttr(desk.Agreement, "agreement_status", "AVAILABLE")
			d.HasAttr(desk.Agreement, "accepted_at", "")
			d.HasAttr(desk.Agreement, "offer_id", "")
			d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1}) // which was the other's
		})
	}
}

func TestFoundationModelAgreement_saysWhenAnOfferIsNotUsed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Accept(desk.Embed)
	config := desk.AgreementOf(desk.Embed, `offer_id = "offer-that-has-ended"`)
	acctest.Says(t, "warning", d.MustApply(config), "offer_id is not used", "has an agreement already")
	d.Settled(config)
	d.HasAttr(desk.Agreement, "offer_id", "offer-that-has-ended")
}

func TestFoundationModelAgreement_acceptsThePrivateOfferThatIsNamed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(`data "bedrock_foundation_model_agreement_offers" "test" {
		model_id   = "cohere.embed-v4:0"
		offer_type = "ALL"
	}
	`)
	offers := d.Data("bedrock_foundation_model_agreement_offers.test").GetAttr("offers").AsValueSlice()
	private := offers[1].GetAttr("offer_id").AsString()
	d.MustApply(desk.AgreementOf(desk.Embed, fmt.Sprintf("offer_id = %q", private)))
	d.HasAttr(desk.Agreement, "legal_terms_url", "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/private.pdf")

	other := newDesk(t)
	other.Refused(other.Apply(t.Context(), desk.AgreementOf(desk.Embed, `offer_id = "offer-nobody-makes"`)), "no offer offer-nobody-makes",
		desk.Embed)
	other.WantWrites(map[string]int{})
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
			d.MustApply(desk.AgreementOf(desk.Embed, fmt.Sprintf("deletion_policy = %q", policy)))
			diags := d.Destroy(t.Context()) // at once, so that AWS still says that the agreement is changing
			if want.error != "" || diags.Errors() != "" {
				acctest.Says(t, "error", diags.Errors(), want.error)
			}
			if want.warning != "" || diags.Warnings() != "" {
				acctest.Says(t, "warning", diags.Warnings(), want.warning)
			}
			if got := d.Status(desk.Embed); got != want.status {
				t.Errorf("the agreement is %s, want %s", got, want.status)
			}
			if kept := d.Objects[desk.Agreement] != nil; kept != (policy == "PREVENT") {
				t.Errorf("in the state: %t", kept)
			}
		})
	}
}

func TestFoundationModelAgreement_destroysWhatIsGone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(desk.AgreementOf(desk.Embed, `deletion_policy = "DELETE"`))
	d.Cloud.Advance(time.Hour)
	// Somebody is faster, between the look and the request.
	d.Cloud.AddFault(simulator.Fault{
		Operation: "DeleteFoundationModelAgreement", Status: 400, Code: "ValidationException", Message: "No agreement exists to cancel",
	})
	if diags := d.DestroyOne(t.Context(), desk.Agreement); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}

func TestFoundationModelAgreement_imports(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]struct {
		id       string
		identity map[string]string
	}{
		"id":             {id: desk.Embed},
		"id and region":  {id: desk.Embed + "@us-east-1"},
		"model":          {identity: map[string]string{"model_id": desk.Embed}},
		"whole identity": {identity: map[string]string{"model_id": desk.Embed, "account_id": desk.Account, "region": "us-east-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.Accept(desk.Embed)
			d.Cloud.Advance(time.Hour)
			if diags := d.Import(t.Context(), desk.Agreement, "bedrock_foundation_model_agreement", by.id, by.identity); diags.Errors() != "" {
				t.Fatal(diags.Errors())
			}
			d.Settled(desk.AgreementOf(desk.Embed))
			d.Settled(desk.AgreementOf(desk.Embed, `expected_terms_url = null`))
		})
	}
}

func TestFoundationModelAgreement_importsOnlyWhatIsThere(t *testing.T) {
	t.Parallel()
	const typ = "bedrock_foundation_model_agreement"
	d := newDesk(t)
	d.Refused(d.Import(t.Context(), desk.Agreement, typ, desk.Embed, nil), "no agreement for "+desk.Embed)
	d = newDesk(t)
	d.Refused(d.Import(t.Context(), desk.Agreement, typ, "", map[string]string{"model_id": desk.Embed, "account_id": desk.Stranger}),
		desk.Stranger, desk.Account)
	d = newDesk(t)
	d.Refused(d.Import(t.Context(), desk.Agreement, typ, "@us-east-1", nil), "model_id@REGION")
	d = newDesk(t)
	if diags := d.Import(t.Context(), desk.Agreement, typ, desk.Nova, nil); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	d.Settled(desk.AgreementOf(desk.Nova))
}

func TestFoundationModelAgreement_refusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for model, fragments := range map[string][]string{
		"us." + desk.Haiku:           {"an inference profile", `"` + desk.Haiku + `"`},
		"global." + desk.Haiku:       {"an inference profile", `"` + desk.Haiku + `"`},
		"anthropic.claude-9":         {"There is no foundation model", "us-east-1"},
		"claude":                     {"the name of a model, and its id is anthropic.claude-v2."},
		"Claude Sonnet 4.5":          {"its id is anthropic.claude-sonnet-4-5-20250929-v1:0."},
		"stability.sd3-5-large-v1:0": {"There is no foundation model", "us-east-1"},
		"arn:aws:bedrock:us-east-1::foundation-model/" + desk.Haiku:                 {"an ARN", `"` + desk.Haiku + `"`},
		"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + desk.Haiku: {"an inference profile", `"` + desk.Haiku + `"`},
	} {
		d.Refused(d.Plan(t.Context(), desk.AgreementOf(model)).Diagnostics, append(fragments, `AttributeName("model_id")`)...)
	}
	d.Refused(d.Plan(t.Context(), strings.Replace(desk.AgreementOf(desk.Embed), "true", "false", 1)).Diagnostics, "accept_eula is false")
	d.WantWrites(map[string]int{})
}

func TestFoundationModelAgreement_holdsTheTermsAgainstTheExpectedOnes(t *testing.T) {
	t.Parallel()
	const terms = "https://bedrock-eula.s3.us-east-1.amazonaws.com/cohere/public.pdf"
	expecting := func(url string) string {
		return desk.AgreementOf(desk.Embed, fmt.Sprintf("expected_terms_url = %q", url))
	}
	d := newDesk(t)
	d.Refused(d.Plan(t.Context(), expecting("https://example.com/old.pdf")).Diagnostics,
		terms, "https://example.com/old.pdf", "Nothing is accepted", `AttributeName("expected_terms_url")`)
	d.Refused(d.Plan(t.Context(), desk.AgreementOf(desk.Nova, `expected_terms_url = "https://example.com/old.pdf"`)).Diagnostics,
		"has no terms")
	d.WantWrites(map[string]int{})

	d.MustApply(expecting(terms + "?X-Amz-Signature=of-last-week"))
	d.Settled(expecting(terms))
	before := len(d.Cloud.Journal())
	d.Refused(d.PlanOnly(t.Context(), expecting("https://example.com/new.pdf")).Diagnostics, "https://example.com/new.pdf")
	if n := len(d.Cloud.Journal()) - before; n != 0 {
		t.Errorf("sent %d requests to compare what the state knows", n)
	}
	// Another model is another agreement with terms of its own.
	plan := d.PlanOnly(t.Context(), desk.AgreementOf("ai21.jamba-1-5-mini-v1:0",
		`expected_terms_url = "https://bedrock-eula.s3.us-east-1.amazonaws.com/ai21/public.pdf"`))
	if plan.Errors() != "" || plan.Of(desk.Agreement) != acctest.Replace {
		t.Errorf("plans %s %s", plan.Of(desk.Agreement), plan.Errors())
	}
}

func TestFoundationModelAgreement_checksTheTermsAgainWhenItAccepts(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed, `expected_terms_url = "https://example.com/old.pdf"`)
	d.Cloud.AddFault(simulator.Fault{Operation: "ListFoundationModelAgreementOffers", Status: 403, Times: 2}) // the plans cannot look
	d.Refused(d.Apply(t.Context(), config), "Nothing is accepted")
	d.WantWrites(map[string]int{})
	if d.Objects[desk.Agreement] != nil {
		t.Error("what was not accepted is in the state")
	}
}

func TestFoundationModelAgreement_seesThatSomebodyCancelled(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed)
	d.MustApply(config)
	d.Cancel(desk.Embed)
	plan := d.Plan(t.Context(), config)
	acctest.Says(t, "warning", plan.Warnings(), "is gone", "accepts the terms again", "accepts the terms again")
	if plan.Of(desk.Agreement) != acctest.Create {
		t.Errorf("plans %s", plan.Of(desk.Agreement))
	}
}

// Right after the terms were accepted, AWS may still show that they were not.
func TestFoundationModelAgreement_isNotForgottenBeforeAWSShowsIt(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	d.Clock.OnSleep(func(time.Duration) { interrupt() })
	if diags := d.Apply(ctx, desk.AgreementOf(desk.Embed)); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	d.Clock.OnSleep(nil)
	d.Cloud.AddFault(simulator.Fault{
		Operation: "GetFoundationModelAvailability", Action: "replace", Member: "status", Value: "NOT_AVAILABLE",
	})
	if diags := d.Refresh(t.Context()); diags.Errors()+diags.Warnings() != "" {
		t.Error(diags.Errors(), diags.Warnings())
	}
	d.HasAttr(desk.Agreement, "agreement_status", "NOT_AVAILABLE")
	d.MustApply(desk.AgreementOf(desk.Embed))
	d.HasAttr(desk.Agreement, "agreement_status", "AVAILABLE")
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 1})
}

func TestFoundationModelAgreement_explainsAFailure(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed)
	d.Cloud.SetAccount(desk.Account, simulator.Account{NoPayment: true})
	d.Refused(d.Apply(t.Context(), config), "agreement (ERROR)", "INVALID_PAYMENT_INSTRUMENT", "payment method", `"agreement_status"`)
	d.Cloud.SetAccount(desk.Account, simulator.Account{})
	d.MustApply(config) // tainted, so it asks again
	d.Settled(config)
	d.WantWrites(map[string]int{"CreateFoundationModelAgreement": 2})
}

func TestFoundationModelAgreement_isReadInItsOwnAccountOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(desk.AgreementOf(desk.Nova)) // which the other account has just the same
	d.Restart("AKIA" + desk.Stranger + "EXAM")
	d.Refused(d.Refresh(t.Context()), desk.Stranger, desk.Account)
	if d.Objects[desk.Agreement] == nil {
		t.Error("it was removed from the state")
	}
}

func TestFoundationModelAgreement_outlivesItsModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	config := desk.AgreementOf(desk.Embed, `deletion_policy = "DELETE"`)
	d.MustApply(config)
	d.Cloud.AddFault(simulator.Fault{
		Operation: "GetFoundationModelAvailability", Status: 400, Code: "ValidationException",
		Message: "The provided model identifier is invalid.", Times: -1,
	})
	diags := d.Refresh(t.Context())
	if diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	acctest.Says(t, "warning", diags.Warnings(), "not offered any more")
	if diags := d.Destroy(t.Context()); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}
