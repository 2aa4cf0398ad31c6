// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
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
			"model_name":          `"other"`,
			"model_name_prefix":   `"other-"`,
			"model_source_config": `{ s3_data_source = { s3_uri = "s3://training-data/other/" } }`,
			"custom_model_data_source": `{ model_package_arn_data_source = { model_package_arn = ` +
				`"arn:aws:sagemaker:us-east-1:123456789012:model-package/nova/1" } }`,
			"model_kms_key_arn": `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
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

// importedModel reads the job, its model and the tags of both.
func importedModel() conformance.Case {
	return conformance.Case{
		Type:     "bedrock_imported_model",
		Dir:      "../service/customization/importedmodel/testdata",
		Domains:  registry.Of("customization"),
		Prepare:  giveArtefacts,
		Provider: acctest.ProviderConfig{"default_deletion_policy": crud.DeletionDelete},
		Create:   "CreateModelImportJob",
		Read:     "GetModelImportJob",
		Delete:   "DeleteImportedModel",
		Makes:    []string{"model-import-job", "imported-model"},
		Replaces: map[string]string{
			"job_name":                   `"other"`,
			"job_name_prefix":            `"other-"`,
			"imported_model_name":        `"other"`,
			"imported_model_name_prefix": `"other"`,
			"attempt":                    `2`,
			"model_data_source":          `{ s3_data_source = { s3_uri = "s3://training-data/other/" } }`,
			"imported_model_kms_key_id":  `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
		},
		Together: map[string]map[string]string{
			"job_name":                   {"job_name_prefix": "null"},
			"imported_model_name_prefix": {"imported_model_name": "null"},
		},
		UntilCompleted: map[string]string{
			"role_arn":   `"arn:aws:iam::123456789012:role/other"`,
			"vpc_config": `{ subnet_ids = ["subnet-33333333"], security_group_ids = ["sg-11111111"] }`,
		},
		ProviderOnly: map[string]string{"wait_for": `"created"`, "deletion_policy": `"ABANDON"`, "on_missing": `"recreate"`},
		ImportAs:     map[string]string{"job_name": `"open"`, "job_name_prefix": "null"},
		SameSpelling: map[string]string{
			"model_data_source":         `{ s3_data_source = { s3_uri = "s3://training-data/model" } }`,
			"imported_model_kms_key_id": `"11111111-2222-3333-4444-555555555555"`,
			"job_name_prefix":           `"ope"`,
		},
		InPlace:      []string{"tags", "job_tags"},
		RefreshCalls: 4,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "imported_model_arn", Missing: "keep",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "training-data", "model/config.json", "")
			},
		},
	}
}

// westernModel is a model of another region, to copy.
const westernModel = "arn:aws:bedrock:us-west-2:123456789012:custom-model/meta.llama3-3-70b-instruct-v1:0:128k/support00001"

func giveWesternModels(_ testing.TB, cloud *acctest.Cloud) {
	cloud.GiveModel(simulator.GivenModel{ARN: westernModel, Name: "support"})
}

// customModelCopy reads the job, the copy and its tags.
func customModelCopy() conformance.Case {
	return conformance.Case{
		Type:     "bedrock_custom_model_copy",
		Dir:      "../service/customization/custommodelcopy/testdata",
		Domains:  registry.Of("customization"),
		Prepare:  giveWesternModels,
		Provider: acctest.ProviderConfig{"default_deletion_policy": crud.DeletionDelete},
		Create:   "CreateModelCopyJob",
		Read:     "GetModelCopyJob",
		Delete:   "DeleteCustomModel",
		Makes:    []string{"model-copy-job", "custom-model"},
		Sources:  []string{westernModel},
		Replaces: map[string]string{
			"source_model_arn":         `"arn:aws:bedrock:us-west-2:123456789012:custom-model/meta.llama3-3-70b-instruct-v1:0:128k/support00002"`,
			"target_model_name":        `"other"`,
			"target_model_name_prefix": `"other-"`,
			"attempt":                  `2`,
			"model_kms_key_id":         `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
		},
		Together:     map[string]map[string]string{"target_model_name": {"target_model_name_prefix": "null"}},
		ProviderOnly: map[string]string{"wait_for": `"created"`, "deletion_policy": `"ABANDON"`, "on_missing": `"recreate"`},
		ImportAs:     map[string]string{"target_model_name": `"support"`, "target_model_name_prefix": "null"},
		SameSpelling: map[string]string{
			"model_kms_key_id":         `"11111111-2222-3333-4444-555555555555"`,
			"target_model_name_prefix": `"suppor"`,
		},
		InPlace:      []string{"tags"},
		RefreshCalls: 3,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "target_model_arn", Missing: "keep",
			Failing: func(_ testing.TB, cloud *acctest.Cloud) {
				cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{CopyFailure: "The key cannot be used."})
			},
		},
	}
}

// giveOrganization is a model, and an organization of three accounts.
func giveOrganization(t testing.TB, cloud *acctest.Cloud) {
	t.Helper()
	giveModels(t, cloud)
	for _, account := range []string{"123456789012", "345678901234", "456789012345"} {
		cloud.SetAccount(account, simulator.Account{Organization: "o-example123", OrganizationalUnit: "ou-1234-abcdefgh"})
	}
}

// customModelShare is read with the share and with what belongs to it, of two kinds.
func customModelShare() conformance.Case {
	return conformance.Case{
		Type:     "bedrock_custom_model_share",
		Dir:      "../service/customization/custommodelshare/testdata",
		Domains:  registry.Of("customization"),
		Prepare:  giveOrganization,
		Create:   "CreateResourceShare",
		Read:     "GetResourceShares",
		Delete:   "DeleteResourceShare",
		Makes:    []string{"resource-share"},
		Replaces: map[string]string{"model_arn": `"` + betterModel + `"`},
		ProviderOnly: map[string]string{
			"deletion_policy": `"ABANDON"`,
		},
		InPlace:      []string{"name", "principals", "allow_external_principals", "tags"},
		RefreshCalls: 3,
	}
}
