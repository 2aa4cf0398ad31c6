// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
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
	lifecycle.Priced

	JobName                types.String       `tfsdk:"job_name"`
	JobNamePrefix          types.String       `tfsdk:"job_name_prefix"`
	RoleARN                types.String       `tfsdk:"role_arn"`
	ModelID                types.String       `tfsdk:"model_id"`
	ModelInvocationType    types.String       `tfsdk:"model_invocation_type"`
	TimeoutDurationInHours types.Int32        `tfsdk:"timeout_duration_in_hours"`
	InputDataConfig        *input             `tfsdk:"input_data_config"`
	OutputDataConfig       *output            `tfsdk:"output_data_config"`
	VPCConfig              *schemas.VPCConfig `tfsdk:"vpc_config"`

	ModelARN             types.String `tfsdk:"model_arn"`
	Status               types.String `tfsdk:"status"`
	Message              types.String `tfsdk:"message"`
	OutputS3URI          types.String `tfsdk:"output_s3_uri"`
	SubmitTime           types.String `tfsdk:"submit_time"`
	LastModifiedTime     types.String `tfsdk:"last_modified_time"`
	EndTime              types.String `tfsdk:"end_time"`
	JobExpirationTime    types.String `tfsdk:"job_expiration_time"`
	TotalRecordCount     types.Int64  `tfsdk:"total_record_count"`
	ProcessedRecordCount types.Int64  `tfsdk:"processed_record_count"`
	SuccessRecordCount   types.Int64  `tfsdk:"success_record_count"`
	ErrorRecordCount     types.Int64  `tfsdk:"error_record_count"`
	InputTokenCount      types.Int64  `tfsdk:"input_token_count"`
	OutputTokenCount     types.Int64  `tfsdk:"output_token_count"`
}

type input struct {
	S3 *s3Input `tfsdk:"s3_input_data_config"`
}

type s3Input struct {
	S3URI         types.String `tfsdk:"s3_uri"`
	S3InputFormat types.String `tfsdk:"s3_input_format"`
	S3BucketOwner types.String `tfsdk:"s3_bucket_owner"`
}

type output struct {
	S3 *s3Output `tfsdk:"s3_output_data_config"`
}

type s3Output struct {
	S3URI             types.String `tfsdk:"s3_uri"`
	S3EncryptionKeyID types.String `tfsdk:"s3_encryption_key_id"`
	S3BucketOwner     types.String `tfsdk:"s3_bucket_owner"`
}

func (m *model) createInput(token string) *bedrock.CreateModelInvocationJobInput {
	return &bedrock.CreateModelInvocationJobInput{
		ClientRequestToken:     &token,
		JobName:                conv.Optional(m.JobName),
		RoleArn:                conv.Optional(m.RoleARN),
		ModelId:                conv.Optional(m.ModelID),
		ModelInvocationType:    awstypes.ModelInvocationType(m.ModelInvocationType.ValueString()),
		TimeoutDurationInHours: conv.OptionalInt32(m.TimeoutDurationInHours),
		InputDataConfig:        m.InputDataConfig.expand(),
		OutputDataConfig:       m.OutputDataConfig.expand(),
		VpcConfig:              m.VPCConfig.Expand(),
		Tags:                   tags.ToBedrock(tags.Map(m.TagsAll)),
	}
}

func (c *input) expand() awstypes.ModelInvocationJobInputDataConfig {
	if c == nil || c.S3 == nil {
		return nil
	}
	return &awstypes.ModelInvocationJobInputDataConfigMemberS3InputDataConfig{Value: awstypes.ModelInvocationJobS3InputDataConfig{
		S3Uri:         conv.Optional(c.S3.S3URI),
		S3InputFormat: awstypes.S3InputFormat(c.S3.S3InputFormat.ValueString()),
		S3BucketOwner: conv.Optional(c.S3.S3BucketOwner),
	}}
}

