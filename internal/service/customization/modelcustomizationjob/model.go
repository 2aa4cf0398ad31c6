// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged
	lifecycle.Tracked
	lifecycle.Priced

	JobName               types.String `tfsdk:"job_name"`
	JobNamePrefix         types.String `tfsdk:"job_name_prefix"`
	CustomModelName       types.String `tfsdk:"custom_model_name"`
	CustomModelNamePrefix types.String `tfsdk:"custom_model_name_prefix"`
	RoleARN               types.String `tfsdk:"role_arn"`
	BaseModelIdentifier   types.String `tfsdk:"base_model_identifier"`
	CustomizationType     types.String `tfsdk:"customization_type"`
	CustomModelKMSKeyID   types.String `tfsdk:"custom_model_kms_key_id"`
	HyperParameters       types.Map    `tfsdk:"hyper_parameters"`

	TrainingDataConfig   *trainingDataConfigModel   `tfsdk:"training_data_config"`
	ValidationDataConfig *validationDataConfigModel `tfsdk:"validation_data_config"`
	OutputDataConfig     *s3LocationModel           `tfsdk:"output_data_config"`
	CustomizationConfig  *customizationConfigModel  `tfsdk:"customization_config"`
	VPCConfig            *schemas.VPCConfig         `tfsdk:"vpc_config"`

	TrainingTokens        types.Int64 `tfsdk:"training_tokens"`
	TrainedTokensEstimate types.Int64 `tfsdk:"trained_tokens_estimate"`

	JobTags    types.Map `tfsdk:"job_tags"`
	JobTagsAll types.Map `tfsdk:"job_tags_all"`

	BaseModelARN             types.String `tfsdk:"base_model_arn"`
	EffectiveHyperParameters types.Map    `tfsdk:"effective_hyper_parameters"`
	Status                   types.String `tfsdk:"status"`
	StatusDetails            types.Object `tfsdk:"status_details"`
	FailureMessage           types.String `tfsdk:"failure_message"`
	OutputModelARN           types.String `tfsdk:"output_model_arn"`
	OutputModelStatus        types.String `tfsdk:"output_model_status"`
	OutputModelKMSKeyARN     types.String `tfsdk:"output_model_kms_key_arn"`
	TrainingMetrics          types.Object `tfsdk:"training_metrics"`
	ValidationMetrics        types.List   `tfsdk:"validation_metrics"`
	TrainingMetricsS3URI     types.String `tfsdk:"training_metrics_s3_uri"`
	ValidationMetricsS3URI   types.String `tfsdk:"validation_metrics_s3_uri"`
	CreationTime             types.String `tfsdk:"creation_time"`
	LastModifiedTime         types.String `tfsdk:"last_modified_time"`
	EndTime                  types.String `tfsdk:"end_time"`
	DataChanged              types.Bool   `tfsdk:"data_changed_after_training"`
}

// createInput is the request that starts the job. Names, token and the default tags are the caller's.
func (m *model) createInput(token string) *bedrock.CreateModelCustomizationJobInput {
	return &bedrock.CreateModelCustomizationJobInput{
		ClientRequestToken:   &token,
		JobName:              conv.Optional(m.JobName),
		CustomModelName:      conv.Optional(m.CustomModelName),
		RoleArn:              conv.Optional(m.RoleARN),
		BaseModelIdentifier:  conv.Optional(m.BaseModelIdentifier),
		CustomizationType:    awstypes.CustomizationType(m.CustomizationType.ValueString()),
		CustomModelKmsKeyId:  conv.Optional(m.CustomModelKMSKeyID),
		HyperParameters:      emptyAsNil(tags.Map(m.HyperParameters)),
		TrainingDataConfig:   m.TrainingDataConfig.expand(),
		ValidationDataConfig: m.ValidationDataConfig.expand(),
		OutputDataConfig:     m.OutputDataConfig.expand(),
		CustomizationConfig:  m.CustomizationConfig.expand(),
		VpcConfig:            m.VPCConfig.Expand(),
		CustomModelTags:      tags.ToBedrock(tags.Map(m.TagsAll)),
		JobTags:              tags.ToBedrock(tags.Map(m.JobTagsAll)),
	}
}

func emptyAsNil(m map[string]string) map[string]string {
	if len(m) == 0 {
		return nil
	}
	return m
}

// flattenOutputs takes over everything that is an output, but where the metrics of the validation are: Bedrock does not tell.
func (m *model) flattenOutputs(job *bedrock.GetModelCustomizationJobOutput) {
	m.ARN = conv.NonEmpty(job.JobArn)
	m.TrainedTokensEstimate = m.trainedTokens()
	m.BaseModelARN = conv.NonEmpty(job.BaseModelArn)
	m.EffectiveHyperParameters = tags.Value(job.HyperParameters)
	m.Status = conv.Enum(job.Status)
	m.StatusDetails = flattenStatusDetails(job.StatusDetails)
	m.FailureMessage = conv.NonEmpty(job.FailureMessage)
	m.OutputModelARN = conv.NonEmpty(job.OutputModelArn)
	m.OutputModelKMSKeyARN = conv.NonEmpty(job.OutputModelKmsKeyArn)
	m.TrainingMetrics = customization.FlattenTrainingMetrics(job.TrainingMetrics)
	m.ValidationMetrics = customization.FlattenValidationMetrics(job.ValidationMetrics)
	m.CreationTime = conv.Time(job.CreationTime)
	m.LastModifiedTime = conv.Time(job.LastModifiedTime)
	m.EndTime = conv.Time(job.EndTime)
	m.TrainingMetricsS3URI = trainingMetricsURI(job)
	if job.Status != awstypes.ModelCustomizationJobStatusCompleted {
		m.DataChanged = types.BoolNull()
	}
}

