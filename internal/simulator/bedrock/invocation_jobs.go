// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// invocationJobs are the operations on batches.
func invocationJobs() kind {
	return kind{handlers: map[string]handler{
		"CreateModelInvocationJob": createModelInvocationJob,
		"ListModelInvocationJobs":  listModelInvocationJobs,
		"GetModelInvocationJob":    getModelInvocationJob,
		"StopModelInvocationJob":   stopModelInvocationJob,
	}, settle: settleInvocationJobs}
}

// invocationJob finds the job of the request by ARN. AWS's model allows the id too, but AWS refuses it.
func (q *request) invocationJob() (*invocationJob, error) {
	identifier := q.path["jobIdentifier"]
	if _, ok := core.ParseARN(identifier); !ok {
		return nil, validationError("The provided ARN is invalid")
	}
	for _, job := range of[*invocationJob](q.state).all {
		if job.arn == identifier {
			return job, nil
		}
	}
	return nil, notFoundError("The model invocation job " + identifier + " could not be found.")
}

// invocationJobDetails is a job as both GetModelInvocationJob and ListModelInvocationJobs tell it. The counters are there
// from the beginning and 0 while nothing was processed.
type invocationJobDetails struct {
	JobARN                 string               `json:"jobArn"`
	JobName                string               `json:"jobName"`
	ModelID                string               `json:"modelId"`
	ClientRequestToken     *string              `json:"clientRequestToken,omitempty"`
	RoleARN                string               `json:"roleArn"`
	Status                 string               `json:"status"`
	Message                string               `json:"message,omitempty"`
	SubmitTime             timestamp            `json:"submitTime"`
	LastModifiedTime       timestamp            `json:"lastModifiedTime"`
	EndTime                timestamp            `json:"endTime,omitzero"`
	InputDataConfig        invocationDataConfig `json:"inputDataConfig"`
	OutputDataConfig       *invocationOutConfig `json:"outputDataConfig"`
	VPCConfig              *vpcConfig           `json:"vpcConfig,omitempty"`
	TimeoutDurationInHours int                  `json:"timeoutDurationInHours"`
	JobExpirationTime      timestamp            `json:"jobExpirationTime"`
	ModelInvocationType    string               `json:"modelInvocationType"`
	TotalRecordCount       int                  `json:"totalRecordCount"`
	ProcessedRecordCount   int                  `json:"processedRecordCount"`
	SuccessRecordCount     int                  `json:"successRecordCount"`
	ErrorRecordCount       int                  `json:"errorRecordCount"`
}

// details adds the defaults to the input and names the model by its ARN.
func (job *invocationJob) details(now time.Time) invocationJobDetails {
	in, source := job.input, *job.source()
	if source.S3InputFormat == nil {
		lines := "JSONL"
		source.S3InputFormat = &lines
	}
	details := invocationJobDetails{
		JobARN: job.arn, JobName: *in.JobName, ModelID: job.target.arn, ClientRequestToken: in.ClientRequestToken, RoleARN: *in.RoleARN,
		Status: job.status, Message: job.message, SubmitTime: timestamp(job.submitted), LastModifiedTime: timestamp(job.modified),
		EndTime: timestamp(job.endTime), InputDataConfig: invocationDataConfig{&source}, OutputDataConfig: in.OutputDataConfig,
		VPCConfig: in.VPCConfig, TimeoutDurationInHours: job.timeoutHours, JobExpirationTime: timestamp(job.expires()),
		ModelInvocationType: job.kind,
	}
	if job.batch != nil {
		processed := job.processed(now)
		details.TotalRecordCount, details.ProcessedRecordCount = job.batch.total, processed
		details.ErrorRecordCount = job.batch.refused(processed)
		details.SuccessRecordCount = processed - details.ErrorRecordCount
	}
	return details
}

func getModelInvocationJob(q *request) (any, error) {
	job, err := q.invocationJob()
	if err != nil {
		return nil, err
	}
	return job.details(q.now), nil
}

func listModelInvocationJobs(q *request) (any, error) {
	after, hasAfter := q.queryTime("submitTimeAfter")
	before, hasBefore := q.queryTime("submitTimeBefore")
	status := q.queryText("statusEquals")
	name := q.queryText("nameContains")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	var jobs []*invocationJob
	for _, job := range of[*invocationJob](q.state).all {
		if (!hasAfter || job.submitted.After(after)) && (!hasBefore || job.submitted.Before(before)) &&
			(status == nil || job.status == *status) && (name == nil || strings.Contains(*job.input.JobName, *name)) {
			jobs = append(jobs, job)
		}
	}
	jobs, next := page(p, jobs, func(job *invocationJob) string { return creationKey(job.submitted, job.arn) })
	summaries := []invocationJobDetails{}
	for _, job := range jobs {
		summaries = append(summaries, job.details(q.now))
	}
	return struct {
		NextToken *string                `json:"nextToken,omitempty"`
		Summaries []invocationJobDetails `json:"invocationJobSummaries"`
	}{next, summaries}, nil
}

func stopModelInvocationJob(q *request) (any, error) {
	job, err := q.invocationJob()
	if err != nil {
		return nil, err
	}
	if job.ended() || job.status == statusStopping {
		return nil, conflictError("The model invocation job " + *job.input.JobName + " has status " + job.status + " and can't be stopped.")
	}
	job.status, job.stopRequested, job.modified = statusStopping, q.now, q.now
	return struct{}{}, nil
}
