// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluation

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// Score is what a job came to, of one model on one data set by one metric.
type Score struct {
	Model        types.String  `tfsdk:"model"`
	Dataset      types.String  `tfsdk:"dataset"`
	TaskType     types.String  `tfsdk:"task_type"`
	Metric       types.String  `tfsdk:"metric"`
	RatingMethod types.String  `tfsdk:"rating_method"`
	Measure      types.String  `tfsdk:"measure"`
	Direction    types.String  `tfsdk:"direction"`
	Mean         types.Float64 `tfsdk:"mean"`
	Min          types.Float64 `tfsdk:"min"`
	Max          types.Float64 `tfsdk:"max"`
	IntervalLow  types.Float64 `tfsdk:"interval_low"`
	IntervalHigh types.Float64 `tfsdk:"interval_high"`
	Count        types.Int64   `tfsdk:"count"`
	MissingCount types.Int64   `tfsdk:"missing_count"`
	RatingCounts types.Map     `tfsdk:"rating_counts"`
}

// FlattenScore takes over what a metric came to.
func FlattenScore(s scores.Summary) Score {
	flat := Score{
		Model: types.StringValue(s.Model), Dataset: types.StringValue(s.Dataset), Metric: types.StringValue(s.Metric),
		TaskType: conv.NonEmpty(&s.TaskType), RatingMethod: conv.NonEmpty(&s.Method), Measure: conv.NonEmpty(&s.Measure),
		Direction: conv.Enum(s.Direction),
		Mean:      types.Float64PointerValue(s.Mean), Min: types.Float64PointerValue(s.Min), Max: types.Float64PointerValue(s.Max),
		Count: types.Int64Value(int64(s.Count)), MissingCount: types.Int64Value(int64(s.Missing)),
		RatingCounts: types.MapNull(types.Int64Type),
	}
	if s.Interval != nil {
		flat.IntervalLow, flat.IntervalHigh = types.Float64Value(s.Interval.Low), types.Float64Value(s.Interval.High)
	}
	if len(s.Labels) > 0 {
		counts := map[string]attr.Value{}
		for label, count := range s.Labels {
			counts[label] = types.Int64Value(int64(count))
		}
		flat.RatingCounts = types.MapValueMust(types.Int64Type, counts)
	}
	return flat
}

// scoreAttribute is an attribute of a score, in the resource and in the data sources.
type scoreAttribute struct {
	name string
	kind attr.Type
	text string
}

func scoreAttributes() []scoreAttribute {
	counts := types.MapType{ElemType: types.Int64Type}
	return []scoreAttribute{
		{"model", types.StringType, "The model, the source of the answers, or the knowledge base."},
		{"dataset", types.StringType, "Name of the data set."},
		{"task_type", types.StringType, "Type of the task, where AWS tells it."},
		{"metric", types.StringType, "Name of the metric, as in `metric_names`."},
		{"rating_method", types.StringType, "How people rated; null for judges and algorithms."},
		{"measure", types.StringType, "What lies behind a built-in metric, which depends on the task: `BERTScore`, `NLP-F1`, `judge` and so on."},
		{"direction", types.StringType, "`higher` or `lower`: which mean is better. Null for metrics of your own."},
		{"mean", types.Float64Type, "Mean of the scores. For yes and no, and for a choice, the share of yes. Null where the scores are words."},
		{"min", types.Float64Type, "The least score."},
		{"max", types.Float64Type, "The highest score."},
		{"interval_low", types.Float64Type, "Where the mean of other prompts of the kind would begin, 95 times in 100."},
		{"interval_high", types.Float64Type, "Where it would end."},
		{"count", types.Int64Type, "Number of scores. People give one each."},
		{"missing_count", types.Int64Type, "Records without a score."},
		{"rating_counts", counts, "How often each word of a rating scale was given. Null where the scores are numbers."},
	}
}

// ScoreType is the type of a score.
func ScoreType() types.ObjectType {
	all := map[string]attr.Type{}
	for _, one := range scoreAttributes() {
		all[one.name] = one.kind
	}
	return types.ObjectType{AttrTypes: all}
}
