// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged
	lifecycle.Tracked
	lifecycle.Priced

	JobName                 types.String      `tfsdk:"job_name"`
	JobNamePrefix           types.String      `tfsdk:"job_name_prefix"`
	JobDescription          types.String      `tfsdk:"job_description"`
	RoleARN                 types.String      `tfsdk:"role_arn"`
	ApplicationType         types.String      `tfsdk:"application_type"`
	CustomerEncryptionKeyID types.String      `tfsdk:"customer_encryption_key_id"`
	EvaluationConfig        *evaluationConfig `tfsdk:"evaluation_config"`
	InferenceConfig         *inferenceConfig  `tfsdk:"inference_config"`
	OutputDataConfig        *outputDataConfig `tfsdk:"output_data_config"`

	Status           types.String `tfsdk:"status"`
	JobType          types.String `tfsdk:"job_type"`
	FailureMessages  types.List   `tfsdk:"failure_messages"`
	CreationTime     types.String `tfsdk:"creation_time"`
	LastModifiedTime types.String `tfsdk:"last_modified_time"`
	Scores           types.List   `tfsdk:"scores"`
}

type inferenceConfig struct {
	Models     []evaluatedModel `tfsdk:"models"`
	RAGConfigs []ragConfig      `tfsdk:"rag_configs"`
}

type evaluatedModel struct {
	BedrockModel               *bedrockModel      `tfsdk:"bedrock_model"`
	PrecomputedInferenceSource *precomputedSource `tfsdk:"precomputed_inference_source"`
}

type bedrockModel struct {
	ModelIdentifier   types.String       `tfsdk:"model_identifier"`
	InferenceParams   types.String       `tfsdk:"inference_params"`
	PerformanceConfig *performanceConfig `tfsdk:"performance_config"`
}

type performanceConfig struct {
	Latency types.String `tfsdk:"latency"`
}

type precomputedSource struct {
	InferenceSourceIdentifier types.String `tfsdk:"inference_source_identifier"`
}

type outputDataConfig struct {
	S3URI types.String `tfsdk:"s3_uri"`
}

func (m *model) createInput(token string) *bedrock.CreateEvaluationJobInput {
	return &bedrock.CreateEvaluationJobInput{
		ClientRequestToken:      &token,
		JobName:                 conv.Optional(m.JobName),
		JobDescription:          conv.Optional(m.JobDescription),
		RoleArn:                 conv.Optional(m.RoleARN),
		ApplicationType:         m.application(),
		CustomerEncryptionKeyId: conv.Optional(m.CustomerEncryptionKeyID),
		EvaluationConfig:        m.EvaluationConfig.expand(),
		InferenceConfig:         m.InferenceConfig.expand(),
		OutputDataConfig:        m.OutputDataConfig.expand(),
		JobTags:                 tags.ToBedrock(tags.Map(m.TagsAll)),
	}
}

// application is what is evaluated, by default what the configuration is of. It is sent, so that a job is like another one whether
// somebody wrote it or not.
func (m *model) application() awstypes.ApplicationType {
	switch {
	case m.ApplicationType.ValueString() != "":
		return awstypes.ApplicationType(m.ApplicationType.ValueString())
	case m.InferenceConfig == nil:
		return ""
	case m.InferenceConfig.RAGConfigs != nil:
		return awstypes.ApplicationTypeRagEvaluation
	}
	return awstypes.ApplicationTypeModelEvaluation
}

func (c *inferenceConfig) expand() awstypes.EvaluationInferenceConfig {
	switch {
	case c == nil || c.Models == nil && c.RAGConfigs == nil:
		return nil
	case c.RAGConfigs != nil:
		all := []awstypes.RAGConfig{}
		for i := range c.RAGConfigs {
			all = append(all, c.RAGConfigs[i].expand())
		}
		return &awstypes.EvaluationInferenceConfigMemberRagConfigs{Value: all}
	}
	all := []awstypes.EvaluationModelConfig{}
	for i := range c.Models {
		all = append(all, c.Models[i].expand())
	}
	return &awstypes.EvaluationInferenceConfigMemberModels{Value: all}
}

