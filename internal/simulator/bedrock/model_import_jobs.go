// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// importTime is how long an import takes, whether it succeeds or not.
const importTime = 15 * time.Minute

// importJob brings the weights of a model from S3.
type importJob struct {
	arn, status, failure string
	input                importJobInput
	created, ended       time.Time
	model                string // its ARN, once it is there
	kmsKeyARN            string
}

type importJobInput struct {
	JobName               *string          `json:"jobName"`
	ImportedModelName     *string          `json:"importedModelName"`
	RoleARN               *string          `json:"roleArn"`
	ModelDataSource       *modelDataSource `json:"modelDataSource"`
	JobTags               []core.Tag       `json:"jobTags"`
	ImportedModelTags     []core.Tag       `json:"importedModelTags"`
	ClientRequestToken    *string          `json:"clientRequestToken"`
	VPCConfig             *vpcConfig       `json:"vpcConfig"`
	ImportedModelKMSKeyID *string          `json:"importedModelKmsKeyId"`
}

func (in *importJobInput) validate() error {
	if err := checkTags(in.JobTags); err != nil {
		return err
	}
	return checkTags(in.ImportedModelTags)
}

func (job *importJob) uri() string { return *job.input.ModelDataSource.S3DataSource.S3URI }

// listed shows a job while it runs: what has ended is a record that nobody can delete.
func (job *importJob) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "model-import-job", ARN: job.arn, Status: job.status}, job.status == statusInProgress
}

// modelImports are the operations on imports and on what they made.
func modelImports() kind {
	return kind{handlers: map[string]handler{
		"CreateModelImportJob": createModelImportJob,
		"GetModelImportJob":    getModelImportJob,
		"ListModelImportJobs":  listModelImportJobs,
		"GetImportedModel":     getImportedModel,
		"ListImportedModels":   listImportedModels,
		"DeleteImportedModel":  deleteImportedModel,
	}, settle: settleImports}
}

func settleImports(aws *Neighbours, r *region, now time.Time) {
	for _, job := range of[*importJob](r).all {
		end := job.created.Add(importTime)
		if job.status != statusInProgress || now.Before(end) {
			continue
		}
		job.ended = end
		if job.failure = importable(aws, job); job.failure != "" {
			job.status = statusFailed
			continue
		}
		model := newImportedModel(job, r)
		of[*importedModel](r).add(model)
		r.tags[model.arn] = job.input.ImportedModelTags
		job.status, job.model = statusCompleted, model.arn
	}
}

// importable is why the files of a model cannot be imported; empty where they can.
func importable(aws *Neighbours, job *importJob) string {
	bucket, prefix := splitS3URI(job.uri())
	keys, err := aws.Objects.Keys(bucket, prefix)
	if err != nil || len(keys) == 0 {
		return "Amazon Bedrock could not find model files at " + job.uri() + "."
	}
	has := func(pattern string) bool {
		return slices.ContainsFunc(keys, func(key string) bool {
			matches, err := path.Match(pattern, path.Base(key))
			return matches && err == nil && !isEmpty(aws, bucket, key)
		})
	}
	for _, needed := range []string{"config.json", "*.safetensors", "tokenizer_config.json"} {
		if !has(needed) {
			return "The model files at " + job.uri() + " are not valid: " + needed + " is missing or empty."
		}
	}
	return ""
}

func isEmpty(aws *Neighbours, bucket, key string) bool {
	body, size, err := aws.Objects.Open(bucket, key)
	return err != nil || body.Close() != nil || size == 0
}

