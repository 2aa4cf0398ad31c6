// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package evaluationjob is bedrock_evaluation_job: models evaluated by algorithms, judges and people, and their scores.
package evaluationjob

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// job is what is special about bedrock_evaluation_job.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateEvaluationJob.html
var job = lifecycle.Object[model]{
	Type: "evaluation_job", Noun: "evaluation job",
	RoleFor: []jobpolicy.Purpose{
		jobpolicy.EvaluationAutomatic, jobpolicy.EvaluationJudge, jobpolicy.EvaluationHuman, jobpolicy.EvaluationRAG,
	},
	Description: description, Again: "starts a new paid job",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: waitTimeout, Update: waitTimeout, Delete: deleteTimeout},
	Tags: []lifecycle.TagSet[model]{lifecycle.OwnTags("the evaluation job",
		func(m *model) (*lifecycle.Located, *lifecycle.Tagged) { return &m.Located, &m.Tagged })},
	Names: []lifecycle.Name[model]{{Argument: "job_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.JobName, &m.JobNamePrefix
	}}},
	Create: lifecycle.Creates((*bedrock.Client).CreateEvaluationJob, (*model).createInput,
		func(out *bedrock.CreateEvaluationJobOutput) *string { return out.JobArn }),
	Read: lifecycle.ReadsRecord((*bedrock.Client).GetEvaluationJob,
		func(id string) *bedrock.GetEvaluationJobInput {
			return &bedrock.GetEvaluationJobInput{JobIdentifier: &id}
		},
		(*model).flattenOutputs, (*model).flattenArguments, nil),
	Delete: remove,
	List:   lifecycle.Lists((*bedrock.Client).ListEvaluationJobs, listInput, listed),
	Moving: []string{"failure_messages", "last_modified_time"},
	Wait: &lifecycle.Wait[model]{
		Status:  func(m *model) types.String { return m.Status },
		Failure: (*model).failure,
		Ready:   []string{string(awstypes.EvaluationJobStatusCompleted)},
		Failed: []string{string(awstypes.EvaluationJobStatusFailed),
			string(awstypes.EvaluationJobStatusStopped)},
	},
	Job: &lifecycle.Job[model]{
		Phases: []string{crud.WaitCreated, crud.WaitCompleted}, WaitFor: crud.WaitCreated,
		Stopped: []string{string(awstypes.EvaluationJobStatusStopped)},
		Stop: lifecycle.Deletes((*bedrock.Client).StopEvaluationJob,
			func(id string) *bedrock.StopEvaluationJobInput {
				return &bedrock.StopEvaluationJobInput{JobIdentifier: &id}
			}),
		// AWS does not tell how far a job got, so what failed is taken for paid.
		Billed:  func(*model) bool { return true },
		Data:    (*model).dataURIs,
		Final:   []string{"scores"},
		Results: readScores, ResultsNeed: "s3:ListBucket and s3:GetObject on the output",
	},
	Plan: check,
}

// What the provider has of it.
var (
	Resource   = lifecycle.Resource(&job)
	List       = lifecycle.List(&job)
	DataSource = lifecycle.DataSource(&job, lifecycle.Singular{
		Identifier:     "job_identifier",
		IdentifierText: "ARN of the job. It is read in the ARN's region.",
		Description:    "Reads an evaluation job: how far it is, what it evaluates, and where it writes.",
		Shows: []string{
			"job_name", "job_description", "job_type", "application_type", "role_arn", "customer_encryption_key_id", "evaluation_config",
			"inference_config", "output_data_config", "status", "failure_messages", "creation_time", "last_modified_time", "tags",
		},
		Texts: map[string]string{"job_name": "Name of the job.", "role_arn": "ARN of the role of the job.", "tags": "Tags of the job.",
			"application_type": "`ModelEvaluation` or `RagEvaluation`."},
	})
)
