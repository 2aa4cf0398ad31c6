// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// grantArgument is an argument that the documents follow from, of the role and of the data source.
type grantArgument struct {
	name        string
	description string
	each        validator.String
}

// grantSets are the arguments with sets of texts.
func grantSets() []grantArgument {
	return []grantArgument{
		{"training_data", "S3 URIs of what the jobs train on: files, or folders with everything below them. Images and videos that " +
			"records refer to belong to it. `model_customization` needs this or `invocation_logs`.", fwtypes.IsS3URI()},
		{"validation_data", "S3 URIs of what the jobs validate with.", fwtypes.IsS3URI()},
		{"input_data", "S3 URIs of what jobs read that do not train: the files of a model to import, the records of batch inference, " +
			"the prompts of evaluations. Required for `model_import` and `batch_inference`.", fwtypes.IsS3URI()},
		{"invocation_logs", "S3 URIs of model invocation logs that a distillation learns from.", fwtypes.IsS3URI()},
		{"data_kms_key_arns", "ARNs of the KMS keys that encrypt the data to read.", fwtypes.IsARNOf("kms", "key/")},
		{"output_kms_key_arns", "ARNs of the KMS keys that encrypt the bucket of `output_data`.", fwtypes.IsARNOf("kms", "key/")},
		{"teacher_models", "Ids or ARNs of the foundation models and inference profiles that teach in a distillation.", invocableName()},
		{"invoked_models", "Ids or ARNs of the foundation models and inference profiles that the jobs invoke, and ARNs of imported models, " +
			"deployments and provisioned throughput: for `batch_inference` through a profile and for evaluations, judges among them.",
			invocableName()},
		{"knowledge_base_arns", "ARNs of the knowledge bases that `evaluation_rag` asks.", fwtypes.IsARNOf("bedrock", "knowledge-base/")},
		{"reward_function_arns", "ARNs of the Lambda functions that grade in reinforcement fine-tuning.", fwtypes.IsARNOf("lambda", "function:")},
	}
}

// grantTexts are the arguments with one text.
func grantTexts() []grantArgument {
	return []grantArgument{
		{"output_data", "S3 URI below which the jobs write what they make. Required for `model_customization`, `batch_inference` and " +
			"evaluations.", fwtypes.IsS3URI()},
		{"model_kms_key_arn", "ARN of the KMS key that encrypts the models (`custom_model_kms_key_id` of the jobs).",
			fwtypes.IsARNOf("kms", "key/")},
		{"log_group_name", "Name of the log group of CloudWatch that Bedrock logs invocations to (`cloudwatch_config` of " +
			"`bedrock_model_invocation_logging_configuration`). Required for `invocation_logging`.", logGroupName()},
	}
}

const (
	bucketOwnersDescription = "Account ids by bucket name, for the buckets that belong to another account than the role. The role gets at " +
		"a bucket only while it belongs to the account that is expected."
	additionalDescription = "A policy document whose statements the permissions get besides those that follow from the other arguments, " +
		"as JSON."
	vpcDescription = "Subnets and security groups of the `vpc_config` of the jobs: the role gets the permissions for network " +
		"interfaces there."
	subnetsDescription        = "Ids of 1 to 16 subnets."
	securityGroupsDescription = "Ids of 1 to 5 security groups."
)

func purposeDescription() (description string, oneOf validator.String) {
	var purposes []string
	for _, p := range jobpolicy.Purposes() {
		purposes = append(purposes, string(p))
	}
	return "Kind of jobs that the role is for: `" + strings.Join(purposes, "`, `") + "`. " +
			"`evaluation_human_sagemaker` is the role of a flow definition, not of a job: SageMaker AI shows people the answers.",
		stringvalidator.OneOf(purposes...)
}

// grantAttributes are the arguments of the role.
func grantAttributes() map[string]schema.Attribute {
	description, oneOf := purposeDescription()
	attributes := map[string]schema.Attribute{
		"purpose": schema.StringAttribute{Required: true, MarkdownDescription: description, Validators: []validator.String{oneOf}},
		"bucket_owners": schema.MapAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: bucketOwnersDescription, Validators: bucketOwners(),
		},
		"vpc_config": schema.SingleNestedAttribute{
			Optional: true, MarkdownDescription: vpcDescription,
			Attributes: map[string]schema.Attribute{
				"subnet_ids": schema.SetAttribute{
					Required: true, ElementType: types.StringType, MarkdownDescription: subnetsDescription, Validators: networkIDs("subnet-", 16),
				},
				"security_group_ids": schema.SetAttribute{
					Required: true, ElementType: types.StringType, MarkdownDescription: securityGroupsDescription, Validators: networkIDs("sg-", 5),
				},
			},
		},
		"additional_policy_json": schema.StringAttribute{
			Optional: true, MarkdownDescription: additionalDescription,
			PlanModifiers: []planmodifier.String{fwtypes.KeepSamePolicy()}, Validators: []validator.String{additionalPolicy()},
		},
	}
	for _, a := range grantSets() {
		attributes[a.name] = schema.SetAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: a.description, Validators: someOf(a.each),
		}
	}
	for _, a := range grantTexts() {
		attributes[a.name] = schema.StringAttribute{
			Optional: true, MarkdownDescription: a.description, Validators: []validator.String{a.each},
		}
	}
	return attributes
}

// dataSourceGrants are those of the data source.
func dataSourceGrants() map[string]datasource.Attribute {
	description, oneOf := purposeDescription()
	attributes := map[string]datasource.Attribute{
		"purpose": datasource.StringAttribute{Required: true, MarkdownDescription: description, Validators: []validator.String{oneOf}},
		"bucket_owners": datasource.MapAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: bucketOwnersDescription, Validators: bucketOwners(),
		},
		"vpc_config": datasource.SingleNestedAttribute{
			Optional: true, MarkdownDescription: vpcDescription,
			Attributes: map[string]datasource.Attribute{
				"subnet_ids": datasource.SetAttribute{
					Required: true, ElementType: types.StringType, MarkdownDescription: subnetsDescription, Validators: networkIDs("subnet-", 16),
				},
				"security_group_ids": datasource.SetAttribute{
					Required: true, ElementType: types.StringType, MarkdownDescription: securityGroupsDescription, Validators: networkIDs("sg-", 5),
				},
			},
		},
		"additional_policy_json": datasource.StringAttribute{
			Optional: true, MarkdownDescription: additionalDescription, Validators: []validator.String{additionalPolicy()},
		},
	}
	for _, a := range grantSets() {
		attributes[a.name] = datasource.SetAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: a.description, Validators: someOf(a.each),
		}
	}
	for _, a := range grantTexts() {
		attributes[a.name] = datasource.StringAttribute{
			Optional: true, MarkdownDescription: a.description, Validators: []validator.String{a.each},
		}
	}
	return attributes
}

func bucketOwners() []validator.Map {
	return []validator.Map{
		mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues(), mapvalidator.KeysAre(wiring.BucketName{}),
		mapvalidator.ValueStringsAre(wiring.AccountID()),
	}
}

func someOf(each validator.String) []validator.Set {
	return []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(each)}
}

func networkIDs(prefix string, most int) []validator.Set {
	return []validator.Set{
		setvalidator.SizeBetween(1, most), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(networkID(prefix)),
	}
}
