// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationloggingconfiguration

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const description = "Where Bedrock logs what models are asked and answer, for the whole account in one region.\n\n" +
	"- **Create**: switches logging on; a configuration that says something else is not overwritten unless `overwrite_existing` is set.\n" +
	"- **Read**: shows the configuration, and what others have changed of it.\n" +
	"- **Update**: everything but the region changes in place; AWS takes the configuration as a whole.\n" +
	"- **Delete**: switches logging off for the whole account in the region. What was logged stays.\n\n" +
	"**One for the account.** An account has one configuration in each region, and whoever manages it decides for everybody: so this " +
	"belongs in the root of a platform team. A configuration that somebody else made is shown at plan and never overwritten in " +
	"silence.\n\n" +
	"**What is logged.** The logs hold prompts and answers in full, with whatever personal data is in them. Calls of the " +
	"`bedrock-mantle` endpoint are not logged. A distillation can learn from these logs: `logs_s3_uri` is what it reads.\n\n" +
	"**Cost.** Bedrock itself charges nothing for logging; S3 and " +
	"CloudWatch charge for what they keep, so give the bucket a lifecycle rule.\n\n" +
	"**The bucket.** It must be in the same account and region, have ACLs disabled, and let Bedrock write. `invocation_log_prefixes` of " +
	"`bedrock_data_bucket` does that; for a bucket made elsewhere, the data source `bedrock_data_bucket_policy` writes the statement. " +
	"Without it, and where the caller may change the policy of the bucket, Bedrock adds the statement by itself.\n\n" +
	"**Coming from hashicorp/aws.** A `moved` block takes over `aws_bedrock_model_invocation_logging_configuration`; logging goes on " +
	"meanwhile."

// attributes are the arguments that AWS sees.
func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"cloudwatch_config": schema.SingleNestedAttribute{
			Optional: true,
			MarkdownDescription: "Log group of CloudWatch that gets a record of each call. Data that is binary or larger than 100 KB does not " +
				"get there: it needs `large_data_delivery_s3_config`. At least one of `cloudwatch_config` and `s3_config` is required.",
			Attributes: map[string]schema.Attribute{
				"log_group_name": schema.StringAttribute{
					Required: true, MarkdownDescription: "Name of the log group, which must exist. 1 to 512 characters.",
					Validators: []validator.String{stringvalidator.LengthBetween(1, 512)},
				},
				"role_arn": schema.StringAttribute{
					Required: true,
					MarkdownDescription: "ARN of the role with which Bedrock writes to the log group, such as a `bedrock_service_role` with the " +
						"purpose `invocation_logging`.",
					Validators: []validator.String{fwtypes.IsARNOf("iam", "role/")},
				},
				"large_data_delivery_s3_config": bucketAttribute("Bucket for what is too large for a log group."),
			},
			Validators: []validator.Object{objectvalidator.AtLeastOneOf(path.MatchRoot("cloudwatch_config"), path.MatchRoot("s3_config"))},
		},
		"s3_config": bucketAttribute("Bucket that gets the logs, as compressed JSON lines. At least one of `cloudwatch_config` and " +
			"`s3_config` is required."),
		"text_data_delivery_enabled":      deliveryAttribute("text"),
		"image_data_delivery_enabled":     deliveryAttribute("images"),
		"embedding_data_delivery_enabled": deliveryAttribute("embeddings"),
		"video_data_delivery_enabled":     deliveryAttribute("videos"),
		"audio_data_delivery_enabled":     deliveryAttribute("audio"),
	}
}

func bucketAttribute(description string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"bucket_name": schema.StringAttribute{
				Required: true, MarkdownDescription: "Name of the bucket, in the same account and region.",
				Validators: []validator.String{wiring.BucketName{}},
			},
			"key_prefix": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "What the keys begin with, before `AWSLogs/`. 1 to 1024 characters; leave it out for none.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 1024)},
			},
		},
	}
}

func deliveryAttribute(what string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Optional: true, Computed: true, Default: booldefault.StaticBool(true),
		MarkdownDescription: "Whether the logs hold " + what + ". Default `true`, as AWS's own.",
	}
}
