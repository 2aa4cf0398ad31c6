// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

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

// Values of used_for of a data set.
const (
	ForTraining   = "training"
	ForValidation = "validation"
)

// Dataset is a data set that was read: a file, or records that a configuration holds.
type Dataset struct {
	Report dataset.Report
	// File is the path; empty for records, whose bytes are in Bytes.
	File  string
	Bytes []byte
	// At is the argument that it comes from.
	At path.Path
}

// ReadDataset reads and checks a file or, where there is none, records. What is wrong with their content is in the report.
func ReadDataset(ctx context.Context, file string, records types.List, at path.Path, opts dataset.Options) (Dataset, diag.Diagnostics) {
	d := Dataset{File: file, At: at}
	var err error
	if file != "" {
		d.Report, err = dataset.ValidateFile(ctx, file, opts)
	} else {
		d.Report, d.Bytes, err = checkRecords(ctx, records, opts)
	}
	var diags diag.Diagnostics
	switch {
	case errors.Is(err, fs.ErrNotExist):
		diags.AddAttributeError(at, "Missing data set", fmt.Sprintf("%s does not exist. A check and an upload need the file, and so does the "+
			"plan of one. Paths are relative to the directory that Terraform runs in: "+
			"\"${path.module}/...\" is relative to the module.", file))
	case err != nil:
		diags.AddAttributeError(at, "Reading a data set", err.Error()+".")
	}
	return d, diags
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

// Problems tells what Bedrock would refuse, without a word of the records; it is empty where the data set is valid.
func (d *Dataset) Problems() string {
	if d.Report.Valid() {
		return ""
	}
	r := &d.Report
	text := d.verdict() + "\n"
	for _, problem := range r.Problems {
		text += "\n- " + problem.String()
	}
	if more := r.MoreProblems(); more > 0 {
		text += fmt.Sprintf("\n- and %d more", more)
	}
	return text + d.mends()
}

// verdict is the first sentence. That a job would refuse the data is said only of data that are plainly meant for it: where
// no record is right, or the first one looks like another format, they may be for another job.
func (d *Dataset) verdict() string {
	r := &d.Report
	name := "The data set"
	if d.File != "" {
		name = d.File
	}
	problems := crud.Count(r.ProblemCount, "problem")
	as := string(r.Format)
	if r.Model != "" {
		as += " for " + r.Model
	}
	alike := r.Likeness == "" || r.Likeness == r.Format
	switch {
	case r.NotJSONLines:
		return name + " is no JSON Lines file, with one record on each line."
	case r.Format == "":
		return fmt.Sprintf("%s has none of the formats that this provider knows (%s).", name, problems)
	case alike && r.InvalidRecords < r.Records:
		return fmt.Sprintf("%s is not valid as %s: %s would refuse it (%s in %d of %s).", name, as, r.Format.Job(), problems,
			r.InvalidRecords, crud.Count(r.Records, "record"))
	case r.Likeness == r.Format:
		return fmt.Sprintf("%s is not valid as %s (%s in %s).", name, as, problems, crud.Count(r.InvalidRecords, "record"))
	}
	return fmt.Sprintf("%s is not valid as %s (%s). A record of that format is, in short:\n\n  %s", name, as, problems, r.Format.Example())
}

// mends tell what the data set looks like, and the commands.
func (d *Dataset) mends() string {
	text := ""
	for _, mend := range d.Report.Mends {
		text += "\n\nIt looks like " + mend.Looks + "."
		if mend.Format != "" {
			text += fmt.Sprintf(" If that is what the job reads, set format = %q.", mend.Format)
		}
		command, out := mend.For(d.File)
		switch {
		case mend.Command == "" || d.File == "":
		case mend.InPlace:
			text += " This command mends it:\n\n  " + command
		default:
			text += fmt.Sprintf(" This command writes %s, to be named in source instead:\n\n  %s", out, command)
		}
	}
	return text
}

// Doubts tell what some models refuse, and what is outside of the documented limits of the job, one sentence each. bucket is
// where the data set will be; empty where that is not known.
func (d *Dataset) Doubts(usedFor, bucket string) []string {
	r := &d.Report
	var doubts []string
	for _, warning := range r.Warnings {
		doubts = append(doubts, warning.String())
	}
	if more := r.MoreWarnings(); more > 0 {
		doubts = append(doubts, fmt.Sprintf("and %d more of these", more))
	}
	if r.DuplicateRecords > 0 {
		repeated := crud.Count(r.DuplicateRecords, "record") + " repeated word for word"
		if r.DuplicatesCapped {
			repeated = "at least " + repeated
		}
		doubts = append(doubts, repeated)
	}
	for _, other := range r.MediaBuckets {
		if bucket != "" && other != bucket {
			doubts = append(doubts, fmt.Sprintf("images, videos or documents are in the bucket %s: jobs want them in the bucket of the data set",
				other))
		}
	}
	return append(doubts, d.modelDoubts(usedFor)...)
}

func (d *Dataset) modelDoubts(usedFor string) []string {
	r := &d.Report
	limits, known := dataset.JobLimits(r.Format)
	var doubts []string
	if !known {
		limits, known = dataset.LimitsFor(r.Model)
		doubts = d.formatDoubts()
	}
	switch {
	case !known:
		return doubts
	case usedFor == ForValidation:
		limits.Training, limits.Total = dataset.Range{}, dataset.Range{}
		return append(doubts, limits.Check(dataset.Report{}, r)...)
	}
	return append(doubts, limits.Check(*r, nil)...)
}

// UnknownModel tells that there are no rules for the model that is named; it is empty where there are, or none is named.
func (d *Dataset) UnknownModel() string {
	model := d.Report.Model
	if _, known := dataset.LimitsFor(model); known || model == "" {
		return ""
	}
	return fmt.Sprintf("nothing is known here of the data that %s is trained with, so that what it reads and how many records it takes "+
		"was not checked; known are the models whose ids begin with %s", model, strings.Join(dataset.KnownModels(), ", "))
}

// formatDoubts tells of a model that is fine-tuned with another format.
func (d *Dataset) formatDoubts() []string {
	r := &d.Report
	formats := dataset.FormatsFor(r.Model)
	if len(formats) == 0 || slices.Contains(formats, r.Format) {
		return nil
	}
	text := fmt.Sprintf("%s is fine-tuned with data of the format %s, and these are %s", r.Model, formats[0], r.Format)
	if mend, ok := dataset.Conversion(r.Format, formats[0]); ok && d.File != "" {
		command, out := mend.For(d.File)
		text += "; this command writes " + out + ", which is:\n\n  " + command + "\n"
	}
	return []string{text}
}

// DoubtsText is the text of a warning of doubts; empty where there are none.
func (d *Dataset) DoubtsText(doubts []string) string {
	if len(doubts) == 0 {
		return ""
	}
	text := "The data set is valid, but a job may refuse it or learn less from it than it could:\n\n- " + strings.Join(doubts, "\n- ")
	if d.Report.Valid() {
		text += d.mends()
	}
	return text
}
