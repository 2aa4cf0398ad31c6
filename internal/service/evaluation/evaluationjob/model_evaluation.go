// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

type evaluationConfig struct {
	Automated *automated `tfsdk:"automated"`
	Human     *human     `tfsdk:"human"`
}

type automated struct {
	DatasetMetricConfigs []dataset     `tfsdk:"dataset_metric_configs"`
	EvaluatorModelConfig *evaluator    `tfsdk:"evaluator_model_config"`
	CustomMetricConfig   *customConfig `tfsdk:"custom_metric_config"`
}

type dataset struct {
	TaskType    types.String `tfsdk:"task_type"`
	Dataset     *source      `tfsdk:"dataset"`
	MetricNames types.Set    `tfsdk:"metric_names"`
}

type source struct {
	Name            types.String `tfsdk:"name"`
	DatasetLocation *location    `tfsdk:"dataset_location"`
}

type location struct {
	S3URI types.String `tfsdk:"s3_uri"`
}

type evaluator struct {
	Models []evaluatorModel `tfsdk:"bedrock_evaluator_models"`
}

type evaluatorModel struct {
	ModelIdentifier types.String `tfsdk:"model_identifier"`
}

type customConfig struct {
	CustomMetrics        []customMetric `tfsdk:"custom_metrics"`
	EvaluatorModelConfig *evaluator     `tfsdk:"evaluator_model_config"`
}

type customMetric struct {
	Definition *definition `tfsdk:"custom_metric_definition"`
}

type definition struct {
	Name         types.String `tfsdk:"name"`
	Instructions types.String `tfsdk:"instructions"`
	RatingScale  []rating     `tfsdk:"rating_scale"`
}

type rating struct {
	Definition types.String `tfsdk:"definition"`
	Value      *ratingValue `tfsdk:"value"`
}

type ratingValue struct {
	StringValue types.String  `tfsdk:"string_value"`
	FloatValue  types.Float64 `tfsdk:"float_value"`
}

type human struct {
	DatasetMetricConfigs []dataset       `tfsdk:"dataset_metric_configs"`
	HumanWorkflowConfig  *workflow       `tfsdk:"human_workflow_config"`
	CustomMetrics        []peoplesMetric `tfsdk:"custom_metrics"`
}

type workflow struct {
	FlowDefinitionARN types.String `tfsdk:"flow_definition_arn"`
	Instructions      types.String `tfsdk:"instructions"`
}

type peoplesMetric struct {
	Name         types.String `tfsdk:"name"`
	Description  types.String `tfsdk:"description"`
	RatingMethod types.String `tfsdk:"rating_method"`
}

func (c *evaluationConfig) expand() awstypes.EvaluationConfig {
	switch {
	case c == nil:
		return nil
	case c.Automated != nil:
		return &awstypes.EvaluationConfigMemberAutomated{Value: c.Automated.expand()}
	case c.Human != nil:
		return &awstypes.EvaluationConfigMemberHuman{Value: c.Human.expand()}
	}
	return nil
}

func (a *automated) expand() awstypes.AutomatedEvaluationConfig {
	config := awstypes.AutomatedEvaluationConfig{DatasetMetricConfigs: expandDatasets(a.DatasetMetricConfigs)}
	if a.EvaluatorModelConfig != nil {
		var models []awstypes.BedrockEvaluatorModel
		for _, one := range a.EvaluatorModelConfig.Models {
			models = append(models, awstypes.BedrockEvaluatorModel{ModelIdentifier: conv.Optional(one.ModelIdentifier)})
		}
		config.EvaluatorModelConfig = &awstypes.EvaluatorModelConfigMemberBedrockEvaluatorModels{Value: models}
	}
	if custom := a.CustomMetricConfig; custom != nil {
		config.CustomMetricConfig = &awstypes.AutomatedEvaluationCustomMetricConfig{}
		for _, one := range custom.CustomMetrics {
			if one.Definition != nil {
				config.CustomMetricConfig.CustomMetrics = append(config.CustomMetricConfig.CustomMetrics,
					&awstypes.AutomatedEvaluationCustomMetricSourceMemberCustomMetricDefinition{Value: one.Definition.expand()})
			}
		}
		if custom.EvaluatorModelConfig != nil {
			judges := &awstypes.CustomMetricEvaluatorModelConfig{}
			for _, one := range custom.EvaluatorModelConfig.Models {
				judges.BedrockEvaluatorModels = append(judges.BedrockEvaluatorModels,
					awstypes.CustomMetricBedrockEvaluatorModel{ModelIdentifier: conv.Optional(one.ModelIdentifier)})
			}
			config.CustomMetricConfig.EvaluatorModelConfig = judges
		}
	}
	return config
}

