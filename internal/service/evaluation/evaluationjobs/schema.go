// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjobs

import (
	"context"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	texts := func(text string) schema.ListAttribute {
		return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: text}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the evaluation jobs of a region, and finds the newest of those that pass every filter.\n\n" +
			"A filter that nothing passes gives an empty list, `newest_job_arn = null`, and no error. One configuration can evaluate, and another " +
			"one read the newest completed job with `bedrock_evaluation_results`.\n\n" +
			"AWS lists five jobs with each request, so a filter by name or time is quicker than the whole list.",
		Attributes: map[string]schema.Attribute{
			"region":        crud.DataRegionAttribute(),
			"name_prefix":   schemas.TextFilter("Only jobs whose name begins with this."),
			"name_contains": schemas.TextFilter("Only jobs whose name has this in it."),
			"status_equals": schemas.TextFilter("Only jobs with this status: `InProgress`, `Completed`, `Failed`, `Stopping`, `Stopped` or "+
				"`Deleting`.", fwtypes.IsKnown[awstypes.EvaluationJobStatus]()),
			"application_type_equals": schemas.TextFilter("Only jobs of this kind: `ModelEvaluation` or `RagEvaluation`.",
				fwtypes.IsKnown[awstypes.ApplicationType]()),
			"creation_time_after":  schemas.TimeFilter("Only jobs that were created after this time"),
			"creation_time_before": schemas.TimeFilter("Only jobs that were created before this time"),
			"sort_order":           schemas.SortOrder(),
			"newest_job_arn": schemas.DataString("ARN of the job in the list that was created last, whatever the order. Null where there " +
				"is none."),
			"job_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The jobs.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                   schemas.DataString("ARN of the job."),
					"job_name":              schemas.DataString("Name of the job."),
					"job_type":              schemas.DataString("`Automated` or `Human`."),
					"application_type":      schemas.DataString("`ModelEvaluation` or `RagEvaluation`."),
					"status":                schemas.DataString("Status of the job."),
					"creation_time":         schemas.DataString("When it was created (RFC 3339)."),
					"evaluation_task_types": texts("Types of its tasks."),
					"model_identifiers":     texts("Models that it evaluates."),
					"precomputed_inference_source_identifiers":   texts("Sources of answers that were there already."),
					"knowledge_base_identifiers":                 texts("Knowledge bases that it evaluates."),
					"precomputed_rag_source_identifiers":         texts("Sources of answers of knowledge bases that were there already."),
					"evaluator_model_identifiers":                texts("Judges of built-in metrics."),
					"custom_metrics_evaluator_model_identifiers": texts("Judges of metrics of its own."),
				}},
			},
		},
	}
}
