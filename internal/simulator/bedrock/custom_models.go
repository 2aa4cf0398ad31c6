// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const modelActive = "Active"

func (m *customModel) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "custom-model", ARN: m.arn, Status: m.status}, true
}

// customModels are the operations on custom models.
func customModels() kind {
	return kind{handlers: map[string]handler{
		"CreateCustomModel": createCustomModel,
		"ListCustomModels":  listCustomModels,
		"GetCustomModel":    getCustomModel,
		"DeleteCustomModel": deleteCustomModel,
	}, settle: settleBroughtModels}
}

// customModel is a model that a customization job made, that was brought from elsewhere, or that was copied.
type customModel struct {
	arn, name, status string
	created           time.Time
	base              *foundationModel
	baseModelARN      string            // a foundation model, or the custom model that was trained further
	job               *customizationJob // nil for one that no job trained
	brought           *broughtModel     // nil for one that was not brought
	copied            *copyJob          // nil for one that is no copy
}

// kind is how it was made, as AWS names it.
func (m *customModel) kind() string {
	switch {
	case m.brought != nil:
		return importedKind
	case m.copied != nil:
		return m.copied.source.kind()
	}
	return m.job.kind
}

// newTrainedModel makes the output of a job. Its ARN names the context variant that was trained, as AWS's does.
func newTrainedModel(job *customizationJob, region *region, at time.Time) *customModel {
	model := &customModel{
		arn: core.NewARN(core.Partition(region.scope.region), "bedrock", region.scope.region, region.account,
			"custom-model/"+job.base.ID+"/"+core.NewID()).String(),
		name: *job.input.CustomModelName, status: modelActive, created: at, base: job.base, baseModelARN: job.parent, job: job,
	}
	if model.baseModelARN == "" {
		model.baseModelARN = job.base.arn(region.scope.region)
	}
	return model
}

// owner is the account that has the model.
func (m *customModel) owner() string {
	at, _ := core.ParseARN(m.arn)
	return at.Account
}

// copiedDetails is the answer of GetCustomModel for a copy, which has no job of its own that trained it.
func (m *customModel) copiedDetails() any {
	return struct {
		ModelARN          string    `json:"modelArn"`
		ModelName         string    `json:"modelName"`
		BaseModelARN      string    `json:"baseModelArn"`
		CustomizationType string    `json:"customizationType"`
		ModelKMSKeyARN    string    `json:"modelKmsKeyArn,omitempty"`
		CreationTime      timestamp `json:"creationTime"`
		ModelStatus       string    `json:"modelStatus"`
	}{m.arn, m.name, m.baseModelARN, m.kind(), m.copied.kmsKeyARN, timestamp(m.created), m.status}
}

// findModel finds a custom model by ARN or name.
func (r *region) findModel(identifier string) (*customModel, bool) {
	for _, model := range of[*customModel](r).all {
		if model.arn == identifier || model.name == identifier {
			return model, true
		}
	}
	return nil, false
}

// customModel finds the model of the request.
func (q *request) customModel() (*customModel, error) {
	identifier := q.path["modelIdentifier"]
	model, ok := q.state.findModel(identifier)
	if !ok {
		return nil, notFoundError("The custom model " + identifier + " could not be found.")
	}
	return model, nil
}

// customModelDetails is the answer of GetCustomModel.
type customModelDetails struct {
	ModelARN             string                `json:"modelArn"`
	ModelName            string                `json:"modelName"`
	JobName              string                `json:"jobName"`
	JobARN               string                `json:"jobArn"`
	BaseModelARN         string                `json:"baseModelArn"`
	CustomizationType    string                `json:"customizationType"`
	ModelKMSKeyARN       string                `json:"modelKmsKeyArn,omitempty"`
	HyperParameters      map[string]string     `json:"hyperParameters,omitempty"`
	TrainingDataConfig   *trainingDataConfig   `json:"trainingDataConfig"`
	ValidationDataConfig *validationDataConfig `json:"validationDataConfig,omitempty"`
	OutputDataConfig     *outputDataConfig     `json:"outputDataConfig"`
	TrainingMetrics      *trainingMetrics      `json:"trainingMetrics"`
	ValidationMetrics    []validatorMetric     `json:"validationMetrics"`
	CreationTime         timestamp             `json:"creationTime"`
	CustomizationConfig  *customizationConfig  `json:"customizationConfig,omitempty"`
	ModelStatus          string                `json:"modelStatus"`
}

