// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customizationcost

import (
	"context"
	"maps"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/pricing"
)

const description = "Estimates what it costs to train a custom model, to keep it for a month, and to serve it with provisioned " +
	"throughput.\n\n" +
	"Every figure comes with its formula and the row of AWS's price list that it was made with. **What is not known is null, and never " +
	"zero**, with the reason in `unknown_because`: AWS publishes no price for some models, or two that differ.\n\n" +
	"Give `cost_estimate` to the argument of the same name of `bedrock_model_customization_job`, and `throughput_cost_estimate` to that of " +
	"`bedrock_provisioned_model_throughput`: the plan then shows them, and `cost_ceiling` of the provider block refuses what costs more. " +
	"The resources keep what they were created with, so that a new price is never a change.\n\n" +
	"Fine-tuning and continued pre-training are charged by the token, once for every epoch; reinforcement fine-tuning by the hour. The " +
	"tokens of a file are an estimate, since AWS does not say how it counts: characters divided by 6, its own rule of thumb. A month has " +
	"730 hours here. Amounts are list prices, without taxes, discounts and free tiers, and what is charged is what AWS counts.\n\n" +
	"Prices are read as by `bedrock_model_prices`, with the same arguments; by default from the public files, which need neither " +
	"credentials nor permissions."

// Schema describes the arguments and the figures.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	region := crud.DataRegionAttribute()
	region.MarkdownDescription = "AWS Region whose prices count. Defaults to the region of `base_model_identifier` where that is an ARN " +
		"with one, else to the provider's region."
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": region,
			"base_model_identifier": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id or ARN of the foundation model that is trained, such as `amazon.nova-lite-v1:0:300k`.",
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"customization_type": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "`FINE_TUNING`, `CONTINUED_PRE_TRAINING`, `REINFORCEMENT_FINE_TUNING` or `DISTILLATION`, whose training " +
					"cannot be estimated. Default `FINE_TUNING`.",
				Validators: []validator.String{fwtypes.IsKnown[awstypes.CustomizationType]()},
			},
			"training_data_file": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Path of the training data on this machine, which are counted. Use `training_tokens` for what is in S3 " +
					"only, such as `bedrock_dataset.train.token_estimate`.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ConflictsWith(path.MatchRoot("training_tokens"))},
			},
			"training_tokens": count("Tokens of the training data, each counted once."),
			"epochs": count("How often the training goes through the data: `epochCount` of the job. Where it is not set, the training is not " +
				"known, because AWS's default depends on the model."),
			"training_hours": count("How many hours a reinforcement fine-tuning takes."),
			"model_units":    count("Model units of the provisioned throughput that serves the model; without them there is no `throughput`."),
			"commitment_duration": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Term of the throughput: `OneMonth` or `SixMonths`. Without it, it is paid by the hour.",
				Validators: []validator.String{
					stringvalidator.OneOf(string(awstypes.CommitmentDurationOneMonth), string(awstypes.CommitmentDurationSixMonths)),
					stringvalidator.AlsoRequires(path.MatchRoot("model_units")),
				},
			},
			"foundation_model_id": schemas.DataString("Id of the foundation model."),
			"record_count":        computedCount("Records of `training_data_file`; null without it."),
			"trained_tokens_estimate": computedCount("Tokens that are charged: those of the data, once for every epoch. Null where they are not " +
				"known."),
			"training":   pricing.FigureAttribute("What the training costs, once."),
			"storage":    pricing.FigureAttribute("What it costs to keep the model for a month."),
			"throughput": pricing.FigureAttribute("What the provisioned throughput costs in a month of 730 hours; null without `model_units`."),
			"commitment": pricing.FigureAttribute("What the whole term of the throughput costs, which nobody can cancel; null without " +
				"`commitment_duration`."),
			"cost_estimate": cost.DataAttribute("The training and the storage, as `bedrock_model_customization_job` takes them."),
			"throughput_cost_estimate": cost.DataAttribute("The throughput, as `bedrock_provisioned_model_throughput` takes it; null without " +
				"`model_units`."),
		},
	}
	maps.Copy(resp.Schema.Attributes, pricing.SourceAttributes())
}

func count(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Optional: true, MarkdownDescription: description, Validators: []validator.Int64{int64validator.AtLeast(1)},
	}
}

func computedCount(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
}