func createModelImportJob(q *request) (any, error) {
	var in importJobInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := in.validate(); err != nil {
		return nil, err
	}
	made, err := q.replayed(in.ClientRequestToken, &in)
	if err != nil {
		return nil, err
	}
	if made != "" {
		return createdJob(made), nil
	}
	for _, job := range of[*importJob](q.state).all {
		if *job.input.JobName == *in.JobName {
			return nil, validationError("The provided job name is currently in use.")
		}
		if job.status == statusInProgress && *job.input.ImportedModelName == *in.ImportedModelName {
			return nil, validationError("The provided imported model name is currently in use.")
		}
	}
	if _, taken := q.state.findImportedModel(*in.ImportedModelName); taken {
		return nil, validationError("The provided imported model name is currently in use.")
	}
	job := &importJob{arn: q.arn("model-import-job/" + core.NewID()), status: statusInProgress, input: in, created: q.now,
		kmsKeyARN: q.kmsKeyARN(in.ImportedModelKMSKeyID)}
	if err := q.aws.Roles.Assume(*in.RoleARN, q.Account, job.arn); err != nil {
		return nil, validationError(err.Error())
	}
	bucket, prefix := splitS3URI(job.uri())
	if err := q.checkBucket(bucket); err != nil {
		return nil, err
	}
	if !q.aws.Roles.Allowed(*in.RoleARN, "s3:GetObject", q.s3ARN(bucket, belowPrefix(prefix, "config.json"))) {
		return nil, validationError("Could not validate GetObject permissions to access Amazon S3 bucket: " + bucket + " at key " + prefix)
	}
	of[*importJob](q.state).add(job)
	q.state.tags[job.arn] = in.JobTags
	q.remember(in.ClientRequestToken, &in, job.arn)
	return createdJob(job.arn), nil
}

func getModelImportJob(q *request) (any, error) {
	identifier := q.path["jobIdentifier"]
	for _, job := range of[*importJob](q.state).all {
		if job.arn == identifier || *job.input.JobName == identifier {
			return job.details(), nil
		}
	}
	return nil, notFoundError("The model import job " + identifier + " could not be found.")
}

func (job *importJob) details() any {
	modified := job.created
	if !job.ended.IsZero() {
		modified = job.ended
	}
	return struct {
		JobARN                 string           `json:"jobArn"`
		JobName                string           `json:"jobName"`
		ImportedModelName      string           `json:"importedModelName"`
		ImportedModelARN       string           `json:"importedModelArn,omitempty"`
		RoleARN                string           `json:"roleArn"`
		ModelDataSource        *modelDataSource `json:"modelDataSource"`
		Status                 string           `json:"status"`
		FailureMessage         string           `json:"failureMessage,omitempty"`
		CreationTime           timestamp        `json:"creationTime"`
		LastModifiedTime       timestamp        `json:"lastModifiedTime"`
		EndTime                timestamp        `json:"endTime,omitzero"`
		VPCConfig              *vpcConfig       `json:"vpcConfig,omitempty"`
		ImportedModelKMSKeyARN string           `json:"importedModelKmsKeyArn,omitempty"`
	}{
		job.arn, *job.input.JobName, *job.input.ImportedModelName, job.model, *job.input.RoleARN, job.input.ModelDataSource, job.status,
		job.failure, timestamp(job.created), timestamp(modified), timestamp(job.ended), job.input.VPCConfig, job.kmsKeyARN,
	}
}

func listModelImportJobs(q *request) (any, error) {
	within := q.creationFilter()
	name := q.queryText("nameContains")
	status := q.queryText("statusEquals")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(slices.Clone(of[*importJob](q.state).all), func(job *importJob) bool {
		return !within(job.created) || name != nil && !strings.Contains(*job.input.JobName, *name) || status != nil && job.status != *status
	})
	found, next := page(p, found, func(job *importJob) string { return creationKey(job.created, job.arn) })
	type summary struct {
		JobARN            string    `json:"jobArn"`
		JobName           string    `json:"jobName"`
		Status            string    `json:"status"`
		CreationTime      timestamp `json:"creationTime"`
		EndTime           timestamp `json:"endTime,omitzero"`
		ImportedModelARN  string    `json:"importedModelArn,omitempty"`
		ImportedModelName string    `json:"importedModelName"`
	}
	summaries := []summary{}
	for _, job := range found {
		summaries = append(summaries, summary{job.arn, *job.input.JobName, job.status, timestamp(job.created), timestamp(job.ended), job.model,
			*job.input.ImportedModelName})
	}
	return struct {
		NextToken *string   `json:"nextToken,omitempty"`
		Summaries []summary `json:"modelImportJobSummaries"`
	}{next, summaries}, nil
}
