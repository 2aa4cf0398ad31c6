// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int32validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

func invocationLogsConfigAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "Train on the logs of earlier invocations. Changing it forces a new resource.",
		PlanModifiers:       []planmodifier.Object{replaceUnlessSameLogs()},
		Attributes: map[string]schema.Attribute{
			"use_prompt_response": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether to use the logged answers too, not only the prompts. Default `false`.",
			},
			"invocation_log_source": schema.SingleNestedAttribute{
				Required:            true,
				MarkdownDescription: "Where the logs are.",
				Attributes: map[string]schema.Attribute{"s3_uri": schema.StringAttribute{
					Required:            true,
					MarkdownDescription: "S3 URI of the logs.",
					Validators:          []validator.String{fwtypes.IsS3URI()},
				}},
			},
			"request_metadata_filters": requestMetadataFiltersAttribute(),
		},
	}
}

func requestMetadataFiltersAttribute() schema.SingleNestedAttribute {
	attributes := metadataPairAttributes()
	for name, meaning := range map[string]string{"and_all": "all", "or_all": "at least one"} {
		attributes[name] = schema.ListNestedAttribute{
			Optional:            true,
			MarkdownDescription: "1 to 16 conditions of which " + meaning + " must hold.",
			Validators:          []validator.List{listvalidator.SizeBetween(1, 16)},
			NestedObject: schema.NestedAttributeObject{
				Attributes: metadataPairAttributes(),
				Validators: []validator.Object{objectvalidator.AtLeastOneOf(
					path.MatchRelative().AtName("equals"), path.MatchRelative().AtName("not_equals"))},
			},
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "Which logs to use, by the metadata of their requests: exactly one of `equals`, `not_equals`, `and_all` " +
			"and `or_all`.",
		Attributes: attributes,
		Validators: []validator.Object{exactlyOneMember{"equals", "not_equals", "and_all", "or_all"}},
	}
}

func metadataPairAttributes() map[string]schema.Attribute {
	pair := func(meaning string) schema.MapAttribute {
		return schema.MapAttribute{
			Optional:            true,
			ElementType:         types.StringType,
			MarkdownDescription: "One key and the value that it " + meaning + ".",
			Validators:          []validator.Map{mapvalidator.SizeBetween(1, 1)},
		}
	}
	return map[string]schema.Attribute{"equals": pair("must have"), "not_equals": pair("must not have")}
}

func rftConfigAttribute() schema.SingleNestedAttribute {
	whole := func(description string, validators ...validator.Int32) schema.Int32Attribute {
		return schema.Int32Attribute{Optional: true, MarkdownDescription: description, Validators: validators}
	}
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "Settings for `REINFORCEMENT_FINE_TUNING`. Changing them forces a new resource.",
		PlanModifiers:       []planmodifier.Object{immutableUnlessImported()},
		Attributes: map[string]schema.Attribute{
			"grader_config": schema.SingleNestedAttribute{
				Required:            true,
				MarkdownDescription: "What scores the answers.",
				Attributes: map[string]schema.Attribute{"lambda_grader": schema.SingleNestedAttribute{
					Required:            true,
					MarkdownDescription: "A Lambda function that scores the answers.",
					Attributes: map[string]schema.Attribute{"lambda_arn": schema.StringAttribute{
						Required:            true,
						MarkdownDescription: "ARN of the function, at most 512 characters. The role must be allowed to invoke it.",
						Validators:          []validator.String{fwtypes.IsARNOf("lambda", "function:")},
					}},
				}},
			},
			"hyper_parameters": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Hyperparameters of the reinforcement; each has a default of AWS.",
				Attributes: map[string]schema.Attribute{
					"epoch_count":                whole("Passes over the data, 1 to 50."),
					"batch_size":                 whole("Prompts of a step, 16 to 512."),
					"max_prompt_length":          whole("Most tokens of a prompt.", int32validator.AtLeast(1)),
					"training_sample_per_prompt": whole("Answers that are scored for a prompt, 2 to 16."),
					"inference_max_tokens":       whole("Most tokens of an answer.", int32validator.AtLeast(1)),
					"eval_interval":              whole("Steps between two evaluations, 1 to 100."),
					"learning_rate": schema.Float64Attribute{
						Optional:            true,
						MarkdownDescription: "Learning rate, 0.0000001 to 0.001.",
					},
					"reasoning_effort": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "`low`, `medium` or `high`.",
					},
				},
			},
		},
	}
}
