// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package invocationtarget is the data source bedrock_invocation_target: from a model, or from what it must be able to, to the id that a
// request has to name in a region, and what a policy has to allow for it.
package invocationtarget

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_invocation_target.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "invocation_target"}}
}

const choosing = "Choosing what to invoke"

// Read chooses among the models and the profiles of the region.
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
	summaries, err := d.Provider.Lookup.SystemProfiles(ctx, region)
	if crud.Failed(diags, "Listing Bedrock inference profiles", region, err) {
		return
	}
	if id := m.ModelID.ValueString(); id != "" {
		// A name in the place of an id, a model of another region and a typing error are told as everywhere.
		if _, err := d.Provider.Lookup.FoundationModel(ctx, region, id); err != nil {
			var absent *lookup.ModelNotFoundError
			if errors.As(err, &absent) {
				diags.AddAttributeError(path.Root("model_id"), choosing, absent.Detail())
				return
			}
			diags.Append(apierr.AttributeDiagnostic(path.Root("model_id"), choosing, id, err))
			return
		}
	}
	profiles := make([]lookup.Profile, len(summaries))
	for i, summary := range summaries {
		profiles[i] = lookup.DescribeProfile(summary)
	}
	chosen, rejected := m.choose(models, profiles)
	if chosen == nil {
		diags.AddError(choosing, m.nothing(rejected))
		return
	}
	m.flatten(chosen, region)
	m.Candidates = rejected.names()
	m.NewestModelID = types.StringValue(m.newest(models, profiles))
	diags.Append(resp.State.Set(ctx, &m)...)
}
