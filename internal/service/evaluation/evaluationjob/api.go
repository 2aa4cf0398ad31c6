// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/smithy-go"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

func listInput(name string, next *string) *bedrock.ListEvaluationJobsInput {
	input := &bedrock.ListEvaluationJobsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListEvaluationJobsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.JobSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.JobArn), Name: aws.ToString(one.JobName)})
	}
	return page, out.NextToken
}

// remove deletes one job by the operation that deletes several. It succeeds whatever becomes of each, and answers what it refused.
func remove(ctx context.Context, client *bedrock.Client, id string) error {
	out, err := client.BatchDeleteEvaluationJob(ctx,
		&bedrock.BatchDeleteEvaluationJobInput{JobIdentifiers: []string{id}}, crud.Undetachable)
	if err != nil {
		return err
	}
	for _, refused := range out.Errors {
		return &smithy.GenericAPIError{Code: aws.ToString(refused.Code), Message: aws.ToString(refused.Message)}
	}
	return nil
}
