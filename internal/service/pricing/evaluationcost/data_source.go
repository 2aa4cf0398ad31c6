// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package evaluationcost is the data source bedrock_evaluation_cost: what an evaluation job costs.
package evaluationcost

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

// DataSource returns the data source bedrock_evaluation_cost.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "evaluation_cost"}}
}

// Read computes what is asked for, at the prices of the region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	records, ok := m.records(ctx, diags)
	if !ok {
		return
	}
	m.Records = types.Int64Value(records.Records)
	var parts []pricelist.Cost
	for _, side := range m.sides() {
		if side.of == nil {
			continue
		}
		answer, _, routing, ok := m.Answer(ctx, d.Provider, m.Region.ValueString(), side.of.ModelIdentifier.ValueString(),
			path.Root(side.name).AtName("model_identifier"), diags)
		if !ok {
			return
		}
		input, output := side.charge(&answer, routing, records)
		*side.input, *side.output = pricing.FlattenFigure(&input), pricing.FlattenFigure(&output)
		parts = append(parts, input, output)
	}
	if m.Human != nil {
		human := m.Human.charge()
		m.HumanTasks = pricing.FlattenFigure(&human)
		parts = append(parts, human)
	}
	total := pricelist.Sum(parts...)
	m.Total = pricing.FlattenFigure(&total)
	m.CostEstimate = pricing.Estimate(pricing.Part{Of: "evaluation", Cost: &total}, pricing.Part{})
	diags.Append(resp.State.Set(ctx, &m)...)
}

// records is how many records there are, and how many tokens their prompts have together; 0 where that is not known.
func (m *model) records(ctx context.Context, diags *diag.Diagnostics) (c pricing.Counted, ok bool) {
	if m.DatasetFile.IsNull() {
		return pricing.Counted{Records: m.RecordCount.ValueInt64()}, true
	}
	return pricing.ReadDataset(ctx, m.DatasetFile.ValueString(), "", path.Root("dataset_file"), diags)
}
