// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package datasetcheck

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

type model struct {
	Source              types.String `tfsdk:"source"`
	Records             types.List   `tfsdk:"records"`
	Format              types.String `tfsdk:"format"`
	BaseModelIdentifier types.String `tfsdk:"base_model_identifier"`
	UsedFor             types.String `tfsdk:"used_for"`
	OnProblems          types.String `tfsdk:"on_problems"`

	Valid               types.Bool   `tfsdk:"valid"`
	SHA256              types.String `tfsdk:"sha256"`
	RecordCount         types.Int64  `tfsdk:"record_count"`
	InvalidRecordCount  types.Int64  `tfsdk:"invalid_record_count"`
	SizeBytes           types.Int64  `tfsdk:"size_bytes"`
	TokenEstimate       types.Int64  `tfsdk:"token_estimate"`
	LongestRecordTokens types.Int64  `tfsdk:"longest_record_tokens"`
	LongestRecordLine   types.Int64  `tfsdk:"longest_record_line"`
	DuplicateCount      types.Int64  `tfsdk:"duplicate_record_count"`
	ImageCount          types.Int64  `tfsdk:"image_count"`
	VideoCount          types.Int64  `tfsdk:"video_count"`
	DocumentCount       types.Int64  `tfsdk:"document_count"`

	Problems []finding `tfsdk:"problems"`
	Warnings []finding `tfsdk:"warnings"`
	Doubts   []string  `tfsdk:"doubts"`
	Mends    []mend    `tfsdk:"mends"`
}

// finding is a rule that is broken, with the first place.
type finding struct {
	Line   types.Int64  `tfsdk:"line"`
	Column types.Int64  `tfsdk:"column"`
	Field  types.String `tfsdk:"field"`
	Rule   types.String `tfsdk:"rule"`
	Count  types.Int64  `tfsdk:"count"`
}

// mend is what a data set looks like, and the command that makes it what it should be.
type mend struct {
	LooksLike types.String `tfsdk:"looks_like"`
	Command   types.String `tfsdk:"command"`
}

// describe fills in what was found.
func (m *model) describe(d *wiring.Dataset) {
	r := &d.Report
	m.Format = optionalText(string(r.Format))
	m.Valid, m.SHA256 = types.BoolValue(r.Valid()), types.StringValue(r.SHA256)
	m.RecordCount, m.InvalidRecordCount = types.Int64Value(r.Records), types.Int64Value(r.InvalidRecords)
	m.SizeBytes, m.TokenEstimate = types.Int64Value(r.Bytes), types.Int64Value(r.TokenEstimate)
	m.LongestRecordTokens, m.LongestRecordLine = types.Int64Value(r.LongestRecordTokens), types.Int64Value(r.LongestRecordLine)
	m.DuplicateCount = types.Int64Value(r.DuplicateRecords)
	m.ImageCount, m.VideoCount, m.DocumentCount = types.Int64Value(r.Images), types.Int64Value(r.Videos), types.Int64Value(r.Documents)
	m.Problems, m.Warnings = findings(r.Problems), findings(r.Warnings)
	m.Doubts = append([]string{}, d.Doubts(m.UsedFor.ValueString(), "")...)
	if unknown := d.UnknownModel(); unknown != "" {
		m.Doubts = append(m.Doubts, unknown)
	}
	m.Mends = []mend{}
	for _, found := range r.Mends {
		command := ""
		if d.File != "" {
			command, _ = found.For(d.File)
		}
		m.Mends = append(m.Mends, mend{LooksLike: types.StringValue(found.Looks), Command: optionalText(command)})
	}
}

func findings(problems []dataset.Problem) []finding {
	found := []finding{}
	for _, p := range problems {
		found = append(found, finding{
			Line: optionalNumber(p.Line), Column: optionalNumber(int64(p.Column)), Field: optionalText(p.Field),
			Rule: types.StringValue(p.Rule), Count: types.Int64Value(p.Count),
		})
	}
	return found
}

func optionalNumber(n int64) types.Int64 {
	if n == 0 {
		return types.Int64Null()
	}
	return types.Int64Value(n)
}

func optionalText(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}
