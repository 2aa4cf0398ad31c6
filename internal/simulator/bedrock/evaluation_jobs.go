// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const statusDeleting = "Deleting"

// The times of a job. People take days, and a job of many prompts takes longer than one of few, which is left out.
const (
	evaluationTakes = 15 * time.Minute
	peopleTake      = 48 * time.Hour
	deletingTakes   = 10 * time.Second
)

// evaluationJobs are the operations on evaluation jobs.
func evaluationJobs() kind {
	return kind{
		handlers: map[string]handler{
			"BatchDeleteEvaluationJob": batchDeleteEvaluationJob,
			"CreateEvaluationJob":      createEvaluationJob,
			"GetEvaluationJob":         getEvaluationJob,
			"ListEvaluationJobs":       listEvaluationJobs,
			"StopEvaluationJob":        stopEvaluationJob,
		},
		settle: settleEvaluationJobs,
	}
}

// evaluationJob is the record of one job.
type evaluationJob struct {
	arn, id, account  string
	input             evaluationInput
	invokes           []invocationTarget
	status            string
	failures          []string
	created, modified time.Time
	asked             time.Time // when it was told to stop, or to go
}

func (job *evaluationJob) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "evaluation-job", ARN: job.arn, Status: job.status}, true
}

func (job *evaluationJob) ended() bool {
	return slices.Contains([]string{statusCompleted, statusFailed, statusStopped}, job.status)
}

func (job *evaluationJob) kind() string {
	if job.input.EvaluationConfig.Human != nil {
		return "Human"
	}
	return "Automated"
}

// judges are the models that give scores.
func (job *evaluationJob) judges(custom bool) []string {
	automated := job.input.EvaluationConfig.Automated
	if automated == nil {
		return nil
	}
	models := automated.EvaluatorModelConfig
	if custom {
		models = automated.customJudge()
	}
	if models == nil {
		return nil
	}
	return []string{*models.BedrockEvaluatorModels[0].ModelIdentifier}
}

func settleEvaluationJobs(aws *Neighbours, r *region, now time.Time) {
	all := of[*evaluationJob](r)
	for _, job := range all.all {
		job.advance(aws, now)
	}
	all.remove(func(job *evaluationJob) bool {
		gone := job.status == statusDeleting && !now.Before(job.asked.Add(deletingTakes))
		if gone {
			delete(r.tags, job.arn)
		}
		return gone
	})
}

// advance carries out what the job has done by now.
func (job *evaluationJob) advance(aws *Neighbours, now time.Time) {
	takes := evaluationTakes
	if job.input.EvaluationConfig.Human != nil {
		takes = peopleTake
	}
	switch end := job.created.Add(takes); job.status {
	case statusStopping:
		if end := job.asked.Add(stoppingTime); !now.Before(end) {
			job.status, job.modified = statusStopped, end
		}
	case statusInProgress:
		if now.Before(end) {
			return
		}
		job.status, job.modified = statusCompleted, end
		if err := job.run(aws); err != nil {
			job.status, job.failures = statusFailed, []string{err.Error()}
		}
	}
}

// run reads the data sets and writes the scores.
func (job *evaluationJob) run(aws *Neighbours) error {
	for _, target := range job.invokes {
		for _, resource := range append([]string{target.arn}, target.routes...) {
			if !aws.Roles.Allowed(*job.input.RoleARN, "bedrock:InvokeModel", resource) {
				return errMayNotInvoke
			}
		}
	}
	if err := job.mayRetrieve(aws.Roles); err != nil {
		return err
	}
	return job.writeScores(aws.Objects)
}

func (q *request) evaluationJob(identifier string) (*evaluationJob, error) {
	for _, job := range of[*evaluationJob](q.state).all {
		if job.arn == identifier {
			return job, nil
		}
	}
	if !strings.HasPrefix(identifier, "arn:") {
		return nil, validationError("The provided ARN is invalid")
	}
	return nil, notFoundError("The evaluation job " + identifier + " could not be found.")
}

func getEvaluationJob(q *request) (any, error) {
	job, err := q.evaluationJob(q.path["jobIdentifier"])
	if err != nil {
		return nil, err
	}
	in := &job.input
	return struct {
		JobARN                  string               `json:"jobArn"`
		JobName                 *string              `json:"jobName"`
		Status                  string               `json:"status"`
		JobType                 string               `json:"jobType"`
		JobDescription          *string              `json:"jobDescription,omitempty"`
		RoleARN                 *string              `json:"roleArn"`
		CustomerEncryptionKeyID *string              `json:"customerEncryptionKeyId,omitempty"`
		ApplicationType         string               `json:"applicationType"`
		EvaluationConfig        *evaluationConfig    `json:"evaluationConfig"`
		InferenceConfig         *evaluationInference `json:"inferenceConfig"`
		OutputDataConfig        *evaluationOutput    `json:"outputDataConfig"`
		FailureMessages         []string             `json:"failureMessages,omitempty"`
		CreationTime            timestamp            `json:"creationTime"`
		LastModifiedTime        timestamp            `json:"lastModifiedTime"`
	}{
		job.arn, in.JobName, job.status, job.kind(), in.JobDescription, in.RoleARN, in.CustomerEncryptionKeyID, job.application(),
		in.EvaluationConfig, in.InferenceConfig, in.OutputDataConfig, job.failures, timestamp(job.created), timestamp(job.modified),
	}, nil
}

