// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"strconv"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

func flattenEvaluation(in awstypes.EvaluationConfig) *evaluationConfig {
	switch in := in.(type) {
	case *awstypes.EvaluationConfigMemberAutomated:
		return &evaluationConfig{Automated: flattenAutomated(in.Value)}
	case *awstypes.EvaluationConfigMemberHuman:
		return &evaluationConfig{Human: flattenHuman(in.Value)}
	}
	return nil
}

func flattenAutomated(in awstypes.AutomatedEvaluationConfig) *automated {
	found := &automated{DatasetMetricConfigs: flattenDatasets(in.DatasetMetricConfigs)}
	if judges, ok := in.EvaluatorModelConfig.(*awstypes.EvaluatorModelConfigMemberBedrockEvaluatorModels); ok {
		found.EvaluatorModelConfig = &evaluator{}
		for _, one := range judges.Value {
			found.EvaluatorModelConfig.Models = append(found.EvaluatorModelConfig.Models,
				evaluatorModel{conv.NonEmpty(one.ModelIdentifier)})
		}
	}
	if in.CustomMetricConfig == nil {
		return found
	}
	found.CustomMetricConfig = &customConfig{}
	for _, one := range in.CustomMetricConfig.CustomMetrics {
		if metric, ok := one.(*awstypes.AutomatedEvaluationCustomMetricSourceMemberCustomMetricDefinition); ok {
			found.CustomMetricConfig.CustomMetrics = append(found.CustomMetricConfig.CustomMetrics, customMetric{flattenDefinition(metric.Value)})
		}
	}
	if judges := in.CustomMetricConfig.EvaluatorModelConfig; judges != nil {
		found.CustomMetricConfig.EvaluatorModelConfig = &evaluator{}
		for _, one := range judges.BedrockEvaluatorModels {
			found.CustomMetricConfig.EvaluatorModelConfig.Models = append(found.CustomMetricConfig.EvaluatorModelConfig.Models,
				evaluatorModel{conv.NonEmpty(one.ModelIdentifier)})
		}
	}
	return found
}

func flattenDefinition(in awstypes.CustomMetricDefinition) *definition {
	found := &definition{Name: conv.NonEmpty(in.Name), Instructions: conv.NonEmpty(in.Instructions)}
	for _, one := range in.RatingScale {
		item := rating{Definition: conv.NonEmpty(one.Definition)}
		switch value := one.Value.(type) {
		case *awstypes.RatingScaleItemValueMemberFloatValue:
			item.Value = &ratingValue{FloatValue: types.Float64Value(decimal(value.Value))}
		case *awstypes.RatingScaleItemValueMemberStringValue:
			item.Value = &ratingValue{StringValue: conv.NonEmpty(&value.Value)}
		}
		found.RatingScale = append(found.RatingScale, item)
	}
	return found
}

// decimal is the number that somebody wrote, of which AWS keeps half the digits: 0.1, not 0.10000000149.
func decimal(value float32) float64 {
	number, err := strconv.ParseFloat(strconv.FormatFloat(float64(value), 'g', -1, 32), 64)
	if err != nil {
		return float64(value)
	}
	return number
}

func flattenHuman(in awstypes.HumanEvaluationConfig) *human {
	found := &human{DatasetMetricConfigs: flattenDatasets(in.DatasetMetricConfigs)}
	if in.HumanWorkflowConfig != nil {
		found.HumanWorkflowConfig = &workflow{
			conv.NonEmpty(in.HumanWorkflowConfig.FlowDefinitionArn), conv.NonEmpty(in.HumanWorkflowConfig.Instructions),
		}
	}
	for _, one := range in.CustomMetrics {
		found.CustomMetrics = append(found.CustomMetrics, peoplesMetric{
			conv.NonEmpty(one.Name), conv.NonEmpty(one.Description), conv.NonEmpty(one.RatingMethod),
		})
	}
	return found
}

func flattenDatasets(all []awstypes.EvaluationDatasetMetricConfig) (found []dataset) {
	for _, one := range all {
		config := dataset{TaskType: conv.Enum(one.TaskType), MetricNames: conv.Set(one.MetricNames)}
		if one.Dataset != nil {
			config.Dataset = &source{Name: conv.NonEmpty(one.Dataset.Name)}
			if at, ok := one.Dataset.DatasetLocation.(*awstypes.EvaluationDatasetLocationMemberS3Uri); ok {
				config.Dataset.DatasetLocation = &location{conv.NonEmpty(&at.Value)}
			}
		}
		found = append(found, config)
	}
	return found
}
