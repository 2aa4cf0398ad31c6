// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodels is the data source bedrock_custom_models, which finds models that were trained, brought, copied or shared.
package custommodels

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_custom_models.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListCustomModels.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "custom_models"}}
}

type model struct {
	Region                   types.String `tfsdk:"region"`
	NamePrefix               types.String `tfsdk:"name_prefix"`
	NameContains             types.String `tfsdk:"name_contains"`
	ModelStatus              types.String `tfsdk:"model_status"`
	BaseModelARNEquals       types.String `tfsdk:"base_model_arn_equals"`
	FoundationModelARNEquals types.String `tfsdk:"foundation_model_arn_equals"`
	IsOwned                  types.Bool   `tfsdk:"is_owned"`
	CreationTimeAfter        types.String `tfsdk:"creation_time_after"`
	CreationTimeBefore       types.String `tfsdk:"creation_time_before"`
	Tags                     types.Map    `tfsdk:"tags"`
	SortOrder                types.String `tfsdk:"sort_order"`

	Summaries      []summary    `tfsdk:"model_summaries"`
	NewestModelARN types.String `tfsdk:"newest_model_arn"`
}

type summary struct {
	ARN               types.String `tfsdk:"arn"`
	ModelName         types.String `tfsdk:"model_name"`
	ModelStatus       types.String `tfsdk:"model_status"`
	BaseModelARN      types.String `tfsdk:"base_model_arn"`
	BaseModelName     types.String `tfsdk:"base_model_name"`
	CustomizationType types.String `tfsdk:"customization_type"`
	OwnerAccountID    types.String `tfsdk:"owner_account_id"`
	CreationTime      types.String `tfsdk:"creation_time"`
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	const what = "Listing Bedrock custom models"
	client, err := d.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if crud.Failed(diags, what, m.Region.ValueString(), err) {
		return
	}
	var newest time.Time
	input := m.input()
	found, err := awsclient.Collect(func(token *string) ([]awstypes.CustomModelSummary, *string, error) {
		input.NextToken = token
		page, err := client.ListCustomModels(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ModelSummaries, page.NextToken, nil
	})
	if crud.Failed(diags, what, m.Region.ValueString(), err) {
		return
	}
	m.Summaries = []summary{}
	for i := range found {
		one := &found[i]
		wanted, err := m.wants(ctx, client, one)
		if crud.Failed(diags, "Reading the tags of a Bedrock custom model", aws.ToString(one.ModelArn), err) {
			return
		}
		if !wanted {
			continue
		}
		m.Summaries = append(m.Summaries, flatten(one))
		if created := aws.ToTime(one.CreationTime); m.NewestModelARN.IsNull() || created.After(newest) {
			m.NewestModelARN, newest = types.StringPointerValue(one.ModelArn), created
		}
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *model) input() *bedrock.ListCustomModelsInput {
	name := m.NameContains
	if name.IsNull() {
		name = m.NamePrefix
	}
	return &bedrock.ListCustomModelsInput{
		NameContains:             conv.Optional(name),
		ModelStatus:              awstypes.ModelStatus(m.ModelStatus.ValueString()),
		BaseModelArnEquals:       conv.Optional(m.BaseModelARNEquals),
		FoundationModelArnEquals: conv.Optional(m.FoundationModelARNEquals),
		IsOwned:                  m.IsOwned.ValueBoolPointer(),
		CreationTimeAfter:        schemas.FilterTime(m.CreationTimeAfter),
		CreationTimeBefore:       schemas.FilterTime(m.CreationTimeBefore),
		SortOrder:                awstypes.SortOrder(m.SortOrder.ValueString()),
	}
}

// wants are the filters that AWS does not have. The tags of a model take a request, which only those pay that pass all else.
func (m *model) wants(ctx context.Context, client *bedrock.Client, one *awstypes.CustomModelSummary) (bool, error) {
	if !strings.HasPrefix(aws.ToString(one.ModelName), m.NamePrefix.ValueString()) {
		return false, nil
	}
	wanted := tags.Map(m.Tags)
	if len(wanted) == 0 {
		return true, nil
	}
	has, err := tags.ListBedrock(ctx, client, *one.ModelArn)
	for key, value := range wanted {
		if found, ok := has[key]; !ok || found != value {
			return false, err
		}
	}
	return err == nil, err
}

func flatten(one *awstypes.CustomModelSummary) summary {
	return summary{
		ARN: conv.NonEmpty(one.ModelArn), ModelName: conv.NonEmpty(one.ModelName), ModelStatus: conv.Enum(one.ModelStatus),
		BaseModelARN: conv.NonEmpty(one.BaseModelArn), BaseModelName: conv.NonEmpty(one.BaseModelName),
		CustomizationType: conv.Enum(one.CustomizationType), OwnerAccountID: conv.NonEmpty(one.OwnerAccountId),
		CreationTime: conv.Time(one.CreationTime),
	}
}
