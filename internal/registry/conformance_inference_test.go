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

// modelInvocationJob makes nothing but a record and objects in S3, so there is nothing that a destroy deletes, or that could be left
// behind.
func modelInvocationJob() conformance.Case {
	return conformance.Case{
		Type:    "bedrock_model_invocation_job",
		Dir:     "../service/inference/modelinvocationjob/testdata",
		Domains: registry.Of("inference"),
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewBatch(t) },
		Create:  "CreateModelInvocationJob",
		Read:    "GetModelInvocationJob",
		Replaces: map[string]string{
			"job_name":                  `"other"`,
			"job_name_prefix":           `"other-"`,
			"attempt":                   `2`,
			"model_id":                  `"amazon.nova-micro-v1:0"`,
			"model_invocation_type":     `"Converse"`,
			"timeout_duration_in_hours": `24`,
			"input_data_config":         `{ s3_input_data_config = { s3_uri = "s3://training-data/other.jsonl" } }`,
			"output_data_config":        `{ s3_output_data_config = { s3_uri = "s3://training-data/elsewhere" } }`,
		},
		Together: map[string]map[string]string{"job_name": {"job_name_prefix": "null"}},
		UntilCompleted: map[string]string{
			"role_arn":   `"arn:aws:iam::123456789012:role/other"`,
			"vpc_config": `{ subnet_ids = ["subnet-33333333"], security_group_ids = ["sg-11111111"] }`,
		},
		ProviderOnly: map[string]string{
			"wait_for": `"created"`, "deletion_policy": `"ABANDON"`, "on_missing": `"recreate"`,
		},
		ImportAs: map[string]string{"job_name": `"tickets"`, "job_name_prefix": "null"},
		SameSpelling: map[string]string{
			"model_id":        `"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"`,
			"job_name_prefix": `"ticket"`,
		},
		InPlace:      []string{"tags"},
		RefreshCalls: 3, // the job, its tags and, once it is completed, the manifest
		ReadTags:     "ListTagsForResource",
		Async: &conformance.Async{
			Waiting: `wait_for = "completed"`, NotWaiting: `wait_for = "created"`,
			Filled: "end_time", Missing: "keep", FailureMessage: "message",
			Failing: func(t testing.TB, cloud *acctest.Cloud) {
				cloud.PutObject(t, "training-data", "records.jsonl", "this is no record\n")
			},
			Stop: stopModelInvocationJob,
		},
	}
}

func stopModelInvocationJob(t testing.TB, cloud *acctest.Cloud, arn string) {
	t.Helper()
	client, err := cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err == nil {
		_, err = client.StopModelInvocationJob(context.Background(), &bedrock.StopModelInvocationJobInput{JobIdentifier: &arn})
	}
	if err != nil {
		t.Fatal(err)
	}
}
