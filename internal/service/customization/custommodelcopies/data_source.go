// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodelcopies is the data source bedrock_custom_model_copies, which finds copies of custom models.
package custommodelcopies

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_custom_model_copies.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListModelCopyJobs.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "custom_model_copies"}}
}

type model struct {
	Region                  types.String `tfsdk:"region"`
	TargetModelNameContains types.String `tfsdk:"target_model_name_contains"`
	StatusEquals            types.String `tfsdk:"status_equals"`
	SourceAccountEquals     types.String `tfsdk:"source_account_equals"`
	SourceModelARNEquals    types.String `tfsdk:"source_model_arn_equals"`
	CreationTimeAfter       types.String `tfsdk:"creation_time_after"`
	CreationTimeBefore      types.String `tfsdk:"creation_time_before"`
	SortOrder               types.String `tfsdk:"sort_order"`

	Summaries []summary `tfsdk:"model_copy_job_summaries"`
}

type summary struct {
	ARN             types.String `tfsdk:"arn"`
	Status          types.String `tfsdk:"status"`
	SourceModelARN  types.String `tfsdk:"source_model_arn"`
	SourceModelName types.String `tfsdk:"source_model_name"`
	SourceAccountID types.String `tfsdk:"source_account_id"`
	TargetModelARN  types.String `tfsdk:"target_model_arn"`
	TargetModelName types.String `tfsdk:"target_model_name"`
	KMSKeyARN       types.String `tfsdk:"target_model_kms_key_arn"`
	FailureMessage  types.String `tfsdk:"failure_message"`
	CreationTime    types.String `tfsdk:"creation_time"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the copies of custom models that were made in a region: all of them, or what passes every filter.\n\n" +
			"The list has the records of the jobs: a copy that was deleted is still in it. A filter that nothing passes gives an empty list and " +
			"no error.",
		Attributes: map[string]schema.Attribute{
			"region":                     crud.DataRegionAttribute(),
			"target_model_name_contains": schemas.TextFilter("Only copies whose name has this in it."),
			"status_equals": schemas.TextFilter("Only jobs with this status: `InProgress`, `Completed` or `Failed`.",
				fwtypes.IsKnown[awstypes.ModelCopyJobStatus]()),
			"source_account_equals":   schemas.TextFilter("Only copies of models of this account.", stringvalidator.LengthBetween(12, 12)),
			"source_model_arn_equals": schemas.TextFilter("Only copies of this model.", fwtypes.IsARNOf("bedrock", "custom-model/")),
			"creation_time_after":     schemas.TimeFilter("Only jobs that were created after this time"),
			"creation_time_before":    schemas.TimeFilter("Only jobs that were created before this time"),
			"sort_order":              schemas.SortOrder(),
			"model_copy_job_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The copies.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                      schemas.DataString("ARN of the job: the id of `bedrock_custom_model_copy`."),
					"status":                   schemas.DataString("`InProgress`, `Completed` or `Failed`."),
					"source_model_arn":         schemas.DataString("ARN of the model that was copied."),
					"source_model_name":        schemas.DataString("Name of the model that was copied."),
					"source_account_id":        schemas.DataString("Id of the account of the model that was copied."),
					"target_model_arn":         schemas.DataString("ARN of the copy, also before it is there."),
					"target_model_name":        schemas.DataString("Name of the copy."),
					"target_model_kms_key_arn": schemas.DataString("ARN of the KMS key that encrypts the copy; null for a key that AWS owns."),
					"failure_message":          schemas.DataString("AWS's reason when the copy failed."),
					"creation_time":            schemas.DataString("When the job was created (RFC 3339)."),
				}},
			},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	input := m.input()
	list := func(client *bedrock.Client, token *string) ([]awstypes.ModelCopyJobSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListModelCopyJobs(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ModelCopyJobSummaries, page.NextToken, nil
	}
	found, ok := crud.ListAll(ctx, d.Provider, m.Region, "Listing Bedrock model copy jobs", diags, list)
	if !ok {
		return
	}
	m.Summaries = []summary{}
	for i := range found {
		m.Summaries = append(m.Summaries, flatten(&found[i]))
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) input() *bedrock.ListModelCopyJobsInput {
	return &bedrock.ListModelCopyJobsInput{
		TargetModelNameContains: conv.Optional(m.TargetModelNameContains),
		StatusEquals:            awstypes.ModelCopyJobStatus(m.StatusEquals.ValueString()),
		SourceAccountEquals:     conv.Optional(m.SourceAccountEquals),
		SourceModelArnEquals:    conv.Optional(m.SourceModelARNEquals),
		CreationTimeAfter:       schemas.FilterTime(m.CreationTimeAfter),
		CreationTimeBefore:      schemas.FilterTime(m.CreationTimeBefore),
		SortOrder:               awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

func flatten(one *awstypes.ModelCopyJobSummary) summary {
	return summary{
		ARN: conv.NonEmpty(one.JobArn), Status: conv.Enum(one.Status), SourceModelARN: conv.NonEmpty(one.SourceModelArn),
		SourceModelName: conv.NonEmpty(one.SourceModelName), SourceAccountID: conv.NonEmpty(one.SourceAccountId),
		TargetModelARN: conv.NonEmpty(one.TargetModelArn), TargetModelName: conv.NonEmpty(one.TargetModelName),
		KMSKeyARN: conv.NonEmpty(one.TargetModelKmsKeyArn), FailureMessage: conv.NonEmpty(one.FailureMessage),
		CreationTime: conv.Time(one.CreationTime),
	}
}
