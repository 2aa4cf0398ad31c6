// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodeldeployments is the data source bedrock_custom_model_deployments, which finds deployments.
package custommodeldeployments

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

// DataSource is the data source bedrock_custom_model_deployments.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListCustomModelDeployments.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "custom_model_deployments"}}
}

type model struct {
	Region         types.String `tfsdk:"region"`
	NameContains   types.String `tfsdk:"name_contains"`
	StatusEquals   types.String `tfsdk:"status_equals"`
	ModelARNEquals types.String `tfsdk:"model_arn_equals"`
	CreatedAfter   types.String `tfsdk:"created_after"`
	CreatedBefore  types.String `tfsdk:"created_before"`
	SortOrder      types.String `tfsdk:"sort_order"`

	Summaries []summary `tfsdk:"model_deployment_summaries"`
}

type summary struct {
	ARN            types.String `tfsdk:"arn"`
	Name           types.String `tfsdk:"model_deployment_name"`
	ModelARN       types.String `tfsdk:"model_arn"`
	Status         types.String `tfsdk:"status"`
	FailureMessage types.String `tfsdk:"failure_message"`
	CreatedAt      types.String `tfsdk:"created_at"`
	LastUpdatedAt  types.String `tfsdk:"last_updated_at"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the deployments of custom models in a region, all or those that pass every filter.\n\n" +
			"A filter that nothing passes gives an empty list and no error.",
		Attributes: map[string]schema.Attribute{
			"region":        crud.DataRegionAttribute(),
			"name_contains": schemas.TextFilter("Only deployments whose name has this in it."),
			"status_equals": schemas.TextFilter("Only deployments with this status: `Creating`, `Active` or `Failed`.",
				fwtypes.IsKnown[awstypes.CustomModelDeploymentStatus]()),
			"model_arn_equals": schemas.TextFilter("Only deployments of the custom model with this ARN.",
				fwtypes.IsARNOf("bedrock", "custom-model/")),
			"created_after":  schemas.TimeFilter("Only deployments that were made after this time"),
			"created_before": schemas.TimeFilter("Only deployments that were made before this time"),
			"sort_order":     schemas.SortOrder(),
			"model_deployment_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The deployments.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                   schemas.DataString("ARN of the deployment."),
					"model_deployment_name": schemas.DataString("Name of the deployment."),
					"model_arn":             schemas.DataString("ARN of the custom model that answers."),
					"status":                schemas.DataString("`Creating`, `Active` or `Failed`."),
					"failure_message":       schemas.DataString("AWS's reason when the deployment failed."),
					"created_at":            schemas.DataString("When the deployment was made (RFC 3339)."),
					"last_updated_at":       schemas.DataString("When the deployment last changed (RFC 3339)."),
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
	list := func(client *bedrock.Client, token *string) ([]awstypes.CustomModelDeploymentSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListCustomModelDeployments(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ModelDeploymentSummaries, page.NextToken, nil
	}
	found, ok := crud.ListAll(ctx, d.Provider, m.Region, "Listing Bedrock custom model deployments", diags, list)
	if !ok {
		return
	}
	m.Summaries = make([]summary, len(found))
	for i := range found {
		m.Summaries[i] = flatten(&found[i])
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) input() *bedrock.ListCustomModelDeploymentsInput {
	return &bedrock.ListCustomModelDeploymentsInput{
		NameContains:   conv.Optional(m.NameContains),
		StatusEquals:   awstypes.CustomModelDeploymentStatus(m.StatusEquals.ValueString()),
		ModelArnEquals: conv.Optional(m.ModelARNEquals),
		CreatedAfter:   schemas.FilterTime(m.CreatedAfter),
		CreatedBefore:  schemas.FilterTime(m.CreatedBefore),
		SortOrder:      awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

func flatten(one *awstypes.CustomModelDeploymentSummary) summary {
	return summary{
		ARN: conv.NonEmpty(one.CustomModelDeploymentArn), Name: conv.NonEmpty(one.CustomModelDeploymentName),
		ModelARN: conv.NonEmpty(one.ModelArn),
		Status:   conv.Enum(one.Status), FailureMessage: conv.NonEmpty(one.FailureMessage),
		CreatedAt: conv.Time(one.CreatedAt), LastUpdatedAt: conv.Time(one.LastUpdatedAt),
	}
}