func (d *definition) expand() awstypes.CustomMetricDefinition {
	metric := awstypes.CustomMetricDefinition{Name: conv.Optional(d.Name), Instructions: conv.Optional(d.Instructions)}
	for _, one := range d.RatingScale {
		item := awstypes.RatingScaleItem{Definition: conv.Optional(one.Definition)}
		switch {
		case one.Value == nil:
		case !one.Value.FloatValue.IsNull() && !one.Value.FloatValue.IsUnknown():
			item.Value = &awstypes.RatingScaleItemValueMemberFloatValue{Value: float32(one.Value.FloatValue.ValueFloat64())}
		case one.Value.StringValue.ValueString() != "":
			item.Value = &awstypes.RatingScaleItemValueMemberStringValue{Value: one.Value.StringValue.ValueString()}
		}
		metric.RatingScale = append(metric.RatingScale, item)
	}
	return metric
}

func (h *human) expand() awstypes.HumanEvaluationConfig {
	config := awstypes.HumanEvaluationConfig{DatasetMetricConfigs: expandDatasets(h.DatasetMetricConfigs)}
	if h.HumanWorkflowConfig != nil {
		config.HumanWorkflowConfig = &awstypes.HumanWorkflowConfig{
			FlowDefinitionArn: conv.Optional(h.HumanWorkflowConfig.FlowDefinitionARN),
			Instructions:      conv.Optional(h.HumanWorkflowConfig.Instructions),
		}
	}
	for _, one := range h.CustomMetrics {
		config.CustomMetrics = append(config.CustomMetrics, awstypes.HumanEvaluationCustomMetric{
			Name: conv.Optional(one.Name), Description: conv.Optional(one.Description), RatingMethod: conv.Optional(one.RatingMethod),
		})
	}
	return config
}

func expandDatasets(all []dataset) (configs []awstypes.EvaluationDatasetMetricConfig) {
	for _, one := range all {
		config := awstypes.EvaluationDatasetMetricConfig{
			TaskType: awstypes.EvaluationTaskType(one.TaskType.ValueString()), MetricNames: conv.Strings(one.MetricNames),
		}
		if one.Dataset != nil {
			config.Dataset = &awstypes.EvaluationDataset{Name: conv.Optional(one.Dataset.Name)}
			if at := one.Dataset.DatasetLocation; at != nil {
				config.Dataset.DatasetLocation = &awstypes.EvaluationDatasetLocationMemberS3Uri{Value: at.S3URI.ValueString()}
			}
		}
		configs = append(configs, config)
	}
	return configs
}

// dataURIs are the prompts of the job, and when it ended.
func (m *model) dataURIs() (uris []types.String, ended types.String) {
	if m.EvaluationConfig == nil {
		return nil, m.LastModifiedTime
	}
	var all []dataset
	if automated := m.EvaluationConfig.Automated; automated != nil {
		all = append(all, automated.DatasetMetricConfigs...)
	}
	if human := m.EvaluationConfig.Human; human != nil {
		all = append(all, human.DatasetMetricConfigs...)
	}
	for _, one := range all {
		if one.Dataset != nil && one.Dataset.DatasetLocation != nil {
			uris = append(uris, one.Dataset.DatasetLocation.S3URI)
		}
	}
	return uris, m.LastModifiedTime
}
