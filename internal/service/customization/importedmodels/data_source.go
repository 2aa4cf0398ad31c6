// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package importedmodels is the data source bedrock_imported_models, which finds models that were imported.
package importedmodels

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_imported_models.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListImportedModels.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "imported_models"}}
}

type model struct {
	Region             types.String `tfsdk:"region"`
	NameContains       types.String `tfsdk:"name_contains"`
	CreationTimeAfter  types.String `tfsdk:"creation_time_after"`
	CreationTimeBefore types.String `tfsdk:"creation_time_before"`
	SortOrder          types.String `tfsdk:"sort_order"`

	Summaries []summary `tfsdk:"model_summaries"`
}

type summary struct {
	ARN               types.String `tfsdk:"arn"`
	ModelName         types.String `tfsdk:"model_name"`
	ModelArchitecture types.String `tfsdk:"model_architecture"`
	InstructSupported types.Bool   `tfsdk:"instruct_supported"`
	CreationTime      types.String `tfsdk:"creation_time"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the imported models of a region: all of them, or what passes every filter.\n\n" +
			"A filter that nothing passes gives an empty list and no error.",
		Attributes: map[string]schema.Attribute{
			"region":               crud.DataRegionAttribute(),
			"name_contains":        schemas.TextFilter("Only models whose name has this in it."),
			"creation_time_after":  schemas.TimeFilter("Only models that were imported after this time"),
			"creation_time_before": schemas.TimeFilter("Only models that were imported before this time"),
			"sort_order":           schemas.SortOrder(),
			"model_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The models.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                schemas.DataString("ARN of the model, by which it is invoked."),
					"model_name":         schemas.DataString("Name of the model."),
					"model_architecture": schemas.DataString("Architecture that AWS has found, such as `llama`."),
					"instruct_supported": schema.BoolAttribute{
						Computed: true, MarkdownDescription: "Whether the model takes conversations, as with `bedrock_converse`.",
					},
					"creation_time": schemas.DataString("When it was imported (RFC 3339)."),
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
	list := func(client *bedrock.Client, token *string) ([]awstypes.ImportedModelSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListImportedModels(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ModelSummaries, page.NextToken, nil
	}
	found, ok := crud.ListAll(ctx, d.Provider, m.Region, "Listing Bedrock imported models", diags, list)
	if !ok {
		return
	}
	m.Summaries = []summary{}
	for i := range found {
		m.Summaries = append(m.Summaries, flatten(&found[i]))
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) input() *bedrock.ListImportedModelsInput {
	return &bedrock.ListImportedModelsInput{
		NameContains:       conv.Optional(m.NameContains),
		CreationTimeAfter:  schemas.FilterTime(m.CreationTimeAfter),
		CreationTimeBefore: schemas.FilterTime(m.CreationTimeBefore),
		SortOrder:          awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

func flatten(one *awstypes.ImportedModelSummary) summary {
	return summary{
		ARN: conv.NonEmpty(one.ModelArn), ModelName: conv.NonEmpty(one.ModelName),
		ModelArchitecture: conv.NonEmpty(one.ModelArchitecture), InstructSupported: types.BoolPointerValue(one.InstructSupported),
		CreationTime: conv.Time(one.CreationTime),
	}
}
