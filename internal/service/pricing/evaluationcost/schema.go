// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationcost

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

const description = "Estimates what an evaluation job costs: the tokens of the model that answers and of the one that judges, and the " +
	"tasks of people.\n\n" +
	"AWS charges an automatic evaluation by the tokens of its models, and one by people by the task besides. The generator is asked once " +
	"for every record, the judge once for every record and metric. How long the answers will be, and how long the requests to the judge " +
	"are, nobody knows before: say what you expect. A first run on a few records shows it.\n\n" +
	"Every figure comes with its formula and the row of AWS's price list that it was made with. **What is not known is null, and never " +
	"zero**, with the reason in `unknown_because`; then the total is not known either. Give `cost_estimate` to the argument of the same " +
	"name of `bedrock_evaluation_job`: the plan then shows it, and `cost_ceiling` of the provider block refuses what costs more.\n\n" +
	"Amounts are list prices at the standard tier, without taxes, discounts and free tiers. Prices are read as by `bedrock_model_prices`, " +
	"with the same arguments; by default from the public files, which need neither credentials nor permissions."

// Schema describes the arguments and the figures.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	judgeAttributes := callerAttributes("Tokens of one request to the judge: the prompt, the answer that is judged and AWS's instructions.",
		"Tokens of one answer of the judge.")
	judgeAttributes["metric_count"] = count("How many metrics the job has.", true)
	figure := pricing.FigureAttribute
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": crud.DataRegionAttribute(),
			"record_count": schema.Int64Attribute{
				Optional: true, MarkdownDescription: "How many records the data set has.",
				Validators: []validator.Int64{int64validator.AtLeast(1), int64validator.ExactlyOneOf(path.MatchRoot("dataset_file"))},
			},
			"dataset_file": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Path of the data set on this machine: its records are counted, and so are the tokens of its prompts, roughly.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"generator": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "The model that answers. Leave it out where the data set has the answers already.",
				Attributes: callerAttributes("Tokens of one prompt. Default with `dataset_file`: what its prompts have together, at 6 characters a "+
					"token.", "Tokens of one answer."),
				Validators: []validator.Object{objectvalidator.AtLeastOneOf(path.MatchRoot("judge"), path.MatchRoot("human"))},
			},
			"judge": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "The model that judges the answers.", Attributes: judgeAttributes,
			},
			"human": schema.SingleNestedAttribute{
				Optional: true, MarkdownDescription: "The people who judge the answers.",
				Attributes: map[string]schema.Attribute{
					"task_count": count("How many tasks they get: one for every record and person.", true),
					"price_per_task": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "What a task costs, as AWS's page on prices says, and what you pay your people where you pay by the task.",
						Validators:          []validator.String{cost.IsAmount()},
					},
					"currency": schema.StringAttribute{
						Optional: true, MarkdownDescription: "Currency of `price_per_task`. Default `USD`.",
						Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
				},
			},
			"records": schema.Int64Attribute{
				Computed: true, MarkdownDescription: "How many records there are: `record_count`, or those of `dataset_file`.",
			},
			"generator_input":  figure("What the prompts cost; null without `generator`."),
			"generator_output": figure("What the answers cost; null without `generator`."),
			"judge_input":      figure("What the requests to the judge cost; null without `judge`."),
			"judge_output":     figure("What the answers of the judge cost; null without `judge`."),
			"human_tasks":      figure("What the tasks cost; null without `human`."),
			"total":            figure("All of it."),
			"cost_estimate":    cost.DataAttribute("The total, as a resource takes it."),
		},
	}
	maps.Copy(resp.Schema.Attributes, pricing.SourceAttributes())
}

func callerAttributes(input, output string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"model_identifier": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Id or ARN of a foundation model, or of an inference profile of AWS, such as " +
				"`us.amazon.nova-lite-v1:0`.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"input_tokens_per_record":  count(input, false),
		"output_tokens_per_record": count(output, false),
	}
}

func count(description string, required bool) schema.Int64Attribute {
	return schema.Int64Attribute{
		Required: required, Optional: !required, MarkdownDescription: description, Validators: []validator.Int64{int64validator.AtLeast(1)},
	}
}
