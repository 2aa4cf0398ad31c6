// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const (
	createTimeout = 5 * time.Minute
	deleteTimeout = 5 * time.Minute
)

const description = "Makes an application inference profile: an ARN and tags of your own for a model, by which its use and its cost are " +
	"told apart.\n\n" +
	"- **Create**: makes the profile, free of charge; it can be used at once.\n" +
	"- **Read**: shows the profile, the models behind it, and its tags.\n" +
	"- **Update**: `tags` change in place; any other change makes another profile with another ARN.\n" +
	"- **Delete**: deletes the profile: requests that name it fail from then on.\n\n" +
	"**Cost.** Creating it costs nothing, and neither does having it. Requests that name its ARN are charged as those that name the " +
	"model.\n\n" +
	"**Source.** It is made from a foundation model, for this region alone, or from an inference profile of AWS, such as " +
	"`us.amazon.nova-lite-v1:0`, and then sends requests to the regions of that one.\n\n" +
	"**Replacement.** After any change but one of tags, the profile has another ARN. " +
	"Applications and policies that name the old ARN stop working. With `lifecycle { create_before_destroy = true }` and another `name`, " +
	"both exist until everything in the plan has the new ARN.\n\n" +
	"**Import.** AWS does not tell what a profile was made from. An import finds it out by the models that it has; where several " +
	"profiles of AWS have the same models, `model_source` may then be another one than yours, and a plan shows that as a replacement: " +
	"write what was imported.\n\n" +
	"**Coming from hashicorp/aws.** A `moved` block takes over `aws_bedrock_inference_profile`, with the ARN that applications name."

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schemas.ImmutableString("Name of the profile: 1 to 64 letters and digits, with single spaces, `_` and `-` between them.",
			stringvalidator.LengthAtLeast(1)),
		"description": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What the profile is for: 1 to 200 letters, digits, dots and colons, with single spaces, `_` and `-` between " +
				"them. Changing it forces a new resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"model_source": schema.SingleNestedAttribute{
			Required:            true,
			MarkdownDescription: "What the profile is made from.",
			PlanModifiers:       []planmodifier.Object{schemas.ReplaceOnceKnown()},
			Attributes: map[string]schema.Attribute{
				"copy_from": schema.StringAttribute{
					Required: true,
					MarkdownDescription: "ARN of a foundation model of the region, or of an inference profile that AWS defines. Changing it forces " +
						"a new resource.",
					Validators: []validator.String{isSource()},
				},
			},
		},
		"inference_profile_id": schemas.ComputedString("Id of the profile, the last part of its ARN."),
		"status":               schemas.ComputedString("`ACTIVE`."),
		"type":                 schemas.ComputedString("`APPLICATION`, or `SYSTEM_DEFINED` for a profile that AWS defines."),
		"created_at":           schemas.ComputedString("When the profile was made (RFC 3339)."),
		"updated_at":           schemas.ComputedString("When the profile last changed (RFC 3339)."),
		"models": schema.SetNestedAttribute{
			Computed:            true,
			MarkdownDescription: "The foundation models that requests may go to, one for each region.",
			PlanModifiers:       []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"model_arn": schemas.ComputedString("ARN of the foundation model, with its region."),
			}},
		},
	}
}

var sourcePath = path.Root("model_source").AtName("copy_from")

// modelsType is an element of models.
var modelsType = types.ObjectType{AttrTypes: map[string]attr.Type{"model_arn": types.StringType}}
