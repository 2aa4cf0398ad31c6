// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	invokeModel = "InvokeModel"
	converse    = "Converse"

	defaultTimeoutHours = 24
)

// createInvocationInput is the body of CreateModelInvocationJob.
type createInvocationInput struct {
	JobName                *string               `json:"jobName"`
	RoleARN                *string               `json:"roleArn"`
	ClientRequestToken     *string               `json:"clientRequestToken"`
	ModelID                *string               `json:"modelId"`
	InputDataConfig        *invocationDataConfig `json:"inputDataConfig"`
	OutputDataConfig       *invocationOutConfig  `json:"outputDataConfig"`
	VPCConfig              *vpcConfig            `json:"vpcConfig"`
	TimeoutDurationInHours *int                  `json:"timeoutDurationInHours"`
	Tags                   []core.Tag            `json:"tags"`
	ModelInvocationType    *string               `json:"modelInvocationType"`
}

// invocationDataConfig is a union with one member.
type invocationDataConfig struct {
	S3InputDataConfig *invocationS3Input `json:"s3InputDataConfig"`
}

type invocationS3Input struct {
	S3InputFormat *string `json:"s3InputFormat,omitempty"`
	S3URI         *string `json:"s3Uri"`
	S3BucketOwner *string `json:"s3BucketOwner,omitempty"`
}

// invocationOutConfig is a union with one member.
type invocationOutConfig struct {
	S3OutputDataConfig *invocationS3Output `json:"s3OutputDataConfig"`
}

type invocationS3Output struct {
	S3URI             *string `json:"s3Uri"`
	S3EncryptionKeyID *string `json:"s3EncryptionKeyId,omitempty"`
	S3BucketOwner     *string `json:"s3BucketOwner,omitempty"`
}

func createModelInvocationJob(q *request) (any, error) {
	var in createInvocationInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if made, err := q.replayed(in.ClientRequestToken, &in); made != "" || err != nil {
		return createdJob(made), err
	}
	for _, job := range of[*invocationJob](q.state).all {
		if *job.input.JobName == *in.JobName {
			return nil, validationError("The provided job name is currently in use.")
		}
	}
	target, err := q.invocationTarget(*in.ModelID)
	if err != nil {
		return nil, err
	}
	// Unlike its siblings, the operation has no error of its own for too many tags.
	if err := core.ValidateTags(in.Tags, core.ASCIITagRune); err != nil {
		return nil, validationError(err.Error())
	}
	id := core.NewID()
	job := &invocationJob{
		arn: q.arn("model-invocation-job/" + id), id: id, input: in, target: target, kind: invokeModel, timeoutHours: defaultTimeoutHours,
		status: statusSubmitted, submitted: q.now, modified: q.now,
	}
	if in.ModelInvocationType != nil {
		job.kind = *in.ModelInvocationType
	}
	if in.TimeoutDurationInHours != nil {
		job.timeoutHours = *in.TimeoutDurationInHours
	}
	if err := q.checkInvocationAccess(job); err != nil {
		return nil, err
	}
	of[*invocationJob](q.state).add(job)
	q.state.tags[job.arn] = in.Tags
	q.remember(in.ClientRequestToken, &in, job.arn)
	return createdJob(job.arn), nil
}

// invocationTarget is what a job invokes.
type invocationTarget struct {
	arn    string   // of a foundation model, a custom model or an inference profile
	routes []string // ARNs of the models behind a profile
	base   *foundationModel
}

// invocationTarget finds a model or profile. Which models take batches AWS tells only in a table of its guide.
func (q *request) invocationTarget(identifier string) (invocationTarget, error) {
	if profile, ok := q.findProfile(identifier); ok && (profile.kind == profileSystemDefined || identifier == profile.arn) {
		_, id, _ := strings.Cut(profile.models[len(profile.models)-1], "foundation-model/")
		base, _ := loadCatalogue().find(q.Region, id)
		return invocationTarget{profile.arn, profile.models, base}, nil
	}
	if model, ok := q.state.findModel(identifier); ok && identifier == model.arn {
		return invocationTarget{arn: model.arn, base: model.base}, nil
	}
	id := strings.TrimPrefix(identifier, foundationModelARN(q.Region, ""))
	base, ok := loadCatalogue().find(q.Region, id)
	if !ok || slices.Equal(base.Regions[q.Region], []string{"PROVISIONED"}) {
		return invocationTarget{}, validationError("The provided model identifier is invalid.")
	}
	return invocationTarget{arn: base.arn(q.Region), base: base}, nil
}

// invocationJob is the record of one job.
type invocationJob struct {
	arn, id      string
	input        createInvocationInput
	target       invocationTarget
	kind         string // invocation type
	timeoutHours int

	status              string
	message             string
	submitted, modified time.Time
	// These are zero until they happen. A job that began may still have to wait for another one to end.
	began, stopRequested, endTime time.Time
	batch                         *batch // nil until the validation read it
}

func (job *invocationJob) expires() time.Time {
	return job.submitted.Add(time.Duration(job.timeoutHours) * time.Hour)
}

func (job *invocationJob) source() *invocationS3Input {
	return job.input.InputDataConfig.S3InputDataConfig
}
func (job *invocationJob) output() *invocationS3Output {
	return job.input.OutputDataConfig.S3OutputDataConfig
}
