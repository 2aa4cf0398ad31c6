// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodelshares is the data source bedrock_custom_model_shares, which finds shares of custom models: those that this account
// gives, and those that it gets.
package custommodelshares

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

type dataSource struct {
	crud.DataSource
}

var _ datasource.DataSourceWithValidateConfig = (*dataSource)(nil)

// DataSource is the data source bedrock_custom_model_shares.
// https://docs.aws.amazon.com/ram/latest/APIReference/API_GetResourceShares.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "custom_model_shares"}}
}

// ValidateConfig refuses to filter by what only the owner of a share sees.
func (*dataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var m model
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) || m.ResourceOwner.ValueString() != string(ramtypes.ResourceOwnerOtherAccounts) {
		return
	}
	for name, isGiven := range map[string]bool{"principal": !m.Principal.IsNull(), "tags": !m.Tags.IsNull()} {
		if isGiven {
			resp.Diagnostics.AddAttributeError(path.Root(name), "Filtering shares of other accounts",
				"AWS tells only the owner of a share of its principals and tags. Take "+name+" out, or resource_owner = \"OTHER-ACCOUNTS\".")
		}
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	const what = "Listing Bedrock custom model shares"
	client, err := d.Provider.Clients.RAM(ctx, m.Region.ValueString())
	if crud.Failed(diags, what, m.Region.ValueString(), err) {
		return
	}
	found, err := list(ctx, client, m.sharesInput())
	if crud.Failed(diags, what, m.Region.ValueString(), err) {
		return
	}
	models, err := listModels(ctx, client, m.resourcesInput())
	if crud.Failed(diags, what, m.Region.ValueString(), err) {
		return
	}
	m.Shares = []summary{}
	for i := range found {
		if one := &found[i]; m.wants(one, models[aws.ToString(one.ResourceShareArn)]) {
			m.Shares = append(m.Shares, flatten(one, models[*one.ResourceShareArn]))
		}
	}
	slices.SortFunc(m.Shares, func(a, b summary) int { return strings.Compare(a.ARN.ValueString(), b.ARN.ValueString()) })
	diags.Append(resp.State.Set(ctx, &m)...)
}

func list(ctx context.Context, client *ram.Client, input *ram.GetResourceSharesInput) ([]ramtypes.ResourceShare, error) {
	return awsclient.Collect(func(token *string) ([]ramtypes.ResourceShare, *string, error) {
		input.NextToken = token
		page, err := client.GetResourceShares(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.ResourceShares, page.NextToken, nil
	})
}

// listModels is the custom models of every share, by its ARN. RAM tells of a share without what it shares.
func listModels(ctx context.Context, client *ram.Client, input *ram.ListResourcesInput) (map[string][]string, error) {
	resources, err := awsclient.Collect(func(token *string) ([]ramtypes.Resource, *string, error) {
		input.NextToken = token
		page, err := client.ListResources(ctx, input)
		if err != nil {
			return nil, nil, err
		}
		return page.Resources, page.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	models := map[string][]string{}
	for _, one := range resources {
		arn, share := aws.ToString(one.Arn), aws.ToString(one.ResourceShareArn)
		if arn == "" || share == "" {
			return nil, errors.New("AWS answered without the ARN of a shared resource, or of its share")
		}
		if strings.Contains(arn, ":bedrock:") && strings.Contains(arn, ":custom-model/") {
			models[share] = append(models[share], arn)
		}
	}
	for _, all := range models {
		slices.Sort(all)
	}
	return models, nil
}
