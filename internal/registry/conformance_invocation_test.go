// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// keepsNothing is why calls have neither identity nor import.
const keepsNothing = "AWS keeps nothing of a call that could be read, found, imported or deleted"

func invocationExempt() map[string]string {
	const nothing, notAgain = keepsNothing, "a call that AWS may have carried out is not sent again, because it would be paid again"
	return map[string]string{
		"import_by_id": nothing, "import_by_identity": nothing, "vanished": nothing, "wrong_account_removes_nothing": nothing,
		"wrong_account_forgets_nothing": nothing, "deletion_policy": nothing, "identity_before_second_call": nothing,
		"empty_answer_is_refused": nothing, "delete_of_a_vanished_object": nothing, "passing_faults_are_survived": nothing,
		"one_token_per_create": notAgain, "create_survives_passing_faults": notAgain,
		"update_in_place": "whatever is asked in another way is another call",
	}
}

// conversation sends one request when it is created, and never another one.
func conversation() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_converse",
		Dir:     "../service/invocation/converse/testdata",
		Domains: registry.Of("invocation"),
		ID:      "model_id",
		Create:  "Converse",
		Replaces: map[string]string{
			"model_id":                        `"us.amazon.nova-lite-v1:0"`,
			"prompt":                          `"Where is my parcel?"`,
			"system":                          `"You answer for a shop that sells boats."`,
			"messages":                        `[{ role = "user", content = [{ text = "Where is my parcel?" }] }]`,
			"inference_config":                `{ max_tokens = 100 }`,
			"additional_model_request_fields": `"{\"inferenceConfig\":{\"topK\":30}}"`,
			"triggers":                        `{ run = "2" }`,
			"expectations":                    `{ max_latency_ms = 1 }`,
			"store_output":                    `false`,
			"output_file":                     `"` + "/dev/null" + `"`,
		},
		Together: map[string]map[string]string{"prompt": {"messages": "null"}},
		Exempt:   invocationExempt(), Unfound: keepsNothing,
	}
}

// invocationOfModel sends one request when it is created, and never another one.
func invocationOfModel() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_invoke_model",
		Dir:     "../service/invocation/invokemodel/testdata",
		Domains: registry.Of("invocation"),
		ID:      "model_id",
		Create:  "InvokeModel",
		Replaces: map[string]string{
			"model_id":     `"us.amazon.nova-lite-v1:0"`,
			"body":         `jsonencode({ prompt = "Where is my parcel?", max_tokens = 200 })`,
			"content_type": `"text/plain"`,
			"accept":       `"*/*"`,
			"triggers":     `{ run = "2" }`,
			"expectations": `{ max_latency_ms = 1 }`,
			"store_output": `false`,
			"output_file":  `"` + "/dev/null" + `"`,
		},
		Exempt: invocationExempt(), Unfound: keepsNothing,
	}
}
