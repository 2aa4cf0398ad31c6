// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// createCustomizationInput is the body of CreateModelCustomizationJob.
type createCustomizationInput struct {
	JobName              *string               `json:"jobName"`
	CustomModelName      *string               `json:"customModelName"`
	RoleARN              *string               `json:"roleArn"`
	ClientRequestToken   *string               `json:"clientRequestToken"`
	BaseModelIdentifier  *string               `json:"baseModelIdentifier"`
	CustomizationType    *string               `json:"customizationType"`
	CustomModelKMSKeyID  *string               `json:"customModelKmsKeyId"`
	JobTags              []core.Tag            `json:"jobTags"`
	CustomModelTags      []core.Tag            `json:"customModelTags"`
	TrainingDataConfig   *trainingDataConfig   `json:"trainingDataConfig"`
	ValidationDataConfig *validationDataConfig `json:"validationDataConfig"`
	OutputDataConfig     *outputDataConfig     `json:"outputDataConfig"`
	HyperParameters      map[string]string     `json:"hyperParameters"`
	VPCConfig            *vpcConfig            `json:"vpcConfig"`
	CustomizationConfig  *customizationConfig  `json:"customizationConfig"`
}

type trainingDataConfig struct {
	S3URI                *string               `json:"s3Uri,omitempty"`
	InvocationLogsConfig *invocationLogsConfig `json:"invocationLogsConfig,omitempty"`
}

type invocationLogsConfig struct {
	UsePromptResponse      *bool                   `json:"usePromptResponse,omitempty"`
	InvocationLogSource    *invocationLogSource    `json:"invocationLogSource,omitempty"`
	RequestMetadataFilters *requestMetadataFilters `json:"requestMetadataFilters,omitempty"`
}

type invocationLogSource struct {
	S3URI *string `json:"s3Uri,omitempty"`
}

// requestMetadataFilters is a union: one of its four members.
type requestMetadataFilters struct {
	Equals    map[string]string           `json:"equals,omitempty"`
	NotEquals map[string]string           `json:"notEquals,omitempty"`
	AndAll    []requestMetadataBaseFilter `json:"andAll,omitempty"`
	OrAll     []requestMetadataBaseFilter `json:"orAll,omitempty"`
}

type requestMetadataBaseFilter struct {
	Equals    map[string]string `json:"equals,omitempty"`
	NotEquals map[string]string `json:"notEquals,omitempty"`
}

type validationDataConfig struct {
	Validators []validator `json:"validators"`
}

type validator struct {
	S3URI *string `json:"s3Uri"`
}

type outputDataConfig struct {
	S3URI *string `json:"s3Uri"`
}

type vpcConfig struct {
	SubnetIDs        []string `json:"subnetIds"`
	SecurityGroupIDs []string `json:"securityGroupIds"`
}

// customizationConfig is a union: one of its two members.
type customizationConfig struct {
	DistillationConfig *distillationConfig `json:"distillationConfig,omitempty"`
	RFTConfig          *rftConfig          `json:"rftConfig,omitempty"`
}

type distillationConfig struct {
	TeacherModelConfig *teacherModelConfig `json:"teacherModelConfig"`
}

type teacherModelConfig struct {
	TeacherModelIdentifier        *string `json:"teacherModelIdentifier"`
	MaxResponseLengthForInference *int    `json:"maxResponseLengthForInference,omitempty"`
}

type rftConfig struct {
	GraderConfig    *graderConfig       `json:"graderConfig,omitempty"`
	HyperParameters *rftHyperParameters `json:"hyperParameters,omitempty"`
}

// graderConfig is a union with one member.
type graderConfig struct {
	LambdaGrader *lambdaGrader `json:"lambdaGrader,omitempty"`
}

type lambdaGrader struct {
	LambdaARN *string `json:"lambdaArn"`
}

type rftHyperParameters struct {
	EpochCount              *int     `json:"epochCount,omitempty"`
	BatchSize               *int     `json:"batchSize,omitempty"`
	LearningRate            *float64 `json:"learningRate,omitempty"`
	MaxPromptLength         *int     `json:"maxPromptLength,omitempty"`
	TrainingSamplePerPrompt *int     `json:"trainingSamplePerPrompt,omitempty"`
	InferenceMaxTokens      *int     `json:"inferenceMaxTokens,omitempty"`
	ReasoningEffort         *string  `json:"reasoningEffort,omitempty"`
	EvalInterval            *int     `json:"evalInterval,omitempty"`
}