func (m *evaluatedModel) expand() awstypes.EvaluationModelConfig {
	switch {
	case m.BedrockModel != nil:
		model := awstypes.EvaluationBedrockModel{
			ModelIdentifier: conv.Optional(m.BedrockModel.ModelIdentifier), InferenceParams: conv.Optional(m.BedrockModel.InferenceParams),
		}
		if performance := m.BedrockModel.PerformanceConfig; performance != nil {
			model.PerformanceConfig = &awstypes.PerformanceConfiguration{
				Latency: awstypes.PerformanceConfigLatency(performance.Latency.ValueString()),
			}
		}
		return &awstypes.EvaluationModelConfigMemberBedrockModel{Value: model}
	case m.PrecomputedInferenceSource != nil:
		return &awstypes.EvaluationModelConfigMemberPrecomputedInferenceSource{Value: awstypes.EvaluationPrecomputedInferenceSource{
			InferenceSourceIdentifier: conv.Optional(m.PrecomputedInferenceSource.InferenceSourceIdentifier),
		}}
	}
	return nil
}

func (c *outputDataConfig) expand() *awstypes.EvaluationOutputDataConfig {
	if c == nil {
		return nil
	}
	return &awstypes.EvaluationOutputDataConfig{S3Uri: conv.Optional(c.S3URI)}
}

// flattenOutputs takes over what is AWS's to say, the default of the application type included.
func (m *model) flattenOutputs(out *bedrock.GetEvaluationJobOutput) {
	m.ARN = conv.NonEmpty(out.JobArn)
	m.ApplicationType = conv.Enum(out.ApplicationType)
	m.Status = conv.Enum(out.Status)
	m.JobType = conv.Enum(out.JobType)
	m.FailureMessages = conv.List(out.FailureMessages)
	m.CreationTime = conv.Time(out.CreationTime)
	m.LastModifiedTime = conv.Time(out.LastModifiedTime)
	if m.Scores.IsNull() {
		m.Scores = types.ListNull(evaluation.ScoreType())
	}
}

// flattenArguments fills the arguments after an import.
func (m *model) flattenArguments(out *bedrock.GetEvaluationJobOutput) {
	m.JobName = conv.NonEmpty(out.JobName)
	m.JobDescription = conv.NonEmpty(out.JobDescription)
	m.RoleARN = conv.NonEmpty(out.RoleArn)
	m.CustomerEncryptionKeyID = conv.NonEmpty(out.CustomerEncryptionKeyId)
	m.EvaluationConfig = flattenEvaluation(out.EvaluationConfig)
	m.InferenceConfig = flattenInference(out.InferenceConfig)
	if out.OutputDataConfig != nil {
		m.OutputDataConfig = &outputDataConfig{conv.NonEmpty(out.OutputDataConfig.S3Uri)}
	}
}

func flattenInference(in awstypes.EvaluationInferenceConfig) *inferenceConfig {
	c := &inferenceConfig{}
	if rag, ok := in.(*awstypes.EvaluationInferenceConfigMemberRagConfigs); ok {
		for _, one := range rag.Value {
			c.RAGConfigs = append(c.RAGConfigs, flattenRAG(one))
		}
		return c
	}
	models, ok := in.(*awstypes.EvaluationInferenceConfigMemberModels)
	if !ok {
		return nil
	}
	for _, one := range models.Value {
		switch one := one.(type) {
		case *awstypes.EvaluationModelConfigMemberBedrockModel:
			found := &bedrockModel{
				ModelIdentifier: conv.NonEmpty(one.Value.ModelIdentifier), InferenceParams: conv.NonEmpty(one.Value.InferenceParams),
			}
			if one.Value.PerformanceConfig != nil {
				found.PerformanceConfig = &performanceConfig{conv.Enum(one.Value.PerformanceConfig.Latency)}
			}
			c.Models = append(c.Models, evaluatedModel{BedrockModel: found})
		case *awstypes.EvaluationModelConfigMemberPrecomputedInferenceSource:
			c.Models = append(c.Models, evaluatedModel{PrecomputedInferenceSource: &precomputedSource{
				conv.NonEmpty(one.Value.InferenceSourceIdentifier),
			}})
		}
	}
	return c
}
