// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodel

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// model is the resource. Where the model came from, and by which role, AWS does not tell.
type model struct {
	lifecycle.Located
	lifecycle.Tagged

	ModelName             types.String   `tfsdk:"model_name"`
	ModelNamePrefix       types.String   `tfsdk:"model_name_prefix"`
	ModelSourceConfig     *s3Source      `tfsdk:"model_source_config"`
	CustomModelDataSource *packageSource `tfsdk:"custom_model_data_source"`
	RoleARN               types.String   `tfsdk:"role_arn"`
	ModelKMSKeyARN        types.String   `tfsdk:"model_kms_key_arn"`

	ModelStatus       types.String `tfsdk:"model_status"`
	FailureMessage    types.String `tfsdk:"failure_message"`
	BaseModelARN      types.String `tfsdk:"base_model_arn"`
	CustomizationType types.String `tfsdk:"customization_type"`
	CreationTime      types.String `tfsdk:"creation_time"`
}

type s3Source struct {
	S3 *s3Data `tfsdk:"s3_data_source"`
}

type s3Data struct {
	S3URI types.String `tfsdk:"s3_uri"`
}

type packageSource struct {
	Package *modelPackage `tfsdk:"model_package_arn_data_source"`
}

type modelPackage struct {
	ARN types.String `tfsdk:"model_package_arn"`
}

func (m *model) createInput(token string) *bedrock.CreateCustomModelInput {
	input := &bedrock.CreateCustomModelInput{
		ClientRequestToken: &token,
		ModelName:          conv.Optional(m.ModelName),
		RoleArn:            conv.Optional(m.RoleARN),
		ModelKmsKeyArn:     conv.Optional(m.ModelKMSKeyARN),
		ModelTags:          tags.ToBedrock(tags.Map(m.TagsAll)),
	}
	if source := m.ModelSourceConfig; source != nil && source.S3 != nil {
		input.ModelSourceConfig = &awstypes.ModelDataSourceMemberS3DataSource{
			Value: awstypes.S3DataSource{S3Uri: conv.Optional(source.S3.S3URI)},
		}
	}
	if source := m.CustomModelDataSource; source != nil && source.Package != nil {
		input.CustomModelDataSource = &awstypes.CustomModelDataSourceMemberModelPackageArnDataSource{
			Value: awstypes.ModelPackageArnDataSource{ModelPackageArn: conv.Optional(source.Package.ARN)},
		}
	}
	return input
}

func (m *model) flatten(out *bedrock.GetCustomModelOutput) {
	m.ARN = conv.NonEmpty(out.ModelArn)
	m.ModelName = conv.NonEmpty(out.ModelName)
	m.ModelKMSKeyARN = conv.NonEmpty(out.ModelKmsKeyArn)
	m.ModelStatus = conv.Enum(out.ModelStatus)
	m.FailureMessage = conv.NonEmpty(out.FailureMessage)
	m.BaseModelARN = conv.NonEmpty(out.BaseModelArn)
	m.CustomizationType = conv.Enum(out.CustomizationType)
	m.CreationTime = conv.Time(out.CreationTime)
}
