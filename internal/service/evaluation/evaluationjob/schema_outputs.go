// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

func outputs() map[string]schema.Attribute {
	text := func(text string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: text}
	}
	number := func(text string) schema.Float64Attribute {
		return schema.Float64Attribute{Computed: true, MarkdownDescription: text}
	}
	count := func(text string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: text}
	}
	keep := []planmodifier.List{listplanmodifier.UseStateForUnknown()}
	return map[string]schema.Attribute{
		"status":   schemas.ComputedString("`InProgress`, `Completed`, `Failed`, `Stopping`, `Stopped` or `Deleting`, as last seen."),
		"job_type": schemas.ComputedString("`Automated` or `Human`."),
		"failure_messages": schema.ListAttribute{
			Computed: true, ElementType: types.StringType, PlanModifiers: keep, MarkdownDescription: "AWS's reasons when the job failed.",
		},
		"creation_time":      schemas.ComputedString("When the job was created (RFC 3339)."),
		"last_modified_time": schemas.ComputedString("When the job last changed (RFC 3339)."),
		"scores": schema.ListNestedAttribute{
			Computed: true, PlanModifiers: keep,
			MarkdownDescription: "What the job came to, for each model, data set and metric. Null until the job is completed; read once.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"model":         text("The model, or the source of the answers."),
				"dataset":       text("Name of the data set."),
				"task_type":     text("Type of the task, where AWS tells it."),
				"metric":        text("Name of the metric, as in `metric_names`."),
				"rating_method": text("How people rated; null for judges and algorithms."),
				"measure":       text("What lies behind a built-in metric, which depends on the task: `BERTScore`, `NLP-F1`, `judge` and so on."),
				"direction":     text("`higher` or `lower`: which mean is better. Null for metrics of your own."),
				"mean":          number("Mean of the scores. For yes and no, and for a choice, the share of yes. Null where the scores are words."),
				"min":           number("The least score."),
				"max":           number("The highest score."),
				"interval_low":  number("Where the mean of other prompts of the kind would begin, 95 times in 100."),
				"interval_high": number("Where it would end."),
				"count":         count("Number of scores. People give one each."),
				"missing_count": count("Records without a score."),
				"rating_counts": schema.MapAttribute{
					Computed: true, ElementType: types.Int64Type,
					MarkdownDescription: "How often each word of a rating scale was given. Null where the scores are numbers.",
				},
			}},
		},
	}
}
