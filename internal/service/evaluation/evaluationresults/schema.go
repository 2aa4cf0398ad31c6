// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationresults

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/evaluation"
)

// Values of on_missing.
const (
	missingError = "error"
	missingNull  = "null"
)

const (
	mostRecords = 1000
	mostText    = 4000 // characters
)

const description = "Reads the scores of an evaluation job from S3, and says which of two models is better.\n\n" +
	"AWS's API has no scores: a job writes a record for each prompt to S3. They are read as a stream in each plan, which takes " +
	"`s3:ListBucket` and `s3:GetObject` on the output. A `bedrock_evaluation_job` keeps the summary of its own scores in its state; this " +
	"data source is for jobs of other configurations, for comparisons and for single records. A file that is cut, or that holds what is no " +
	"record, is an error: there is never a mean over what was not read.\n\n" +
	"Until the job is completed, and when it has failed or was stopped, `status` says so, `scores` is null, and there is no error: so a " +
	"plan " +
	"passes, and a `check` or a precondition waits.\n\n" +
	"Two models are compared where `compared_job_identifier` names another job, or where the job has two models, as one of people may. " +
	"Records with the same prompt are compared in pairs; where there are none, `paired` is false. Intervals are of 95 in 100: Wilson's " +
	"for yes " +
	"and no, else a bootstrap with a fixed seed, so that the same files give the same digits in every refresh. Under 30 records " +
	"`significant` is null: they tell too little.\n\n" +
	"For metrics of AWS it is known which mean is better: the lower one for `Builtin.Robustness`, `Builtin.Toxicity`, " +
	"`Builtin.Harmfulness`, " +
	"`Builtin.Stereotyping` and `Builtin.Refusal`. For metrics of your own, say it in `directions`.\n\n" +
	"Records, explanations of judges and answers are in the state only where `record_limit` asks for them. The ids of people who rated " +
	"are never read."

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	isJob := []validator.String{fwtypes.IsARNOf("bedrock", "evaluation-job/")}
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": schemas.DataString("AWS Region of the job, which its ARN has."),
			"job_identifier": schema.StringAttribute{
				Required: true, MarkdownDescription: "ARN of the job. Its model is the first in comparisons.", Validators: isJob,
			},
			"model_identifier": schemas.TextFilter("Which model of the job to compare, as `scores` has it. Needed only where there are several."),
			"compared_job_identifier": schema.StringAttribute{
				Optional: true, MarkdownDescription: "ARN of the job to compare with. Its model is the second in comparisons.", Validators: isJob,
			},
			"compared_model_identifier": schemas.TextFilter("Which model of that job to compare."),
			"on_missing": schema.StringAttribute{
				Optional: true, Validators: []validator.String{stringvalidator.OneOf(missingError, missingNull)},
				MarkdownDescription: "What to do where AWS has no record of the job any more, or S3 no results: " +
					"`" + missingError + "`, or `" + missingNull +
					"`, which leaves `scores` null. Default `" + missingError + "`.",
			},
			"directions": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Which mean is better, by metric: `higher` or `lower`. For metrics of your own.",
				Validators: []validator.Map{mapvalidator.ValueStringsAre(
					stringvalidator.OneOf(string(scores.HigherIsBetter), string(scores.LowerIsBetter)))},
			},
			"record_limit": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(0, mostRecords)},
				MarkdownDescription: "How many single scores `records` has at most, from 0 to " + strconv.Itoa(mostRecords) + ". Default 0.",
			},
			"status": schemas.DataString("Status of the job: `InProgress`, `Completed`, `Failed` and so on. Null where AWS has no " +
				"record of it."),
			"compared_status": schemas.DataString("Status of the job to compare with."),
			"job_name":        schemas.DataString("Name of the job."),
			"s3_uri":          schemas.DataString("S3 URI of the folder in which the job has one of its own."),
			"scores": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "What the job came to, for each model, data set and metric. Null until it is completed.",
				NestedObject: schema.NestedAttributeObject{Attributes: evaluation.DataScoreAttributes()},
			},
			"comparisons": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "Two models, for each data set and metric that both have numbers of. Null where nothing is compared.",
				NestedObject:        schema.NestedAttributeObject{Attributes: comparisonAttributes()},
			},
			"markdown": schemas.DataString("The comparisons as a table and a Mermaid chart, for the comment on a pull request. Null where " +
				"nothing is " +
				"compared."),
			"records": schema.ListNestedAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "The first scores with what was asked and answered, each text cut after " + strconv.Itoa(mostText) +
					" characters. Null unless `record_limit` asks for them.",
				NestedObject: schema.NestedAttributeObject{Attributes: recordAttributes()},
			},
		},
	}
}

func comparisonAttributes() map[string]schema.Attribute {
	number := func(text string) schema.Float64Attribute {
		return schema.Float64Attribute{Computed: true, MarkdownDescription: text}
	}
	return map[string]schema.Attribute{
		"dataset":       schemas.DataString("Name of the data set."),
		"metric":        schemas.DataString("Name of the metric."),
		"rating_method": schemas.DataString("How people rated; null for judges and algorithms."),
		"direction":     schemas.DataString("`higher` or `lower`: which mean is better. Null where nobody has said it."),
		"first_model":   schemas.DataString("Model of `job_identifier`."),
		"second_model":  schemas.DataString("Model that it is compared with."),
		"first_mean":    number("Mean of the first."),
		"second_mean":   number("Mean of the second."),
		"difference":    number("How much higher the second one's mean is, of the pairs where there are any."),
		"interval_low":  number("Where the difference of other prompts of the kind would begin, 95 times in 100."),
		"interval_high": number("Where it would end."),
		"paired":        schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether both were asked the same."},
		"pair_count":    schema.Int64Attribute{Computed: true, MarkdownDescription: "Number of pairs; unpaired, the smaller number of scores."},
		"significant": schema.BoolAttribute{
			Computed: true, MarkdownDescription: "Whether the interval leaves out 0. Null under 30 pairs.",
		},
		"better": schemas.DataString("`first` or `second`: whose mean is better. Null where they are equal, or where there is no " +
			"direction."),
		"better_model": schemas.DataString("The model whose mean is better."),
	}
}

func recordAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"model":         schemas.DataString("The model, or the source of the answer."),
		"dataset":       schemas.DataString("Name of the data set."),
		"metric":        schemas.DataString("Name of the metric."),
		"rating_method": schemas.DataString("How people rated."),
		"score":         schema.Float64Attribute{Computed: true, MarkdownDescription: "The score. Null where there is none."},
		"rating":        schemas.DataString("The score, where it is a word."),
		"prompt":        schemas.DataString("What was asked."),
		"response":      schemas.DataString("What was answered."),
		"explanation":   schemas.DataString("Why, in the words of the judge."),
	}
}
