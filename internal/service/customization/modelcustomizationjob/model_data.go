// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

type s3LocationModel struct {
	S3URI types.String `tfsdk:"s3_uri"`
}

type trainingDataConfigModel struct {
	S3URI                types.String               `tfsdk:"s3_uri"`
	ContentHash          types.String               `tfsdk:"content_hash"`
	InvocationLogsConfig *invocationLogsConfigModel `tfsdk:"invocation_logs_config"`
}

type invocationLogsConfigModel struct {
	UsePromptResponse      types.Bool                   `tfsdk:"use_prompt_response"`
	InvocationLogSource    *s3LocationModel             `tfsdk:"invocation_log_source"`
	RequestMetadataFilters *requestMetadataFiltersModel `tfsdk:"request_metadata_filters"`
}

type requestMetadataFiltersModel struct {
	Equals    map[string]string   `tfsdk:"equals"`
	NotEquals map[string]string   `tfsdk:"not_equals"`
	AndAll    []metadataPairModel `tfsdk:"and_all"`
	OrAll     []metadataPairModel `tfsdk:"or_all"`
}

type metadataPairModel struct {
	Equals    map[string]string `tfsdk:"equals"`
	NotEquals map[string]string `tfsdk:"not_equals"`
}

type validationDataConfigModel struct {
	Validators []s3LocationModel `tfsdk:"validators"`
}

func (m *trainingDataConfigModel) expand() *awstypes.TrainingDataConfig {
	if m == nil {
		return nil
	}
	config := &awstypes.TrainingDataConfig{S3Uri: conv.Optional(m.S3URI)}
	if logs := m.InvocationLogsConfig; logs != nil {
		config.InvocationLogsConfig = &awstypes.InvocationLogsConfig{
			UsePromptResponse:      logs.UsePromptResponse.ValueBool(),
			RequestMetadataFilters: logs.RequestMetadataFilters.expand(),
		}
		if source := logs.InvocationLogSource; source != nil {
			config.InvocationLogsConfig.InvocationLogSource = &awstypes.InvocationLogSourceMemberS3Uri{Value: source.S3URI.ValueString()}
		}
	}
	return config
}

func flattenTrainingDataConfig(config *awstypes.TrainingDataConfig) *trainingDataConfigModel {
	if config == nil {
		return nil
	}
	m := &trainingDataConfigModel{S3URI: conv.NonEmpty(config.S3Uri)}
	logs := config.InvocationLogsConfig
	if logs == nil {
		return m
	}
	m.InvocationLogsConfig = &invocationLogsConfigModel{
		RequestMetadataFilters: flattenRequestMetadataFilters(logs.RequestMetadataFilters),
	}
	if logs.UsePromptResponse { // false is what AWS takes for none
		m.InvocationLogsConfig.UsePromptResponse = types.BoolValue(true)
	}
	if source, ok := logs.InvocationLogSource.(*awstypes.InvocationLogSourceMemberS3Uri); ok {
		m.InvocationLogsConfig.InvocationLogSource = &s3LocationModel{S3URI: types.StringValue(source.Value)}
	}
	return m
}

func (m *requestMetadataFiltersModel) expand() awstypes.RequestMetadataFilters {
	switch {
	case m == nil:
		return nil
	case m.Equals != nil:
		return &awstypes.RequestMetadataFiltersMemberEquals{Value: m.Equals}
	case m.NotEquals != nil:
		return &awstypes.RequestMetadataFiltersMemberNotEquals{Value: m.NotEquals}
	case m.AndAll != nil:
		return &awstypes.RequestMetadataFiltersMemberAndAll{Value: expandMetadataPairs(m.AndAll)}
	}
	return &awstypes.RequestMetadataFiltersMemberOrAll{Value: expandMetadataPairs(m.OrAll)}
}

func expandMetadataPairs(pairs []metadataPairModel) []awstypes.RequestMetadataBaseFilters {
	filters := make([]awstypes.RequestMetadataBaseFilters, len(pairs))
	for i, pair := range pairs {
		filters[i] = awstypes.RequestMetadataBaseFilters{Equals: pair.Equals, NotEquals: pair.NotEquals}
	}
	return filters
}

func flattenRequestMetadataFilters(filters awstypes.RequestMetadataFilters) *requestMetadataFiltersModel {
	switch f := filters.(type) {
	case *awstypes.RequestMetadataFiltersMemberEquals:
		return &requestMetadataFiltersModel{Equals: f.Value}
	case *awstypes.RequestMetadataFiltersMemberNotEquals:
		return &requestMetadataFiltersModel{NotEquals: f.Value}
	case *awstypes.RequestMetadataFiltersMemberAndAll:
		return &requestMetadataFiltersModel{AndAll: flattenMetadataPairs(f.Value)}
	case *awstypes.RequestMetadataFiltersMemberOrAll:
		return &requestMetadataFiltersModel{OrAll: flattenMetadataPairs(f.Value)}
	}
	return nil
}

func flattenMetadataPairs(filters []awstypes.RequestMetadataBaseFilters) []metadataPairModel {
	pairs := make([]metadataPairModel, len(filters))
	for i, filter := range filters {
		pairs[i] = metadataPairModel{Equals: filter.Equals, NotEquals: filter.NotEquals}
	}
	return pairs
}

func (m *validationDataConfigModel) expand() *awstypes.ValidationDataConfig {
	if m == nil {
		return nil
	}
	config := &awstypes.ValidationDataConfig{}
	for _, validator := range m.Validators {
		config.Validators = append(config.Validators, awstypes.Validator{S3Uri: conv.Optional(validator.S3URI)})
	}
	return config
}

// flattenValidationDataConfig takes the empty configuration that AWS always answers for none.
func flattenValidationDataConfig(config *awstypes.ValidationDataConfig) *validationDataConfigModel {
	if config == nil || len(config.Validators) == 0 {
		return nil
	}
	m := &validationDataConfigModel{}
	for _, validator := range config.Validators {
		m.Validators = append(m.Validators, s3LocationModel{S3URI: types.StringValue(aws.ToString(validator.S3Uri))})
	}
	return m
}

func (m *s3LocationModel) expand() *awstypes.OutputDataConfig {
	if m == nil {
		return nil
	}
	return &awstypes.OutputDataConfig{S3Uri: conv.Optional(m.S3URI)}
}
