// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/faults"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// dataSources are configurations that read each data source, as the block "test", by type.
func dataSources() map[string]*faults.Scenario {
	catalogue := conformance.Case{Domains: registry.Of("catalog")}
	training := conformance.Case{
		Domains: registry.Of("customization"),
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewTraining(t) },
	}
	gates := conformance.Case{Domains: registry.Of("access")}
	offers := faults.OfData(gates, `data "bedrock_foundation_model_agreement_offers" "test" { model_id = "cohere.embed-v4:0" }`)
	offers.Moving = []string{"offer_token", "legal_terms_download_url"}
	batch := conformance.Case{
		Domains: registry.Of("inference"),
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewBatch(t) },
	}
	weighed := conformance.Case{Domains: registry.Of("customization"), Prepare: giveArtefacts}
	evaluated := conformance.Case{
		Domains: registry.Of("evaluation"),
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewEvaluation(t) },
	}
	serving := conformance.Case{Domains: registry.Of("customization"), Prepare: giveModels}
	sharing := conformance.Case{Domains: registry.Of("customization"), Prepare: giveOrganization}
	copied := conformance.Case{Domains: registry.Of("customization"), Prepare: giveWesternModels}
	return map[string]*faults.Scenario{
		"bedrock_custom_model_share": faults.OfData(sharing, modelShare+`
			data "bedrock_custom_model_share" "test" { resource_share_arn = bedrock_custom_model_share.made.arn }`),
		"bedrock_custom_model_shares": faults.OfData(sharing, modelShare+`
			data "bedrock_custom_model_shares" "test" { name = bedrock_custom_model_share.made.name }`),
		"bedrock_custom_model_copy": faults.OfData(copied, modelCopy+`
			data "bedrock_custom_model_copy" "test" { job_arn = bedrock_custom_model_copy.made.arn }`),
		"bedrock_custom_model_copies": faults.OfData(copied, modelCopy+`
			data "bedrock_custom_model_copies" "test" { source_model_arn_equals = bedrock_custom_model_copy.made.source_model_arn }`),
		"bedrock_custom_model_deployment": faults.OfData(serving, deployment+`
			data "bedrock_custom_model_deployment" "test" {
				custom_model_deployment_identifier = bedrock_custom_model_deployment.made.arn
			}`),
		"bedrock_provisioned_model_throughput": faults.OfData(serving, throughput+`
			data "bedrock_provisioned_model_throughput" "test" {
				provisioned_model_id = bedrock_provisioned_model_throughput.made.arn
			}`),
		"bedrock_provisioned_model_throughputs": faults.OfData(serving, throughput+`
			data "bedrock_provisioned_model_throughputs" "test" {
				name_contains = bedrock_provisioned_model_throughput.made.provisioned_model_name
			}`),
		"bedrock_imported_model": faults.OfData(weighed, importedModelBlock+`
			data "bedrock_imported_model" "test" { model_identifier = bedrock_imported_model.made.imported_model_arn }`),
		"bedrock_imported_models": faults.OfData(weighed, importedModelBlock+`
			data "bedrock_imported_models" "test" { name_contains = bedrock_imported_model.made.imported_model_name }`),
		"bedrock_custom_models": faults.OfData(serving, `
			data "bedrock_custom_models" "test" {
				name_prefix = "support"
				tags        = { team = "support" }
			}`),
		"bedrock_custom_model_deployments": faults.OfData(serving, deployment+`
			data "bedrock_custom_model_deployments" "test" { model_arn_equals = bedrock_custom_model_deployment.made.model_arn }`),
		"bedrock_inference_profile": faults.OfData(catalogue, `
			data "bedrock_inference_profile" "test" { inference_profile_identifier = "us.amazon.nova-lite-v1:0" }`),
		"bedrock_evaluation_job": faults.OfData(evaluated, evaluatedJob+`
			data "bedrock_evaluation_job" "test" { job_identifier = bedrock_evaluation_job.made.arn }`),
		"bedrock_evaluation_jobs": faults.OfData(evaluated, evaluatedJob+`
			data "bedrock_evaluation_jobs" "test" { name_contains = bedrock_evaluation_job.made.job_name }`),
		"bedrock_evaluation_results": faults.OfData(evaluated, strings.Replace(evaluatedJob, "output_data_config", `wait_for = "completed"
			output_data_config`, 1)+`
			data "bedrock_evaluation_results" "test" { job_identifier = bedrock_evaluation_job.made.arn }`),
		"bedrock_model_invocation_job": faults.OfData(batch, batchJob+`
			data "bedrock_model_invocation_job" "test" { job_identifier = bedrock_model_invocation_job.made.arn }`),
		"bedrock_foundation_model_agreement_offers": offers,
		"bedrock_foundation_model_availability": faults.OfData(gates, `
			data "bedrock_foundation_model_availability" "test" { model_id = "amazon.nova-lite-v1:0" }`),
		"bedrock_use_case_for_model_access": faults.OfData(gates, `
			data "bedrock_use_case_for_model_access" "test" {}`),
		"bedrock_service_role_policy": faults.OfData(conformance.Case{Domains: registry.Of("wiring")}, `
			data "bedrock_service_role_policy" "test" {
				purpose        = "evaluation_judge"
				output_data    = "s3://data-bucket/results/"
				invoked_models = ["us.amazon.nova-lite-v1:0"]
			}`),
		"bedrock_data_bucket_policy": faults.OfData(conformance.Case{Domains: registry.Of("wiring")}, `
			data "bedrock_data_bucket_policy" "test" {
				bucket                  = "data-bucket"
				invocation_log_prefixes = [""]
			}`),
		"bedrock_invoke_policy": faults.OfData(conformance.Case{Domains: registry.Of("wiring")}, `
			data "bedrock_invoke_policy" "test" {
				invoke_resource_arns = [["arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"]]
			}`),
		"bedrock_dataset_check": faults.OfData(conformance.Case{Domains: registry.Of("wiring")}, `
			data "bedrock_dataset_check" "test" { records = [jsonencode({ prompt = "a", completion = "b" })] }`),
		"bedrock_inference_profiles": faults.OfData(catalogue, `
			data "bedrock_inference_profiles" "test" { by_scope = "us" }`),
		"bedrock_invocation_target": faults.OfData(catalogue, `
			data "bedrock_invocation_target" "test" { model_id = "amazon.nova-lite-v1:0" }`),
		"bedrock_customization_cost": faults.OfData(conformance.Case{Domains: registry.Of("pricing")}, `
			data "bedrock_customization_cost" "test" {
				base_model_identifier = "amazon.nova-lite-v1:0"
				training_tokens       = 1000
				epochs                = 2
				source                = "api"
			}`),
		"bedrock_evaluation_cost": faults.OfData(conformance.Case{Domains: registry.Of("pricing")}, `
			data "bedrock_evaluation_cost" "test" {
				record_count = 10
				generator    = { model_identifier = "amazon.nova-lite-v1:0", input_tokens_per_record = 9 }
				source       = "api"
			}`),
		"bedrock_model_comparison": faults.OfData(conformance.Case{Domains: registry.Of("pricing")}, `
			data "bedrock_model_comparison" "test" {
				model_ids = ["amazon.nova-lite-v1:0"]
				source    = "api"
			}`),
		"bedrock_model_prices": faults.OfData(conformance.Case{Domains: registry.Of("pricing")}, `
			data "bedrock_model_prices" "test" {
				model_id = "amazon.nova-lite-v1:0"
				source   = "api"
			}`),
		"bedrock_foundation_model": faults.OfData(catalogue, `
			data "bedrock_foundation_model" "test" { model_id = "amazon.nova-lite-v1:0" }`),
		"bedrock_foundation_models": faults.OfData(catalogue, `
			data "bedrock_foundation_models" "test" { by_provider = "Amazon" }`),
		"bedrock_model_customization_job": faults.OfData(training, trainedModel+`
			data "bedrock_model_customization_job" "test" { job_identifier = bedrock_model_customization_job.made.arn }`),
		"bedrock_training_metrics": faults.OfData(training, trainedModel+`
			data "bedrock_training_metrics" "test" {
				training_metrics_s3_uri = bedrock_model_customization_job.made.training_metrics_s3_uri
			}`),
		"bedrock_custom_model": faults.OfData(training, trainedModel+`
			data "bedrock_custom_model" "test" { model_identifier = bedrock_model_customization_job.made.output_model_arn }`),
	}
}

