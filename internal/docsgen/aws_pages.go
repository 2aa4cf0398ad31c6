// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"maps"
	"strings"
)

// awsPages are what AWS says about the thing that a type is: pages of a user guide by their titles, and operations of an API. A data
// source and a list have those of the resource of the same name.
type awsPages struct {
	guide      [][2]string // title and address
	operations []string    // names, or service and name where it is not Bedrock's
}

const (
	bedrockGuide = "https://docs.aws.amazon.com/bedrock/latest/userguide/"
	bedrockAPI   = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_"
	s3Guide      = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
	s3API        = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_"
	priceListAPI = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_"
	iamAPI       = "https://docs.aws.amazon.com/IAM/latest/APIReference/API_"
)

func pagesAtAWS(typeName string) awsPages {
	pages := map[string]awsPages{
		"bedrock_converse": {
			guide:      [][2]string{{"Conversations", bedrockGuide + "conversation-inference.html"}},
			operations: []string{"runtime_Converse"},
		},
		"bedrock_invoke_model": {
			guide:      [][2]string{{"Requests of models", bedrockGuide + "model-parameters.html"}},
			operations: []string{"runtime_InvokeModel"},
		},
		"bedrock_model_invocation_job": {
			guide: [][2]string{
				{"Batch inference", bedrockGuide + "batch-inference.html"}, {"Format of the records", bedrockGuide + "batch-inference-data.html"},
			},
			operations: []string{"CreateModelInvocationJob", "GetModelInvocationJob", "StopModelInvocationJob"},
		},
		"bedrock_inference_profile": {
			guide: [][2]string{
				{"Inference profiles", bedrockGuide + "inference-profiles.html"},
				{"Make an application inference profile", bedrockGuide + "inference-profiles-create.html"},
			},
			operations: []string{"CreateInferenceProfile", "GetInferenceProfile", "DeleteInferenceProfile"},
		},
		"bedrock_customization_cost": pricesAtAWS(),
		"bedrock_evaluation_cost":    pricesAtAWS(),
		"bedrock_model_comparison":   comparisonAtAWS(),
		"bedrock_model_prices":       pricesAtAWS(),
		"bedrock_inference_profiles": profilesAtAWS(),
		"bedrock_invocation_target":  profilesAtAWS(),
		"bedrock_foundation_model":   modelsAtAWS(),
		"bedrock_foundation_models":  modelsAtAWS(),
		"bedrock_foundation_model_agreement": {
			guide:      accessAtAWS(),
			operations: []string{"CreateFoundationModelAgreement", "DeleteFoundationModelAgreement", "GetFoundationModelAvailability"},
		},
		"bedrock_foundation_model_agreement_offers": {guide: accessAtAWS(), operations: []string{"ListFoundationModelAgreementOffers"}},
		"bedrock_foundation_model_availability":     {guide: accessAtAWS(), operations: []string{"GetFoundationModelAvailability"}},
		"bedrock_use_case_for_model_access": {
			guide: accessAtAWS(), operations: []string{"PutUseCaseForModelAccess", "GetUseCaseForModelAccess"},
		},
	}
	maps.Copy(pages, customModelsAtAWS())
	maps.Copy(pages, wiringAtAWS())
	maps.Copy(pages, evaluationsAtAWS())
	return pages[typeName]
}

func evaluationsAtAWS() map[string]awsPages {
	return map[string]awsPages{
		"bedrock_evaluation_job": {
			guide: [][2]string{
				{"Evaluations", bedrockGuide + "evaluation.html"}, {"Prompts", bedrockGuide + "model-evaluation-prompt-datasets.html"},
				{"Results", bedrockGuide + "model-evaluation-report-s3.html"},
			},
			operations: []string{"CreateEvaluationJob", "GetEvaluationJob", "StopEvaluationJob", "BatchDeleteEvaluationJob"},
		},
		"bedrock_evaluation_jobs": {
			guide:      [][2]string{{"Evaluations", bedrockGuide + "evaluation.html"}},
			operations: []string{"ListEvaluationJobs"},
		},
		"bedrock_evaluation_results": {
			guide: [][2]string{
				{"Results", bedrockGuide + "model-evaluation-report-s3.html"}, {"Judges", bedrockGuide + "evaluation-judge.html"},
				{"Knowledge bases", bedrockGuide + "knowledge-base-evaluation-metrics.html"},
			},
			operations: []string{"GetEvaluationJob"},
		},
	}
}

