// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package evaluationjobs is the data source bedrock_evaluation_jobs, which finds evaluation jobs.
package evaluationjobs

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_evaluation_jobs.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListEvaluationJobs.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "evaluation_jobs"}}
}

type model struct {
	Region                types.String `tfsdk:"region"`
	NamePrefix            types.String `tfsdk:"name_prefix"`
	NameContains          types.String `tfsdk:"name_contains"`
	StatusEquals          types.String `tfsdk:"status_equals"`
	ApplicationTypeEquals types.String `tfsdk:"application_type_equals"`
	CreationTimeAfter     types.String `tfsdk:"creation_time_after"`
	CreationTimeBefore    types.String `tfsdk:"creation_time_before"`
	SortOrder             types.String `tfsdk:"sort_order"`

	Summaries    []summary    `tfsdk:"job_summaries"`
	NewestJobARN types.String `tfsdk:"newest_job_arn"`
}

type summary struct {
	ARN                        types.String `tfsdk:"arn"`
	JobName                    types.String `tfsdk:"job_name"`
	JobType                    types.String `tfsdk:"job_type"`
	ApplicationType            types.String `tfsdk:"application_type"`
	Status                     types.String `tfsdk:"status"`
	CreationTime               types.String `tfsdk:"creation_time"`
	EvaluationTaskTypes        types.List   `tfsdk:"evaluation_task_types"`
	ModelIdentifiers           types.List   `tfsdk:"model_identifiers"`
	PrecomputedInferenceSource types.List   `tfsdk:"precomputed_inference_source_identifiers"`
	KnowledgeBaseIdentifiers   types.List   `tfsdk:"knowledge_base_identifiers"`
	PrecomputedRAGSource       types.List   `tfsdk:"precomputed_rag_source_identifiers"`
	EvaluatorModelIdentifiers  types.List   `tfsdk:"evaluator_model_identifiers"`
	CustomMetricsEvaluators    types.List   `tfsdk:"custom_metrics_evaluator_model_identifiers"`
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	input := m.input()
	list := func(client *bedrock.Client, token *string) ([]awstypes.EvaluationSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListEvaluationJobs(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.JobSummaries, page.NextToken, nil
	}
	found, ok := crud.ListAll(ctx, d.Provider, m.Region, "Listing Bedrock evaluation jobs", diags, list)
	if !ok {
		return
	}
	var newest time.Time
	m.Summaries = []summary{}
	for i := range found {
		one := &found[i]
		name := aws.ToString(one.JobName)
		if !strings.HasPrefix(name, m.NamePrefix.ValueString()) || !strings.Contains(name, m.NameContains.ValueString()) {
			continue
		}
		m.Summaries = append(m.Summaries, flatten(one))
		if created := aws.ToTime(one.CreationTime); m.NewestJobARN.IsNull() || created.After(newest) {
			m.NewestJobARN, newest = types.StringPointerValue(one.JobArn), created
		}
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

// input is the request with the filters that AWS has. It takes no part of a name that begins or ends with a hyphen.
func (m *model) input() *bedrock.ListEvaluationJobsInput {
	name := m.NameContains.ValueString()
	if name == "" {
		name = m.NamePrefix.ValueString()
	}
	return &bedrock.ListEvaluationJobsInput{
		NameContains:          conv.Optional(types.StringValue(strings.Trim(name, "-"))),
		StatusEquals:          awstypes.EvaluationJobStatus(m.StatusEquals.ValueString()),
		ApplicationTypeEquals: awstypes.ApplicationType(m.ApplicationTypeEquals.ValueString()),
		CreationTimeAfter:     schemas.FilterTime(m.CreationTimeAfter),
		CreationTimeBefore:    schemas.FilterTime(m.CreationTimeBefore),
		SortOrder:             awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

func flatten(one *awstypes.EvaluationSummary) summary {
	flat := summary{
		ARN: conv.NonEmpty(one.JobArn), JobName: conv.NonEmpty(one.JobName), JobType: conv.Enum(one.JobType),
		ApplicationType: conv.Enum(one.ApplicationType), Status: conv.Enum(one.Status), CreationTime: conv.Time(one.CreationTime),
		EvaluationTaskTypes: conv.List(conv.Texts(one.EvaluationTaskTypes)), EvaluatorModelIdentifiers: conv.List(one.EvaluatorModelIdentifiers),
		CustomMetricsEvaluators: conv.List(one.CustomMetricsEvaluatorModelIdentifiers),
	}
	// What AWS has replaced, and answers where it answers nothing else.
	models, bases := one.ModelIdentifiers, one.RagIdentifiers //nolint:staticcheck // see above
	var answered, precomputed []string
	if in := one.InferenceConfigSummary; in != nil {
		if of := in.ModelConfigSummary; of != nil {
			models, answered = of.BedrockModelIdentifiers, of.PrecomputedInferenceSourceIdentifiers
		}
		if of := in.RagConfigSummary; of != nil {
			bases, precomputed = of.BedrockKnowledgeBaseIdentifiers, of.PrecomputedRagSourceIdentifiers
		}
	}
	flat.ModelIdentifiers, flat.PrecomputedInferenceSource = conv.List(models), conv.List(answered)
	flat.KnowledgeBaseIdentifiers, flat.PrecomputedRAGSource = conv.List(bases), conv.List(precomputed)
	return flat
}