const modelShare = `
resource "bedrock_custom_model_share" "made" {
	name       = "support"
	model_arn  = "` + supportModel + `"
	principals = ["345678901234"]
	tags       = { team = "support" }
}
`

const modelCopy = `
resource "bedrock_custom_model_copy" "made" {
	source_model_arn  = "` + westernModel + `"
	target_model_name = "support"
	deletion_policy   = "DELETE"
	tags              = { team = "support" }
}
`

const importedModelBlock = `
resource "bedrock_imported_model" "made" {
	job_name            = "open"
	imported_model_name = "open"
	role_arn            = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
	model_data_source   = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
	deletion_policy     = "DELETE"
	tags                = { team = "support" }
}
`

const trainedModel = `
resource "bedrock_model_customization_job" "made" {
	job_name              = "tickets"
	custom_model_name     = "tickets"
	role_arn              = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
	base_model_identifier = "amazon.nova-micro-v1:0:128k"
	training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
	output_data_config    = { s3_uri = "s3://training-data/output" }
	wait_for              = "completed"
	deletion_policy       = "DELETE"
	tags                  = { team = "support" }
	job_tags              = { purpose = "test" }
}
`

const evaluatedJob = `
resource "bedrock_evaluation_job" "made" {
	job_name = "tickets"
	role_arn = "arn:aws:iam::123456789012:role/AmazonBedrock-evaluation"
	evaluation_config = { automated = { dataset_metric_configs = [{
		task_type    = "QuestionAndAnswer"
		dataset      = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
		metric_names = ["Builtin.Accuracy"]
	}] } }
	inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
	output_data_config = { s3_uri = "s3://evaluation-data/results/" }
}
`

const batchJob = `
resource "bedrock_model_invocation_job" "made" {
	job_name           = "tickets"
	role_arn           = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
	model_id           = "amazon.nova-lite-v1:0"
	input_data_config  = { s3_input_data_config = { s3_uri = "s3://training-data/records.jsonl" } }
	output_data_config = { s3_output_data_config = { s3_uri = "s3://training-data/answers" } }
	wait_for           = "completed"
}
`

const deployment = `
resource "bedrock_custom_model_deployment" "made" {
	model_deployment_name = "support"
	model_arn             = "` + supportModel + `"
}
`

const throughput = `
resource "bedrock_provisioned_model_throughput" "made" {
	provisioned_model_name = "support"
	model_id               = "` + supportModel + `"
	model_units            = 1
}
`
