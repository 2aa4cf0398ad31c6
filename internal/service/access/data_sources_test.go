// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func availabilityOf(model string) string {
	return fmt.Sprintf("data \"bedrock_foundation_model_availability\" \"test\" {\n  model_id = %q\n}\n", model)
}

func (d *desk) availability(model string) (usable bool, reason string) {
	d.t.Helper()
	d.apply(availabilityOf(model))
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
		"open":       {func() {}, nova, true, []string{nova + " is open to the account in us-east-1."}},
		"no terms":   {func() {}, embed, false, []string{"agreement (NOT_AVAILABLE)", "bedrock_foundation_model_agreement"}},
		"pending":    {func() { d.accept("cohere.rerank-v3-5:0") }, "cohere.rerank-v3-5:0", false, []string{"agreement (PENDING)"}},
		"elsewhere":  {func() {}, "stability.sd3-5-large-v1:0", false, []string{"region (NOT_AVAILABLE)", "entitlement (NOT_AVAILABLE)"}},
		"unverified": {func() { d.cloud.SetAccount(account, simulator.Account{Unverified: true}) }, haiku, false, []string{"use-case form"}},
	} {
		test.prepare()
		usable, reason := d.availability(test.model)
		if usable != test.usable {
			t.Errorf("%s: usable: %t", name, usable)
		}
		says(t, name+" reason", reason, test.reasons...)
		d.cloud.SetAccount(account, simulator.Account{})
	}
}

func TestFoundationModelAvailability_tellsWhyAnAgreementFailed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.cloud.SetAccount(account, simulator.Account{NoPayment: true})
	d.accept(embed)
	d.cloud.Advance(time.Hour)
	usable, reason := d.availability(embed)
	if usable {
		t.Error("it is usable")
	}
	says(t, "reason", reason, "agreement (ERROR)", "INVALID_PAYMENT_INSTRUMENT")
}

func TestFoundationModelAvailability_isAskedForAgainAfterAnApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if usable, _ := d.availability(embed); usable {
		t.Fatal("it is usable")
	}
	d.apply(agreementOf(embed))
	if usable, reason := d.availability(embed); !usable {
		t.Error(reason)
	}
}

func TestFoundationModelAvailability_refusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.refuse(d.Apply(t.Context(), availabilityOf("us."+haiku)), "an inference profile", `"`+haiku+`"`)
	d.refuse(d.Apply(t.Context(), availabilityOf("anthropic.claude-9")), "anthropic.claude-9 in us-east-1", "ValidationException")
}

func TestFoundationModelAgreementOffers_haveTermsAndTypedRates(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(fmt.Sprintf("data \"bedrock_foundation_model_agreement_offers\" \"test\" {\n  model_id = %q\n}\n", haiku))
	data := d.Data("bedrock_foundation_model_agreement_offers.test")
	offers := data.GetAttr("offers").AsValueSlice()
	if len(offers) != 1 || !data.GetAttr("agreement_required").True() {
		t.Fatalf("got %d offers", len(offers))
	}
	one := offers[0].AsValueMap()
	terms, download := one["legal_terms_url"].AsString(), one["legal_terms_download_url"].AsString()
	if !strings.HasPrefix(download, terms+"?X-Amz-") || strings.Contains(terms, "?") {
		t.Errorf("the terms are at %s and %s", terms, download)
	}
	refunds, token := one["refund_policy_description"].AsString(), one["offer_token"].AsString()
	if refunds != "No refunds" || !one["agreement_duration"].IsNull() || token == "" {
		t.Errorf("got %#v", one)
	}
	for _, rate := range one["rate_card"].AsValueSlice() {
		if rate.GetAttr("dimension").AsString() != "USE1_InputTokenCount" {
			continue
		}
		if want := cty.MustParseNumberVal("1.1"); !rate.GetAttr("price").RawEquals(want) || rate.GetAttr("unit").AsString() != "Units" {
			t.Errorf("got rate %#v", rate)
		}
		return
	}
	t.Error("there is no rate for input tokens")
}

func TestFoundationModelAgreementOffers_areNoneForModelsWithoutTerms(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(fmt.Sprintf("data \"bedrock_foundation_model_agreement_offers\" \"test\" {\n  model_id = %q\n}\n", nova))
	data := d.Data("bedrock_foundation_model_agreement_offers.test")
	if data.GetAttr("agreement_required").True() || data.GetAttr("offers").LengthInt() != 0 {
		t.Errorf("got %#v", data)
	}
}

func TestUseCaseForModelAccessDataSource_showsAnswersOnRequestOnly(t *testing.T) {
	t.Parallel()
	const config = "data \"bedrock_use_case_for_model_access\" \"test\" {\n  include_form_data = %t\n}\n"
	d := newDesk(t)
	resource := ""
	read := func(include bool) map[string]cty.Value {
		d.apply(fmt.Sprintf(config, include) + resource)
		return d.Data("bedrock_use_case_for_model_access.test").AsValueMap()
	}
	if got := read(true); got["submitted"].True() || !got["form_data"].IsNull() || !got["form_sha256"].IsNull() {
		t.Errorf("without a form: %#v", got)
	}
	resource = form("form_data_wo")
	d.apply(resource)
	got := read(false)
	if !got["submitted"].True() || !got["form_data"].IsNull() || got["form_sha256"].AsString() != d.Object(useCase).Attr("form_sha256") {
		t.Errorf("got %#v", got)
	}
	shown := read(true)["form_data"].AsValueMap()
	if shown["company_name"].AsString() != "Apiary GmbH" || shown["other_industry_option"].AsString() != "" {
		t.Errorf("got %#v", shown)
	}
}
