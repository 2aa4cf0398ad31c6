// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"strconv"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The types of the metrics. They are framework values, not structs, because a plan may leave them unknown.
var (
	TrainingMetricsType = types.ObjectType{AttrTypes: map[string]attr.Type{"training_loss": types.Float64Type}}
	ValidatorMetricType = types.ObjectType{AttrTypes: map[string]attr.Type{"validation_loss": types.Float64Type}}
)

// FlattenTrainingMetrics is training_metrics of what AWS answers. Where there are none it keeps its shape, with a loss that is null,
// so that an output of the loss works from the first apply on.
func FlattenTrainingMetrics(metrics *awstypes.TrainingMetrics) types.Object {
	loss := types.Float64Null()
	if metrics != nil {
		loss = Float32(metrics.TrainingLoss)
	}
	return types.ObjectValueMust(TrainingMetricsType.AttrTypes, map[string]attr.Value{"training_loss": loss})
}

// FlattenValidationMetrics is validation_metrics of what AWS answers, in the order of the validators; null when there are none.
func FlattenValidationMetrics(metrics []awstypes.ValidatorMetric) types.List {
	if len(metrics) == 0 {
		return types.ListNull(ValidatorMetricType)
	}
	values := make([]attr.Value, len(metrics))
	for i, metric := range metrics {
		values[i] = types.ObjectValueMust(ValidatorMetricType.AttrTypes,
			map[string]attr.Value{"validation_loss": Float32(metric.ValidationLoss)})
	}
	return types.ListValueMust(ValidatorMetricType, values)
}

// Float32 keeps the decimal digits that AWS sent: 0.1, not 0.10000000149.
func Float32(f *float32) types.Float64 {
	if f == nil {
		return types.Float64Null()
	}
	decimal, err := strconv.ParseFloat(strconv.FormatFloat(float64(*f), 'g', -1, 32), 64)
	if err != nil {
		return types.Float64Value(float64(*f))
	}
	return types.Float64Value(decimal)
}
