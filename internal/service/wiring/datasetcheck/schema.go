// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package datasetcheck

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const description = "Checks a data set for a job of Bedrock, without uploading it and without AWS.\n\n" +
	"It is the check of [`bedrock_dataset`](../resources/dataset.md), whose page shows a record of each format and says what is judged. " +
	"It needs no credentials and no region, so that it works in the pipeline of a pull request. The file is read " +
	"whenever a plan is made.\n\n" +
	"Problems stop the plan; with `on_problems = \"warn\"` they are outputs and a warning. Doubts, such as too few records for the " +
	"model, are outputs only: a `check` or a `postcondition` makes of them what you like. Whether there is a model of that name is not " +
	"looked up, and of a model without rules `doubts` says so.\n\n" +
	"Nothing of this is sent anywhere, and no output quotes a record; but `records`, unlike `source`, are stored in the Terraform state."

// Schema describes the arguments and the findings.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: arguments()}
	for name, text := range map[string]string{
		"record_count":           "Number of records.",
		"invalid_record_count":   "Number of records, or lines, with at least one problem.",
		"size_bytes":             "Size of the data set.",
		"token_estimate":         "About how many tokens the text has: characters divided by 6, AWS's rule of thumb. Media are not in it.",
		"longest_record_tokens":  "The same for the longest record.",
		"longest_record_line":    "Line of the longest record, from 1; 0 when there is no text.",
		"duplicate_record_count": "Number of records that repeat an earlier one byte for byte, among the first million different ones.",
		"image_count":            "Number of images.",
		"video_count":            "Number of videos.",
		"document_count":         "Number of documents.",
	} {
		resp.Schema.Attributes[name] = schema.Int64Attribute{Computed: true, MarkdownDescription: text}
	}
	resp.Schema.Attributes["valid"] = schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether there are no problems."}
	resp.Schema.Attributes["sha256"] = schema.StringAttribute{Computed: true, MarkdownDescription: "SHA-256 of the content, in hexadecimal."}
	resp.Schema.Attributes["problems"] = findingsAttribute("Rules for whose sake a job would refuse the data set, each once, at most 20.")
	resp.Schema.Attributes["warnings"] = findingsAttribute("Rules that only some models or jobs have, each once, at most 20.")
	resp.Schema.Attributes["doubts"] = schema.ListAttribute{
		Computed: true, ElementType: types.StringType,
		MarkdownDescription: "The warnings as sentences, and what is outside of the documented limits of the model or the job.",
	}
	resp.Schema.Attributes["mends"] = schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "What the data set looks like, where that is something else, and how to mend it.",
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"looks_like": text("What it looks like."),
			"command": text("Command for a POSIX shell that writes a file with `-mended.jsonl` in its name; null where none is known, or " +
				"for `records`."),
		}},
	}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

func findingsAttribute(description string) schema.ListNestedAttribute {
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	return schema.ListNestedAttribute{
		Computed: true, MarkdownDescription: description,
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"line":   number("Line of the first place, from 1; null for the data set as a whole."),
			"column": number("Character within that line, from 1; null for the line as a whole."),
			"field":  text("Member, such as `messages[0].content`; null for the record as a whole."),
			"rule":   text("What the job expects."),
			"count":  number("How often the rule is broken."),
		}},
	}
}

func arguments() map[string]schema.Attribute {
	var formats []string
	for _, f := range dataset.Formats() {
		formats = append(formats, string(f))
	}
	return map[string]schema.Attribute{
		"source": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Path of a JSON Lines file. Exactly one of `source` and `records` is required.",
			Validators: []validator.String{
				stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(path.MatchRoot("source"), path.MatchRoot("records")),
			},
		},
		"records": schema.ListAttribute{
			Optional: true, Sensitive: true, ElementType: types.StringType,
			MarkdownDescription: "The records, each a JSON object as text, as `jsonencode` makes it. **They are stored in the state.**",
			Validators:          []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
		},
		"format": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "Shape of the records, as in `bedrock_dataset`. Without it, that of the first record; null when that has none " +
				"of them.",
			Validators: []validator.String{stringvalidator.OneOf(formats...)},
		},
		"base_model_identifier": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "Model that will be trained: id or ARN. With it, the data are judged by what AWS documents for its family.",
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 2048)},
		},
		"used_for": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "`training` or `validation`: which of the documented limits of the model count. Default `training`.",
			Validators:          []validator.String{stringvalidator.OneOf(wiring.ForTraining, wiring.ForValidation)},
		},
		"on_problems": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "`error` stops the plan where the data set has problems, `warn` only warns. Default `error`.",
			Validators:          []validator.String{stringvalidator.OneOf(stop, warn)},
		},
	}
}
