// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package trainingmetrics

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// How many steps there are at most: a state is no place for a whole training.
const (
	defaultSteps = 100
	mostSteps    = 1000
)

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	uri := func(of string) schema.StringAttribute {
		return schema.StringAttribute{
			Optional: true, Validators: []validator.String{fwtypes.IsS3URI()},
			MarkdownDescription: "S3 URI of the file with the metrics of the " + of + ", as `" + of + "_metrics_s3_uri` of " +
				"`bedrock_model_customization_job` has it. Where it is null, as until the job is completed, `" + of + "` is null too.",
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads how the loss of a training fell, from the files that a customization job writes to Amazon S3.\n\n" +
			"AWS's API has only the loss at the end of a training. The files have every step, and the perplexity. They are read as a " +
			"stream, and of a long training the state has `first`, `last` and `best`, and `max_steps` steps that are evenly spaced.\n\n" +
			"The job has to be completed, as with `wait_for = \"completed\"`: until then there are no files, all outputs are null, and it " +
			"is no error. A file that is not there is one. Files are read in each plan, which takes `s3:GetObject` on the " +
			"output of the job, and costs a request to Amazon S3 for each.\n\n" +
			"Columns are found by their names. A loss or a perplexity that is no number, as of a training that diverged, is null.",
		Attributes: map[string]schema.Attribute{
			"region":                    crud.DataRegionAttribute(),
			"training_metrics_s3_uri":   uri("training"),
			"validation_metrics_s3_uri": uri("validation"),
			"max_steps": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(0, mostSteps)},
				MarkdownDescription: "How many steps `steps` has at most, from 0 to " + strconv.Itoa(mostSteps) + ". Default " +
					strconv.Itoa(defaultSteps) + ".",
			},
			"training":   curveAttribute("Training. Null where its file is."),
			"validation": curveAttribute("Validation. Null where its file is. Jobs may write one row for each validator, after the last step."),
		},
	}
}

func curveAttribute(text string) schema.SingleNestedAttribute {
	one := func(text string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: text, Attributes: stepAttributes()}
	}
	return schema.SingleNestedAttribute{
		Computed: true, MarkdownDescription: text,
		Attributes: map[string]schema.Attribute{
			"step_count": schema.Int64Attribute{Computed: true, MarkdownDescription: "How many rows the file has."},
			"first":      one("First row. Null in a file without rows."),
			"last":       one("Last row."),
			"best":       one("First row with the lowest loss. Null where no loss is a number."),
			"steps": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "Rows, evenly spaced, no more than `max_steps`: every one of a short file, and always the first and the last.",
				NestedObject:        schema.NestedAttributeObject{Attributes: stepAttributes()},
			},
		},
	}
}

func stepAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"step_number":  schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of the step."},
		"epoch_number": schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of the epoch."},
		"loss":         schema.Float64Attribute{Computed: true, MarkdownDescription: "Loss."},
		"perplexity":   schema.Float64Attribute{Computed: true, MarkdownDescription: "Perplexity."},
	}
}
