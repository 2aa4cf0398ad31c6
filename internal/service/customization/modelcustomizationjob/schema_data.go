// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int32validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

func jobDataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"training_data_config": trainingDataConfigAttribute(),
		"validation_data_config": schema.SingleNestedAttribute{
			Optional:            true,
			MarkdownDescription: "Data to measure the model on after training.",
			PlanModifiers:       []planmodifier.Object{fwtypes.ReplaceOnPresence()},
			Attributes: map[string]schema.Attribute{
				"validators": schema.ListNestedAttribute{
					Required:            true,
					MarkdownDescription: "1 to 10 data sets; `validation_metrics` has one entry for each, in this order.",
					PlanModifiers:       []planmodifier.List{listplanmodifier.RequiresReplace()},
					Validators:          []validator.List{listvalidator.SizeBetween(1, 10)},
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"s3_uri": schemas.ImmutableString("S3 URI of a JSONL file.", fwtypes.IsS3URI()),
					}},
				},
			},
		},
		"output_data_config": schema.SingleNestedAttribute{
			Required:            true,
			MarkdownDescription: "Where the metrics of the training go. The model itself stays inside Bedrock.",
			Attributes: map[string]schema.Attribute{
				"s3_uri": outputURIAttribute(),
			},
		},
		"customization_config": customizationConfigAttribute(),
	}
}

// s3URIAttribute is a required place in S3 that cannot change; a trailing slash makes no difference.
func s3URIAttribute(description string) schema.StringAttribute {
	attribute := schemas.ImmutableString(description, fwtypes.IsS3URI())
	attribute.PlanModifiers = []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameS3URI)}
	return attribute
}

// outputURIAttribute is where a job writes; what a completed one has written stays where it is.
func outputURIAttribute() schema.StringAttribute {
	attribute := schemas.ImmutableUntilCompleted("S3 URI of a prefix.", fwtypes.IsS3URI())
	attribute.MarkdownDescription += " What the job wrote stays where it was written."
	attribute.PlanModifiers = []planmodifier.String{fwtypes.UntilCompleted(fwtypes.ReplaceUnlessSame(fwtypes.SameS3URI))}
	return attribute
}

func trainingDataConfigAttribute() schema.SingleNestedAttribute {
	s3URI := s3URIAttribute("S3 URI of a JSONL file.")
	s3URI.Required, s3URI.Optional = false, true
	s3URI.MarkdownDescription += " Exactly one of `s3_uri` and `invocation_logs_config` is required."
	s3URI.Validators = append(s3URI.Validators, stringvalidator.ExactlyOneOf(
		path.MatchRelative().AtParent().AtName("s3_uri"), path.MatchRelative().AtParent().AtName("invocation_logs_config")))
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "Data to train on.",
		Attributes: map[string]schema.Attribute{
			"s3_uri": s3URI,
			"content_hash": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Any text that changes with the data, such as `sha256` of a `bedrock_dataset`: AWS trains on what lies at the " +
					"URI, and Terraform does not see it change. Another text forces a new resource, and a new paid training; AWS never sees it. " +
					"Without it, `data_changed_after_training` says that the data are newer than the model.",
				PlanModifiers: []planmodifier.String{schemas.ReplaceIfOther()},
			},
			"invocation_logs_config": invocationLogsConfigAttribute(),
		},
	}
}

func customizationConfigAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "Settings of a distillation or a reinforcement fine-tuning, exactly one of them.",
		PlanModifiers:       []planmodifier.Object{fwtypes.ReplaceOnPresence()},
		Attributes: map[string]schema.Attribute{
			"distillation_config": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Settings for `DISTILLATION`.",
				PlanModifiers:       []planmodifier.Object{fwtypes.ReplaceOnPresence()},
				Validators: []validator.Object{objectvalidator.ExactlyOneOf(
					path.MatchRelative().AtParent().AtName("distillation_config"), path.MatchRelative().AtParent().AtName("rft_config"))},
				Attributes: map[string]schema.Attribute{"teacher_model_config": teacherModelConfigAttribute()},
			},
			"rft_config": rftConfigAttribute(),
		},
	}
}

func teacherModelConfigAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Required:            true,
		MarkdownDescription: "The model whose answers the new one learns.",
		Attributes: map[string]schema.Attribute{
			"teacher_model_identifier": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "Id or ARN of a foundation model, or ARN of an inference profile.",
				PlanModifiers:       []planmodifier.String{fwtypes.ReplaceUnlessSame(fwtypes.SameModel)},
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"max_response_length_for_inference": schema.Int32Attribute{
				Optional:            true,
				MarkdownDescription: "Most tokens of an answer of the teacher. Changing it forces a new resource.",
				PlanModifiers:       []planmodifier.Int32{immutableInt32UnlessImported()},
				Validators:          []validator.Int32{int32validator.AtLeast(1)},
			},
		},
	}
}
