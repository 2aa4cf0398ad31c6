// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// content is what a data set holds: a file, or the bytes of its records.
type content struct {
	report dataset.Report
	file   string
	bytes  []byte
	// at is the argument that it comes from.
	at path.Path
}

// readContent reads and checks the content that a configuration names; config is needed for write-only records, which no
// plan holds. All of it must be known.
func readContent(ctx context.Context, config *model) (content, diag.Diagnostics) {
	opts := dataset.Options{Format: dataset.Format(config.Format.ValueString())}
	c := content{at: path.Root("source"), file: config.Source.ValueString()}
	var err error
	if c.file != "" {
		c.report, err = dataset.ValidateFile(ctx, c.file, opts)
	} else {
		records := config.Records
		c.at = path.Root("records")
		if records.IsNull() {
			records, c.at = config.RecordsWO, path.Root("records_wo")
		}
		c.report, c.bytes, err = checkRecords(ctx, records, opts)
	}
	var diags diag.Diagnostics
	switch {
	case errors.Is(err, fs.ErrNotExist):
		diags.AddAttributeError(c.at, "Missing data set", fmt.Sprintf("%s does not exist. An upload needs the file, and so does the plan of "+
			"one. Paths are relative to the directory that Terraform runs in: "+
			"\"${path.module}/...\" is relative to the module.", c.file))
	case err != nil:
		diags.AddAttributeError(c.at, "Reading a data set", err.Error()+".")
	case !c.report.Valid():
		diags.AddAttributeError(c.at, "Invalid data set", problemsText(&c))
	}
	return c, diags
}

func checkRecords(ctx context.Context, records types.List, opts dataset.Options) (dataset.Report, []byte, error) {
	var values [][]byte
	for _, element := range records.Elements() {
		if record, ok := element.(types.String); ok {
			values = append(values, []byte(record.ValueString()))
		}
	}
	encoded, err := dataset.EncodeJSONLines(values)
	if err != nil {
		return dataset.Report{}, nil, err
	}
	report, err := dataset.Validate(ctx, bytes.NewReader(encoded), opts)
	return report, encoded, err
}

// problemsText tells what Bedrock would refuse, without a word of the records.
func problemsText(c *content) string {
	name := "The data set"
	if c.file != "" {
		name = c.file
	}
	text := fmt.Sprintf("%s does not have the format %s: a fine-tuning job would refuse it (%s).\n", name, c.report.Format,
		crud.Count(c.report.ProblemCount, "problem"))
	for _, problem := range c.report.Problems {
		text += "\n- " + problem.String()
	}
	if more := c.report.ProblemCount - int64(len(c.report.Problems)); more > 0 {
		text += fmt.Sprintf("\n- and %d more", more)
	}
	return text
}

// doubtsText tells what some models refuse, and what is outside of the documented limits of the model that is named.
func doubtsText(m *model, report dataset.Report) string {
	var doubts []string
	for _, warning := range report.Warnings {
		doubts = append(doubts, warning.String())
	}
	if more := report.WarningCount - int64(len(report.Warnings)); more > 0 {
		doubts = append(doubts, fmt.Sprintf("and %d more of these", more))
	}
	if report.DuplicateRecords > 0 {
		doubts = append(doubts, crud.Count(report.DuplicateRecords, "record")+" repeated word for word")
	}
	for _, bucket := range report.MediaBuckets {
		if bucket != m.Bucket.ValueString() {
			doubts = append(doubts, fmt.Sprintf("images or videos are in the bucket %s: Nova wants them in the bucket of the data set", bucket))
		}
	}
	doubts = append(doubts, modelDoubts(m, report)...)
	if len(doubts) == 0 {
		return ""
	}
	return "- " + strings.Join(doubts, "\n- ")
}

func modelDoubts(m *model, report dataset.Report) []string {
	model := m.BaseModelIdentifier.ValueString()
	var doubts []string
	if formats := dataset.FormatsFor(model); len(formats) > 0 && !slices.Contains(formats, report.Format) {
		doubts = append(doubts, fmt.Sprintf("%s is fine-tuned with %q, and the format is %s", model, formats, report.Format))
	}
	limits, known := dataset.LimitsFor(model)
	if !known {
		return doubts
	}
	if m.UsedFor.ValueString() == forValidation {
		limits = dataset.Limits{Validation: limits.Validation, RecordTokens: limits.RecordTokens}
		return append(doubts, limits.Check(dataset.Report{}, &report)...)
	}
	return append(doubts, limits.Check(report, nil)...)
}
