// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/smithy-go"
)

const absentModel = "amazon.no-such-model-v1:0:8k"

// beRefused asks for what AWS refuses before anything is paid. The provider would not even send most of it.
func (j *journey) beRefused(t *testing.T) {
	client := bedrock.NewFromConfig(j.config)
	ctx, absent := t.Context(), aws.String(j.name+"-absent")
	in := "arn:aws:bedrock:us-east-1:" + j.number + ":"
	role := aws.String("arn:aws:iam::" + j.number + ":role/" + j.name + "-absent")
	for name, ask := range map[string]func() error{
		"GetFoundationModel": func() error {
			_, err := client.GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String(absentModel)})
			return err
		},
		"GetInferenceProfile": func() error {
			_, err := client.GetInferenceProfile(ctx, &bedrock.GetInferenceProfileInput{
				InferenceProfileIdentifier: aws.String(in + "application-inference-profile/abcdefghijkl"),
			})
			return err
		},
		"GetModelCustomizationJob": func() error {
			_, err := client.GetModelCustomizationJob(ctx, &bedrock.GetModelCustomizationJobInput{JobIdentifier: absent})
			return err
		},
		"GetCustomModel": func() error {
			_, err := client.GetCustomModel(ctx, &bedrock.GetCustomModelInput{ModelIdentifier: absent})
			return err
		},
		"GetImportedModel": func() error {
			_, err := client.GetImportedModel(ctx, &bedrock.GetImportedModelInput{ModelIdentifier: absent})
			return err
		},
		"GetProvisionedModelThroughput": func() error {
			_, err := client.GetProvisionedModelThroughput(ctx, &bedrock.GetProvisionedModelThroughputInput{ProvisionedModelId: absent})
			return err
		},
		"GetModelInvocationJob": func() error {
			_, err := client.GetModelInvocationJob(ctx, &bedrock.GetModelInvocationJobInput{
				JobIdentifier: aws.String(in + "model-invocation-job/abcdefghijkl"),
			})
			return err
		},
		"GetEvaluationJob": func() error {
			_, err := client.GetEvaluationJob(ctx, &bedrock.GetEvaluationJobInput{
				JobIdentifier: aws.String(in + "evaluation-job/abcdefghijkl"),
			})
			return err
		},
		"CreateModelCustomizationJob": func() error {
			job, err := client.CreateModelCustomizationJob(ctx, &bedrock.CreateModelCustomizationJobInput{
				JobName: absent, CustomModelName: absent, RoleArn: role, BaseModelIdentifier: aws.String(absentModel),
				TrainingDataConfig: &types.TrainingDataConfig{S3Uri: aws.String("s3://" + j.name + "-absent/train.jsonl")},
				OutputDataConfig:   &types.OutputDataConfig{S3Uri: aws.String("s3://" + j.name + "-absent/output/")},
			})
			if err == nil {
				_, stopped := client.StopModelCustomizationJob(ctx, &bedrock.StopModelCustomizationJobInput{JobIdentifier: job.JobArn})
				t.Logf("stopping %s: %v", *job.JobArn, stopped)
			}
			return err
		},
		"CreateModelInvocationJob": func() error {
			job, err := client.CreateModelInvocationJob(ctx, &bedrock.CreateModelInvocationJobInput{
				JobName: absent, RoleArn: role, ModelId: aws.String("amazon.no-such-model-v1:0"),
				InputDataConfig: &types.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{
					Value: types.ModelInvocationJobS3InputDataConfig{S3Uri: aws.String("s3://" + j.name + "-absent/records.jsonl")},
				},
				OutputDataConfig: &types.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig{
					Value: types.ModelInvocationJobS3OutputDataConfig{S3Uri: aws.String("s3://" + j.name + "-absent/output/")},
				},
			})
			if err == nil {
				_, stopped := client.StopModelInvocationJob(ctx, &bedrock.StopModelInvocationJobInput{JobIdentifier: job.JobArn})
				t.Logf("stopping %s: %v", *job.JobArn, stopped)
			}
			return err
		},
	} {
		var refusal smithy.APIError
		if err := ask(); !errors.As(err, &refusal) {
			t.Errorf("%s: not refused: %v", name, err)
		} else {
			t.Logf("%s: %s: %s", name, refusal.ErrorCode(), refusal.ErrorMessage())
		}
	}
}
