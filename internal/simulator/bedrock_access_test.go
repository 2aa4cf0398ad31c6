// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	haiku = "anthropic.claude-haiku-4-5-20251001-v1:0"
	embed = "cohere.embed-v4:0"
	nova  = "amazon.nova-lite-v1:0"
)

// customer is one account that speaks to a simulator about access to models.
type customer struct {
	core
	*bedrock.Client
}

func newCustomer(t *testing.T) customer {
	t.Helper()
	return customerOf(startCore(t), "simulator", "us-east-1")
}

func customerOf(c core, accessKey, region string) customer {
	return customer{c, bedrock.NewFromConfig(c.config(accessKey, region))}
}

func (c customer) availability(t *testing.T, model string) *bedrock.GetFoundationModelAvailabilityOutput {
	t.Helper()
	out, err := c.GetFoundationModelAvailability(t.Context(), &bedrock.GetFoundationModelAvailabilityInput{ModelId: &model})
	if err != nil {
		t.Fatalf("asking for the availability of %s: %v", model, err)
	}
	return out
}

func (c customer) agreement(t *testing.T, model string) types.AgreementStatus {
	t.Helper()
	return c.availability(t, model).AgreementAvailability.Status
}

func (c customer) wantAgreement(t *testing.T, model string, want types.AgreementStatus) {
	t.Helper()
	if got := c.agreement(t, model); got != want {
		t.Errorf("the agreement for %s is %s, want %s", model, got, want)
	}
}

func (c customer) offers(t *testing.T, model string, kind types.OfferType) []types.Offer {
	t.Helper()
	out, err := c.ListFoundationModelAgreementOffers(t.Context(), &bedrock.ListFoundationModelAgreementOffersInput{
		ModelId: &model, OfferType: kind,
	})
	if err != nil {
		t.Fatalf("listing the offers for %s: %v", model, err)
	}
	return out.Offers
}

func (c customer) accept(t *testing.T, model, token string) error {
	t.Helper()
	_, err := c.CreateFoundationModelAgreement(t.Context(), &bedrock.CreateFoundationModelAgreementInput{ModelId: &model, OfferToken: &token})
	return err
}

// subscribe accepts the public offer.
func (c customer) subscribe(t *testing.T, model string) {
	t.Helper()
	if err := c.accept(t, model, *c.offers(t, model, "PUBLIC")[0].OfferToken); err != nil {
		t.Fatalf("accepting the offer for %s: %v", model, err)
	}
}

func (c customer) cancel(t *testing.T, model string) error {
	t.Helper()
	_, err := c.DeleteFoundationModelAgreement(t.Context(), &bedrock.DeleteFoundationModelAgreementInput{ModelId: &model})
	return err
}

func form(edits ...func(map[string]any)) []byte {
	answers := map[string]any{
		"companyName": "Example Corp", "companyWebsite": "https://www.example.com", "intendedUsers": "0",
		"industryOption": "Energy", "otherIndustryOption": "", "useCases": "Answering questions of field engineers.",
	}
	for _, edit := range edits {
		edit(answers)
	}
	text, err := json.Marshal(answers)
	if err != nil {
		panic(err)
	}
	return text
}

func answer(question string, value any) func(map[string]any) {
	return func(answers map[string]any) { answers[question] = value }
}

func (c customer) submit(t *testing.T, form []byte) error {
	t.Helper()
	_, err := c.PutUseCaseForModelAccess(t.Context(), &bedrock.PutUseCaseForModelAccessInput{FormData: form})
	return err
}

