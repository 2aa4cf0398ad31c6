// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"strings"
	"time"
)

// customizationJobs are the operations on model customization jobs.
func customizationJobs() kind {
	return kind{handlers: map[string]handler{
		"CreateModelCustomizationJob": createModelCustomizationJob,
		"ListModelCustomizationJobs":  listModelCustomizationJobs,
		"GetModelCustomizationJob":    getModelCustomizationJob,
		"StopModelCustomizationJob":   stopModelCustomizationJob,
	}, settle: settleCustomizationJobs}
}

// job finds the job of the request by ARN or name.
func (q *request) job() (*customizationJob, error) {
	identifier := q.path["jobIdentifier"]
	for _, job := range of[*customizationJob](q.state).all {
		if job.arn == identifier || *job.input.JobName == identifier {
			return job, nil
		}
	}
	return nil, notFoundError("The model customization job " + identifier + " could not be found.")
}

// customizationJobDetails is the answer of GetModelCustomizationJob, which has other names for some members than
// CreateModelCustomizationJob.
type customizationJobDetails struct {
	JobARN               string               `json:"jobArn"`
	JobName              string               `json:"jobName"`
	OutputModelName      string               `json:"outputModelName"`
	OutputModelARN       string               `json:"outputModelArn,omitempty"`
	ClientRequestToken   *string              `json:"clientRequestToken,omitempty"`
	RoleARN              string               `json:"roleArn"`
	Status               string               `json:"status"`
	StatusDetails        statusDetails        `json:"statusDetails"`
	FailureMessage       string               `json:"failureMessage,omitempty"`
	CreationTime         timestamp            `json:"creationTime"`
	LastModifiedTime     timestamp            `json:"lastModifiedTime"`
	EndTime              timestamp            `json:"endTime,omitzero"`
	BaseModelARN         string               `json:"baseModelArn"`
	HyperParameters      map[string]string    `json:"hyperParameters,omitempty"`
	TrainingDataConfig   *trainingDataConfig  `json:"trainingDataConfig"`
	ValidationDataConfig validationDataConfig `json:"validationDataConfig"`
	OutputDataConfig     *outputDataConfig    `json:"outputDataConfig"`
	CustomizationType    string               `json:"customizationType"`
	OutputModelKMSKeyARN string               `json:"outputModelKmsKeyArn,omitempty"`
	TrainingMetrics      *trainingMetrics     `json:"trainingMetrics,omitempty"`
	ValidationMetrics    []validatorMetric    `json:"validationMetrics,omitzero"`
	VPCConfig            *vpcConfig           `json:"vpcConfig,omitempty"`
	CustomizationConfig  *customizationConfig `json:"customizationConfig,omitempty"`
}

type trainingMetrics struct {
	TrainingLoss float64 `json:"trainingLoss"`
}

type validatorMetric struct {
	ValidationLoss float64 `json:"validationLoss"`
}

func getModelCustomizationJob(q *request) (any, error) {
	job, err := q.job()
	if err != nil {
		return nil, err
	}
	in := job.input
	details := customizationJobDetails{
		JobARN: job.arn, JobName: *in.JobName, OutputModelName: *in.CustomModelName, OutputModelARN: job.outputModelARN,
		ClientRequestToken: in.ClientRequestToken, RoleARN: *in.RoleARN, Status: job.status, StatusDetails: job.statusDetails(q.now),
		FailureMessage: job.failure, CreationTime: timestamp(job.created), LastModifiedTime: timestamp(job.lastModified(q.now)),
		EndTime: timestamp(job.endTime), BaseModelARN: job.base.arn(q.Region), HyperParameters: job.hyperParameters,
		TrainingDataConfig: in.TrainingDataConfig, ValidationDataConfig: validationDataConfig{Validators: []validator{}},
		OutputDataConfig: in.OutputDataConfig, CustomizationType: job.kind, OutputModelKMSKeyARN: job.kmsKeyARN,
		VPCConfig: in.VPCConfig, CustomizationConfig: in.CustomizationConfig,
	}
	if data := in.ValidationDataConfig; data != nil && data.Validators != nil {
		details.ValidationDataConfig = *data
	}
	if job.status == statusCompleted {
		details.TrainingMetrics, details.ValidationMetrics = job.metrics()
	}
	return details, nil
}

