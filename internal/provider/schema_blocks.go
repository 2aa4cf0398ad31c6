// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// The bounds of AWS STS for the length of a session.
const (
	minSession = 15 * time.Minute
	maxSession = 12 * time.Hour
)

func blocks() map[string]schema.Block {
	return map[string]schema.Block{
		"assume_role":                   assumeRoleBlock(),
		"assume_role_with_web_identity": webIdentityBlock(),
		"default_tags":                  defaultTagsBlock(),
		"ignore_tags":                   ignoreTagsBlock(),
		"endpoints":                     endpointsBlock(),
		"cost_ceiling":                  costCeilingBlock(),
	}
}

// sessionAttributes are what both ways to assume a role have in common.
func sessionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"role_arn": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "The ARN of the IAM role to assume.",
			Validators:          []validator.String{fwtypes.IsARNOf("iam", "role/")},
		},
		"duration": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "How long the credentials live before they are renewed, between `15m` and `12h`, such as `1h30m`; at most what " +
				"the role allows. Defaults to `15m`.",
			Validators: []validator.String{durationBetween(minSession, maxSession)},
		},
		"policy": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "An IAM policy as JSON that takes permissions away from the session.",
			Validators:          []validator.String{jsonObject()},
		},
		"policy_arns": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "ARNs of IAM policies that take permissions away from the session.",
			Validators:          []validator.Set{setvalidator.ValueStringsAre(unlessEmpty(fwtypes.IsARNOf("iam", "policy/"))...)},
		},
		"session_name": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The name of the session, which CloudTrail shows: 2 to 64 letters, digits or any of `_+=,.@-`. Defaults to " +
				"`terraform-provider-bedrock-` and a number.",
			Validators: []validator.String{sessionName()},
		},
	}
}

func assumeRoleBlock() schema.Block {
	attributes := sessionAttributes()
	attributes["external_id"] = schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "The external id that the trust policy of a role in another account may ask for.",
		Validators:          []validator.String{stringvalidator.LengthBetween(2, 1224)},
	}
	attributes["source_identity"] = schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "Who stands behind the session, which CloudTrail shows and which stays the same along a chain of roles.",
		Validators:          []validator.String{sessionName()},
	}
	attributes["tags"] = schema.MapAttribute{
		Optional: true, ElementType: types.StringType,
		MarkdownDescription: "Tags of the session, which policies can refer to.",
		Validators:          []validator.Map{mapvalidator.SizeAtMost(50)},
	}
	attributes["transitive_tag_keys"] = schema.SetAttribute{
		Optional: true, ElementType: types.StringType,
		MarkdownDescription: "Keys of session tags that the following roles of a chain inherit.",
	}
	return schema.ListNestedBlock{
		MarkdownDescription: "A role to assume before anything else is called. With several blocks, each role is assumed with the " +
			"credentials of the one before. A block whose `role_arn` is empty or null assumes no role, with a warning.",
		NestedObject: schema.NestedBlockObject{Attributes: emptyIsAbsent(attributes)},
	}
}

func webIdentityBlock() schema.Block {
	attributes := sessionAttributes()
	attributes["role_arn"] = schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: "The ARN of the IAM role to assume. Defaults to `AWS_ROLE_ARN`.",
		Validators:          []validator.String{fwtypes.IsARNOf("iam", "role/")},
	}
	attributes["session_name"] = schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "The name of the session, which CloudTrail shows. Defaults to `AWS_ROLE_SESSION_NAME`, or else to " +
			"`terraform-provider-bedrock-` and a number.",
		Validators: []validator.String{sessionName()},
	}
	attributes["web_identity_token"] = schema.StringAttribute{
		Optional: true, Sensitive: true,
		MarkdownDescription: "The OpenID Connect token itself. Conflicts with `web_identity_token_file`.",
	}
	attributes["web_identity_token_file"] = schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "The path of a file with the OpenID Connect token, read again whenever credentials are renewed. Defaults to " +
			"`AWS_WEB_IDENTITY_TOKEN_FILE`.",
	}
	return schema.ListNestedBlock{
		MarkdownDescription: "A role to assume with a token of an OpenID Connect provider, as CI systems hand out. At most one block.",
		NestedObject:        schema.NestedBlockObject{Attributes: emptyIsAbsent(attributes)},
		Validators:          []validator.List{listvalidator.SizeAtMost(1)},
	}
}

