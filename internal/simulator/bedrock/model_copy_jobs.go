// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// copyTime is how long a copy takes, whether it succeeds or not.
const copyTime = 10 * time.Minute

// copyJob copies a custom model of another region or account to the region that it is asked in. AWS names the copy from the start.
type copyJob struct {
	arn, status, failure, failing string
	input                         copyJobInput
	source                        *customModel
	from                          *region // where the source is
	target                        string  // ARN
	base                          *foundationModel
	created                       time.Time
	kmsKeyARN                     string
}

type copyJobInput struct {
	SourceModelARN     *string    `json:"sourceModelArn"`
	TargetModelName    *string    `json:"targetModelName"`
	ModelKMSKeyID      *string    `json:"modelKmsKeyId"`
	TargetModelTags    []core.Tag `json:"targetModelTags"`
	ClientRequestToken *string    `json:"clientRequestToken"`
}

// listed shows a job while it runs: what has ended is a record that nobody can delete.
func (job *copyJob) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "model-copy-job", ARN: job.arn, Status: job.status}, job.status == statusInProgress
}

// modelCopies are the operations on copies.
func modelCopies() kind {
	return kind{handlers: map[string]handler{
		"CreateModelCopyJob": createModelCopyJob,
		"GetModelCopyJob":    getModelCopyJob,
		"ListModelCopyJobs":  listModelCopyJobs,
	}, settle: settleCopies}
}

func settleCopies(_ *Neighbours, r *region, now time.Time) {
	for _, job := range of[*copyJob](r).all {
		end := job.created.Add(copyTime)
		if job.status != statusInProgress || now.Before(end) {
			continue
		}
		if _, there := job.from.findModel(job.source.arn); !there {
			job.failing = "The source model was deleted while it was copied."
		}
		if job.failure = job.failing; job.failure != "" {
			job.status = statusFailed
			continue
		}
		job.status = statusCompleted
		of[*customModel](r).add(&customModel{
			arn: job.target, name: *job.input.TargetModelName, status: modelActive, created: end, base: job.base,
			baseModelARN: job.base.arn(r.scope.region), copied: job,
		})
		r.tags[job.target] = job.input.TargetModelTags
	}
}

func createModelCopyJob(q *request) (any, error) {
	var in copyJobInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := checkTags(in.TargetModelTags); err != nil {
		return nil, err
	}
	if made, err := q.replayed(in.ClientRequestToken, &in); made != "" || err != nil {
		return createdJob(made), err
	}
	source, from, err := q.copyable(*in.SourceModelARN)
	if err != nil {
		return nil, err
	}
	if q.nameTaken(*in.TargetModelName) {
		return nil, validationError("The provided custom model name is currently in use.")
	}
	base := source.base
	sameModel := func(m *foundationModel) bool { return m.baseName() == base.baseName() } // more regions serve a model than train it
	if !slices.ContainsFunc(loadCatalogue().in(q.Region), sameModel) {
		return nil, validationError("Models that are based on " + base.ID + " can't be copied to " + q.Region + ".")
	}
	job := &copyJob{
		arn: q.arn("model-copy-job/" + core.NewID()), status: statusInProgress, input: in, source: source, from: from, base: base,
		target: q.arn("custom-model/" + base.ID + "/" + core.NewID()), created: q.now, kmsKeyARN: q.kmsKeyARN(in.ModelKMSKeyID),
		failing: q.standing.CopyFailure,
	}
	of[*copyJob](q.state).add(job)
	q.remember(in.ClientRequestToken, &in, job.arn)
	return createdJob(job.arn), nil
}

