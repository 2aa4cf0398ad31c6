// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationloggingconfiguration

import (
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	bedrocktypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

type model struct {
	AccountID                    types.String      `tfsdk:"account_id"`
	Region                       types.String      `tfsdk:"region"`
	CloudWatchConfig             *cloudWatchConfig `tfsdk:"cloudwatch_config"`
	S3Config                     *s3Config         `tfsdk:"s3_config"`
	TextDataDeliveryEnabled      types.Bool        `tfsdk:"text_data_delivery_enabled"`
	ImageDataDeliveryEnabled     types.Bool        `tfsdk:"image_data_delivery_enabled"`
	EmbeddingDataDeliveryEnabled types.Bool        `tfsdk:"embedding_data_delivery_enabled"`
	VideoDataDeliveryEnabled     types.Bool        `tfsdk:"video_data_delivery_enabled"`
	AudioDataDeliveryEnabled     types.Bool        `tfsdk:"audio_data_delivery_enabled"`
	OverwriteExisting            types.Bool        `tfsdk:"overwrite_existing"`
	LogsS3URI                    types.String      `tfsdk:"logs_s3_uri"`
	DeletionPolicy               types.String      `tfsdk:"deletion_policy"`
}

type cloudWatchConfig struct {
	LogGroupName              types.String `tfsdk:"log_group_name"`
	RoleARN                   types.String `tfsdk:"role_arn"`
	LargeDataDeliveryS3Config *s3Config    `tfsdk:"large_data_delivery_s3_config"`
}

type s3Config struct {
	BucketName types.String `tfsdk:"bucket_name"`
	KeyPrefix  types.String `tfsdk:"key_prefix"`
}

// keys identify the setting.
func (m *model) keys() crud.Keys {
	return crud.Keys{"account_id": m.AccountID.ValueString(), "region": m.Region.ValueString()}
}

// putInput has every flag: AWS takes one that is left out for true where it knows the kind of data, and keeps nothing of before.
func (m *model) putInput() *bedrock.PutModelInvocationLoggingConfigurationInput {
	return &bedrock.PutModelInvocationLoggingConfigurationInput{LoggingConfig: &bedrocktypes.LoggingConfig{
		CloudWatchConfig:             m.CloudWatchConfig.expand(),
		S3Config:                     m.S3Config.expand(),
		TextDataDeliveryEnabled:      m.TextDataDeliveryEnabled.ValueBoolPointer(),
		ImageDataDeliveryEnabled:     m.ImageDataDeliveryEnabled.ValueBoolPointer(),
		EmbeddingDataDeliveryEnabled: m.EmbeddingDataDeliveryEnabled.ValueBoolPointer(),
		VideoDataDeliveryEnabled:     m.VideoDataDeliveryEnabled.ValueBoolPointer(),
		AudioDataDeliveryEnabled:     m.AudioDataDeliveryEnabled.ValueBoolPointer(),
	}}
}

func (c *cloudWatchConfig) expand() *bedrocktypes.CloudWatchConfig {
	if c == nil {
		return nil
	}
	return &bedrocktypes.CloudWatchConfig{
		LogGroupName:              c.LogGroupName.ValueStringPointer(),
		RoleArn:                   c.RoleARN.ValueStringPointer(),
		LargeDataDeliveryS3Config: c.LargeDataDeliveryS3Config.expand(),
	}
}

func (c *s3Config) expand() *bedrocktypes.S3Config {
	if c == nil {
		return nil
	}
	return &bedrocktypes.S3Config{BucketName: c.BucketName.ValueStringPointer(), KeyPrefix: c.KeyPrefix.ValueStringPointer()}
}

// flatten takes over what AWS answers; out has a LoggingConfig.
func (m *model) flatten(out *bedrock.GetModelInvocationLoggingConfigurationOutput) {
	config := out.LoggingConfig
	m.CloudWatchConfig, m.S3Config = flattenCloudWatch(config.CloudWatchConfig), flattenS3(config.S3Config)
	m.TextDataDeliveryEnabled = delivered(config.TextDataDeliveryEnabled)
	m.ImageDataDeliveryEnabled = delivered(config.ImageDataDeliveryEnabled)
	m.EmbeddingDataDeliveryEnabled = delivered(config.EmbeddingDataDeliveryEnabled)
	m.VideoDataDeliveryEnabled = delivered(config.VideoDataDeliveryEnabled)
	m.AudioDataDeliveryEnabled = delivered(config.AudioDataDeliveryEnabled)
	m.LogsS3URI = m.logsS3URI()
}

// delivered is a flag that AWS answers with; AWS delivers what it has no flag for.
func delivered(flag *bool) types.Bool { return types.BoolValue(flag == nil || *flag) }

func flattenCloudWatch(c *bedrocktypes.CloudWatchConfig) *cloudWatchConfig {
	if c == nil || aws.ToString(c.LogGroupName) == "" {
		return nil
	}
	return &cloudWatchConfig{
		LogGroupName:              types.StringPointerValue(c.LogGroupName),
		RoleARN:                   types.StringPointerValue(c.RoleArn),
		LargeDataDeliveryS3Config: flattenS3(c.LargeDataDeliveryS3Config),
	}
}

// flattenS3 is a destination in S3. An empty prefix is none.
func flattenS3(c *bedrocktypes.S3Config) *s3Config {
	if c == nil || aws.ToString(c.BucketName) == "" {
		return nil
	}
	flat := &s3Config{BucketName: types.StringPointerValue(c.BucketName), KeyPrefix: types.StringNull()}
	if aws.ToString(c.KeyPrefix) != "" {
		flat.KeyPrefix = types.StringPointerValue(c.KeyPrefix)
	}
	return flat
}

// logsS3URI is where the logs of the account and region are: what a distillation reads.
func (m *model) logsS3URI() types.String {
	if m.S3Config == nil {
		return types.StringNull()
	}
	bucket, prefix := m.S3Config.BucketName.ValueString(), m.S3Config.KeyPrefix.ValueString()
	return logsS3URI(bucket, prefix, m.AccountID.ValueString(), m.Region.ValueString())
}

// logsS3URI follows https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
func logsS3URI(bucket, prefix, account, region string) types.String {
	if prefix != "" {
		prefix = strings.TrimSuffix(prefix, "/") + "/"
	}
	return types.StringValue("s3://" + bucket + "/" + prefix + "AWSLogs/" + account + "/BedrockModelInvocationLogs/" + region + "/")
}

// sameFor reports whether two settings are one for AWS.
func (m *model) sameFor(other *model) bool { return reflect.DeepEqual(m.putInput(), other.putInput()) }
