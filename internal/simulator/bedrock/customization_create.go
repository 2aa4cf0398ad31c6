// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

func createModelCustomizationJob(q *request) (any, error) {
	var in createCustomizationInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if made, err := q.replayed(in.ClientRequestToken, &in); made != "" || err != nil {
		return createdJob(made), err
	}
	if err := q.checkNames(&in); err != nil {
		return nil, err
	}
	kind := in.kind()
	if err := in.checkKind(kind); err != nil {
		return nil, err
	}
	base, parent, err := q.resolveBase(*in.BaseModelIdentifier, kind)
	if err != nil {
		return nil, err
	}
	invoked, err := q.invokedBy(&in, base)
	if err != nil {
		return nil, err
	}
	hyperParameters, err := effectiveHyperParameters(base, kind, in.HyperParameters)
	if err != nil {
		return nil, err
	}
	if err := checkTags(in.JobTags); err != nil {
		return nil, err
	}
	if err := checkTags(in.CustomModelTags); err != nil {
		return nil, err
	}
	id := core.NewID()
	job := &customizationJob{
		arn: q.arn("model-customization-job/" + base.ID + "/" + id), id: id, input: in, kind: kind, base: base, parent: parent,
		hyperParameters: hyperParameters, kmsKeyARN: q.kmsKeyARN(in.CustomModelKMSKeyID),
		status: statusInProgress, created: q.now, modified: q.now, invoked: invoked,
	}
	if err := q.checkQuota(); err != nil {
		return nil, err
	}
	if err := q.checkAccess(job); err != nil {
		return nil, err
	}
	of[*customizationJob](q.state).add(job)
	q.state.tags[job.arn] = in.JobTags
	q.remember(in.ClientRequestToken, &in, job.arn)
	return createdJob(job.arn), nil
}

func createdJob(arn string) any { return map[string]string{"jobArn": arn} }

// checkNames refuses names in use. AWS never frees the name of a job, whatever became of it, and has no operation that
// deletes the record; the name of a model is free again once the model is deleted and no running job will make it.
func (q *request) checkNames(in *createCustomizationInput) error {
	for _, job := range of[*customizationJob](q.state).all {
		if *job.input.JobName == *in.JobName {
			return validationError("The provided job name is currently in use.")
		}
		if !job.ended() && *job.input.CustomModelName == *in.CustomModelName {
			return validationError("The provided custom model name is currently in use.")
		}
	}
	for _, model := range of[*customModel](q.state).all {
		if model.name == *in.CustomModelName {
			return validationError("The provided custom model name is currently in use.")
		}
	}
	return nil
}

// checkQuota refuses a job more than the account may have at one time.
func (q *request) checkQuota() error {
	running := 0
	for _, job := range of[*customizationJob](q.state).all {
		if !job.ended() {
			running++
		}
	}
	if most := q.standing.CustomizationJobs; most > 0 && running >= most {
		return quotaError("Your account has reached the quota of scheduled customization jobs.")
	}
	return nil
}

// kind is the customization type: that of a distillation need not be said.
func (in *createCustomizationInput) kind() string {
	switch {
	case in.CustomizationType != nil:
		return *in.CustomizationType
	case in.CustomizationConfig != nil && in.CustomizationConfig.DistillationConfig != nil:
		return distillation
	}
	return fineTuning
}

// checkKind holds the customization type against the members that belong to it.
func (in *createCustomizationInput) checkKind(kind string) error {
	config := in.CustomizationConfig
	if config == nil {
		config = &customizationConfig{}
	}
	data := in.TrainingDataConfig
	switch {
	case kind == "IMPORTED":
		return validationError("The customization type IMPORTED is not valid for a model customization job.")
	case (kind == distillation) != (config.DistillationConfig != nil):
		return validationError("customizationConfig.distillationConfig must be set when, and only when, customizationType is DISTILLATION.")
	case (kind == reinforcementFineTuning) != (config.RFTConfig != nil):
		return validationError("customizationConfig.rftConfig must be set when, and only when, customizationType is REINFORCEMENT_FINE_TUNING.")
	case (data.S3URI != nil) == (data.InvocationLogsConfig != nil):
		return validationError("trainingDataConfig must have either s3Uri or invocationLogsConfig.")
	case data.InvocationLogsConfig != nil && kind != distillation && kind != reinforcementFineTuning:
		return validationError("trainingDataConfig.invocationLogsConfig is not supported for the customization type " + kind + ".")
	}
	return nil
}

// customizationJob is the record of one job.
type customizationJob struct {
	arn, id         string
	input           createCustomizationInput
	kind            string // customization type
	base            *foundationModel
	parent          string // ARN of the custom model that is trained further; empty when the base is a foundation model
	hyperParameters map[string]string
	kmsKeyARN       string
	invoked         []permissionOfRole // what the role must be allowed besides its data

	status                 string
	created, modified      time.Time
	stopRequested, endTime time.Time // zero until they happen
	failedPhase, failure   string
	stalled                bool // see Account.TrainingStalls
	outputModelARN         string
	training               *dataset // nil until the validation phase read it
	validations            []*dataset
	trainingLoss           float64
	validationLosses       []float64
}
