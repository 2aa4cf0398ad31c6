// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

// FactAttributes describe Facts.
func FactAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"model_arn":     schemas.DataString("ARN of the model."),
		"model_name":    schemas.DataString("Name of the model, such as `Nova Lite`."),
		"provider_name": schemas.DataString("Who made the model, such as `Amazon` or `Anthropic`."),
		"input_modalities": computedSet("What the model reads: `TEXT`, `IMAGE`, `VIDEO`, `SPEECH` and others. " +
			"A set, since AWS gives the order no meaning."),
		"output_modalities": computedSet("What the model writes: `TEXT`, `IMAGE`, `EMBEDDING` and others."),
		"response_streaming_supported": schema.BoolAttribute{
			Computed:            true,
			MarkdownDescription: "Whether the model can answer piece by piece.",
		},
		"customizations_supported": computedSet("How the model can be trained: `FINE_TUNING`, `CONTINUED_PRE_TRAINING`, " +
			"`DISTILLATION`. AWS does not list reinforcement fine-tuning here. Often the ids with a context size, such as " +
			"`amazon.nova-lite-v1:0:300k`, are the ones that can be trained."),
		"inference_types_supported": computedSet("How the model can be invoked: `ON_DEMAND` by its own id, `INFERENCE_PROFILE` " +
			"only through an inference profile, `PROVISIONED` with provisioned throughput."),
		"model_lifecycle": lifecycleAttribute(),
	}
}

func lifecycleAttribute() schema.Attribute {
	return schema.SingleNestedAttribute{
		Computed: true,
		MarkdownDescription: "Where the model stands in its life. The times are RFC 3339 in UTC, and null where AWS has not " +
			"published them.",
		Attributes: map[string]schema.Attribute{
			"status": schemas.DataString("`ACTIVE`, or `LEGACY`: the model still answers, but takes no new customers, no new " +
				"training jobs and no new provisioned throughput, and has a date on which it ends."),
			"start_of_life_time": schemas.DataString("When the model was first offered."),
			"legacy_time":        schemas.DataString("When the model becomes `LEGACY`."),
			"public_extended_access_time": schemas.DataString("From when on the use of the legacy model costs more: the start " +
				"of its public extended access."),
			"end_of_life_time": schemas.DataString("When the model stops answering."),
		},
	}
}

func computedSet(description string) schema.SetAttribute {
	return schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
}
