// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreementoffers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
)

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
