// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"slices"
	"strings"
	"unicode"
)

// The examples live in this account and region, and their names begin like this.
const (
	bedrockARN    = "arn:aws:bedrock:us-east-1:123456789012:"
	modelARN      = "arn:aws:bedrock:us-east-1::foundation-model/"
	exampleBucket = "arn:aws:s3:::support-assistant-*"
)

// scope is what a policy confines an action to.
type scope struct {
	of        string // goes into the name of the statement
	resources []string
}

// anywhere is the scope of an action that IAM takes no resource for.
func anywhere() scope { return scope{"AccountWide", []string{"*"}} }

// scopeOf is the narrowest scope of an action on the page of a type, with the names of the type's example:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func scopeOf(typeName, action string) scope {
	service, operation, _ := strings.Cut(action, ":")
	switch service {
	case "iam":
		return scope{"Role", roles(typeName)}
	case "s3":
		return s3Scope(typeName, operation)
	case "bedrock":
		return bedrockScope(typeName, operation)
	case "ram":
		return ramScope(operation)
	}
	return anywhere() // AWS Marketplace
}

func ramScope(operation string) scope {
	withoutResource := []string{
		"GetResourceShares", "GetResourceShareAssociations", "ListPermissions", "ListResources", "ListResourceTypes",
	}
	if slices.Contains(withoutResource, operation) {
		return anywhere()
	}
	return scope{"Share", []string{"arn:aws:ram:us-east-1:123456789012:resource-share/*"}}
}

// roles are those that a page is about. The example of the role itself has one with a path, too.
func roles(typeName string) []string {
	switch typeName {
	case "bedrock_service_role":
		return []string{"arn:aws:iam::123456789012:role/AmazonBedrock-*", "arn:aws:iam::123456789012:role/bedrock/AmazonBedrock-*"}
	case "bedrock_model_invocation_job":
		return []string{"arn:aws:iam::123456789012:role/bedrock-batch"}
	}
	return []string{"arn:aws:iam::123456789012:role/AmazonBedrock-*"}
}

func s3Scope(typeName, operation string) scope {
	bucket, keys := exampleBucket, "*"
	switch typeName {
	case "bedrock_dataset":
		keys = "datasets/*"
	case "bedrock_model_invocation_job":
		bucket, keys = "arn:aws:s3:::support-tickets", "summaries/*"
	case "bedrock_evaluation_job", "data.bedrock_evaluation_results":
		bucket, keys = "arn:aws:s3:::evaluation-data", "results/*"
	}
	aboutObjects := []string{
		"DeleteObject", "DeleteObjectVersion", "GetObject", "GetObjectTagging", "PutObject", "PutObjectTagging",
	}
	if slices.Contains(aboutObjects, operation) {
		objects := []string{bucket + "/" + keys}
		if typeName == "bedrock_evaluation_job" { // a plan looks how many prompts there are
			objects = append(objects, bucket+"/prompts.jsonl")
		}
		return scope{"Objects", objects}
	}
	return scope{"Bucket", []string{bucket}}
}

