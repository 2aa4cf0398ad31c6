// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package modelcustomizationjob is bedrock_model_customization_job: fine-tuning, continued pre-training, distillation and
// reinforcement fine-tuning, and the custom model that comes of it.
package modelcustomizationjob

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

const jobKind = "model customization job"

var job = lifecycle.Object[model]{
	Type: "model_customization_job", Noun: jobKind,
	RoleFor:     []jobpolicy.Purpose{jobpolicy.ModelCustomization},
	Description: description(), Again: "starts a new paid training job",
	Attributes: attributes,
	Timeouts:   jobTimeouts,
	Validators: []resource.ConfigValidator{
		typeNeedsConfig{awstypes.CustomizationTypeDistillation, "distillation_config"},
		typeNeedsConfig{awstypes.CustomizationTypeReinforcementFineTuning, "rft_config"},
	},
	Tags: []lifecycle.TagSet[model]{
		{Name: "job_tags", Of: "the job", Get: func(m *model) (types.String, *types.Map, *types.Map) {
			return m.ARN, &m.JobTags, &m.JobTagsAll
		}},
		{Name: "tags", Of: "the custom model", Get: func(m *model) (types.String, *types.Map, *types.Map) {
			return lifecycle.There(&output, m), &m.Tags, &m.TagsAll
		}},
	},
	Names: []lifecycle.Name[model]{
		{Argument: "job_name", Get: func(m *model) (name, prefix *types.String) { return &m.JobName, &m.JobNamePrefix }},
		{Argument: "custom_model_name", Get: func(m *model) (name, prefix *types.String) {
			return &m.CustomModelName, &m.CustomModelNamePrefix
		}},
	},
	ReadsName: true,
	MovedFrom: crud.MovedFrom{"aws_bedrock_custom_model": "job_arn"},
	Create: lifecycle.Creates((*bedrock.Client).CreateModelCustomizationJob, (*model).createInput,
		func(out *bedrock.CreateModelCustomizationJobOutput) *string { return out.JobArn }),
	Read: lifecycle.ReadsRecord((*bedrock.Client).GetModelCustomizationJob,
		func(id string) *bedrock.GetModelCustomizationJobInput {
			return &bedrock.GetModelCustomizationJobInput{JobIdentifier: &id}
		},
		(*model).flattenOutputs, (*model).flattenArguments,
		func(out *bedrock.GetModelCustomizationJobOutput) *string { return out.ClientRequestToken }),
	List:   lifecycle.Lists((*bedrock.Client).ListModelCustomizationJobs, listInput, listed),
	Moving: []string{"status_details", "last_modified_time", "failure_message", "effective_hyper_parameters"},
	Wait: &lifecycle.Wait[model]{
		Status:  func(m *model) types.String { return m.Status },
		Failure: func(m *model) types.String { return m.FailureMessage },
		Detail:  (*model).standing,
		Ready:   []string{string(awstypes.ModelCustomizationJobStatusCompleted)},
		Failed:  []string{string(awstypes.ModelCustomizationJobStatusFailed), string(awstypes.ModelCustomizationJobStatusStopped)},
	},
	Job: &lifecycle.Job[model]{
		Phases: []string{crud.WaitCreated, crud.WaitValidated, crud.WaitCompleted}, WaitFor: crud.WaitValidated,
		Stopped:   []string{string(awstypes.ModelCustomizationJobStatusStopped)},
		Validated: (*model).validated,
		Billed:    (*model).trained,
		Data:      (*model).dataURIs,
		Stop: lifecycle.Deletes((*bedrock.Client).StopModelCustomizationJob,
			func(id string) *bedrock.StopModelCustomizationJobInput {
				return &bedrock.StopModelCustomizationJobInput{JobIdentifier: &id}
			}),
		Final: []string{
			"output_model_arn", "output_model_status", "output_model_kms_key_arn", "end_time", "training_metrics", "validation_metrics",
			"training_metrics_s3_uri", "validation_metrics_s3_uri", "data_changed_after_training",
		},
		Results: results, ResultsNeed: "s3:ListBucket on the bucket of the output",
		Output: &output,
	},
	Refused: modelNameInUse,
	Plan: func(ctx context.Context, p *lifecycle.Plan[model]) {
		planTrainedTokens(ctx, p)
		planBaseModel(ctx, p)
	},
	ProviderOnly: []string{"training_tokens"},
}

// output is the custom model that a job makes.
var output = lifecycle.Output[model]{
	Doing: "training", Noun: "custom model", Of: "the custom model that the job made",
	StatusAttribute: "output_model_status", Again: "Training a model again",
	Get: made,
	Read: func(ctx context.Context, client *bedrock.Client, arn string) (status string, err error) {
		found, err := customization.FindModel(ctx, client, arn)
		if err != nil {
			return "", err
		}
		return string(found.ModelStatus), nil
	},
	Delete: customization.DeleteModel,
}

// What the provider has of customization jobs, besides the data source.
var (
	Resource = lifecycle.Resource(&job)
	List     = lifecycle.List(&job)
)

// made is the model of a completed job: AWS names it before it is there.
func made(m *model) (arn types.String, status *types.String) {
	if m.Status.ValueString() != string(awstypes.ModelCustomizationJobStatusCompleted) {
		return types.StringNull(), &m.OutputModelStatus
	}
	return m.OutputModelARN, &m.OutputModelStatus
}

func listInput(name string, next *string) *bedrock.ListModelCustomizationJobsInput {
	input := &bedrock.ListModelCustomizationJobsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListModelCustomizationJobsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ModelCustomizationJobSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.JobArn), Name: aws.ToString(one.JobName)})
	}
	return page, out.NextToken
}