// application is what is evaluated, by default what the configuration is of.
func (job *evaluationJob) application() string {
	switch {
	case job.input.ApplicationType != nil:
		return *job.input.ApplicationType
	case job.input.InferenceConfig.RAGConfigs != nil:
		return "RagEvaluation"
	}
	return "ModelEvaluation"
}

// evaluationPage is the most jobs that AWS lists on a page.
const evaluationPage = 5

func listEvaluationJobs(q *request) (any, error) {
	after, hasAfter := q.queryTime("creationTimeAfter")
	before, hasBefore := q.queryTime("creationTimeBefore")
	status, name, application := q.queryText("statusEquals"), q.queryText("nameContains"), q.queryText("applicationTypeEquals")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	var jobs []*evaluationJob
	for _, job := range of[*evaluationJob](q.state).all {
		if (!hasAfter || job.created.After(after)) && (!hasBefore || job.created.Before(before)) &&
			(status == nil || job.status == *status) && (name == nil || strings.Contains(*job.input.JobName, *name)) &&
			(application == nil || job.application() == *application) {
			jobs = append(jobs, job)
		}
	}
	p.limit = min(p.limit, evaluationPage)
	jobs, next := page(p, jobs, func(job *evaluationJob) string { return creationKey(job.created, job.arn) })
	summaries := []any{}
	for _, job := range jobs {
		summaries = append(summaries, job.summary())
	}
	return struct {
		NextToken *string `json:"nextToken,omitempty"`
		Summaries []any   `json:"jobSummaries,omitempty"`
	}{next, summaries}, nil
}

func (job *evaluationJob) summary() any {
	var tasks, models []string
	for _, one := range job.input.datasets() {
		if !slices.Contains(tasks, *one.TaskType) {
			tasks = append(tasks, *one.TaskType)
		}
	}
	for _, model := range job.input.InferenceConfig.Models {
		if model.BedrockModel != nil {
			models = append(models, model.id())
		}
	}
	var bases []string
	if rag, ok := job.input.rag(); ok && rag.base().KnowledgeBaseID != nil {
		bases = append(bases, *rag.base().KnowledgeBaseID)
	}
	return struct {
		JobARN           string    `json:"jobArn"`
		JobName          *string   `json:"jobName"`
		Status           string    `json:"status"`
		CreationTime     timestamp `json:"creationTime"`
		JobType          string    `json:"jobType"`
		RAGIdentifiers   []string  `json:"ragIdentifiers,omitempty"`
		Tasks            []string  `json:"evaluationTaskTypes"`
		ModelIdentifiers []string  `json:"modelIdentifiers,omitempty"`
		Evaluators       []string  `json:"evaluatorModelIdentifiers,omitempty"`
		Custom           []string  `json:"customMetricsEvaluatorModelIdentifiers,omitempty"`
		Application      string    `json:"applicationType"`
	}{
		job.arn, job.input.JobName, job.status, timestamp(job.created), job.kind(), bases, tasks, models,
		job.judges(false), job.judges(true), job.application(),
	}
}

func stopEvaluationJob(q *request) (any, error) {
	job, err := q.evaluationJob(q.path["jobIdentifier"])
	if err != nil {
		return nil, err
	}
	if job.status != statusInProgress {
		return nil, conflictError("The evaluation job " + *job.input.JobName + " has status " + job.status + " and can't be stopped.")
	}
	job.status, job.asked, job.modified = statusStopping, q.now, q.now
	return struct{}{}, nil
}

// batchDeleteEvaluationJob deletes what has ended, and answers for each of the others why it does not.
func batchDeleteEvaluationJob(q *request) (any, error) {
	var in struct {
		JobIdentifiers []string `json:"jobIdentifiers"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	type item struct {
		JobIdentifier string `json:"jobIdentifier"`
		JobStatus     string `json:"jobStatus"`
	}
	type refusal struct {
		JobIdentifier string `json:"jobIdentifier"`
		Code          string `json:"code"`
		Message       string `json:"message"`
	}
	deleted, refused := []item{}, []refusal{}
	for _, identifier := range in.JobIdentifiers {
		job, err := q.evaluationJob(identifier)
		if err == nil && !job.ended() {
			err = conflictError("The evaluation job has status " + job.status + " and can't be deleted.")
		}
		if err != nil {
			why := &apiError{"InternalServerException", err.Error()}
			errors.As(err, &why)
			refused = append(refused, refusal{identifier, why.code, why.message})
			continue
		}
		job.status, job.asked, job.modified = statusDeleting, q.now, q.now
		deleted = append(deleted, item{identifier, statusDeleting})
	}
	return struct {
		Errors []refusal `json:"errors"`
		Jobs   []item    `json:"evaluationJobs"`
	}{refused, deleted}, nil
}
