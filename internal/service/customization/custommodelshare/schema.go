// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

var defaultTimeouts = crud.Timeouts{Create: 10 * time.Minute, Update: 10 * time.Minute, Delete: 10 * time.Minute}

const description = "Shares a custom model with other accounts, through AWS Resource Access Manager (RAM).\n\n" +
	"- **Create**: looks up the permission that AWS manages for custom models, makes a resource share with it, and waits until the model " +
	"has reached every principal of the organization.\n" +
	"- **Read**: shows the share, its principals and its tags; only shares of this account.\n" +
	"- **Update**: everything but the model and the region changes in place. Who is added comes before who is removed.\n" +
	"- **Delete**: deletes the share and waits until it is gone. What others have copied stays theirs.\n\n" +
	"**Cost.** Sharing is free.\n\n" +
	"**The other account.** Whoever gets the model cannot use it, only copy it, to any region that has its base model: in the other " +
	"account, write `bedrock_custom_model_copy` with `source_model_arn`. It waits until the share has arrived.\n\n" +
	"**Organizations.** AWS documents that custom models are shared within one organization, for which sharing has to be switched on in " +
	"its management account (`aws ram enable-sharing-with-aws-organization`). Accounts outside of it are refused unless " +
	"`allow_external_principals` is set. They have to accept the share, for instance with `aws_ram_resource_share_accepter` of the " +
	"provider `aws`, and no apply here waits for that.\n\n" +
	"**Keys.** A model that is encrypted with a KMS key of its own can be copied by those only whom the key's policy lets decrypt with it."

// Schema describes the resource.
func (*managed) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"arn":    schemas.ComputedString("ARN of the resource share."),
			"region": crud.RegionAttribute(),
			"name": schema.StringAttribute{
				Required: true, MarkdownDescription: "Name of the share, which need not be unique. Changed in place.",
				Validators: []validator.String{stringvalidator.LengthBetween(1, 255)},
			},
			"model_arn": schema.StringAttribute{
				Required: true, MarkdownDescription: "ARN of the custom model, of this account and the region of the share. Changing it forces a new " +
					"resource.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:    []validator.String{fwtypes.IsARNOf("bedrock", "custom-model/")},
			},
			"principals": schema.SetAttribute{
				Required: true, ElementType: types.StringType,
				MarkdownDescription: "Who gets the model: ids of accounts, and ARNs of organizational units or of the organization. Changed in place.",
				Validators:          []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(isPrincipal())},
			},
			"allow_external_principals": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether principals may be outside of the organization of this account. Default `false`. Changed in place.",
			},
			"permission_arn": schemas.ComputedString("ARN of the permission that AWS manages for custom models, and the share gives."),
			"status": schemas.ComputedString("`ASSOCIATED` when the model has reached every principal that need not accept it, `ASSOCIATING` " +
				"before, or `FAILED`."),
			"principal_statuses": schema.MapAttribute{
				Computed: true, ElementType: types.StringType,
				MarkdownDescription: "RAM's status of each principal. That of an account outside of the organization is `ASSOCIATING` until it " +
					"accepts.",
				PlanModifiers: []planmodifier.Map{mapplanmodifier.UseStateForUnknown()},
			},
			"creation_time":   schemas.ComputedString("When the share was created (RFC 3339)."),
			"tags":            tags.Attribute("the share"),
			"tags_all":        tags.AllAttribute("the share"),
			"deletion_policy": crud.DeletionPolicyAttribute("the share", crud.DeletionDelete),
			"timeouts":        defaultTimeouts.Attribute(ctx),
		},
	}
}

func isPrincipal() validator.String {
	return fwtypes.Rule("Invalid principal",
		"must be the id of an account, 12 digits, or the ARN of an organizational unit or an organization", func(text string) bool {
			if strings.HasPrefix(text, "arn:") {
				return strings.Contains(text, ":organizations::") && (strings.Contains(text, ":ou/o-") || strings.Contains(text, ":organization/o-"))
			}
			return len(text) == 12 && strings.Trim(text, "0123456789") == ""
		})
}
