// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package datasetcheck is the data source bedrock_dataset_check: the check of a data set, without an upload and without AWS.
package datasetcheck

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// Values of on_problems.
const (
	stop = "error"
	warn = "warn"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_dataset_check.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "dataset_check"}}
}

// Read reads and checks the data set. It asks AWS nothing.
func (*dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m model
	if !crud.Decode(ctx, req.Config, &m, &resp.Diagnostics) {
		return
	}
	at := path.Root("source")
	if m.Source.IsNull() {
		at = path.Root("records")
	}
	read, diags := wiring.ReadDataset(ctx, m.Source.ValueString(), m.Records, at, dataset.Options{
		Format: dataset.Format(m.Format.ValueString()), Model: m.BaseModelIdentifier.ValueString(),
	})
	if resp.Diagnostics.Append(diags...); diags.HasError() {
		return
	}
	if m.UsedFor.IsNull() {
		m.UsedFor = types.StringValue(wiring.ForTraining)
	}
	m.describe(&read)
	if problems := read.Problems(); problems != "" {
		if m.OnProblems.ValueString() != warn {
			resp.Diagnostics.AddAttributeError(at, "Invalid data set", problems)
			return
		}
		resp.Diagnostics.AddAttributeWarning(at, "Invalid data set", problems)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
