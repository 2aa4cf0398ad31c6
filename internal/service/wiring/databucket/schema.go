// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const description = "An S3 bucket for the data and the results of Bedrock jobs, secure without further arguments: all public " +
	"access is blocked, ACLs are off, only TLS gets in, everything is encrypted and versioned.\n\n" +
	"- **Create**: makes the bucket, shut to the public before it holds anything; a bucket that exists is never taken over.\n" +
	"- **Read**: shows the bucket and its settings, and what others have changed of them.\n" +
	"- **Update**: everything but name and region changes in place.\n" +
	"- **Delete**: deletes the bucket if it is empty; with `force_destroy = true`, applied before, it deletes all data first.\n\n" +
	"**Data that is lost.** Destroying the bucket deletes it; while it holds anything, destroying fails unless `force_destroy` is " +
	"`true`, and then **all data in it is lost for good**, old versions included.\n\n" +
	"**Buckets that exist.** They are never taken over: creating one under a name in use is an error that says how to import it. A " +
	"bucket made elsewhere works with every resource of this provider, without any of this.\n\n" +
	"**Cost.** S3 charges for what is stored, old versions too: a rule in `lifecycle_rules` deletes them.\n\n" +
	"**Outputs of jobs.** A customization job leaves files in its output that Terraform does not know and AWS never removes: its " +
	"metrics and reports, and `.write_access_check_file.temp` also where the job failed. So the bucket of an output is destroyed only " +
	"with `force_destroy`, or once somebody has emptied it; a plan that destroys or replaces it says so.\n\n" +
	"**What others change.** Changes of access, encryption, versioning, policy and tags are shown and undone. " +
	"Lifecycle and CORS rules are neither read nor changed unless they are configured here.\n\n" +
	"**Logs.** Invocation logs need a statement in the policy of the bucket: that of `invocation_log_prefixes`. Bedrock can add it by " +
	"itself when somebody configures logging; that one is left alone."

// Schema describes the resource.
func (*managed) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"arn": schemas.ComputedString("ARN of the bucket."),
			"bucket": wiring.NameAttribute("Name of the bucket, unique over all accounts of AWS: 3 to 63 lower-case letters, digits, dots and "+
				"hyphens. Exactly one of `bucket` and `bucket_prefix` is required.",
				wiring.BucketName{}, stringvalidator.ExactlyOneOf(path.MatchRoot("bucket"), path.MatchRoot("bucket_prefix"))),
			"bucket_prefix": wiring.NamePrefixAttribute(path.Root("bucket"),
				"Beginning of a name that is made up: 20 characters of time and chance follow. At most 43 characters.",
				wiring.BucketName{IsPrefix: true}),
			"region":           crud.RegionAttribute(),
			"s3_uri":           schemas.ComputedString("The bucket as Bedrock's arguments take it: `s3://` and the name, without a trailing slash."),
			"owner_account_id": schemas.ComputedString("Account that owns the bucket. An S3 ARN does not say."),
			"kms_key_id":       kmsKeyAttribute(),
			"force_destroy":    forceDestroyAttribute(),
			"versioning":       versioningAttribute(),
			"lifecycle_rules":  lifecycleAttribute(),
			"cors_rules":       corsAttribute(),
			"tags":             tags.Attribute("the bucket"),
			"tags_all":         tags.AllAttribute("the bucket"),
			"deletion_policy":  crud.DeletionPolicyAttribute("the bucket", crud.DeletionDelete),
			"timeouts":         defaultTimeouts.Attribute(ctx),
			"sse_algorithm":    schema.StringAttribute{Computed: true, MarkdownDescription: "Default encryption: `AES256` (SSE-S3) or `aws:kms`."},
			"bucket_key_enabled": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether an S3 Bucket Key saves calls of AWS KMS. " +
				"Planned to be `true` with `kms_key_id`."},
			"public_access_blocked": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether all four kinds of public access are " +
				"blocked. Planned to be `true`: what others open, the next apply closes."},
			"acls_disabled": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the bucket owner owns every object and ACLs are " +
				"off (`BucketOwnerEnforced`). Planned to be `true`."},
			"policy": schema.StringAttribute{Computed: true, MarkdownDescription: "The whole bucket policy, as JSON: the statement that denies " +
				"access without TLS, and those of `additional_policy_json`."},
			"key_policy": schema.StringAttribute{Computed: true, MarkdownDescription: "The statements that the policy of the key in `kms_key_id` " +
				"needs besides that of its administrators, as JSON: those of `invocation_log_prefixes`; null where it needs none. Roles of " +
				"other accounts need more: the data source `bedrock_data_bucket_policy` writes it."},
			"invocation_log_prefixes": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Key prefixes below which Bedrock may write the invocation logs of the account in the bucket's region " +
					"(`key_prefix` of `bedrock_model_invocation_logging_configuration`); `\"\"` is the bucket itself.",
				Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()},
			},
			"additional_policy_json": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "A policy document whose statements the bucket policy gets besides its own, as JSON. " +
					"A policy that makes the bucket public is refused by AWS.",
				PlanModifiers: []planmodifier.String{fwtypes.KeepSamePolicy()},
				Validators:    []validator.String{wiring.AdditionalPolicy{Summary: "Invalid bucket policy", Refuse: refused}},
			},
		},
	}
}

var defaultTimeouts = crud.Timeouts{Create: 10 * time.Minute, Update: 10 * time.Minute, Delete: time.Hour}

func kmsKeyAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "KMS key that encrypts new objects (SSE-KMS, with an S3 Bucket Key): ARN, id or alias. " +
			"Without it, S3's own key does (SSE-S3). The role of a job needs the permission to use the key. " +
			"Changing it does not encrypt anew what is in the bucket.",
		Validators: []validator.String{stringvalidator.LengthBetween(1, 2048)},
	}
}

func forceDestroyAttribute() schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true,
		Computed: true,
		Default:  booldefault.StaticBool(false),
		MarkdownDescription: "Whether destroying or replacing the bucket first deletes every version of every object in it. " +
			"Must be applied before that; after a destroy that was refused, with `terraform apply -target=bedrock_data_bucket.NAME`, " +
			"since a plain apply would make anew, and train again, what the destroy has deleted already. Default `false`.",
	}
}

func versioningAttribute() schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true,
		Computed: true,
		Default:  booldefault.StaticBool(true),
		MarkdownDescription: "Whether S3 keeps the old versions of objects. They are charged for until they are deleted, as a lifecycle rule " +
			"with `noncurrent_expiration_days` does. Switched off, it is suspended: what is there stays. Default `true`.",
	}
}
