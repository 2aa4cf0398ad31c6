// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The types of the nested outputs. They are framework values, not structs, because a plan may leave them unknown.
var (
	phaseType = types.ObjectType{AttrTypes: map[string]attr.Type{
		"status": types.StringType, "creation_time": types.StringType, "last_modified_time": types.StringType,
	}}
	statusDetailsType = types.ObjectType{AttrTypes: map[string]attr.Type{
		"validation_details": phaseType, "data_processing_details": phaseType, "training_details": phaseType,
	}}
)

func statusDetailsAttribute() schema.SingleNestedAttribute {
	phase := func(of string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{
			Computed:            true,
			MarkdownDescription: of,
			Attributes: map[string]schema.Attribute{
				"status": schema.StringAttribute{Computed: true,
					MarkdownDescription: "`NotStarted`, `InProgress`, `Completed`, `Failed`, `Stopping` or `Stopped`."},
				"creation_time":      schema.StringAttribute{Computed: true, MarkdownDescription: "When the phase began (RFC 3339)."},
				"last_modified_time": schema.StringAttribute{Computed: true, MarkdownDescription: "When the phase last changed (RFC 3339)."},
			},
		}
	}
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: "The phases of the job, as last seen.",
		PlanModifiers:       []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		Attributes: map[string]schema.Attribute{
			"validation_details":      phase("Checking the data."),
			"data_processing_details": phase("Preparing the data, for a distillation also asking the teacher."),
			"training_details":        phase("Training."),
		},
	}
}

func trainingMetricsAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Computed:            true,
		MarkdownDescription: "Metrics of the training, each null until the job is completed.",
		PlanModifiers:       []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
		Attributes: map[string]schema.Attribute{
			"training_loss": schema.Float64Attribute{Computed: true, MarkdownDescription: "Loss at the end of the training."},
		},
	}
}

func validationMetricsAttribute() schema.ListNestedAttribute {
	return schema.ListNestedAttribute{
		Computed:            true,
		MarkdownDescription: "Metrics of each validator, in their order. Null until the job is completed.",
		PlanModifiers:       []planmodifier.List{listplanmodifier.UseStateForUnknown()},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"validation_loss": schema.Float64Attribute{Computed: true, MarkdownDescription: "Loss on the data of the validator."},
		}},
	}
}