func TestFoundationModelAgreement_comesAndGoesWithTime(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	c.wantAgreement(t, embed, "NOT_AVAILABLE")
	c.subscribe(t, embed)
	c.wantAgreement(t, embed, "PENDING")
	wantError(t, c.cancel(t, embed), "ConflictException", "changing")
	wantError(t, c.accept(t, embed, *c.offers(t, embed, "")[0].OfferToken), "ConflictException", "Agreement already exists")
	c.Advance(time.Minute)
	c.wantAgreement(t, embed, "AVAILABLE")
	if objects := c.Objects(); len(objects) != 1 || objects[0].Status != "AVAILABLE" {
		t.Errorf("got objects %+v, want the agreement", objects)
	}
	if err := c.cancel(t, embed); err != nil {
		t.Fatal(err)
	}
	c.wantAgreement(t, embed, "AVAILABLE") // cancelling takes a while too
	wantError(t, c.cancel(t, embed), "ConflictException")
	c.Advance(time.Minute)
	c.wantAgreement(t, embed, "NOT_AVAILABLE")
	wantError(t, c.cancel(t, embed), "ValidationException", "No agreement exists to cancel")
	if objects := c.Objects(); len(objects) != 0 {
		t.Errorf("got objects %+v, want none", objects)
	}
	c.subscribe(t, embed)
	c.wantAgreement(t, embed, "PENDING")
}

func TestFoundationModelAgreement_early(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	c.subscribe(t, embed)
	c.Advance(50 * time.Second)
	c.wantAgreement(t, embed, "AVAILABLE")
	wantError(t, c.cancel(t, embed), "ConflictException")
}

func TestFoundationModelAgreement_countsInEveryRegionOfItsAccountOnly(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	c.subscribe(t, embed)
	c.Advance(time.Minute)
	customerOf(c.core, "simulator", "eu-central-1").wantAgreement(t, embed, "AVAILABLE")
	customerOf(c.core, "AKIA210987654321EXAM", "us-east-1").wantAgreement(t, embed, "NOT_AVAILABLE")
}

func TestFoundationModelAgreement_isOneForAllContextVariants(t *testing.T) {
	t.Parallel()
	c := customerOf(startCore(t), "simulator", "us-west-2")
	if err := c.submit(t, form()); err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Minute)
	c.subscribe(t, "anthropic.claude-3-haiku-20240307-v1:0")
	c.wantAgreement(t, "anthropic.claude-3-haiku-20240307-v1:0:200k", "PENDING")
}

func TestFoundationModelAgreement_fails(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	c.SetAccount(simulator.DefaultAccountID, simulator.Account{NoPayment: true})
	c.subscribe(t, embed)
	c.wantAgreement(t, embed, "PENDING")
	c.Advance(time.Minute)
	got := c.availability(t, embed).AgreementAvailability
	if got.Status != "ERROR" || !strings.Contains(aws.ToString(got.ErrorMessage), "INVALID_PAYMENT_INSTRUMENT") {
		t.Errorf("got %s (%s), want ERROR with its reason", got.Status, aws.ToString(got.ErrorMessage))
	}
	wantError(t, c.cancel(t, embed), "ValidationException", "No agreement exists to cancel")

	c.SetAccount(simulator.DefaultAccountID, simulator.Account{})
	c.subscribe(t, embed)
	c.Advance(time.Minute)
	c.wantAgreement(t, embed, "AVAILABLE")
}

func TestFoundationModelAgreement_isRefused(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	token := *c.offers(t, embed, "PUBLIC")[0].OfferToken
	late := *c.offers(t, embed, "PUBLIC")[0].OfferToken
	for name, test := range map[string]struct {
		err       error
		code      string
		fragments []string
	}{
		"no offers":       {c.listOffers(t, nova), "ValidationException", []string{"Agreement not supported for this model"}},
		"no agreement":    {c.accept(t, nova, token), "ValidationException", []string{"Agreement not supported for this model"}},
		"nothing to end":  {c.cancel(t, nova), "ValidationException", []string{"Agreement not supported for this model"}},
		"other model":     {c.accept(t, "cohere.rerank-v3-5:0", token), "ValidationException", []string{"offer token is invalid"}},
		"made up":         {c.accept(t, embed, "token"), "ValidationException", []string{"offer token is invalid"}},
		"profile":         {c.listOffers(t, "us."+haiku), "ValidationException", []string{"model identifier is invalid"}},
		"elsewhere":       {c.listOffers(t, "stability.sd3-5-large-v1:0"), "ValidationException", []string{"model identifier is invalid"}},
		"elsewhere too":   {c.accept(t, "stability.sd3-5-large-v1:0", token), "ValidationException", []string{"model identifier is invalid"}},
		"before the form": {c.accept(t, haiku, token), "AccessDeniedException", []string{"You have not filled out the request form"}},
		"ARN":             {c.listOffers(t, "arn:aws:bedrock:us-east-1::foundation-model/"+embed), "ValidationException", []string{"modelId"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantError(t, test.err, test.code, test.fragments...)
		})
	}
	c.Advance(2 * time.Hour)
	wantError(t, c.accept(t, embed, late), "ValidationException", "offer token is invalid")
}