// copyable finds a model that the caller may copy: its own, or one that was shared with it.
func (q *request) copyable(arn string) (*customModel, *region, error) {
	at, _ := core.ParseARN(arn)
	from := q.at(scope{at.Account, at.Region})
	model, there := from.findModel(arn)
	if at.Account != q.Account {
		reached, underWay := q.aws.Shares.Shared(arn, q.Account)
		if underWay {
			return nil, nil, accessDeniedError("You don't have access to the model " + arn + ".")
		}
		there = there && reached
	}
	switch {
	case !there:
		return nil, nil, notFoundError("The custom model " + arn + " could not be found.")
	case model.status != modelActive:
		return nil, nil, validationError("The custom model " + arn + " can't be copied in its current state.")
	}
	return model, from, nil
}

// nameTaken reports whether a custom model has a name, or will.
func (q *request) nameTaken(name string) bool {
	_, taken := q.state.findModel(name)
	return taken || slices.ContainsFunc(of[*copyJob](q.state).all, func(job *copyJob) bool {
		return job.status == statusInProgress && *job.input.TargetModelName == name
	})
}

// copyJobDetails is a job as AWS tells it, alone and in a list.
type copyJobDetails struct {
	JobARN               string     `json:"jobArn"`
	Status               string     `json:"status"`
	CreationTime         timestamp  `json:"creationTime"`
	TargetModelARN       string     `json:"targetModelArn"`
	TargetModelName      string     `json:"targetModelName"`
	SourceAccountID      string     `json:"sourceAccountId"`
	SourceModelARN       string     `json:"sourceModelArn"`
	SourceModelName      string     `json:"sourceModelName"`
	TargetModelKMSKeyARN string     `json:"targetModelKmsKeyArn,omitempty"`
	TargetModelTags      []core.Tag `json:"targetModelTags,omitempty"`
	FailureMessage       string     `json:"failureMessage,omitempty"`
}

func (job *copyJob) details() copyJobDetails {
	return copyJobDetails{
		job.arn, job.status, timestamp(job.created), job.target, *job.input.TargetModelName, job.from.account, job.source.arn,
		job.source.name, job.kmsKeyARN, job.input.TargetModelTags, job.failure,
	}
}

func getModelCopyJob(q *request) (any, error) {
	for _, job := range of[*copyJob](q.state).all {
		if job.arn == q.path["jobArn"] {
			return job.details(), nil
		}
	}
	return nil, notFoundError("The model copy job " + q.path["jobArn"] + " could not be found.")
}

func listModelCopyJobs(q *request) (any, error) {
	within := q.creationFilter()
	name := q.queryText("outputModelNameContains")
	status := q.queryText("statusEquals")
	account := q.queryText("sourceAccountEquals")
	source := q.queryText("sourceModelArnEquals")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	is := func(wanted *string, text string) bool { return wanted == nil || *wanted == text }
	found := slices.DeleteFunc(slices.Clone(of[*copyJob](q.state).all), func(job *copyJob) bool {
		return !within(job.created) || name != nil && !strings.Contains(*job.input.TargetModelName, *name) ||
			!is(status, job.status) || !is(account, job.from.account) || !is(source, job.source.arn)
	})
	found, next := page(p, found, func(job *copyJob) string { return creationKey(job.created, job.arn) })
	summaries := []copyJobDetails{}
	for _, job := range found {
		summaries = append(summaries, job.details())
	}
	return struct {
		NextToken *string          `json:"nextToken,omitempty"`
		Summaries []copyJobDetails `json:"modelCopyJobSummaries"`
	}{next, summaries}, nil
}

// HasModel tells whether an account has a custom model.
func (s *Service) HasModel(account, arn string) bool {
	at, _ := core.ParseARN(arn)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, there := s.region(scope{account, at.Region}).findModel(arn)
	return there
}

// sharedModels are the models of other accounts that were shared with the caller.
func (q *request) sharedModels() (models []*customModel) {
	for _, arn := range q.aws.Shares.SharedWith(q.Account, q.Region) {
		at, _ := core.ParseARN(arn)
		if model, there := q.at(scope{at.Account, at.Region}).findModel(arn); there {
			models = append(models, model)
		}
	}
	return models
}