func bedrockScope(typeName, operation string) scope {
	const (
		customModels = bedrockARN + "custom-model/*"
		appProfiles  = bedrockARN + "application-inference-profile/*"
	)
	switch operation {
	case "CreateFoundationModelAgreement", "DeleteFoundationModelAgreement", "ListFoundationModelAgreementOffers",
		"GetFoundationModelAvailability", "GetUseCaseForModelAccess", "PutUseCaseForModelAccess",
		"ListFoundationModels", "ListInferenceProfiles", "ListModelInvocationJobs", "ListCustomModelDeployments",
		"ListProvisionedModelThroughputs", "ListCustomModels", "ListImportedModels", "PutModelInvocationLoggingConfiguration",
		"GetModelInvocationLoggingConfiguration", "DeleteModelInvocationLoggingConfiguration", "ListEvaluationJobs", "ListModelCopyJobs":
		return anywhere()
	case "GetFoundationModel":
		return scope{"Models", []string{modelARN + "*"}}
	case "CreateModelCustomizationJob":
		return scope{"Training", []string{modelARN + "amazon.nova-micro-v1:0:128k", customModels}}
	case "CreateModelInvocationJob":
		return scope{"Batch", []string{modelARN + "amazon.nova-lite-v1:0", customModels, bedrockARN + "model-invocation-job/*"}}
	case "BatchDeleteEvaluationJob":
		return scope{"EvaluationJob", []string{bedrockARN + "evaluation-job/*"}}
	case "CreateInferenceProfile":
		return scope{"Source", []string{
			appProfiles, bedrockARN + "inference-profile/us.amazon.nova-*", "arn:aws:bedrock:*::foundation-model/amazon.nova-*",
		}}
	case "GetInferenceProfile", "DeleteInferenceProfile":
		if strings.HasPrefix(typeName, "data.") || typeName == "bedrock_service_role" {
			return scope{"Profile", []string{appProfiles, bedrockARN + "inference-profile/*"}}
		}
		return scope{"Profile", []string{appProfiles}}
	case "PutResourcePolicy", "DeleteResourcePolicy":
		return scope{"SharedModel", []string{customModels}}
	case "CreateModelCopyJob":
		return scope{"Copy", []string{"arn:aws:bedrock:*:*:custom-model/*", bedrockARN + "model-copy-job/*"}}
	case "GetModelCopyJob":
		return scope{"CopyJob", []string{bedrockARN + "model-copy-job/*"}}
	case "CreateModelImportJob":
		return scope{"Import", []string{bedrockARN + "model-import-job/*", bedrockARN + "imported-model/*"}}
	case "CreateCustomModelDeployment", "UpdateCustomModelDeployment":
		return scope{"Deployment", []string{customModels, bedrockARN + "custom-model-deployment/*"}}
	case "CreateProvisionedModelThroughput", "UpdateProvisionedModelThroughput":
		return scope{"Purchase", []string{customModels, modelARN + "amazon.nova-micro-v1:0:128k", bedrockARN + "provisioned-model/*"}}
	case "GetProvisionedModelThroughput", "DeleteProvisionedModelThroughput":
		return scope{"ProvisionedModel", []string{bedrockARN + "provisioned-model/*"}}
	case "InvokeModel":
		return scope{"Invocation", []string{
			"arn:aws:bedrock:*::foundation-model/*", bedrockARN + "inference-profile/*", appProfiles,
			bedrockARN + "custom-model-deployment/*", bedrockARN + "provisioned-model/*",
		}}
	case "TagResource", "UntagResource", "ListTagsForResource":
		return scope{"Tags", tagged(typeName)}
	}
	// GetCustomModel is about a custom-model.
	noun := strings.TrimLeftFunc(operation[1:], unicode.IsLower)
	return scope{noun, []string{bedrockARN + kebab(noun) + "/*"}}
}

// tagged is what a type makes or reads that has tags.
func tagged(typeName string) []string {
	typeName = strings.TrimPrefix(typeName, "data.")
	switch typeName {
	case "bedrock_model_customization_job":
		return []string{bedrockARN + "model-customization-job/*", bedrockARN + "custom-model/*"}
	case "bedrock_custom_models", "bedrock_custom_model_copy":
		return []string{bedrockARN + "custom-model/*"}
	case "bedrock_imported_model":
		return []string{bedrockARN + "model-import-job/*", bedrockARN + "imported-model/*"}
	case "bedrock_inference_profile":
		return []string{bedrockARN + "application-inference-profile/*"}
	case "bedrock_provisioned_model_throughput":
		return []string{bedrockARN + "provisioned-model/*"}
	}
	return []string{bedrockARN + strings.ReplaceAll(strings.TrimPrefix(typeName, "bedrock_"), "_", "-") + "/*"}
}

// kebab writes CustomModel as custom-model, as ARNs have it.
func kebab(noun string) string {
	var out strings.Builder
	for i, r := range noun {
		if i > 0 && unicode.IsUpper(r) {
			out.WriteByte('-')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