func (c *output) expand() awstypes.ModelInvocationJobOutputDataConfig {
	if c == nil || c.S3 == nil {
		return nil
	}
	return &awstypes.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig{Value: awstypes.ModelInvocationJobS3OutputDataConfig{
		S3Uri:             conv.Optional(c.S3.S3URI),
		S3EncryptionKeyId: conv.Optional(c.S3.S3EncryptionKeyID),
		S3BucketOwner:     conv.Optional(c.S3.S3BucketOwner),
	}}
}

// flattenOutputs takes over what is AWS's to say, the defaults that it adds to the arguments included.
func (m *model) flattenOutputs(job *bedrock.GetModelInvocationJobOutput) {
	m.ARN = conv.NonEmpty(job.JobArn)
	m.ModelARN = conv.NonEmpty(job.ModelId)
	m.ModelInvocationType = conv.Enum(job.ModelInvocationType)
	m.TimeoutDurationInHours = types.Int32PointerValue(job.TimeoutDurationInHours)
	m.Status = conv.Enum(job.Status)
	m.Message = conv.NonEmpty(job.Message)
	m.SubmitTime = conv.Time(job.SubmitTime)
	m.LastModifiedTime = conv.Time(job.LastModifiedTime)
	m.EndTime = conv.Time(job.EndTime)
	m.JobExpirationTime = conv.Time(job.JobExpirationTime)
	m.TotalRecordCount = types.Int64PointerValue(job.TotalRecordCount)
	m.ProcessedRecordCount = types.Int64PointerValue(job.ProcessedRecordCount)
	m.SuccessRecordCount = types.Int64PointerValue(job.SuccessRecordCount)
	m.ErrorRecordCount = types.Int64PointerValue(job.ErrorRecordCount)
	m.OutputS3URI = outputFolder(job)
	if in, ok := job.InputDataConfig.(*awstypes.ModelInvocationJobInputDataConfigMemberS3InputDataConfig); ok && m.InputDataConfig != nil {
		m.InputDataConfig.S3.S3InputFormat = conv.Enum(in.Value.S3InputFormat)
	}
}

// dataURIs are the records of the job, and when it ended.
func (m *model) dataURIs() (uris []types.String, ended types.String) {
	if m.InputDataConfig != nil && m.InputDataConfig.S3 != nil {
		uris = append(uris, m.InputDataConfig.S3.S3URI)
	}
	return uris, m.EndTime
}

// outputFolder is where a job writes: a folder with its id.
func outputFolder(job *bedrock.GetModelInvocationJobOutput) types.String {
	out, ok := job.OutputDataConfig.(*awstypes.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig)
	if !ok {
		return types.StringNull()
	}
	arn := aws.ToString(job.JobArn)
	return types.StringValue(strings.TrimSuffix(aws.ToString(out.Value.S3Uri), "/") + "/" + arn[strings.LastIndex(arn, "/")+1:] + "/")
}

// flattenArguments fills the arguments after an import.
func (m *model) flattenArguments(job *bedrock.GetModelInvocationJobOutput) {
	m.JobName = conv.NonEmpty(job.JobName)
	m.RoleARN = conv.NonEmpty(job.RoleArn)
	m.ModelID = conv.NonEmpty(job.ModelId)
	m.VPCConfig = schemas.FlattenVPCConfig(job.VpcConfig)
	if in, ok := job.InputDataConfig.(*awstypes.ModelInvocationJobInputDataConfigMemberS3InputDataConfig); ok {
		m.InputDataConfig = &input{S3: &s3Input{
			S3URI: conv.NonEmpty(in.Value.S3Uri), S3InputFormat: conv.Enum(in.Value.S3InputFormat),
			S3BucketOwner: conv.NonEmpty(in.Value.S3BucketOwner),
		}}
	}
	if out, ok := job.OutputDataConfig.(*awstypes.ModelInvocationJobOutputDataConfigMemberS3OutputDataConfig); ok {
		m.OutputDataConfig = &output{S3: &s3Output{
			S3URI: conv.NonEmpty(out.Value.S3Uri), S3EncryptionKeyID: conv.NonEmpty(out.Value.S3EncryptionKeyId),
			S3BucketOwner: conv.NonEmpty(out.Value.S3BucketOwner),
		}}
	}
}
