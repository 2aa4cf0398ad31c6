// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// inferenceProfile is made from what AWS never answers again, so an import leaves model_source open.
func inferenceProfile() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_inference_profile",
		Dir:     "../service/catalog/inferenceprofile/testdata",
		Domains: registry.Of("catalog"),
		Create:  "CreateInferenceProfile",
		Read:    "GetInferenceProfile",
		Delete:  "DeleteInferenceProfile",
		Makes:   []string{"application-inference-profile"},
		Replaces: map[string]string{
			"name":         `"other"`,
			"description":  `"Something else"`,
			"model_source": `{ copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0" }`,
		},
		ProviderOnly: map[string]string{"deletion_policy": `"ABANDON"`},
		ImportAs:     map[string]string{},
		InPlace:      []string{"tags"},
		RefreshCalls: 2,
		ReadTags:     "ListTagsForResource",
	}
}
