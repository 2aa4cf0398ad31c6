// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// giveArtefacts are the files of models that were trained elsewhere, and a role that may read them.
func giveArtefacts(t testing.TB, cloud *acctest.Cloud) {
	t.Helper()
	cloud.NewTraining(t)
	for _, file := range []string{"config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"} {
		cloud.PutObject(t, "training-data", "model/"+file, "{}")
		cloud.PutObject(t, "training-data", "other/"+file, "{}")
	}
}

// openSource is why an imported model plans a change of the state.
const openSource = "AWS does not tell what a model was made of: TestCustomModel_importLeavesTheSourceOpen"

func customModel() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_custom_model",
		Dir:     "../service/customization/custommodel/testdata",
		Domains: registry.Of("customization"),
		Prepare: giveArtefacts,
		// An import, and min.tf, do not say what a destroy does to the model.
		Provider: acctest.ProviderConfig{"default_deletion_policy": crud.DeletionDelete},
		Create:   "CreateCustomModel",
		Read:     "GetCustomModel",
		Delete:   "DeleteCustomModel",
		Makes:    []string{"custom-model"},
		Replaces: map[string]string{
			"model_name":               `"other"`,
			"model_name_prefix":        `"other-"`,
			"model_source_config":      `{ s3_data_source = { s3_uri = "s3://training-data/other/" } }`,
			"custom_model_data_source": `{ model_package_arn_data_source = { model_package_arn = "arn:aws:sagemaker:us-east-1:123456789012:model-package/nova/1" } }`,
			"model_kms_key_arn":        `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
		},
		Together: map[string]map[string]string{
			"model_name":               {"model_name_prefix": "null"},
			"custom_model_data_source": {"model_source_config": "null", "role_arn": "null"},
		},
		ProviderOnly: map[string]string{
			"deletion_policy": `"ABANDON"`, "role_arn": `"arn:aws:iam::123456789012:role/other"`,
		},
		// Artefacts need a role, which AWS does not tell.
		ImportAs: map[string]string{"role_arn": `"arn:aws:iam::123456789012:role/AmazonBedrock-training"`},
		Exempt: map[string]string{
			"import_by_id":       openSource,
			"import_by_identity": openSource,
		},
		SameSpelling: map[string]string{"model_name_prefix": `"suppor"`},
		InPlace:      []string{"tags"},
		RefreshCalls: 2,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Filled: "model_status", Missing: "remove",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "training-data", "model/config.json", "")
			},
		},
	}
}
