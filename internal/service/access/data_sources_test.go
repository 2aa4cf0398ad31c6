// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

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

func TestFoundationModelAgreementOffers_haveTermsAndTypedRates(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(fmt.Sprintf("data \"bedrock_foundation_model_agreement_offers\" \"test\" {\n  model_id = %q\n}\n", desk.Haiku))
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
	d.MustApply(fmt.Sprintf("data \"bedrock_foundation_model_agreement_offers\" \"test\" {\n  model_id = %q\n}\n", desk.Nova))
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
		d.MustApply(fmt.Sprintf(config, include) + resource)
		return d.Data("bedrock_use_case_for_model_access.test").AsValueMap()
	}
	if got := read(true); got["submitted"].True() || !got["form_data"].IsNull() || !got["form_sha256"].IsNull() {
		t.Errorf("without a form: %#v", got)
	}
	resource = desk.FormOf("form_data_wo")
	d.MustApply(resource)
	got := read(false)
	if !got["submitted"].True() || !got["form_data"].IsNull() || got["form_sha256"].AsString() != d.Object(desk.UseCase).Attr("form_sha256") {
		t.Errorf("got %#v", got)
	}
	shown := read(true)["form_data"].AsValueMap()
	if shown["company_name"].AsString() != "Apiary GmbH" || shown["other_industry_option"].AsString() != "" {
		t.Errorf("got %#v", shown)
	}
}