func wiringAtAWS() map[string]awsPages {
	return map[string]awsPages{
		"bedrock_data_bucket":   bucketAtAWS(),
		"bedrock_dataset":       datasetAtAWS(),
		"bedrock_dataset_check": datasetAtAWS(),
		"bedrock_invoke_policy": {
			guide: [][2]string{
				{"Invoke through profiles", bedrockGuide + "inference-profiles-prereq.html"},
				{"Global profiles", bedrockGuide + "global-cross-region-inference.html"},
			},
			operations: []string{"runtime_InvokeModel", "runtime_Converse"},
		},
		"bedrock_service_role":        roleAtAWS(),
		"bedrock_service_role_policy": roleAtAWS(),
		"bedrock_data_bucket_policy": {
			guide: [][2]string{
				{"Logs in a bucket", bedrockGuide + "model-invocation-logging.html"},
				{"CORS for people", bedrockGuide + "model-evaluation-security-cors.html"},
				{"Keys of models", bedrockGuide + "encryption-custom-job.html"},
				{"Keys of evaluations", bedrockGuide + "model-evaluation-security-kms.html"},
			},
		},
		"bedrock_model_invocation_logging_configuration": {
			guide: [][2]string{{"Model invocation logging", bedrockGuide + "model-invocation-logging.html"}},
			operations: []string{
				"PutModelInvocationLoggingConfiguration", "GetModelInvocationLoggingConfiguration",
				"DeleteModelInvocationLoggingConfiguration",
			},
		},
	}
}

func customModelsAtAWS() map[string]awsPages {
	return map[string]awsPages{
		"bedrock_model_customization_job": {
			guide: [][2]string{
				{"Custom models", bedrockGuide + "custom-models.html"}, {"Hyperparameters", bedrockGuide + "custom-models-hp.html"},
				{"Models that can be customized", bedrockGuide + "custom-model-supported.html"},
				{"Prepare data", bedrockGuide + "model-customization-prepare.html"},
			},
			operations: []string{"CreateModelCustomizationJob", "GetModelCustomizationJob", "StopModelCustomizationJob", "DeleteCustomModel"},
		},
		"bedrock_custom_model": {
			guide: [][2]string{
				{"Custom models", bedrockGuide + "custom-models.html"},
				{"Import a model of SageMaker AI", bedrockGuide + "import-with-create-custom-model.html"},
			},
			operations: []string{"CreateCustomModel", "GetCustomModel", "DeleteCustomModel"},
		},
		"bedrock_imported_model": {
			guide:      [][2]string{{"Import a model", bedrockGuide + "model-customization-import-model.html"}},
			operations: []string{"CreateModelImportJob", "GetModelImportJob", "GetImportedModel", "DeleteImportedModel"},
		},
		"bedrock_imported_models": {
			guide:      [][2]string{{"Import a model", bedrockGuide + "model-customization-import-model.html"}},
			operations: []string{"ListImportedModels"},
		},
		"bedrock_custom_model_copy": {
			guide:      [][2]string{{"Copy a model", bedrockGuide + "copy-model.html"}, {"Share a model", bedrockGuide + "share-model.html"}},
			operations: []string{"CreateModelCopyJob", "GetModelCopyJob", "DeleteCustomModel"},
		},
		"bedrock_custom_model_share": {
			guide: [][2]string{
				{"Share a model", bedrockGuide + "share-model.html"}, {"Sharing with AWS RAM", "https://docs.aws.amazon.com/ram/latest/userguide/"},
			},
			operations: []string{
				"ram CreateResourceShare", "ram AssociateResourceShare", "ram DisassociateResourceShare", "ram DeleteResourceShare",
			},
		},
		"bedrock_custom_model_shares": {
			guide: [][2]string{
				{"Share a model", bedrockGuide + "share-model.html"}, {"Sharing with AWS RAM", "https://docs.aws.amazon.com/ram/latest/userguide/"},
			},
			operations: []string{"ram GetResourceShares", "ram ListResources"},
		},
		"bedrock_custom_model_copies": {
			guide:      [][2]string{{"Copy a model", bedrockGuide + "copy-model.html"}},
			operations: []string{"ListModelCopyJobs"},
		},
		"bedrock_custom_models": {
			guide:      [][2]string{{"Custom models", bedrockGuide + "custom-models.html"}},
			operations: []string{"ListCustomModels"},
		},
		"bedrock_training_metrics": {
			guide:      [][2]string{{"Analyze a training", bedrockGuide + "model-customization-analyze.html"}},
			operations: []string{"s3 GetObject"},
		},
		"bedrock_custom_model_deployment":       deploymentAtAWS(),
		"bedrock_custom_model_deployments":      deploymentAtAWS(),
		"bedrock_provisioned_model_throughput":  throughputAtAWS(),
		"bedrock_provisioned_model_throughputs": throughputAtAWS(),
	}
}

func bucketAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{
			{"Buckets", s3Guide + "UsingBucket.html"}, {"Block Public Access", s3Guide + "access-control-block-public-access.html"},
		},
		operations: []string{"s3 CreateBucket", "s3 PutBucketPolicy", "s3 DeleteBucket"},
	}
}

func datasetAtAWS() awsPages {
	return awsPages{
		guide:      [][2]string{{"Prepare data", bedrockGuide + "model-customization-prepare.html"}},
		operations: []string{"s3 PutObject", "s3 HeadObject", "s3 DeleteObjects"},
	}
}

func roleAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{
			{"Service role of a customization job", bedrockGuide + "custom-model-job-access-security.html"},
			{"Managed policies of Bedrock", bedrockGuide + "security-iam-awsmanpol.html"},
		},
		operations: []string{"iam CreateRole", "iam PutRolePolicy", "iam DeleteRole"},
	}
}

func modelsAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{
			{"Supported foundation models", bedrockGuide + "models-supported.html"}, {"Model lifecycle", bedrockGuide + "model-lifecycle.html"},
		},
		operations: []string{"ListFoundationModels", "GetFoundationModel"},
	}
}

func profilesAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{
			{"Inference profiles", bedrockGuide + "inference-profiles.html"},
			{"Profiles that AWS defines", bedrockGuide + "inference-profiles-support.html"},
		},
		operations: []string{"ListInferenceProfiles", "ListFoundationModels"},
	}
}

func comparisonAtAWS() awsPages {
	return awsPages{
		guide:      append(modelsAtAWS().guide, pricesAtAWS().guide[0]),
		operations: []string{"ListFoundationModels", "ListInferenceProfiles", "pricing GetProducts"},
	}
}

func pricesAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{
			{"Pricing of Amazon Bedrock", "https://aws.amazon.com/bedrock/pricing/"},
			{"Price list files", "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html"},
		},
		operations: []string{"pricing GetProducts"},
	}
}

func accessAtAWS() [][2]string {
	return [][2]string{{"Access to foundation models", bedrockGuide + "model-access.html"}}
}

// awsSection leads from a page to AWS's own.
func awsSection(p page) string {
	pages := pagesAtAWS(p.typeName)
	var guide, api []string
	for _, entry := range pages.guide {
		guide = append(guide, fmt.Sprintf("[%s](%s)", entry[0], entry[1]))
	}
	for _, operation := range pages.operations {
		address := bedrockAPI
		service, name, other := strings.Cut(operation, " ")
		switch {
		case !other:
			name = operation
		case service == "s3":
			address = s3API
		case service == "pricing":
			address = priceListAPI
		case service == "ram":
			address = "https://docs.aws.amazon.com/ram/latest/APIReference/API_"
		default:
			address = iamAPI
		}
		api = append(api, fmt.Sprintf("[%s](%s%s.html)", name, address, name))
	}
	if len(guide)+len(api) == 0 {
		return ""
	}
	return "\n## At AWS\n\n- User guide: " + strings.Join(guide, ", ") + "\n- API reference: " + strings.Join(api, ", ") + "\n"
}

func deploymentAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{{"Deploy a custom model on demand", bedrockGuide + "deploy-custom-model-on-demand.html"}},
		operations: []string{
			"CreateCustomModelDeployment", "GetCustomModelDeployment", "UpdateCustomModelDeployment", "DeleteCustomModelDeployment",
		},
	}
}

func throughputAtAWS() awsPages {
	return awsPages{
		guide: [][2]string{{"Provisioned throughput", bedrockGuide + "prov-throughput.html"}},
		operations: []string{
			"CreateProvisionedModelThroughput", "GetProvisionedModelThroughput", "UpdateProvisionedModelThroughput",
			"DeleteProvisionedModelThroughput",
		},
	}
}
