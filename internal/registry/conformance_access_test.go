// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// foundationModelAgreement reads the gates once before it accepts anything: what is open already is taken over.
func foundationModelAgreement() conformance.Case {
	return conformance.Case{
		Type:        "bedrock_foundation_model_agreement",
		Dir:         "../service/access/foundationmodelagreement/testdata",
		Domains:     registry.Of("access"),
		ID:          "model_id",
		Create:      "CreateFoundationModelAgreement",
		Read:        "GetFoundationModelAvailability",
		CreateReads: 1,
		Delete:      "DeleteFoundationModelAgreement",
		Makes:       []string{"foundation-model-agreement"},
		Replaces: map[string]string{
			"model_id": `"cohere.rerank-v3-5:0"`,
			"offer_id": `"offer-of-another-kind"`,
		},
		// The terms belong to the offer, and the offer to the model.
		Together: map[string]map[string]string{
			"model_id": {"offer_id": "null", "expected_terms_url": "null"},
			"offer_id": {"expected_terms_url": "null"},
		},
		ProviderOnly: map[string]string{
			"required_gates": `["agreement"]`, "deletion_policy": `"ABANDON"`, "expected_terms_url": "null",
		},
		Refused:      map[string]string{"accept_eula": "false"},
		ImportAs:     map[string]string{"offer_id": "null"},
		RefreshCalls: 1,
		Exempt: map[string]string{
			"destroy_after_refused_change/accept_eula": "it is refused when the configuration is validated, whatever exists, as it was " +
				"before anything could be made",
		},
		Async: &conformance.Async{
			Filled: "agreement_status", Missing: "remove", FailureMessage: "agreement_error_message",
			Free: "accepting an offer is free, and what the model then answers is paid by use",
			Failing: func(_ testing.TB, cloud *acctest.Cloud) {
				cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{NoPayment: true})
			},
		},
	}
}

// useCaseForModelAccess is read at plan, where the state does not know the form yet, and again by apply. AWS can neither
// change nor delete it.
func useCaseForModelAccess() conformance.Case {
	return conformance.Case{
		Type:        "bedrock_use_case_for_model_access",
		Dir:         "../service/access/usecaseformodelaccess/testdata",
		Domains:     registry.Of("access"),
		ID:          "account_id",
		Create:      "PutUseCaseForModelAccess",
		Read:        "GetUseCaseForModelAccess",
		CreateReads: 2,
		Together: map[string]map[string]string{
			"form_data_wo": {"form_data": "null"},
		},
		ProviderOnly: map[string]string{"adopt_existing": "true", "deletion_policy": `"PREVENT"`},
		Refused:      map[string]string{"form_data": anotherForm, "form_data_wo": anotherForm},
		// An import leaves the answers out of the state, so that the configuration decides whether they get there.
		ImportAs:     map[string]string{"form_data": "null", "form_data_wo": sameForm},
		RefreshCalls: 1,
	}
}

const sameForm = `{
	company_name = "Example Corp", company_website = "https://www.example.com", intended_users = "2",
	industry_option = "Other", other_industry_option = "Beekeeping", use_cases = "Answers to questions of beekeepers."
}`

const anotherForm = `{
	company_name = "Example Corp", company_website = "https://www.example.com", intended_users = "0",
	industry_option = "Energy", use_cases = "Something else."
}`
