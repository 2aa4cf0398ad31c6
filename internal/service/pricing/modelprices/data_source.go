// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package modelprices is the data source bedrock_model_prices: what AWS publishes of the price of a model.
package modelprices

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_model_prices.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "model_prices"}}
}

// Read finds the prices of the model among those of the region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) {
		return
	}
	if inARN := crud.RegionFromARN(m.ModelID.ValueString()); inARN != "" && m.Region.IsNull() {
		m.Region = types.StringValue(inARN)
	}
	if !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	id, routing, err := pricing.FoundationModel(m.ModelID.ValueString())
	if err != nil {
		diags.AddAttributeError(path.Root("model_id"), "Reading prices of a Bedrock model", err.Error()+".")
		return
	}
	index, ok := m.Index(ctx, d.Provider, m.Region.ValueString(), id, diags)
	if !ok {
		return
	}
	var answer pricelist.Answer
	if index != nil {
		answer = index.Find(id, m.ModelName.ValueString())
	}
	m.FoundationModelID, m.Routing = types.StringValue(id), types.StringValue(routing)
	m.flatten(&answer)
	diags.Append(resp.State.Set(ctx, &m)...)
}
