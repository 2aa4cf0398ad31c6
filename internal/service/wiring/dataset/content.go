// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// content is what a data set holds.
type content struct{ wiring.Dataset }

const invalid = "Invalid data set"

// readContent reads and checks the content that a configuration names; config is needed for write-only records, which no
// plan holds. All of it must be known, but the base model.
func readContent(ctx context.Context, config *model) (content, diag.Diagnostics) {
	opts := dataset.Options{Format: dataset.Format(config.Format.ValueString()), Model: config.BaseModelIdentifier.ValueString()}
	at, records := path.Root("source"), config.Records
	switch {
	case config.Source.ValueString() != "":
	case records.IsNull():
		at, records = path.Root("records_wo"), config.RecordsWO
	default:
		at = path.Root("records")
	}
	read, diags := wiring.ReadDataset(ctx, config.Source.ValueString(), records, at, opts)
	return content{read}, diags
}

// readValidContent is readContent, which refuses what Bedrock would refuse.
func readValidContent(ctx context.Context, config *model) (content, diag.Diagnostics) {
	c, diags := readContent(ctx, config)
	if !diags.HasError() && !c.Report.Valid() {
		diags.AddAttributeError(c.At, invalid, c.Problems())
	}
	return c, diags
}
