// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	modelCreating = "Creating"
	modelFailed   = "Failed"

	// broughtModelTime is how long Bedrock takes to bring in a model that was trained elsewhere.
	broughtModelTime = 20 * time.Minute
	// broughtModelBase is what a brought model counts as made from: S3 does not tell which Nova model the artefacts are of.
	broughtModelBase = "amazon.nova-micro-v1:0:128k"
	importedKind     = "IMPORTED"
)

// broughtModel is what only a model has that no job made.
type broughtModel struct {
	input   broughtModelInput
	failing string // why it will fail; empty for one that will not
	failure string
}

type broughtModelInput struct {
	ModelName             *string                `json:"modelName"`
	ModelSourceConfig     *modelDataSource       `json:"modelSourceConfig"`
	CustomModelDataSource *customModelDataSource `json:"customModelDataSource"`
	RoleARN               *string                `json:"roleArn"`
	ModelKMSKeyARN        *string                `json:"modelKmsKeyArn"`
	ModelTags             []core.Tag             `json:"modelTags"`
	ClientRequestToken    *string                `json:"clientRequestToken"`
}

// modelDataSource is where a model's files are.
type modelDataSource struct {
	S3DataSource *struct {
		S3URI *string `json:"s3Uri"`
	} `json:"s3DataSource"`
}

type customModelDataSource struct {
	ModelPackage *struct {
		ARN *string `json:"modelPackageArn"`
	} `json:"modelPackageArnDataSource"`
}

// validate holds it against what AWS's model does not say.
func (in *broughtModelInput) validate() error {
	switch {
	case (in.ModelSourceConfig == nil) == (in.CustomModelDataSource == nil):
		return validationError("Exactly one of modelSourceConfig and customModelDataSource must be provided.")
	case in.ModelSourceConfig != nil && in.RoleARN == nil:
		return validationError("roleArn is required with an Amazon S3 data source.")
	case in.CustomModelDataSource != nil && in.RoleARN != nil:
		return validationError("roleArn is not supported with a model package.")
	}
	return checkTags(in.ModelTags)
}

func createCustomModel(q *request) (any, error) {
	var in broughtModelInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := in.validate(); err != nil {
		return nil, err
	}
	type answer struct {
		ModelARN string `json:"modelArn"`
	}
	made, err := q.replayed(in.ClientRequestToken, &in)
	if err != nil {
		return nil, err
	}
	if made != "" {
		return answer{made}, nil
	}
	if _, taken := q.state.findModel(*in.ModelName); taken {
		return nil, conflictError("The provided model name is currently in use.")
	}
	base, known := loadCatalogue().find(q.Region, broughtModelBase)
	if !known {
		return nil, validationError("Custom models cannot be created in this region.")
	}
	model := &customModel{
		arn: q.arn("custom-model/imported/" + core.NewID()), name: *in.ModelName, status: modelCreating, created: q.now,
		base: base, baseModelARN: base.arn(q.Region), brought: &broughtModel{input: in},
	}
	if in.ModelSourceConfig != nil {
		if err := q.aws.Roles.Assume(*in.RoleARN, q.Account, model.arn); err != nil {
			return nil, validationError(err.Error())
		}
		model.brought.failing = q.modelFiles(*in.RoleARN, *in.ModelSourceConfig.S3DataSource.S3URI)
	}
	of[*customModel](q.state).add(model)
	q.state.tags[model.arn] = in.ModelTags
	q.remember(in.ClientRequestToken, &in, model.arn)
	return answer{model.arn}, nil
}

// modelFiles is why the files of a model cannot be taken; empty where they can.
func (q *request) modelFiles(role, uri string) string {
	bucket, prefix := splitS3URI(uri)
	if err := q.checkBucket(bucket); err != nil {
		return err.Error()
	}
	keys, err := q.aws.Objects.Keys(bucket, prefix)
	if err != nil || len(keys) == 0 {
		return "No model artifacts were found at " + uri + "."
	}
	for _, key := range keys {
		if !q.aws.Roles.Allowed(role, "s3:GetObject", q.s3ARN(bucket, key)) {
			return fmt.Sprintf("Could not validate GetObject permissions to access Amazon S3 bucket: %s at key %s", bucket, key)
		}
		body, size, err := q.aws.Objects.Open(bucket, key)
		if err != nil {
			return "The file " + key + " could not be read."
		}
		if err := body.Close(); err != nil || size == 0 {
			return "The file " + key + " is empty."
		}
	}
	return ""
}

func settleBroughtModels(_ *Neighbours, r *region, now time.Time) {
	for _, model := range of[*customModel](r).all {
		if model.status != modelCreating || now.Before(model.created.Add(broughtModelTime)) {
			continue
		}
		model.status, model.brought.failure = modelActive, model.brought.failing
		if model.brought.failing != "" {
			model.status = modelFailed
		}
	}
}

// broughtDetails is the answer of GetCustomModel for a model that no job made.
func (m *customModel) broughtDetails() any {
	return struct {
		ModelARN          string    `json:"modelArn"`
		ModelName         string    `json:"modelName"`
		BaseModelARN      string    `json:"baseModelArn"`
		CustomizationType string    `json:"customizationType"`
		ModelKMSKeyARN    *string   `json:"modelKmsKeyArn,omitempty"`
		CreationTime      timestamp `json:"creationTime"`
		ModelStatus       string    `json:"modelStatus"`
		FailureMessage    string    `json:"failureMessage,omitempty"`
	}{
		m.arn, m.name, m.baseModelARN, importedKind, m.brought.input.ModelKMSKeyARN, timestamp(m.created), m.status, m.brought.failure,
	}
}