func (job *customizationJob) metrics() (*trainingMetrics, []validatorMetric) {
	validation := []validatorMetric{}
	for _, loss := range job.validationLosses {
		validation = append(validation, validatorMetric{loss})
	}
	return &trainingMetrics{job.trainingLoss}, validation
}

// lastModified is when the job last changed, which the beginning of a phase does.
func (job *customizationJob) lastModified(now time.Time) time.Time {
	if job.status != statusInProgress {
		return job.modified
	}
	modified := job.modified
	for _, start := range []time.Duration{validationTime, validationTime + dataProcessingTime} {
		if at := job.created.Add(start); !now.Before(at) {
			modified = at
		}
	}
	return modified
}

// customizationJobSummary is one item of ListModelCustomizationJobs.
type customizationJobSummary struct {
	JobARN            string        `json:"jobArn"`
	BaseModelARN      string        `json:"baseModelArn"`
	JobName           string        `json:"jobName"`
	Status            string        `json:"status"`
	StatusDetails     statusDetails `json:"statusDetails"`
	LastModifiedTime  timestamp     `json:"lastModifiedTime"`
	CreationTime      timestamp     `json:"creationTime"`
	EndTime           timestamp     `json:"endTime,omitzero"`
	CustomModelARN    string        `json:"customModelArn,omitempty"`
	CustomModelName   string        `json:"customModelName"`
	CustomizationType string        `json:"customizationType"`
}

func listModelCustomizationJobs(q *request) (any, error) {
	within := q.creationFilter()
	status := q.queryText("statusEquals")
	name := q.queryText("nameContains")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	var jobs []*customizationJob
	for _, job := range of[*customizationJob](q.state).all {
		if within(job.created) && (status == nil || job.status == *status) && (name == nil || strings.Contains(*job.input.JobName, *name)) {
			jobs = append(jobs, job)
		}
	}
	jobs, next := page(p, jobs, func(job *customizationJob) string { return creationKey(job.created, job.arn) })
	summaries := []customizationJobSummary{}
	for _, job := range jobs {
		summaries = append(summaries, customizationJobSummary{
			JobARN: job.arn, BaseModelARN: job.base.arn(q.Region), JobName: *job.input.JobName, Status: job.status,
			StatusDetails: job.statusDetails(q.now), LastModifiedTime: timestamp(job.lastModified(q.now)),
			CreationTime: timestamp(job.created), EndTime: timestamp(job.endTime), CustomModelARN: job.outputModelARN,
			CustomModelName: *job.input.CustomModelName, CustomizationType: job.kind,
		})
	}
	return struct {
		NextToken *string                   `json:"nextToken,omitempty"`
		Summaries []customizationJobSummary `json:"modelCustomizationJobSummaries"`
	}{next, summaries}, nil
}

// creationFilter reads creationTimeAfter and creationTimeBefore.
func (q *request) creationFilter() func(time.Time) bool {
	return q.timeFilter("creationTimeAfter", "creationTimeBefore")
}

// timeFilter reads a lower and an upper limit of a time; operations name them differently.
func (q *request) timeFilter(lower, upper string) func(time.Time) bool {
	after, hasAfter := q.queryTime(lower)
	before, hasBefore := q.queryTime(upper)
	return func(t time.Time) bool { return (!hasAfter || t.After(after)) && (!hasBefore || t.Before(before)) }
}

func stopModelCustomizationJob(q *request) (any, error) {
	job, err := q.job()
	if err != nil {
		return nil, err
	}
	if job.status != statusInProgress {
		return nil, conflictError("The model customization job " + *job.input.JobName + " has status " + job.status + " and can't be stopped.")
	}
	job.status, job.stopRequested, job.modified = statusStopping, q.now, q.now
	return struct{}{}, nil
}
