// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package modelinvocationjob is bedrock_model_invocation_job: batch inference, a model invoked on every record of files in S3.
package modelinvocationjob

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

var job = lifecycle.Object[model]{
	Type: "model_invocation_job", Noun: "model invocation job",
	RoleFor:     []jobpolicy.Purpose{jobpolicy.BatchInference},
	Description: description, Again: "starts a new paid job",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: waitTimeout, Update: waitTimeout, Delete: deleteTimeout},
	Tags: []lifecycle.TagSet[model]{lifecycle.OwnTags("the job", func(m *model) (*lifecycle.Located, *lifecycle.Tagged) {
		return &m.Located, &m.Tagged
	})},
	Names: []lifecycle.Name[model]{{Argument: "job_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.JobName, &m.JobNamePrefix
	}}},
	Create: lifecycle.Creates((*bedrock.Client).CreateModelInvocationJob, (*model).createInput,
		func(out *bedrock.CreateModelInvocationJobOutput) *string { return out.JobArn }),
	Read: lifecycle.ReadsRecord((*bedrock.Client).GetModelInvocationJob,
		func(id string) *bedrock.GetModelInvocationJobInput {
			return &bedrock.GetModelInvocationJobInput{JobIdentifier: &id}
		},
		(*model).flattenOutputs, (*model).flattenArguments,
		func(out *bedrock.GetModelInvocationJobOutput) *string { return out.ClientRequestToken }),
	List: lifecycle.Lists((*bedrock.Client).ListModelInvocationJobs, listInput, listed),
	Moving: []string{
		"message", "last_modified_time", "total_record_count", "processed_record_count", "success_record_count", "error_record_count",
	},
	Wait: &lifecycle.Wait[model]{
		Status:  func(m *model) types.String { return m.Status },
		Failure: func(m *model) types.String { return m.Message },
		Ready:   statuses(awstypes.ModelInvocationJobStatusCompleted, awstypes.ModelInvocationJobStatusPartiallyCompleted),
		Failed: statuses(awstypes.ModelInvocationJobStatusFailed, awstypes.ModelInvocationJobStatusExpired,
			awstypes.ModelInvocationJobStatusStopped),
	},
	Job: &lifecycle.Job[model]{
		Phases: []string{crud.WaitCreated, crud.WaitValidated, crud.WaitCompleted}, WaitFor: crud.WaitValidated,
		Stopped:   statuses(awstypes.ModelInvocationJobStatusStopped),
		Validated: (*model).validated,
		Billed:    func(m *model) bool { return m.ProcessedRecordCount.ValueInt64() > 0 },
		Data:      (*model).dataURIs,
		Stop: lifecycle.Deletes((*bedrock.Client).StopModelInvocationJob,
			func(id string) *bedrock.StopModelInvocationJobInput {
				return &bedrock.StopModelInvocationJobInput{JobIdentifier: &id}
			}),
		Final:   []string{"end_time", "input_token_count", "output_token_count"},
		Results: readManifest, ResultsNeed: "s3:GetObject on the output",
	},
	Plan: checkModel,
}

// What the provider has of batch inference.
var (
	Resource   = lifecycle.Resource(&job)
	List       = lifecycle.List(&job)
	DataSource = lifecycle.DataSource(&job, lifecycle.Singular{
		Identifier:     "job_identifier",
		IdentifierText: "ARN or name of the job. With an ARN the job is read in the ARN's region.",
		Description:    "Reads a model invocation job: how far it is, how many records it has done, and where it writes.",
		Shows: []string{
			"job_name", "model_arn", "model_invocation_type", "role_arn", "input_data_config", "output_data_config", "output_s3_uri", "vpc_config",
			"timeout_duration_in_hours", "status", "message", "total_record_count", "processed_record_count", "success_record_count",
			"error_record_count", "submit_time", "last_modified_time", "end_time", "job_expiration_time", "tags",
		},
		Texts: map[string]string{"job_name": "Name of the job.", "role_arn": "ARN of the role of the job.", "tags": "Tags of the job.",
			"model_invocation_type": "`InvokeModel` or `Converse`."},
	})
)

func statuses(all ...awstypes.ModelInvocationJobStatus) []string {
	texts := make([]string, len(all))
	for i, status := range all {
		texts[i] = string(status)
	}
	return texts
}