func (c customer) listOffers(t *testing.T, model string) error {
	t.Helper()
	_, err := c.ListFoundationModelAgreementOffers(t.Context(), &bedrock.ListFoundationModelAgreementOffersInput{ModelId: &model})
	return err
}

func TestAgreementOffers_rotateTheirTokensAndSignaturesOnly(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	first, second := c.offers(t, haiku, "ALL"), c.offers(t, haiku, "ALL")
	if len(first) != 2 || len(c.offers(t, haiku, "PUBLIC")) != 1 {
		t.Fatalf("got %d offers in all, want a public and a private one", len(first))
	}
	for i := range first {
		a, b := first[i], second[i]
		if *a.OfferId != *b.OfferId || *a.OfferToken == *b.OfferToken {
			t.Errorf("ids %s and %s, same tokens: %t", *a.OfferId, *b.OfferId, *a.OfferToken == *b.OfferToken)
		}
		urlA, urlB := *a.TermDetails.LegalTerm.Url, *b.TermDetails.LegalTerm.Url
		baseA, _, signed := strings.Cut(urlA, "?")
		baseB, _, _ := strings.Cut(urlB, "?")
		if urlA == urlB || baseA != baseB || !signed {
			t.Errorf("terms are at %s and %s", urlA, urlB)
		}
	}
	rates := first[0].TermDetails.UsageBasedPricingTerm.RateCard
	i := slices.IndexFunc(rates, func(r types.DimensionalPriceRate) bool { return *r.Dimension == "USE1_OutputTokenCount_Global" })
	if i < 0 || *rates[i].Price != "5.0000000000" || *rates[i].Unit != "Units" {
		t.Errorf("got rate card %+v", rates)
	}
	elsewhere := customerOf(c.core, "simulator", "eu-central-1").offers(t, haiku, "PUBLIC")
	if *elsewhere[0].OfferId != *first[0].OfferId {
		t.Error("the offer differs by region")
	}
}

func TestFoundationModelAvailability_hasFourGates(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	type gates struct {
		agreement     types.AgreementStatus
		authorization types.AuthorizationStatus
		entitlement   types.EntitlementAvailability
		region        types.RegionAvailability
	}
	const closed = "NOT_AVAILABLE"
	c.SetAccount("210987654321", simulator.Account{Unverified: true})
	for name, test := range map[string]struct {
		key, model string
		want       gates
	}{
		"own model":           {"simulator", nova, gates{"AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"}},
		"before the form":     {"simulator", haiku, gates{"NOT_AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"}},
		"another region":      {"simulator", "qwen.qwen3-coder-480b-a35b-v1:0", gates{"AVAILABLE", "AUTHORIZED", closed, closed}},
		"account not checked": {"AKIA210987654321EXAM", nova, gates{"AVAILABLE", "NOT_AUTHORIZED", "AVAILABLE", "AVAILABLE"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := customerOf(c.core, test.key, "us-east-1").availability(t, test.model)
			got := gates{out.AgreementAvailability.Status, out.AuthorizationStatus, out.EntitlementAvailability, out.RegionAvailability}
			if got != test.want || *out.ModelId != test.model {
				t.Errorf("%s: got %v, want %v", *out.ModelId, got, test.want)
			}
		})
	}
	_, err := c.GetFoundationModelAvailability(t.Context(), &bedrock.GetFoundationModelAvailabilityInput{ModelId: aws.String("us." + haiku)})
	wantError(t, err, "ValidationException", "model identifier is invalid")
}

