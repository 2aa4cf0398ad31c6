// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
)

const description = "Hands in the use-case form that Anthropic wants before an account uses its models for the first time.\n\n" +
	"- **Create**: hands the form in, or takes over one that says the same.\n" +
	"- **Read**: compares the form that AWS has with the state, by its SHA-256 where the form is kept nowhere.\n" +
	"- **Update**: AWS changes no form: another one is an error at plan.\n" +
	"- **Delete**: only forgets the form, which AWS keeps for good.\n\n" +
	"**Cost.** Handing the form in costs nothing.\n\n" +
	"**Once.** AWS takes the form once. It can be neither changed nor taken back: what differs from the form that AWS has is an error " +
	"at plan, which names the arguments that differ, and destroying the resource only forgets it. A form that says the same is taken " +
	"over.\n\n" +
	"**Regions and organizations.** One form counts for all regions that are enabled by default; an opt-in region wants one of its own, " +
	"so set `region` there. A form that the management account of an AWS organization handed in counts for its member accounts too: in " +
	"a member account this resource finds it and takes it over, if it says the same or if `adopt_existing` is set.\n\n" +
	"**Secrets.** `form_data` is in the state and in plans, as any argument. With Terraform or OpenTofu 1.11 and later use " +
	"`form_data_wo` instead: it says the same, and is nowhere but in the request. The state holds a SHA-256 of the form then, from " +
	"which nobody can read it. There is no version to count up, as other write-only arguments have one: there is nothing that a new " +
	"version could do.\n\n" +
	"**Import.** An import leaves the answers out of the state, so `terraform plan -generate-config-out` writes `form_data = null` and " +
	"`form_data_wo = null`, and stops. Remove the one that you do not want, and write into the other what was handed in: the data source " +
	"`bedrock_use_case_for_model_access` shows it."

// Schema describes the resource.
func (*managed) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": crud.RegionAttribute(),
			"form_data": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "The form. Exactly one of `form_data` and `form_data_wo` is required.",
				Attributes:          formAttributes(false),
				Validators:          []validator.Object{industryValidator{}},
			},
			"form_data_wo": schema.SingleNestedAttribute{
				Optional: true, WriteOnly: true,
				MarkdownDescription: "The form, neither in the state nor in plans. Needs Terraform or OpenTofu 1.11 or later.",
				Attributes:          formAttributes(true),
				Validators:          []validator.Object{industryValidator{}},
			},
			"adopt_existing": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether to take over a form that says something else, for instance that of the organization, and to " +
					"leave it as it is. Default `false`: that is an error.",
			},
			"deletion_policy": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "What destroying this resource does: `ABANDON` only forgets the form, `PREVENT` refuses to destroy the " +
					"resource. AWS has no way to take a form back. Defaults to the provider's `default_deletion_policy`, else `ABANDON`.",
				Validators: []validator.String{stringvalidator.OneOf(crud.DeletionAbandon, crud.DeletionPrevent)},
			},
			"account_id":  schemas.ComputedString("Account that the form counts for."),
			"form_sha256": schemas.ComputedString("SHA-256 of the form that AWS has, in hex."),
		},
	}
}

// ConfigValidators are the rules between arguments.
func (*managed) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{
		resourcevalidator.ExactlyOneOf(path.MatchRoot("form_data"), path.MatchRoot("form_data_wo")),
	}
}

func formAttributes(writeOnly bool) map[string]schema.Attribute {
	required := func(description string, validators ...validator.String) schema.Attribute {
		return schema.StringAttribute{Required: true, WriteOnly: writeOnly, MarkdownDescription: description, Validators: validators}
	}
	return map[string]schema.Attribute{
		"company_name": required("Name of the company, at most 128 characters.", stringvalidator.LengthBetween(1, 128)),
		"company_website": required("Address of its website with `https://` in front, at most 128 characters.",
			stringvalidator.LengthBetween(1, 128), isWebsite()),
		"intended_users": required("Who uses what you build: `0` employees, `1` customers, `2` both.",
			isIntendedUsers()),
		"industry_option": required("Industry, such as `Energy`, `Education` or `Other`, at most 128 characters. The console has a list of "+
			"them, which AWS does not publish.", stringvalidator.LengthBetween(1, 128)),
		"other_industry_option": schema.StringAttribute{
			Optional: true, WriteOnly: writeOnly,
			MarkdownDescription: "Which industry, where `industry_option` is `Other`; at most 128 characters.",
			Validators:          []validator.String{stringvalidator.LengthAtMost(128)},
		},
		"use_cases": required("What the models are used for, at most 8192 characters.", stringvalidator.LengthBetween(1, 8192)),
	}
}
