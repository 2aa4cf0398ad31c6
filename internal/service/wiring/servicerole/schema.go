// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
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
	"Bedrock may assume the role for jobs of one kind in one account and one region, and for nothing else. Both policies are known " +
	"at plan, in `trust_policy` and `permissions_policy`, and what others change about them is shown and undone. Policies that " +
	"others add to the role are neither read nor removed, but stand in the way of deleting it.\n\n" +
	"Whoever starts a job needs `iam:PassRole` on its role. The managed policy `AmazonBedrockFullAccess` grants that for roles whose " +
	"name contains `AmazonBedrock` only, so names that are made up begin with it.\n\n" +
	"IAM spreads a new role over some seconds; jobs of this provider wait for it. A KMS key needs a key policy that lets the role in, " +
	"and a bucket of another account a bucket policy: no role can grant itself that.\n\n" +
	"A role made elsewhere works with every job of this provider; it needs none of this."

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
			"tags":            roleTags(),
			"tags_all":        tags.AllAttribute("the role"),
			"deletion_policy": crud.DeletionPolicyAttribute("the role", crud.DeletionDelete),
			"timeouts":        defaultTimeouts.Attribute(ctx),
			"trust_policy": schema.StringAttribute{
				Computed: true, MarkdownDescription: "Who may assume the role and for what, as JSON. Known at plan.",
			},
			"permissions_policy": schema.StringAttribute{
				Computed: true, MarkdownDescription: "What the role may do, as JSON: its inline policy `" + inlinePolicy + "`. Known at plan.",
			},
		},
	}
	for name, attribute := range grantAttributes() {
		resp.Schema.Attributes[name] = attribute
	}
}

// roleTags are tags of which two are one where their keys differ in case only.
func roleTags() schema.MapAttribute {
	attribute := tags.Attribute("the role")
	attribute.MarkdownDescription += " IAM does not tell keys apart by case: two that differ in nothing else are refused, " +
		"one of `default_tags` too."
	return attribute
}

var defaultTimeouts = crud.Timeouts{Create: 5 * time.Minute, Update: 5 * time.Minute, Delete: 5 * time.Minute}

// grantAttributes are the arguments that the policies follow from.
func grantAttributes() map[string]schema.Attribute {
	var purposes []string
	for _, p := range jobpolicy.Purposes() {
		purposes = append(purposes, string(p))
	}
	attributes := map[string]schema.Attribute{
		"purpose": schema.StringAttribute{
			Required: true,
			MarkdownDescription: "Kind of jobs that the role is for: `" + strings.Join(purposes, "`, `") + "`. " +
				"`evaluation_human_sagemaker` is the role of a flow definition, not of a job: SageMaker AI shows people the answers.",
			Validators: []validator.String{stringvalidator.OneOf(purposes...)},
		},
		"bucket_owners": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Account ids by bucket name, for the buckets that belong to another account than the role. The role gets at a " +
				"bucket only while it belongs to the account that is expected.",
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues(), mapvalidator.KeysAre(wiring.BucketName{}),
				mapvalidator.ValueStringsAre(accountID()),
			},
		},
		"data_kms_key_arns":   grantSet("ARNs of the KMS keys that encrypt the data to read.", fwtypes.IsARNOf("kms", "key/")),
		"output_kms_key_arns": grantSet("ARNs of the KMS keys that encrypt the bucket of `output_data`.", fwtypes.IsARNOf("kms", "key/")),
		"model_kms_key_arn": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "ARN of the KMS key that encrypts the models (`custom_model_kms_key_id` of the jobs).",
			Validators:          []validator.String{fwtypes.IsARNOf("kms", "key/")},
		},
		"teacher_model_arns": grantSet("ARNs of the foundation models and inference profiles that teach in a distillation. An inference "+
			"profile needs the ARNs of its models in every region of the profile as well.", fwtypes.IsARNOf("bedrock", "")),
		"invoked_model_arns": grantSet("ARNs of the foundation models and inference profiles that the jobs invoke, for `batch_inference` "+
			"through a profile and for evaluations, judges among them. A profile needs the ARNs of its models in every region of the "+
			"profile as well: the data source `bedrock_invocation_target` has them all.", fwtypes.IsARNOf("bedrock", "")),
		"knowledge_base_arns": grantSet("ARNs of the knowledge bases that `evaluation_rag` asks.",
			fwtypes.IsARNOf("bedrock", "knowledge-base/")),
		"log_group_name": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Name of the log group of CloudWatch that Bedrock logs invocations to (`cloudwatch_config` of " +
				"`bedrock_model_invocation_logging_configuration`). Required for `invocation_logging`.",
			Validators: []validator.String{logGroupName()},
		},
		"reward_function_arns": grantSet("ARNs of the Lambda functions that grade in reinforcement fine-tuning.",
			fwtypes.IsARNOf("lambda", "function:")),
		"vpc_config": schema.SingleNestedAttribute{
			Optional: true,
			MarkdownDescription: "Subnets and security groups of the `vpc_config` of the jobs: the role gets the permissions for network " +
				"interfaces there.",
			Attributes: map[string]schema.Attribute{
				"subnet_ids":         networkIDs("Ids of 1 to 16 subnets.", "subnet-", 16),
				"security_group_ids": networkIDs("Ids of 1 to 5 security groups.", "sg-", 5),
			},
		},
	}
	maps.Copy(attributes, dataAttributes())
	return attributes
}

// dataAttributes are what jobs read and write in S3.
func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"training_data": grantSet("S3 URIs of what the jobs train on: files, or folders with everything below them. Images and videos that "+
			"records refer to belong to it. `model_customization` needs this or `invocation_logs`.", fwtypes.IsS3URI()),
		"validation_data": grantSet("S3 URIs of what the jobs validate with.", fwtypes.IsS3URI()),
		"input_data": grantSet("S3 URIs of what jobs read that do not train: the files of a model to import, the records of batch inference, "+
			"the prompts of evaluations. Required for `model_import` and `batch_inference`.", fwtypes.IsS3URI()),
		"invocation_logs": grantSet("S3 URIs of model invocation logs that a distillation learns from.", fwtypes.IsS3URI()),
		"output_data": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "S3 URI below which the jobs write what they make. " +
				"Required for `model_customization`, `batch_inference` and evaluations.",
			Validators: []validator.String{fwtypes.IsS3URI()},
		},
	}
}

func grantSet(description string, each validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		Optional: true, ElementType: types.StringType, MarkdownDescription: description,
		Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(each)},
	}
}

func networkIDs(description, prefix string, most int) schema.SetAttribute {
	return schema.SetAttribute{
		Required: true, ElementType: types.StringType, MarkdownDescription: description,
		Validators: []validator.Set{
			setvalidator.SizeBetween(1, most), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(networkID(prefix)),
		},
	}
}
