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

// modelCustomizationJob reads the job, its model and the tags of both, so a refresh takes four requests.
func modelCustomizationJob() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_model_customization_job",
		Dir:     "../service/customization/modelcustomizationjob/testdata",
		Domains: registry.Of("customization"),
		// An import, and min.tf, do not say what a destroy does to the model.
		Provider: acctest.ProviderConfig{"default_deletion_policy": crud.DeletionDelete},
		Prepare:  func(t testing.TB, cloud *acctest.Cloud) { cloud.NewTraining(t) },
		Create:   "CreateModelCustomizationJob",
		Read:     "GetModelCustomizationJob",
		Delete:   "DeleteCustomModel",
		Makes:    []string{"model-customization-job", "custom-model"},
		Replaces: map[string]string{
			"job_name":                 `"other"`,
			"job_name_prefix":          `"other-"`,
			"custom_model_name":        `"other"`,
			"custom_model_name_prefix": `"other"`,
			"attempt":                  `2`,
			"base_model_identifier":    `"amazon.nova-lite-v1:0:300k"`,
			"customization_type":       `"DISTILLATION"`,
			"custom_model_kms_key_id":  `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
			"hyper_parameters":         `{ epochCount = "3" }`,
			"training_data_config":     `{ s3_uri = "s3://training-data/other.jsonl" }`,
			"validation_data_config":   `{ validators = [{ s3_uri = "s3://training-data/other.jsonl" }] }`,
			"customization_config":     distillation,
		},
		Together: map[string]map[string]string{
			"job_name":                 {"job_name_prefix": "null"},
			"custom_model_name_prefix": {"custom_model_name": "null"},
			"customization_type":       {"customization_config": distillation},
			"customization_config":     {"customization_type": `"DISTILLATION"`},
		},
		UntilCompleted: map[string]string{
			"role_arn":           `"arn:aws:iam::123456789012:role/other"`,
			"output_data_config": `{ s3_uri = "s3://training-data/elsewhere" }`,
			"vpc_config":         `{ subnet_ids = ["subnet-33333333"], security_group_ids = ["sg-11111111"] }`,
		},
		ProviderOnly: map[string]string{
			"wait_for": `"created"`, "deletion_policy": `"ABANDON"`, "on_missing": `"recreate"`,
			"training_tokens": "100000",
		},
		ImportAs: map[string]string{"job_name": `"tickets"`, "job_name_prefix": "null"},
		SameSpelling: map[string]string{
			"base_model_identifier":   `"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"`,
			"output_data_config":      `{ s3_uri = "s3://training-data/output/" }`,
			"hyper_parameters":        `{ epochCount = "2.0", learningRate = "1e-5" }`,
			"custom_model_kms_key_id": `"11111111-2222-3333-4444-555555555555"`,
			"job_name_prefix":         `"ticket"`,
		},
		InPlace:      []string{"tags", "job_tags"},
		RefreshCalls: 6, // the job, its model, the tags of both, and the objects of the data
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "output_model_arn", Missing: "keep",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "training-data", "train.jsonl", "this is no record\n")
			},
			Stop: stopModelCustomizationJob,
		},
	}
}

const distillation = `{ distillation_config = { teacher_model_config = { teacher_model_identifier = "amazon.nova-pro-v1:0" } } }`

// Models that exist already, for what serves them.
const (
	supportModel = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
	betterModel  = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00002"
)

func giveModels(_ testing.TB, cloud *acctest.Cloud) {
	cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-1"})
	cloud.GiveModel(simulator.GivenModel{ARN: betterModel, Name: "support-2"})
}

func customModelDeployment() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_custom_model_deployment",
		Dir:     "../service/customization/custommodeldeployment/testdata",
		Domains: registry.Of("customization"),
		Prepare: giveModels,
		Create:  "CreateCustomModelDeployment",
		Read:    "GetCustomModelDeployment",
		Delete:  "DeleteCustomModelDeployment",
		Makes:   []string{"custom-model-deployment"},
		Replaces: map[string]string{
			"model_deployment_name":        `"other"`,
			"model_deployment_name_prefix": `"other-"`,
			"description":                  `"other"`,
		},
		Together:     map[string]map[string]string{"model_deployment_name": {"model_deployment_name_prefix": "null"}},
		ProviderOnly: map[string]string{"deletion_policy": `"ABANDON"`},
		ImportAs:     map[string]string{"model_deployment_name": `"support"`, "model_deployment_name_prefix": "null"},
		SameSpelling: map[string]string{"model_deployment_name_prefix": `"suppor"`},
		InPlace:      []string{"model_arn", "tags"},
		RefreshCalls: 2,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Filled: "status", Missing: "remove",
			Free: "a deployment is paid by the tokens that it answers, and not for being made",
			Failing: func(_ testing.TB, cloud *acctest.Cloud) {
				cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{DeploymentFailure: "There is no capacity."})
			},
		},
	}
}

// provisionedModelThroughput is examined without a commitment, which nothing can change or delete.
func provisionedModelThroughput() conformance.Case {
	return conformance.Case{
		Type:     "bedrock_provisioned_model_throughput",
		Dir:      "../service/customization/provisionedmodelthroughput/testdata",
		Domains:  registry.Of("customization"),
		Provider: acctest.ProviderConfig{"allow_commitments": true},
		Prepare:  giveModels,
		Create:   "CreateProvisionedModelThroughput",
		Read:     "GetProvisionedModelThroughput",
		Delete:   "DeleteProvisionedModelThroughput",
		Makes:    []string{"provisioned-model"},
		Replaces: map[string]string{
			"model_units":         `2`,
			"commitment_duration": `"OneMonth"`,
		},
		ProviderOnly: map[string]string{"deletion_policy": `"ABANDON"`},
		InPlace:      []string{"provisioned_model_name", "model_id", "tags"},
		RefreshCalls: 2,
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Filled: "status", Missing: "remove",
			Failing: func(_ testing.TB, cloud *acctest.Cloud) {
				cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{ThroughputFailure: "There is no capacity."})
			},
		},
	}
}
