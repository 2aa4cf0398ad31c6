// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package provisionedmodelthroughputs is the data source bedrock_provisioned_model_throughputs, which finds what was bought.
package provisionedmodelthroughputs

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
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

// DataSource is the data source bedrock_provisioned_model_throughputs.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListProvisionedModelThroughputs.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "provisioned_model_throughputs"}}
}

type model struct {
	Region             types.String `tfsdk:"region"`
	NameContains       types.String `tfsdk:"name_contains"`
	StatusEquals       types.String `tfsdk:"status_equals"`
	ModelARNEquals     types.String `tfsdk:"model_arn_equals"`
	CreationTimeAfter  types.String `tfsdk:"creation_time_after"`
	CreationTimeBefore types.String `tfsdk:"creation_time_before"`
	SortOrder          types.String `tfsdk:"sort_order"`

	Summaries []summary `tfsdk:"provisioned_model_summaries"`
}

type summary struct {
	ARN                      types.String `tfsdk:"arn"`
	ProvisionedModelName     types.String `tfsdk:"provisioned_model_name"`
	ModelARN                 types.String `tfsdk:"model_arn"`
	DesiredModelARN          types.String `tfsdk:"desired_model_arn"`
	FoundationModelARN       types.String `tfsdk:"foundation_model_arn"`
	ModelUnits               types.Int32  `tfsdk:"model_units"`
	DesiredModelUnits        types.Int32  `tfsdk:"desired_model_units"`
	Status                   types.String `tfsdk:"status"`
	CommitmentDuration       types.String `tfsdk:"commitment_duration"`
	CommitmentExpirationTime types.String `tfsdk:"commitment_expiration_time"`
	CreationTime             types.String `tfsdk:"creation_time"`
	LastModifiedTime         types.String `tfsdk:"last_modified_time"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	number := func(text string) schema.Int32Attribute {
		return schema.Int32Attribute{Computed: true, MarkdownDescription: text}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists provisioned throughput in a region: all that is paid for, or what passes every filter.\n\n" +
			"A filter that nothing passes gives an empty list and no error.",
		Attributes: map[string]schema.Attribute{
			"region":        crud.DataRegionAttribute(),
			"name_contains": schemas.TextFilter("Only throughput whose name has this in it."),
			"status_equals": schemas.TextFilter("Only throughput with this status: `Creating`, `InService`, `Updating` or `Failed`.",
				fwtypes.IsKnown[awstypes.ProvisionedModelStatus]()),
			"model_arn_equals":     schemas.TextFilter("Only throughput of the foundation or custom model with this ARN."),
			"creation_time_after":  schemas.TimeFilter("Only throughput that was bought after this time"),
			"creation_time_before": schemas.TimeFilter("Only throughput that was bought before this time"),
			"sort_order":           schemas.SortOrder(),
			"provisioned_model_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "What was bought.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                        schemas.DataString("ARN of the throughput."),
					"provisioned_model_name":     schemas.DataString("Name of the throughput."),
					"model_arn":                  schemas.DataString("ARN of the model that is served."),
					"desired_model_arn":          schemas.DataString("ARN of the model that is being put in its place; that of the model otherwise."),
					"foundation_model_arn":       schemas.DataString("ARN of the foundation model behind it."),
					"model_units":                number("Model units."),
					"desired_model_units":        number("Model units that are wanted; those that there are, otherwise."),
					"status":                     schemas.DataString("`Creating`, `InService`, `Updating` or `Failed`."),
					"commitment_duration":        schemas.DataString("`OneMonth` or `SixMonths`; null where it is paid by the hour."),
					"commitment_expiration_time": schemas.DataString("Until when it is committed (RFC 3339); it then renews by itself."),
					"creation_time":              schemas.DataString("When it was bought (RFC 3339)."),
					"last_modified_time":         schemas.DataString("When it last changed (RFC 3339)."),
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
	list := func(client *bedrock.Client, token *string) ([]awstypes.ProvisionedModelSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListProvisionedModelThroughputs(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ProvisionedModelSummaries, page.NextToken, nil
	}
	found, ok := crud.ListAll(ctx, d.Provider, m.Region, "Listing Bedrock provisioned model throughputs", diags, list)
	if !ok {
		return
	}
	m.Summaries = make([]summary, len(found))
	for i := range found {
		m.Summaries[i] = flatten(&found[i])
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) input() *bedrock.ListProvisionedModelThroughputsInput {
	return &bedrock.ListProvisionedModelThroughputsInput{
		NameContains:       conv.Optional(m.NameContains),
		StatusEquals:       awstypes.ProvisionedModelStatus(m.StatusEquals.ValueString()),
		ModelArnEquals:     conv.Optional(m.ModelARNEquals),
		CreationTimeAfter:  schemas.FilterTime(m.CreationTimeAfter),
		CreationTimeBefore: schemas.FilterTime(m.CreationTimeBefore),
		SortOrder:          awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

func flatten(one *awstypes.ProvisionedModelSummary) summary {
	return summary{
		ARN: conv.NonEmpty(one.ProvisionedModelArn), ProvisionedModelName: conv.NonEmpty(one.ProvisionedModelName),
		ModelARN: conv.NonEmpty(one.ModelArn), DesiredModelARN: conv.NonEmpty(one.DesiredModelArn),
		FoundationModelARN: conv.NonEmpty(one.FoundationModelArn),
		ModelUnits:         types.Int32PointerValue(one.ModelUnits), DesiredModelUnits: types.Int32PointerValue(one.DesiredModelUnits),
		Status: conv.Enum(one.Status), CommitmentDuration: conv.Enum(one.CommitmentDuration),
		CommitmentExpirationTime: conv.Time(one.CommitmentExpirationTime),
		CreationTime:             conv.Time(one.CreationTime), LastModifiedTime: conv.Time(one.LastModifiedTime),
	}
}
