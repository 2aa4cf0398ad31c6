// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// EstimatedTokens is what formulas call tokens that nobody has counted.
const EstimatedTokens = "tokens (characters divided by 6)"

// Counted is how much a data set holds.
type Counted struct {
	Records, Tokens int64
	// Why says why the tokens cannot be told; empty where they can.
	Why string
}

// ReadDataset counts a data set that is a file here. One that a job would refuse is an error: it costs nothing, and teaches nothing.
func ReadDataset(ctx context.Context, file, model string, at path.Path, diags *diag.Diagnostics) (c Counted, ok bool) {
	report, err := dataset.ValidateFile(ctx, file, dataset.Options{Model: model})
	if err != nil {
		diags.AddAttributeError(at, "Reading a data set", err.Error()+".")
		return c, false
	}
	if !report.Valid() {
		diags.AddAttributeError(at, "Invalid data set", fmt.Sprintf("%s is not a data set that a job takes: %s. bedrock_dataset_check says "+
			"where it is wrong, and how it is mended.", file, report.Problems[0].String()))
		return c, false
	}
	c = Counted{Records: report.Records, Tokens: report.TokenEstimate}
	if report.Images+report.Videos+report.Documents > 0 {
		c.Why = "the data set has images, videos or documents, whose tokens are not in the estimate of its text"
	}
	return c, true
}