func defaultTagsBlock() schema.Block {
	return schema.ListNestedBlock{
		MarkdownDescription: "Tags of everything that can have tags. At most one block.",
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Tags that every taggable resource gets unless its own `tags` have the key. Each environment variable " +
					"`TF_AWS_DEFAULT_TAGS_<key>` adds one whose key is not here.",
				Validators: []validator.Map{
					mapvalidator.KeysAre(stringvalidator.LengthBetween(1, 128), notReservedTag()),
					mapvalidator.ValueStringsAre(stringvalidator.LengthAtMost(256)),
				},
			},
		}},
		Validators: []validator.List{listvalidator.SizeAtMost(1)},
	}
}

func ignoreTagsBlock() schema.Block {
	return schema.ListNestedBlock{
		MarkdownDescription: "Tags that somebody else manages: never shown, never changed. At most one block.",
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"keys": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Keys to ignore; `TF_AWS_IGNORE_TAGS_KEYS`, separated by commas, adds to them.",
			},
			"key_prefixes": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Beginnings of keys to ignore; `TF_AWS_IGNORE_TAGS_KEY_PREFIXES`, separated by commas, adds to them.",
			},
		}},
		Validators: []validator.List{listvalidator.SizeAtMost(1)},
	}
}

func costCeilingBlock() schema.Block {
	return schema.ListNestedBlock{
		MarkdownDescription: "What one object may cost. A plan that would create one whose `cost_estimate` is above it is refused, with the " +
			"figure, and so is its apply. Objects that exist are never touched. It counts each object by itself, not their sum. At most one " +
			"block. See the guide [Cost and safety](guides/cost-and-safety.md).",
		NestedObject: schema.NestedBlockObject{Attributes: emptyIsAbsent(map[string]schema.Attribute{
			"one_time": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The most that is paid once for an object, such as `50`. Without it there is no limit.",
				Validators:          []validator.String{cost.IsAmount()},
			},
			"monthly": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "The most that is paid every month for an object, such as `200`. Without it there is no limit.",
				Validators:          []validator.String{cost.IsAmount()},
			},
			"currency": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Currency of the limits. Defaults to `" + defaultCurrency + "`.",
			},
			"on_unknown": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "What happens to an object that costs money and has no `cost_estimate`, or one without a figure: `error` " +
					"refuses it, `warn` warns. Defaults to `error`.",
				Validators: []validator.String{stringvalidator.OneOf(cost.RefuseUnknown, cost.WarnOfUnknown)},
			},
		})},
		Validators: []validator.List{listvalidator.SizeAtMost(1)},
	}
}

// NotCalled is the description of a service that the endpoints block accepts because that of hashicorp/aws has it.
const NotCalled = "Accepted, but not called by this provider."

func endpointsBlock() schema.Block {
	attributes := map[string]schema.Attribute{}
	for _, name := range ownEndpointNames() {
		attributes[name] = schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: fmt.Sprintf("The URL to call instead of AWS's own endpoint of `%s`.", name),
			Validators:          []validator.String{endpointURL()},
		}
	}
	for _, name := range foreignEndpointNames() {
		attributes[name] = schema.StringAttribute{Optional: true, MarkdownDescription: NotCalled}
	}
	// A list, where hashicorp/aws has a set: they read the same, and the framework needs seconds to validate a set of objects
	// with hundreds of attributes.
	return schema.ListNestedBlock{
		MarkdownDescription: "URLs to call instead of AWS's own endpoints. They win over the environment variables " +
			"`AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL` and over `endpoint_url` of the profile. The names of all other " +
			"services that `hashicorp/aws` knows are accepted, too, with a warning: nothing here calls them.",
		NestedObject: schema.NestedBlockObject{Attributes: emptyIsAbsent(attributes)},
	}
}