func TestUseCaseForm_isWrittenOnce(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	_, err := c.GetUseCaseForModelAccess(t.Context(), &bedrock.GetUseCaseForModelAccessInput{})
	wantError(t, err, "ResourceNotFoundException", "You have not filled out the request form")
	for range 2 { // the same form again changes nothing
		if err := c.submit(t, form()); err != nil {
			t.Fatal(err)
		}
	}
	wantError(t, c.submit(t, form(answer("companyName", "Another Corp"))), "ValidationException", "already been submitted")

	out, err := customerOf(c.core, "simulator", "eu-central-1").GetUseCaseForModelAccess(t.Context(), &bedrock.GetUseCaseForModelAccessInput{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := base64.StdEncoding.DecodeString(string(out.FormData))
	if err != nil {
		t.Fatalf("the form is not encoded twice, as AWS does: %v", err)
	}
	var got, want map[string]any
	if json.Unmarshal(text, &got) != nil || json.Unmarshal(form(), &want) != nil || !cmp.Equal(want, got) {
		t.Errorf("got form %s", text)
	}
	stranger := customerOf(c.core, "AKIA210987654321EXAM", "us-east-1")
	_, err = stranger.GetUseCaseForModelAccess(t.Context(), &bedrock.GetUseCaseForModelAccessInput{})
	wantError(t, err, "ResourceNotFoundException")
}

func TestUseCaseForm_opensTheModelsThatWantIt(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	if err := c.submit(t, form()); err != nil {
		t.Fatal(err)
	}
	token := *c.offers(t, haiku, "PUBLIC")[0].OfferToken
	wantError(t, c.accept(t, haiku, token), "AccessDeniedException", "request form") // not known everywhere yet
	c.Advance(10 * time.Second)
	if err := c.accept(t, haiku, token); err != nil {
		t.Error(err)
	}
}

func TestUseCaseForm_isInheritedInTheOrganization(t *testing.T) {
	t.Parallel()
	management := newCustomer(t)
	member := customerOf(management.core, "AKIA210987654321EXAM", "us-east-1")
	management.SetAccount("210987654321", simulator.Account{Management: simulator.DefaultAccountID})
	if err := management.submit(t, form()); err != nil {
		t.Fatal(err)
	}
	management.Advance(time.Minute)
	if _, err := member.GetUseCaseForModelAccess(t.Context(), &bedrock.GetUseCaseForModelAccessInput{}); err != nil {
		t.Error(err)
	}
	wantError(t, member.submit(t, form(answer("useCases", "Something else."))), "ValidationException", "already been submitted")
	member.subscribe(t, haiku)
	member.wantAgreement(t, haiku, "PENDING")
	management.wantAgreement(t, haiku, "NOT_AVAILABLE")
}

func TestUseCaseForm_isValidated(t *testing.T) {
	t.Parallel()
	c := newCustomer(t)
	for name, data := range map[string][]byte{
		"no JSON":       []byte("company: Example"),
		"encoded twice": []byte(base64.StdEncoding.EncodeToString(form())),
		"too short":     []byte("{}"),
		"too long":      form(answer("useCases", strings.Repeat("a", 17000))),
		"no website":    form(answer("companyWebsite", "example.com")),
		"unknown users": form(answer("intendedUsers", "3")),
		"number":        form(answer("intendedUsers", 1)),
		"empty":         form(answer("useCases", "")),
		"member absent": form(func(answers map[string]any) { delete(answers, "otherIndustryOption") }),
		"another one":   form(answer("email", "someone@example.com")),
		"long name":     form(answer("companyName", strings.Repeat("a", 129))),
		"other of what": form(answer("industryOption", "Other")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantError(t, c.submit(t, data), "ValidationException", "form")
		})
	}
}
