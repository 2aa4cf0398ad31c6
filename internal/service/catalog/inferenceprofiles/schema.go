// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofiles

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const description = "Lists the inference profiles of a region: those that AWS defines, and those of applications of this account.\n\n" +
	"A profile of AWS sends requests to several regions: to those of a geography, or, with the scope `global`, to any. Which profiles there " +
	"are, and where they lead to, depends on the region that is asked. Profiles of AWS are listed once per region, however " +
	"many blocks ask.\n\n" +
	"A filter that nothing passes gives an empty list and no error."

// Schema describes the filters and the list.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": crud.DataRegionAttribute(),
			"type_equals": filter("Only profiles of this type: `SYSTEM_DEFINED`, those of AWS, or `APPLICATION`. Default: both.",
				stringvalidator.OneOf("SYSTEM_DEFINED", "APPLICATION")),
			"by_scope":              filter("Only profiles of AWS with this scope, the first part of their id: `us`, `eu`, `global` and others."),
			"by_model_id":           filter("Only profiles for the foundation model with this id, such as `amazon.nova-lite-v1:0`."),
			"by_destination_region": filter("Only profiles that send requests to this region, too. A global profile does not say where to."),
			"inference_profile_ids": texts("Ids of the profiles, those of AWS first, in alphabetical order."),
			"inference_profile_summaries": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The profiles, in the order of `inference_profile_ids`.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"arn":                  schemas.DataString("ARN of the profile."),
					"inference_profile_id": schemas.DataString("Id of the profile."),
					"name":                 schemas.DataString("Name of the profile."),
					"description":          schemas.DataString("What the profile is for."),
					"type":                 schemas.DataString("`SYSTEM_DEFINED` or `APPLICATION`."),
					"status":               schemas.DataString("`ACTIVE`."),
					"created_at":           schemas.DataString("When the profile was made (RFC 3339)."),
					"updated_at":           schemas.DataString("When the profile last changed (RFC 3339)."),
					"scope":                schemas.DataString("First part of the id: a geography, or `global`; null for a profile of an application."),
					"model_id":             schemas.DataString("Id of the foundation model behind it."),
					"model_arns":           texts("ARNs of the foundation model in each region."),
					"destination_regions": texts("Regions that requests may go to; empty for a global profile, which may send them to any " +
						"commercial region."),
				}},
			},
		},
	}
}

func filter(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, MarkdownDescription: description, Validators: append(validators, stringvalidator.LengthAtLeast(1)),
	}
}

func texts(description string) schema.ListAttribute {
	return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
}
