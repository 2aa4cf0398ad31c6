// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int32validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int32default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const (
	maxRoleName = 64
	// defaultRolePrefix is what AmazonBedrockFullAccess asks of the names of roles that it lets a user pass.
	defaultRolePrefix = "AmazonBedrock-"
)

const description = "An IAM role that Bedrock assumes for jobs, with exactly the permissions that its arguments name.\n\n" +
	"- **Create**: makes the role with its trust policy and one inline policy.\n" +
	"- **Read**: shows the role, both policies and its tags, and what others have changed of them.\n" +
	"- **Update**: everything but name, prefix and path changes in place.\n" +
	"- **Delete**: deletes the inline policy and the role; policies that others attached stand in the way.\n\n" +
	"**Cost.** A role costs nothing.\n\n" +
	"**Inference profiles.** An inference profile sends calls to models in several regions, and a policy must name them all: an apply " +
	"looks a profile up and adds its models. With the models named too, as `invoke_resource_arns` of `bedrock_invocation_target` has " +
	"them, nothing is looked up, and the policies are known at plan.\n\n" +
	"**What it may do.** Bedrock may assume the role for jobs of one kind in one account and one region, and for nothing else. Both " +
	"policies are known at plan, in `trust_policy` and `permissions_policy`, unless a profile has to be looked up, and what others " +
	"change about them is shown and undone. Policies that others add to the role are neither read nor removed, but stand in the way of " +
	"deleting it.\n\n" +
	"**Passing it.** Whoever starts a job needs `iam:PassRole` on its role. The managed policy `AmazonBedrockFullAccess` grants that " +
	"for roles whose name contains `AmazonBedrock` only, so names that are made up begin with it.\n\n" +
	"**Keys and other accounts.** IAM spreads a new role over some seconds; jobs of this provider wait for it. A KMS key needs a key " +
	"policy that lets the role in, and a bucket of another account a bucket policy: no role can grant itself that.\n\n" +
	"**A role of your own.** A role made elsewhere works with every job of this provider; the data source `bedrock_service_role_policy` " +
	"writes both documents for it."

// Schema describes the resource.
func (*managed) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"arn": schemas.ComputedString("ARN of the role, for the `role_arn` of jobs."),
			"name": wiring.NameAttribute("Name of the role, unique in the account whatever its case: 1 to 64 letters, digits and `_+=,.@-`.",
				roleName{longest: maxRoleName}, stringvalidator.ConflictsWith(path.MatchRoot("name_prefix"))),
			"name_prefix": wiring.NamePrefixAttribute(path.Root("name"),
				"Beginning of a name that is made up, at most 44 characters; 20 characters "+
					"of time and chance follow. Default `"+defaultRolePrefix+"`.", roleName{longest: maxRoleName - crud.GeneratedNameLength}),
			"path": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString("/"),
				MarkdownDescription: "Path of the role, which begins and ends with a slash. Default `/`. Changing it forces a new resource.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:          []validator.String{rolePath()},
			},
			"description": schema.StringAttribute{
				Optional: true, MarkdownDescription: "What the role is for, 1 to 1000 characters of Latin-1.",
				Validators: []validator.String{roleDescription()},
			},
			"permissions_boundary": schema.StringAttribute{
				Optional: true, MarkdownDescription: "ARN of the managed policy that bounds what the role may do.",
				Validators: []validator.String{fwtypes.IsARNOf("iam", "policy/")},
			},
			"region": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "AWS Region of the jobs that the role is for. Defaults to the provider's region. Changing it changes the " +
					"policies of the role in place: IAM itself knows no regions.",
			},
			"max_session_duration": schema.Int32Attribute{
				Optional: true, Computed: true, Default: int32default.StaticInt32(3600),
				MarkdownDescription: "How long a session of the role may last, 3600 to 43200 seconds. Default `3600`.",
				Validators:          []validator.Int32{int32validator.Between(3600, 43200)},
			},
			"tags":            roleTags(),
			"tags_all":        tags.AllAttribute("the role"),
			"deletion_policy": crud.DeletionPolicyAttribute("the role", crud.DeletionDelete),
			"timeouts":        defaultTimeouts.Attribute(ctx),
			"model_arns": schema.SetAttribute{
				Computed: true, ElementType: types.StringType,
				MarkdownDescription: "All ARNs that `teacher_models` and `invoked_models` stand for. What is behind an inference profile is " +
					"looked up when the role is made or other models are named, and stays until then.",
			},
			"trust_policy": schema.StringAttribute{
				Computed: true, MarkdownDescription: "Who may assume the role and for what, as JSON. Known at plan.",
			},
			"permissions_policy": schema.StringAttribute{
				Computed: true, MarkdownDescription: "What the role may do, as JSON: its inline policy `" + inlinePolicy + "`. Known at plan.",
			},
		},
	}
	maps.Copy(resp.Schema.Attributes, grantAttributes())
}

// roleTags are tags of which two are one where their keys differ in case only.
func roleTags() schema.MapAttribute {
	attribute := tags.Attribute("the role")
	attribute.MarkdownDescription += " IAM does not tell keys apart by case: two that differ in nothing else are refused, " +
		"one of `default_tags` too."
	return attribute
}

var defaultTimeouts = crud.Timeouts{Create: 5 * time.Minute, Update: 5 * time.Minute, Delete: 5 * time.Minute}
