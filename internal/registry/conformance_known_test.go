// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import "github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/knownfailure"

// knownFailures are the checks of the contract that a type fails today, by type and check.
func knownFailures() map[string]map[string]knownfailure.Mark {
	return map[string]map[string]knownfailure.Mark{
		"bedrock_use_case_for_model_access": {
			"destroy_after_refused_change/form_data":    anotherFormStopsDestroy(),
			"destroy_after_refused_change/form_data_wo": anotherFormStopsDestroy(),
		},
	}
}

func anotherFormStopsDestroy() knownfailure.Mark {
	return knownfailure.Mark{
		Cause:   "another form than AWS has is an error at plan, and no error of the apply, also where the form exists",
		Symptom: "Submitting another Bedrock use-case form",
	}
}
