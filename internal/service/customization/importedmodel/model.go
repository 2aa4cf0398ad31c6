// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package importedmodel

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged
	lifecycle.Tracked

	JobName                 types.String       `tfsdk:"job_name"`
	JobNamePrefix           types.String       `tfsdk:"job_name_prefix"`
	ImportedModelName       types.String       `tfsdk:"imported_model_name"`
	ImportedModelNamePrefix types.String       `tfsdk:"imported_model_name_prefix"`
	RoleARN                 types.String       `tfsdk:"role_arn"`
	ModelDataSource         *source            `tfsdk:"model_data_source"`
	ImportedModelKMSKeyID   types.String       `tfsdk:"imported_model_kms_key_id"`
	VPCConfig               *schemas.VPCConfig `tfsdk:"vpc_config"`
	JobTags                 types.Map          `tfsdk:"job_tags"`
	JobTagsAll              types.Map          `tfsdk:"job_tags_all"`

	Status                 types.String `tfsdk:"status"`
	FailureMessage         types.String `tfsdk:"failure_message"`
	ImportedModelARN       types.String `tfsdk:"imported_model_arn"`
	ImportedModelStatus    types.String `tfsdk:"imported_model_status"`
	ImportedModelKMSKeyARN types.String `tfsdk:"imported_model_kms_key_arn"`
	ModelArchitecture      types.String `tfsdk:"model_architecture"`
	InstructSupported      types.Bool   `tfsdk:"instruct_supported"`
	CustomModelUnits       types.Object `tfsdk:"custom_model_units"`
	CreationTime           types.String `tfsdk:"creation_time"`
	LastModifiedTime       types.String `tfsdk:"last_modified_time"`
	EndTime                types.String `tfsdk:"end_time"`
}

type source struct {
	S3 *s3Data `tfsdk:"s3_data_source"`
}

type s3Data struct {
	S3URI types.String `tfsdk:"s3_uri"`
}

// unitsType is that of custom_model_units. It is a framework value, because a plan may leave it unknown.
var unitsType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"custom_model_units_per_model_copy": types.Int32Type, "custom_model_units_version": types.StringType,
}}

func (m *model) createInput(token string) *bedrock.CreateModelImportJobInput {
	input := &bedrock.CreateModelImportJobInput{
		ClientRequestToken:    &token,
		JobName:               conv.Optional(m.JobName),
		ImportedModelName:     conv.Optional(m.ImportedModelName),
		RoleArn:               conv.Optional(m.RoleARN),
		ImportedModelKmsKeyId: conv.Optional(m.ImportedModelKMSKeyID),
		VpcConfig:             m.VPCConfig.Expand(),
		JobTags:               tags.ToBedrock(tags.Map(m.JobTagsAll)),
		ImportedModelTags:     tags.ToBedrock(tags.Map(m.TagsAll)),
	}
	if m.ModelDataSource != nil && m.ModelDataSource.S3 != nil {
		input.ModelDataSource = &awstypes.ModelDataSourceMemberS3DataSource{
			Value: awstypes.S3DataSource{S3Uri: conv.Optional(m.ModelDataSource.S3.S3URI)},
		}
	}
	return input
}

func (m *model) flattenOutputs(out *bedrock.GetModelImportJobOutput) {
	m.ARN = conv.NonEmpty(out.JobArn)
	m.Status = conv.Enum(out.Status)
	m.FailureMessage = conv.NonEmpty(out.FailureMessage)
	m.ImportedModelARN = conv.NonEmpty(out.ImportedModelArn)
	m.ImportedModelKMSKeyARN = conv.NonEmpty(out.ImportedModelKmsKeyArn)
	m.CreationTime = conv.Time(out.CreationTime)
	m.LastModifiedTime = conv.Time(out.LastModifiedTime)
	m.EndTime = conv.Time(out.EndTime)
	if m.ImportedModelARN.IsNull() {
		m.flattenModel(&bedrock.GetImportedModelOutput{})
	}
}

func (m *model) flattenArguments(out *bedrock.GetModelImportJobOutput) {
	m.JobName = conv.NonEmpty(out.JobName)
	m.ImportedModelName = conv.NonEmpty(out.ImportedModelName)
	m.RoleARN = conv.NonEmpty(out.RoleArn)
	m.ImportedModelKMSKeyID = conv.NonEmpty(out.ImportedModelKmsKeyArn)
	m.VPCConfig = schemas.FlattenVPCConfig(out.VpcConfig)
	if in, ok := out.ModelDataSource.(*awstypes.ModelDataSourceMemberS3DataSource); ok {
		m.ModelDataSource = &source{S3: &s3Data{S3URI: conv.NonEmpty(in.Value.S3Uri)}}
	}
}

// flattenModel takes over what the model tells, besides its job.
func (m *model) flattenModel(out *bedrock.GetImportedModelOutput) {
	m.ModelArchitecture = conv.NonEmpty(out.ModelArchitecture)
	m.InstructSupported = types.BoolPointerValue(out.InstructSupported)
	m.CustomModelUnits = flattenUnits(out.CustomModelUnits)
}

func flattenUnits(units *awstypes.CustomModelUnits) types.Object {
	if units == nil {
		return types.ObjectNull(unitsType.AttrTypes)
	}
	return types.ObjectValueMust(unitsType.AttrTypes, map[string]attr.Value{
		"custom_model_units_per_model_copy": types.Int32PointerValue(units.CustomModelUnitsPerModelCopy),
		"custom_model_units_version":        conv.NonEmpty(units.CustomModelUnitsVersion),
	})
}

// dataURIs are empty: what is imported is a folder, and a folder has no time.
func (m *model) dataURIs() (uris []types.String, ended types.String) { return nil, m.EndTime }
