// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

type customizationConfigModel struct {
	DistillationConfig *distillationConfigModel `tfsdk:"distillation_config"`
	RFTConfig          *rftConfigModel          `tfsdk:"rft_config"`
}

type distillationConfigModel struct {
	TeacherModelConfig *teacherModelConfigModel `tfsdk:"teacher_model_config"`
}

type teacherModelConfigModel struct {
	TeacherModelIdentifier        types.String `tfsdk:"teacher_model_identifier"`
	MaxResponseLengthForInference types.Int32  `tfsdk:"max_response_length_for_inference"`
}

type rftConfigModel struct {
	GraderConfig    *graderConfigModel       `tfsdk:"grader_config"`
	HyperParameters *rftHyperParametersModel `tfsdk:"hyper_parameters"`
}

type graderConfigModel struct {
	LambdaGrader *lambdaGraderModel `tfsdk:"lambda_grader"`
}

type lambdaGraderModel struct {
	LambdaARN types.String `tfsdk:"lambda_arn"`
}

type rftHyperParametersModel struct {
	EpochCount              types.Int32   `tfsdk:"epoch_count"`
	BatchSize               types.Int32   `tfsdk:"batch_size"`
	LearningRate            types.Float64 `tfsdk:"learning_rate"`
	MaxPromptLength         types.Int32   `tfsdk:"max_prompt_length"`
	TrainingSamplePerPrompt types.Int32   `tfsdk:"training_sample_per_prompt"`
	InferenceMaxTokens      types.Int32   `tfsdk:"inference_max_tokens"`
	ReasoningEffort         types.String  `tfsdk:"reasoning_effort"`
	EvalInterval            types.Int32   `tfsdk:"eval_interval"`
}

func (m *customizationConfigModel) expand() awstypes.CustomizationConfig {
	switch {
	case m == nil:
		return nil
	case m.DistillationConfig != nil:
		return &awstypes.CustomizationConfigMemberDistillationConfig{Value: awstypes.DistillationConfig{
			TeacherModelConfig: m.DistillationConfig.TeacherModelConfig.expand(),
		}}
	case m.RFTConfig != nil:
		return &awstypes.CustomizationConfigMemberRftConfig{Value: awstypes.RFTConfig{
			GraderConfig:    m.RFTConfig.GraderConfig.expand(),
			HyperParameters: m.RFTConfig.HyperParameters.expand(),
		}}
	}
	return nil
}

func (m *teacherModelConfigModel) expand() *awstypes.TeacherModelConfig {
	if m == nil {
		return nil
	}
	return &awstypes.TeacherModelConfig{
		TeacherModelIdentifier:        conv.Optional(m.TeacherModelIdentifier),
		MaxResponseLengthForInference: m.MaxResponseLengthForInference.ValueInt32Pointer(),
	}
}

func (m *graderConfigModel) expand() awstypes.GraderConfig {
	if m == nil || m.LambdaGrader == nil {
		return nil
	}
	return &awstypes.GraderConfigMemberLambdaGrader{Value: awstypes.LambdaGraderConfig{LambdaArn: conv.Optional(m.LambdaGrader.LambdaARN)}}
}

func (m *rftHyperParametersModel) expand() *awstypes.RFTHyperParameters {
	if m == nil {
		return nil
	}
	parameters := &awstypes.RFTHyperParameters{
		EpochCount:              m.EpochCount.ValueInt32Pointer(),
		BatchSize:               m.BatchSize.ValueInt32Pointer(),
		MaxPromptLength:         m.MaxPromptLength.ValueInt32Pointer(),
		TrainingSamplePerPrompt: m.TrainingSamplePerPrompt.ValueInt32Pointer(),
		InferenceMaxTokens:      m.InferenceMaxTokens.ValueInt32Pointer(),
		ReasoningEffort:         awstypes.ReasoningEffort(m.ReasoningEffort.ValueString()),
		EvalInterval:            m.EvalInterval.ValueInt32Pointer(),
	}
	if !m.LearningRate.IsNull() {
		rate := float32(m.LearningRate.ValueFloat64())
		parameters.LearningRate = &rate
	}
	return parameters
}

func flattenCustomizationConfig(config awstypes.CustomizationConfig) *customizationConfigModel {
	switch c := config.(type) {
	case *awstypes.CustomizationConfigMemberDistillationConfig:
		teacher := c.Value.TeacherModelConfig
		if teacher == nil {
			return nil
		}
		return &customizationConfigModel{DistillationConfig: &distillationConfigModel{TeacherModelConfig: &teacherModelConfigModel{
			TeacherModelIdentifier:        conv.NonEmpty(teacher.TeacherModelIdentifier),
			MaxResponseLengthForInference: types.Int32PointerValue(teacher.MaxResponseLengthForInference),
		}}}
	case *awstypes.CustomizationConfigMemberRftConfig:
		rft := &rftConfigModel{GraderConfig: &graderConfigModel{}}
		if grader, ok := c.Value.GraderConfig.(*awstypes.GraderConfigMemberLambdaGrader); ok {
			rft.GraderConfig.LambdaGrader = &lambdaGraderModel{LambdaARN: conv.NonEmpty(grader.Value.LambdaArn)}
		}
		rft.HyperParameters = flattenRFTHyperParameters(c.Value.HyperParameters)
		return &customizationConfigModel{RFTConfig: rft}
	}
	return nil
}

func flattenRFTHyperParameters(p *awstypes.RFTHyperParameters) *rftHyperParametersModel {
	if p == nil {
		return nil
	}
	return &rftHyperParametersModel{
		EpochCount:              types.Int32PointerValue(p.EpochCount),
		BatchSize:               types.Int32PointerValue(p.BatchSize),
		LearningRate:            customization.Float32(p.LearningRate),
		MaxPromptLength:         types.Int32PointerValue(p.MaxPromptLength),
		TrainingSamplePerPrompt: types.Int32PointerValue(p.TrainingSamplePerPrompt),
		InferenceMaxTokens:      types.Int32PointerValue(p.InferenceMaxTokens),
		ReasoningEffort:         conv.Enum(p.ReasoningEffort),
		EvalInterval:            types.Int32PointerValue(p.EvalInterval),
	}
}
