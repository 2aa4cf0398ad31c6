// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Schema has every argument and block of hashicorp/aws, so that its provider block can be copied, and those of Bedrock.
func (p *bedrockProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	attributes := map[string]schema.Attribute{}
	maps.Copy(attributes, bedrockAttributes())
	maps.Copy(attributes, regionAttributes())
	maps.Copy(attributes, credentialsAttributes())
	maps.Copy(attributes, accountAttributes())
	maps.Copy(attributes, networkAttributes())
	maps.Copy(attributes, retryAttributes())
	maps.Copy(attributes, skipAttributes())
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages Amazon Bedrock. The arguments are those of the `hashicorp/aws` provider: copy its block, change " +
			"the name, and it works. Credentials are looked for when the first call needs them.",
		Attributes: emptyIsAbsent(attributes),
		Blocks:     blocks(),
	}
}

// bedrockAttributes are the arguments that hashicorp/aws does not have.
func bedrockAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"allow_commitments": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether resources may buy what cannot be cancelled, such as provisioned throughput for six months. " +
				"Defaults to `false`: a plan that would buy it is refused.",
		},
		"default_deletion_policy": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "`deletion_policy` of every resource that has one and does not say any: `DELETE`, `ABANDON` or `PREVENT`. " +
				"A resource takes it over with its next apply, and the plan shows it. Without it, a resource that made what cannot be had " +
				"back for free, such as a trained model, is not destroyed until it says what that means.",
			Validators: []validator.String{stringvalidator.OneOf(crud.DeletionPolicies()...)},
		},
		"deletion_policy_override": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What wins over every `deletion_policy`, also over those in the state, when something is destroyed: `DELETE`, " +
				"`ABANDON` or `PREVENT`. It is the way out for objects that no block stands for any more, such as a deposed one. Better given " +
				"to one run, as `" + crud.OverrideEnvironment + "`, which is its default, than left in a configuration.",
			Validators: []validator.String{stringvalidator.OneOf(crud.DeletionPolicies()...)},
		},
		"ownership_key": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "A text that no other configuration has, at least 16 characters long. With it, jobs, buckets and roles are " +
				"created with a tag `bedrock-terraform:owner`, which is taken off when they are complete, and names that are made from a prefix " +
				"follow from this key and the arguments. After a run that was killed before it could write its state, the next apply then " +
				"takes over what that run made, where it would otherwise stop with the command to import it, or, under a made name, make another " +
				"one. See the guide [How waiting and resuming works](guides/waiting-and-resuming.md). Not set by default.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(16)},
		},
		"plan_checks": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What a plan does about a new value that breaks a rule of AWS's own service model, such as a length, a range " +
				"or the characters of a name: `error` stops it, `warn` leaves it to AWS and says so, `off` does not look. Values of which AWS " +
				"may take more than the model says, such as those of an enumeration, are never more than a warning. Defaults to `error`.",
			Validators: []validator.String{stringvalidator.OneOf(planChecksError, planChecksWarn, planChecksOff)},
		},
		"skip_plan_checks": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Rules of AWS's service model that no plan looks at, by the names that the messages show, such as " +
				"`S3Uri.pattern`: for a rule that AWS has loosened since this version of the provider.",
			Validators: []validator.Set{setvalidator.ValueStringsAre(ruleName())},
		},
		"poll_interval": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The longest pause between two questions to AWS while waiting for a job, as a duration between `1s` and " +
				"`10m`. Waits begin with short pauses and get slower. Defaults to `60s`.",
			Validators: []validator.String{durationBetween(minPollInterval, maxPollInterval)},
		},
	}
}

func regionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"region": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The AWS region of every resource that does not name its own. Defaults to the environment variable " +
				"`AWS_REGION`, then `AWS_DEFAULT_REGION`, then `region` of the profile in the shared configuration file.",
		},
		"sts_region": schema.StringAttribute{
			Optional:            true,
			MarkdownDescription: "The region of AWS STS, which gives out credentials. Defaults to `region`.",
		},
		"use_fips_endpoint": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to call the FIPS endpoint of every service that `endpoints` does not name. Defaults to " +
				"`AWS_USE_FIPS_ENDPOINT`, then `use_fips_endpoint` of the profile, then `false`.",
		},
		"use_dualstack_endpoint": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to call endpoints that have IPv6 too, for every service that `endpoints` does not name. Defaults " +
				"to `AWS_USE_DUALSTACK_ENDPOINT`, then `use_dualstack_endpoint` of the profile, then `false`.",
		},
		"s3_use_path_style": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to put the name of a bucket into the path (`https://s3.amazonaws.com/BUCKET/KEY`) and not into the " +
				"host name. Defaults to `false`; always done where S3 has an endpoint of your own.",
		},
		"s3_us_east_1_regional_endpoint": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Which endpoint of S3 to call in `us-east-1`: `regional`, or `legacy` for `s3.amazonaws.com`. Defaults to " +
				"`AWS_S3_US_EAST_1_REGIONAL_ENDPOINT`, then `regional`.",
			Validators: []validator.String{stringvalidator.OneOf("legacy", "regional")},
		},
	}
}

func credentialsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"access_key": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The access key id to sign with, together with `secret_key`. Better left to `AWS_ACCESS_KEY_ID` or to a profile: " +
				"what stands in a configuration is soon in a repository.",
		},
		"secret_key": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "The secret key that belongs to `access_key`. Better left to `AWS_SECRET_ACCESS_KEY` or to a profile.",
		},
		"token": schema.StringAttribute{
			Optional: true, Sensitive: true,
			MarkdownDescription: "The session token that belongs to temporary keys. Better left to `AWS_SESSION_TOKEN`.",
		},
		"profile": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The profile of the shared configuration and credentials files. Defaults to `AWS_PROFILE`, then " +
				"`AWS_DEFAULT_PROFILE`, then `default`.",
		},
		"shared_config_files": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Paths of shared configuration files. `~` and environment variables are replaced. Defaults to " +
				"`AWS_CONFIG_FILE`, then `~/.aws/config`.",
		},
		"shared_credentials_files": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Paths of shared credentials files. `~` and environment variables are replaced. Defaults to " +
				"`AWS_SHARED_CREDENTIALS_FILE`, then `~/.aws/credentials`.",
		},
	}
}

func accountAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"allowed_account_ids": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "The only AWS accounts that may be used. With credentials of another, every plan stops before it sends " +
				"anything. Conflicts with `forbidden_account_ids`.",
			Validators: []validator.Set{
				setvalidator.ValueStringsAre(accountID()), setvalidator.ConflictsWith(path.MatchRoot("forbidden_account_ids")),
			},
		},
		"forbidden_account_ids": schema.SetAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "AWS accounts that must not be used. With credentials of one of them, every plan stops before it sends " +
				"anything. Conflicts with `allowed_account_ids`.",
			Validators: []validator.Set{
				setvalidator.ValueStringsAre(accountID()), setvalidator.ConflictsWith(path.MatchRoot("allowed_account_ids")),
			},
		},
	}
}

func networkAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"http_proxy": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The URL of the proxy for calls over HTTP, and for calls over HTTPS where `https_proxy` is not set. Empty " +
				"means no proxy. Defaults to `HTTP_PROXY`. Loopback addresses are never called through a proxy.",
			Validators: []validator.String{proxyURL()},
		},
		"https_proxy": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The URL of the proxy for calls over HTTPS, which is how AWS is called. Empty means no proxy. Defaults to " +
				"`HTTPS_PROXY`.",
			Validators: []validator.String{proxyURL()},
		},
		"no_proxy": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Hosts to call without a proxy, separated by commas: domain names, IP addresses, CIDR blocks, each with or " +
				"without a port, or `*` for all. Defaults to `NO_PROXY`.",
		},
		"custom_ca_bundle": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The path of a PEM file with certificates to trust instead of the system's, as a proxy that inspects traffic " +
				"needs. Defaults to `AWS_CA_BUNDLE`.",
		},
		"insecure": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to accept any certificate of a server. Whoever stands between you and AWS can then read and change " +
				"everything: for tests only. Defaults to `false`.",
		},
		"ec2_metadata_service_endpoint": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "The URL of the EC2 instance metadata service, a source of credentials. Defaults to " +
				"`AWS_EC2_METADATA_SERVICE_ENDPOINT`, then the address that EC2 uses.",
			Validators: []validator.String{endpointURL()},
		},
		"ec2_metadata_service_endpoint_mode": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "How to reach the EC2 instance metadata service: `IPv4` or `IPv6`. Defaults to " +
				"`AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE`, then `IPv4`.",
			Validators: []validator.String{stringvalidator.OneOf("IPv4", "IPv6")},
		},
		"user_agent": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Products to name in the User-Agent header of every call, each as `product/version (comment)`; version and " +
				"comment may be left out. `TF_APPEND_USER_AGENT` is added after them.",
		},
	}
}

func retryAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"max_retries": schema.Int64Attribute{
			Optional: true,
			MarkdownDescription: "How often one call is attempted when AWS throttles or fails, within five minutes; where it fails " +
				"while a plan or a data source asks, at most 11 times within a minute. Defaults to " +
				"`AWS_MAX_ATTEMPTS`, then `max_attempts` of the profile, then `25`.",
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
		"retry_mode": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "How to wait between attempts: `standard`, or `adaptive`, which also slows down calls that have not failed. " +
				"Defaults to `AWS_RETRY_MODE`, then `retry_mode` of the profile, then `standard`.",
			Validators: []validator.String{stringvalidator.OneOf("standard", "adaptive")},
		},
		"token_bucket_rate_limiter_capacity": schema.Int64Attribute{
			Optional: true,
			MarkdownDescription: "The size of the budget that all retries of one service and region share; when it is spent, calls fail with " +
				"`retry quota exceeded`. Not limited by default.",
			Validators: []validator.Int64{int64validator.AtLeast(0)},
		},
	}
}

func skipAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"skip_credentials_validation": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to plan without finding out first whether there are credentials and AWS takes them. Accounts in " +
				"`allowed_account_ids` and `forbidden_account_ids` are checked all the same. Defaults to `false`: a plan stops where no apply " +
				"could do anything, at the price of one call of AWS STS.",
		},
		"skip_region_validation": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether to accept a region this version of the provider does not know: a new one, or one that is not AWS's. " +
				"Defaults to `false`.",
		},
		"skip_requesting_account_id": schema.BoolAttribute{
			Optional: true,
			MarkdownDescription: "Whether not to ask AWS STS which account the credentials belong to. What is in the state is then not protected " +
				"from credentials of another account. Ignored where `allowed_account_ids` or `forbidden_account_ids` must be checked. " +
				"Defaults to `false`.",
		},
		"skip_metadata_api_check": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Whether not to look for credentials at the EC2 instance metadata service, `true` or `false`. Defaults to " +
				"`AWS_EC2_METADATA_DISABLED`.",
			Validators: []validator.String{stringvalidator.OneOfCaseInsensitive("true", "false")},
		},
		"tag_policy_compliance": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Accepted for compatibility: `error`, `warning` or `disabled`. This provider does not read the tag policy of " +
				"your organization; where AWS enforces it, AWS's error is shown.",
			Validators: []validator.String{stringvalidator.OneOf("error", "warning", "disabled")},
		},
	}
}
