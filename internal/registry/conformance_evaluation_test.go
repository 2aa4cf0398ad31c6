// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func evaluationJob() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_evaluation_job",
		Dir:     "../service/evaluation/evaluationjob/testdata",
		Domains: registry.Of("evaluation"),
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewEvaluation(t) },
		Create:  "CreateEvaluationJob",
		Read:    "GetEvaluationJob",
		Delete:  "BatchDeleteEvaluationJob",
		Makes:   []string{"evaluation-job"},
		Replaces: map[string]string{
			"job_name":                   `"other"`,
			"job_name_prefix":            `"other-"`,
			"attempt":                    `2`,
			"application_type":           `"RagEvaluation"`,
			"customer_encryption_key_id": `"arn:aws:kms:us-east-1:123456789012:key/99999999-2222-3333-4444-555555555555"`,
			"job_description":            `"other"`,
			"evaluation_config": `{ automated = { dataset_metric_configs = [{
				task_type = "Summarization", dataset = { name = "Builtin.Gigaword" }, metric_names = ["Builtin.Toxicity"]
			}] } }`,
			"inference_config":   `{ models = [{ precomputed_inference_source = { inference_source_identifier = "mine" } }] }`,
			"output_data_config": `{ s3_uri = "s3://evaluation-data/elsewhere/" }`,
		},
		Together: map[string]map[string]string{"job_name": {"job_name_prefix": "null"}},
		UntilCompleted: map[string]string{
			"role_arn": `"arn:aws:iam::123456789012:role/other"`,
		},
		ImportAs: map[string]string{"job_name": `"tickets"`, "job_name_prefix": "null"},
		SameSpelling: map[string]string{
			"job_name_prefix":    `"ticket"`,
			"output_data_config": `{ s3_uri = "s3://evaluation-data/results" }`,
			"inference_config": `{ models = [{ bedrock_model = {
				model_identifier   = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
				inference_params   = "{\"inferenceConfig\": {\"maxTokens\": 100}}"
				performance_config = { latency = "standard" }
			} }] }`,
		},
		ProviderOnly: map[string]string{
			"deletion_policy": `"ABANDON"`, "wait_for": `"created"`, "on_missing": `"recreate"`,
		},
		InPlace:      []string{"tags"},
		RefreshCalls: 4, // the job, its tags and, once it is completed, the list of its results and a file
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "scores", Missing: "keep", FailureMessage: "failure_messages",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "evaluation-data", "prompts.jsonl", `{"question":"no prompt"}`+"\n")
			},
			Stop: stopEvaluationJob,
		},
	}
}

func stopEvaluationJob(t testing.TB, cloud *acctest.Cloud, arn string) {
	t.Helper()
	client, err := cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err == nil {
		_, err = client.StopEvaluationJob(context.Background(), &bedrock.StopEvaluationJobInput{JobIdentifier: &arn})
	}
	if err != nil {
		t.Fatal(err)
	}
}
