// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import "github.com/hashicorp/terraform-plugin-framework/types"

// configModel is the provider block. Its fields are framework values, which can be unknown: a provider block may refer to
// something that the same plan creates.
type configModel struct {
	AllowCommitments       types.Bool   `tfsdk:"allow_commitments"`
	DefaultDeletionPolicy  types.String `tfsdk:"default_deletion_policy"`
	DeletionPolicyOverride types.String `tfsdk:"deletion_policy_override"`
	OwnershipKey           types.String `tfsdk:"ownership_key"`
	PollInterval           types.String `tfsdk:"poll_interval"`

	PlanChecks     types.String `tfsdk:"plan_checks"`
	SkipPlanChecks types.Set    `tfsdk:"skip_plan_checks"`

	Region                    types.String `tfsdk:"region"`
	STSRegion                 types.String `tfsdk:"sts_region"`
	UseFIPSEndpoint           types.Bool   `tfsdk:"use_fips_endpoint"`
	UseDualStackEndpoint      types.Bool   `tfsdk:"use_dualstack_endpoint"`
	S3UsePathStyle            types.Bool   `tfsdk:"s3_use_path_style"`
	S3USEast1RegionalEndpoint types.String `tfsdk:"s3_us_east_1_regional_endpoint"`

	AccessKey              types.String `tfsdk:"access_key"`
	SecretKey              types.String `tfsdk:"secret_key"`
	Token                  types.String `tfsdk:"token"`
	Profile                types.String `tfsdk:"profile"`
	SharedConfigFiles      types.List   `tfsdk:"shared_config_files"`
	SharedCredentialsFiles types.List   `tfsdk:"shared_credentials_files"`

	AllowedAccountIDs   types.Set `tfsdk:"allowed_account_ids"`
	ForbiddenAccountIDs types.Set `tfsdk:"forbidden_account_ids"`

	HTTPProxy                      types.String `tfsdk:"http_proxy"`
	HTTPSProxy                     types.String `tfsdk:"https_proxy"`
	NoProxy                        types.String `tfsdk:"no_proxy"`
	CustomCABundle                 types.String `tfsdk:"custom_ca_bundle"`
	Insecure                       types.Bool   `tfsdk:"insecure"`
	EC2MetadataServiceEndpoint     types.String `tfsdk:"ec2_metadata_service_endpoint"`
	EC2MetadataServiceEndpointMode types.String `tfsdk:"ec2_metadata_service_endpoint_mode"`
	UserAgent                      types.List   `tfsdk:"user_agent"`

	MaxRetries                     types.Int64  `tfsdk:"max_retries"`
	RetryMode                      types.String `tfsdk:"retry_mode"`
	TokenBucketRateLimiterCapacity types.Int64  `tfsdk:"token_bucket_rate_limiter_capacity"`

	SkipCredentialsValidation types.Bool   `tfsdk:"skip_credentials_validation"`
	SkipRegionValidation      types.Bool   `tfsdk:"skip_region_validation"`
	SkipRequestingAccountID   types.Bool   `tfsdk:"skip_requesting_account_id"`
	SkipMetadataAPICheck      types.String `tfsdk:"skip_metadata_api_check"`
	TagPolicyCompliance       types.String `tfsdk:"tag_policy_compliance"`

	AssumeRole                types.List `tfsdk:"assume_role"`
	AssumeRoleWithWebIdentity types.List `tfsdk:"assume_role_with_web_identity"`
	DefaultTags               types.List `tfsdk:"default_tags"`
	IgnoreTags                types.List `tfsdk:"ignore_tags"`
	Endpoints                 types.List `tfsdk:"endpoints"`
	CostCeiling               types.List `tfsdk:"cost_ceiling"`
}

// assumeRoleModel is one assume_role block.
type assumeRoleModel struct {
	RoleARN           types.String `tfsdk:"role_arn"`
	Duration          types.String `tfsdk:"duration"`
	ExternalID        types.String `tfsdk:"external_id"`
	Policy            types.String `tfsdk:"policy"`
	PolicyARNs        types.Set    `tfsdk:"policy_arns"`
	SessionName       types.String `tfsdk:"session_name"`
	SourceIdentity    types.String `tfsdk:"source_identity"`
	Tags              types.Map    `tfsdk:"tags"`
	TransitiveTagKeys types.Set    `tfsdk:"transitive_tag_keys"`
}

// webIdentityModel is the assume_role_with_web_identity block.
type webIdentityModel struct {
	RoleARN              types.String `tfsdk:"role_arn"`
	Duration             types.String `tfsdk:"duration"`
	Policy               types.String `tfsdk:"policy"`
	PolicyARNs           types.Set    `tfsdk:"policy_arns"`
	SessionName          types.String `tfsdk:"session_name"`
	WebIdentityToken     types.String `tfsdk:"web_identity_token"`
	WebIdentityTokenFile types.String `tfsdk:"web_identity_token_file"`
}

// defaultTagsModel is the default_tags block.
type defaultTagsModel struct {
	Tags types.Map `tfsdk:"tags"`
}

// costCeilingModel is the cost_ceiling block.
type costCeilingModel struct {
	OneTime   types.String `tfsdk:"one_time"`
	Monthly   types.String `tfsdk:"monthly"`
	Currency  types.String `tfsdk:"currency"`
	OnUnknown types.String `tfsdk:"on_unknown"`
}

// ignoreTagsModel is the ignore_tags block.
type ignoreTagsModel struct {
	Keys        types.Set `tfsdk:"keys"`
	KeyPrefixes types.Set `tfsdk:"key_prefixes"`
}
