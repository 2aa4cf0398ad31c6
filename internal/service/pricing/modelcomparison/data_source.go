// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package modelcomparison is the data source bedrock_model_comparison: the chart of the models of a region, with what each of them can do,
// how it is invoked and what it costs.
package modelcomparison

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_model_comparison.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "model_comparison"}}
}

// Read makes the chart of one list of models, one of profiles and the prices of the region.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	region := m.Region.ValueString()
	models, err := d.Provider.Lookup.FoundationModels(ctx, region)
	if crud.Failed(diags, "Listing Bedrock foundation models", region, err) {
		return
	}
	profiles, err := d.Provider.Lookup.SystemProfiles(ctx, region)
	if crud.Failed(diags, "Listing Bedrock inference profiles", region, err) {
		return
	}
	index, ok := m.Index(ctx, d.Provider, region, "", diags)
	if !ok {
		return
	}
	var lines []*line
	for _, l := range chart(models) {
		if n, said := m.ContextWindows[*l.ModelId]; said {
			l.ContextWindow, l.factSource = n, "context_windows"
		}
		if !m.passes(l) {
			continue
		}
		l.reach(profiles)
		if index != nil {
			l.price(index)
		}
		lines = append(lines, l)
	}
	m.order(lines)
	m.Models = make([]entry, len(lines))
	for i, l := range lines {
		m.Models[i] = flatten(l)
	}
	text, err := table(lines)
	if crud.Failed(diags, "Writing the chart as CSV", region, err) {
		return
	}
	m.Markdown, m.CSV = types.StringValue(markdown(lines)), types.StringValue(text)
	diags.Append(resp.State.Set(ctx, &m)...)
}
