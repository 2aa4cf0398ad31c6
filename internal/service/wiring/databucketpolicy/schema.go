// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucketpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const description = "Writes what a bucket that is made elsewhere, and the KMS key that encrypts it, need for Bedrock: the bucket policy, " +
	"the CORS rules and the statements of the key policy.\n\n" +
	"Jobs whose role is in the account of the bucket need no bucket policy: the permissions of the role suffice. Roles of other accounts " +
	"need one, and so does Bedrock itself to write invocation logs. A key needs statements for roles of other accounts, for Bedrock " +
	"itself, and for roles of its own account where its policy does not leave them to IAM.\n\n" +
	"With `account_id` it needs no credentials. `bedrock_data_bucket` has all of it built in."

// Schema describes the arguments and the documents.
func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	some := []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()}
	roles := func(description string) schema.SetAttribute {
		return schema.SetAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: description,
			Validators: append([]validator.Set{setvalidator.ValueStringsAre(fwtypes.IsARNOf("iam", "role/"))}, some...),
		}
	}
	resp.Schema = schema.Schema{MarkdownDescription: description, Attributes: map[string]schema.Attribute{
		"bucket": schema.StringAttribute{
			Required: true, MarkdownDescription: "Name of the bucket.", Validators: []validator.String{wiring.BucketName{}},
		},
		"region": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "AWS Region of the bucket and the jobs. Defaults to the provider's region.",
		},
		"account_id": schema.StringAttribute{
			Optional: true, Computed: true, Validators: []validator.String{wiring.AccountID()},
			MarkdownDescription: "Account that uses Bedrock. Defaults to that of the provider's credentials, which AWS is asked for.",
		},
		"reader_role_arns": roles("ARNs of the roles that read the bucket, such as those of another account's jobs."),
		"writer_role_arns": roles("ARNs of the roles that read and write the bucket."),
		"model_role_arns": roles("ARNs of the roles of jobs whose models the key encrypts (`custom_model_kms_key_id`). They are about the " +
			"key only."),
		"invocation_log_prefixes": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, Validators: some,
			MarkdownDescription: "Key prefixes below which Bedrock writes the invocation logs of the account and region (`key_prefix` of " +
				"`bedrock_model_invocation_logging_configuration`); `\"\"` is the bucket itself.",
		},
		"human_evaluation": schema.BoolAttribute{
			Optional: true, MarkdownDescription: "Whether people look at answers in the bucket, which takes a CORS rule. Default `false`.",
		},
		"encrypted_evaluations": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether the key encrypts evaluation jobs (`customer_encryption_key_id` of `bedrock_evaluation_job`). " +
				"Default `false`.",
		},
		"policy": schemas.DataString("The bucket policy, as JSON: access without TLS is denied, and what the arguments name is allowed."),
		"key_policy": schemas.DataString("The statements that the policy of the key needs besides that of its administrators, as a policy " +
			"document in JSON; null where it needs none."),
		"cors_rules": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "The CORS rules of the bucket; empty without `human_evaluation`.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"allowed_methods": schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "HTTP methods."},
				"allowed_origins": schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Origins."},
			}},
		},
	}}
}
