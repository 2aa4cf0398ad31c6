// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
)

// A role that may not invoke the judge fails the job, and AWS says neither which model it was nor where to allow it.
func TestEvaluationJob_saysWhichModelsItsRoleMustInvoke(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws, config := newWorkspace(t)
	identity, err := cloud.Clients().IAM(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for policy, statement := range map[string]string{
		"data":   `"Action":"s3:*","Resource":["arn:aws:s3:::evaluation-data","arn:aws:s3:::evaluation-data/*"]`,
		"models": `"Action":"bedrock:InvokeModel","Resource":"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"`,
	} {
		if _, err := identity.PutRolePolicy(ctx, &iam.PutRolePolicyInput{
			RoleName: aws.String("AmazonBedrock-evaluation"), PolicyName: &policy,
			PolicyDocument: aws.String(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow",` + statement + `}]}`),
		}); err != nil {
			t.Fatal(err)
		}
	}
	errors := ws.Apply(ctx, set(t, config, map[string]string{"wait_for": `"completed"`, "evaluation_config": `{ automated = {
		dataset_metric_configs = [{ task_type = "General", metric_names = ["Builtin.Correctness"],
			dataset = { name = "tickets", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } } }]
		` + judge + `
	} }`})).Errors()
	for _, want := range []string{
		"Customer doesn't have permissions to invokeModel", "role_arn: the role must be allowed bedrock:InvokeModel on ",
		"amazon.nova-lite-v1:0, amazon.nova-pro-v1:0", "invoked_models",
	} {
		if !strings.Contains(errors, want) {
			t.Errorf("%q is not in %s", want, errors)
		}
	}
}
