// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package customizationcost is the data source bedrock_customization_cost: what it costs to train a model, to keep it and to serve it.
package customizationcost

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_customization_cost.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "customization_cost"}}
}

// Read computes what is asked for, at the prices of the region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) {
		return
	}
	if inARN := crud.RegionFromARN(m.BaseModelIdentifier.ValueString()); inARN != "" && m.Region.IsNull() {
		m.Region = types.StringValue(inARN)
	}
	tokens, ok := m.trainingTokens(ctx, diags)
	if !ok || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	answer, id, _, ok := m.Answer(ctx, d.Provider, m.Region.ValueString(), m.BaseModelIdentifier.ValueString(),
		path.Root("base_model_identifier"), diags)
	if !ok {
		return
	}
	m.FoundationModelID = types.StringValue(id)
	m.compute(&answer, tokens)
	diags.Append(resp.State.Set(ctx, &m)...)
}

// trainingTokens are those that are said, or those of the file; the reason where they are not known.
func (m *model) trainingTokens(ctx context.Context, diags *diag.Diagnostics) (tokens counted, ok bool) {
	m.RecordCount = types.Int64Null()
	if m.TrainingDataFile.IsNull() {
		return counted{Factor: pricelist.Factor{Count: m.TrainingTokens.ValueInt64(), Of: "tokens"}}, true
	}
	read, ok := pricing.ReadDataset(ctx, m.TrainingDataFile.ValueString(), m.BaseModelIdentifier.ValueString(),
		path.Root("training_data_file"), diags)
	if !ok {
		return counted{}, false
	}
	m.RecordCount = types.Int64Value(read.Records)
	return counted{Factor: pricelist.Factor{Count: read.Tokens, Of: pricing.EstimatedTokens}, why: read.Why}, true
}