// flattenArguments fills the arguments after an import, when the state has none yet.
func (m *model) flattenArguments(job *bedrock.GetModelCustomizationJobOutput) {
	m.JobName = conv.NonEmpty(job.JobName)
	m.CustomModelName = conv.NonEmpty(job.OutputModelName)
	m.RoleARN = conv.NonEmpty(job.RoleArn)
	m.BaseModelIdentifier = conv.NonEmpty(job.BaseModelArn)
	m.CustomizationType = conv.Enum(job.CustomizationType)
	m.CustomModelKMSKeyID = conv.NonEmpty(job.OutputModelKmsKeyArn)
	m.HyperParameters = types.MapNull(types.StringType)
	if len(job.HyperParameters) > 0 {
		m.HyperParameters = tags.Value(job.HyperParameters)
	}
	m.TrainingDataConfig = flattenTrainingDataConfig(job.TrainingDataConfig)
	m.ValidationDataConfig = flattenValidationDataConfig(job.ValidationDataConfig)
	m.OutputDataConfig = &s3LocationModel{}
	if job.OutputDataConfig != nil {
		m.OutputDataConfig.S3URI = conv.NonEmpty(job.OutputDataConfig.S3Uri)
	}
	m.CustomizationConfig = flattenCustomizationConfig(job.CustomizationConfig)
	m.VPCConfig = schemas.FlattenVPCConfig(job.VpcConfig)
}

func flattenStatusDetails(details *awstypes.StatusDetails) types.Object {
	if details == nil {
		return types.ObjectNull(statusDetailsType.AttrTypes)
	}
	none := types.ObjectNull(phaseType.AttrTypes)
	validation, processing, training := none, none, none
	if d := details.ValidationDetails; d != nil {
		validation = flattenPhase(d.Status, conv.Time(d.CreationTime), conv.Time(d.LastModifiedTime))
	}
	if d := details.DataProcessingDetails; d != nil {
		processing = flattenPhase(d.Status, conv.Time(d.CreationTime), conv.Time(d.LastModifiedTime))
	}
	if d := details.TrainingDetails; d != nil {
		training = flattenPhase(d.Status, conv.Time(d.CreationTime), conv.Time(d.LastModifiedTime))
	}
	return types.ObjectValueMust(statusDetailsType.AttrTypes, map[string]attr.Value{
		"validation_details": validation, "data_processing_details": processing, "training_details": training,
	})
}

func flattenPhase(status awstypes.JobStatusDetails, created, modified types.String) types.Object {
	return types.ObjectValueMust(phaseType.AttrTypes, map[string]attr.Value{
		"status": conv.Enum(status), "creation_time": created, "last_modified_time": modified,
	})
}

// validated reports that AWS has found the data good.
func (m *model) validated() bool {
	return m.phase("validation_details") == awstypes.JobStatusDetailsCompleted
}

// trained reports that the training had begun, from when on AWS charges.
func (m *model) trained() bool {
	phase := m.phase("training_details")
	return phase != "" && phase != awstypes.JobStatusDetailsNotStarted
}

// phase is the status of one of the phases that AWS tells beside the status of the job.
func (m *model) phase(name string) awstypes.JobStatusDetails {
	details, ok := m.StatusDetails.Attributes()[name].(types.Object)
	if !ok {
		return ""
	}
	status, _ := details.Attributes()["status"].(types.String)
	return awstypes.JobStatusDetails(status.ValueString())
}

// standing says how far a job is that AWS reports as in progress. Jobs have been seen that never began to train, for days and without
// a word.
func (m *model) standing() string {
	text := fmt.Sprintf("AWS reports the training as %s, and nothing has changed since %s.", m.phase("training_details"),
		m.LastModifiedTime.ValueString())
	if m.phase("training_details") == awstypes.JobStatusDetailsNotStarted {
		text += " A job that has not begun to train for days may never do so: stop it, and ask AWS Support before another one."
	}
	return text
}

// dataURIs are the files that a job trains and validates with, and when it ended.
func (m *model) dataURIs() (uris []types.String, ended types.String) {
	if m.TrainingDataConfig != nil {
		uris = append(uris, m.TrainingDataConfig.S3URI)
	}
	if m.ValidationDataConfig != nil {
		for _, validator := range m.ValidationDataConfig.Validators {
			uris = append(uris, validator.S3URI)
		}
	}
	return uris, m.EndTime
}
