// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocationtarget

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const description = "Finds the id that a request has to name to reach a model from a region, and everything that a policy has to " +
	"allow for it.\n\n" +
	"Many models cannot be invoked by their own id, only through an inference profile, and which profiles there are depends on the region. " +
	"This data source takes the id of a model, or what the model must be, and gives the id or the profile to invoke. The model's own id " +
	"comes first, then a profile of a geography, then a global one; `scope_order` changes that. With `allowed_regions` no request leaves " +
	"them: global profiles, which do not say where they lead to, are then not taken.\n\n" +
	"Where several models pass, the newest is taken, and so another one on the day that AWS adds it. `pinned_model_id` keeps one: the plan " +
	"stays the same, `newest_model_id` shows what would be taken without it, and an error says so when the pinned one is gone.\n\n" +
	"It finds nothing that the account has not been given access to, and does not check it: see `bedrock_foundation_model_availability`. " +
	"All blocks of a configuration share one list of models and one of profiles per region."

// Schema describes the arguments and the target.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: arguments()}
	for name, text := range map[string]string{
		"target_id":            "What a request names: the id of the model, or of an inference profile.",
		"target_arn":           "The same as an ARN.",
		"scope":                "How the request gets there: `in_region`, `geo` or `global`.",
		"foundation_model_id":  "Id of the foundation model.",
		"foundation_model_arn": "ARN of the foundation model in this region.",
		"model_name":           "Name of the model.",
		"provider_name":        "Who made the model.",
		"lifecycle_status":     "`ACTIVE` or `LEGACY`.",
		"end_of_life_time":     "When the model stops answering (RFC 3339); null where AWS has not said.",
		"newest_model_id":      "The model that would be taken without `pinned_model_id`.",
	} {
		resp.Schema.Attributes[name] = schemas.DataString(text)
	}
	for name, text := range map[string]string{
		"destination_regions": "Regions that requests may go to; empty for a global profile, which may send them to any commercial region.",
		"invoke_resource_arns": "What a policy must allow `bedrock:InvokeModel` on: the model, or the profile and the model in each region " +
			"that it leads to. For a global profile that is the model without a region, too.",
	} {
		resp.Schema.Attributes[name] = schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: text}
	}
	resp.Schema.Attributes["rejected_models"] = schema.MapAttribute{
		Computed: true, ElementType: types.StringType,
		MarkdownDescription: "Models that are what is asked for and cannot be taken, with the reason.",
	}
}

func arguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": crud.DataRegionAttribute(),
		"model_id": text("Id or ARN of the foundation model, without the scope of a profile. Conflicts with `model_name_prefix`, `by_provider`, "+
			"`by_input_modality`, `by_output_modality` and `pinned_model_id`.", fwtypes.IsFoundationModel(),
			stringvalidator.ConflictsWith(path.MatchRoot("by_provider"), path.MatchRoot("by_input_modality"),
				path.MatchRoot("by_output_modality"), path.MatchRoot("pinned_model_id")),
			stringvalidator.ExactlyOneOf(path.MatchRoot("model_name_prefix"))),
		"model_name_prefix":  text("How the name of the model begins, such as `Claude Sonnet`: its family. Upper and lower case are the same."),
		"by_provider":        text("Only models of this provider, by its full name, such as `Anthropic`."),
		"by_input_modality":  text("Only models that read this: `TEXT`, `IMAGE`, `VIDEO`, `SPEECH` and others."),
		"by_output_modality": text("Only models that write this: `TEXT`, `IMAGE`, `EMBEDDING` and others."),
		"pinned_model_id":    text("Of the models that pass, the one to take, by its id, though there are newer ones."),
		"allow_legacy": schema.BoolAttribute{
			Optional:            true,
			MarkdownDescription: "Whether a model that is `LEGACY`, and so has a date on which it ends, may be taken. Default `false`.",
		},
		"allowed_regions": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Regions in which requests may be processed. Default: all.",
		},
		"scope_order": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Which ways may be taken, the best first: `in_region`, `geo` and `global`. Default: all three, in this order.",
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1), listvalidator.UniqueValues(),
				listvalidator.ValueStringsAre(stringvalidator.OneOf(inRegion, geo, global)),
			},
		},
	}
}

func text(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: description, Validators: append(validators, stringvalidator.LengthAtLeast(1)),
	}
}