func getCustomModel(q *request) (any, error) {
	model, err := q.customModel()
	if err != nil {
		return nil, err
	}
	if model.brought != nil {
		return model.broughtDetails(), nil
	}
	if model.copied != nil {
		return model.copiedDetails(), nil
	}
	job, in := model.job, model.job.input
	details := customModelDetails{
		ModelARN: model.arn, ModelName: model.name, JobName: *in.JobName, JobARN: job.arn, BaseModelARN: model.baseModelARN,
		CustomizationType: job.kind, ModelKMSKeyARN: job.kmsKeyARN, HyperParameters: job.hyperParameters,
		TrainingDataConfig: in.TrainingDataConfig, OutputDataConfig: in.OutputDataConfig, CreationTime: timestamp(model.created),
		CustomizationConfig: in.CustomizationConfig, ModelStatus: model.status,
	}
	if len(job.validations) > 0 {
		details.ValidationDataConfig = in.ValidationDataConfig
	}
	details.TrainingMetrics, details.ValidationMetrics = job.metrics()
	return details, nil
}

// customModelSummary is one item of ListCustomModels.
type customModelSummary struct {
	ModelARN          string    `json:"modelArn"`
	ModelName         string    `json:"modelName"`
	CreationTime      timestamp `json:"creationTime"`
	BaseModelARN      string    `json:"baseModelArn"`
	BaseModelName     string    `json:"baseModelName"`
	CustomizationType string    `json:"customizationType"`
	OwnerAccountID    string    `json:"ownerAccountId"`
	ModelStatus       string    `json:"modelStatus"`
}

func listCustomModels(q *request) (any, error) {
	within := q.creationFilter()
	name := q.queryText("nameContains")
	baseModel := q.queryText("baseModelArnEquals")
	foundation := q.queryText("foundationModelArnEquals")
	status := q.queryText("modelStatus")
	owned, asked := q.queryBool("isOwned")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	var models []*customModel
	all := slices.Clone(of[*customModel](q.state).all)
	if !owned {
		all = append(all, q.sharedModels()...)
	}
	for _, m := range all {
		if within(m.created) && (name == nil || strings.Contains(m.name, *name)) && (baseModel == nil || m.baseModelARN == *baseModel) &&
			(foundation == nil || m.base.arn(q.Region) == *foundation) && (status == nil || m.status == *status) &&
			(!asked || owned == (m.owner() == q.Account)) {
			models = append(models, m)
		}
	}
	models, next := page(p, models, func(m *customModel) string { return creationKey(m.created, m.arn) })
	summaries := []customModelSummary{}
	for _, m := range models {
		summaries = append(summaries, customModelSummary{
			ModelARN: m.arn, ModelName: m.name, CreationTime: timestamp(m.created), BaseModelARN: m.baseModelARN,
			BaseModelName: m.base.baseName(), CustomizationType: m.kind(), OwnerAccountID: m.owner(), ModelStatus: m.status,
		})
	}
	return struct {
		NextToken *string              `json:"nextToken,omitempty"`
		Summaries []customModelSummary `json:"modelSummaries"`
	}{next, summaries}, nil
}

// deleteCustomModel refuses a model that a running job trains further, and one that answers requests. The record of the job that made
// it stays.
func deleteCustomModel(q *request) (any, error) {
	model, err := q.customModel()
	if err != nil {
		return nil, err
	}
	for _, job := range of[*customizationJob](q.state).all {
		if !job.ended() && job.parent == model.arn {
			return nil, conflictError("The custom model " + model.name + " is in use by the model customization job " + *job.input.JobName + ".")
		}
	}
	if err := q.state.checkUnused(model); err != nil {
		return nil, err
	}
	q.state.removeModel(model)
	return struct{}{}, nil
}

func (r *region) removeModel(model *customModel) {
	of[*customModel](r).remove(func(m *customModel) bool { return m == model })
	delete(r.tags, model.arn)
}
