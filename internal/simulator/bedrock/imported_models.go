// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// importedArchitecture is that of every imported model: no file is looked into.
const importedArchitecture = "llama"

// importedModel is a model that an import made.
type importedModel struct {
	arn, name string
	created   time.Time
	job       *importJob
}

func newImportedModel(job *importJob, r *region) *importedModel {
	return &importedModel{
		arn:  core.NewARN(core.Partition(r.scope.region), "bedrock", r.scope.region, r.account, "imported-model/"+core.NewID()).String(),
		name: *job.input.ImportedModelName, created: job.ended, job: job,
	}
}

func (m *importedModel) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "imported-model", ARN: m.arn}, true
}

func (r *region) findImportedModel(identifier string) (*importedModel, bool) {
	for _, model := range of[*importedModel](r).all {
		if model.arn == identifier || model.name == identifier {
			return model, true
		}
	}
	return nil, false
}

// importedModel finds the model of the request.
func (q *request) importedModel() (*importedModel, error) {
	identifier := q.path["modelIdentifier"]
	model, ok := q.state.findImportedModel(identifier)
	if !ok {
		return nil, notFoundError("The imported model " + identifier + " could not be found.")
	}
	return model, nil
}

// customModelUnits are what AWS charges for a copy of a model that answers.
type customModelUnits struct {
	PerCopy int    `json:"customModelUnitsPerModelCopy"`
	Version string `json:"customModelUnitsVersion"`
}

func getImportedModel(q *request) (any, error) {
	m, err := q.importedModel()
	if err != nil {
		return nil, err
	}
	return struct {
		ModelARN          string           `json:"modelArn"`
		ModelName         string           `json:"modelName"`
		JobName           string           `json:"jobName"`
		JobARN            string           `json:"jobArn"`
		ModelDataSource   *modelDataSource `json:"modelDataSource"`
		CreationTime      timestamp        `json:"creationTime"`
		ModelArchitecture string           `json:"modelArchitecture"`
		ModelKMSKeyARN    string           `json:"modelKmsKeyArn,omitempty"`
		InstructSupported bool             `json:"instructSupported"`
		CustomModelUnits  customModelUnits `json:"customModelUnits"`
	}{
		m.arn, m.name, *m.job.input.JobName, m.job.arn, m.job.input.ModelDataSource, timestamp(m.created), importedArchitecture,
		m.job.kmsKeyARN, true, customModelUnits{PerCopy: 2, Version: "v1.0"},
	}, nil
}

func listImportedModels(q *request) (any, error) {
	within := q.creationFilter()
	name := q.queryText("nameContains")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(slices.Clone(of[*importedModel](q.state).all), func(m *importedModel) bool {
		return !within(m.created) || name != nil && !strings.Contains(m.name, *name)
	})
	found, next := page(p, found, func(m *importedModel) string { return creationKey(m.created, m.arn) })
	type summary struct {
		ModelARN          string    `json:"modelArn"`
		ModelName         string    `json:"modelName"`
		CreationTime      timestamp `json:"creationTime"`
		InstructSupported bool      `json:"instructSupported"`
		ModelArchitecture string    `json:"modelArchitecture"`
	}
	summaries := []summary{}
	for _, m := range found {
		summaries = append(summaries, summary{m.arn, m.name, timestamp(m.created), true, importedArchitecture})
	}
	return struct {
		NextToken *string   `json:"nextToken,omitempty"`
		Summaries []summary `json:"modelSummaries"`
	}{next, summaries}, nil
}

// deleteImportedModel deletes a model. The record of its job stays.
func deleteImportedModel(q *request) (any, error) {
	model, err := q.importedModel()
	if err != nil {
		return nil, err
	}
	of[*importedModel](q.state).remove(func(m *importedModel) bool { return m == model })
	delete(q.state.tags, model.arn)
	return struct{}{}, nil
}
