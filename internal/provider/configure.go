// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// What plan_checks may be.
const (
	planChecksError = "error"
	planChecksWarn  = "warn"
	planChecksOff   = "off"
)

const (
	minPollInterval     = time.Second
	defaultPollInterval = time.Minute
	maxPollInterval     = 10 * time.Minute
)

// Configure stores the arguments. It sends nothing: credentials are resolved by the first resource that needs a client.
func (p *bedrockProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var model configModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	r := &reader{}
	data := &crud.ProviderData{
		Clock:            p.clock,
		PollInterval:     defaultPollInterval,
		AllowCommitments: model.AllowCommitments.ValueBool(),
		OwnershipKey:     model.OwnershipKey.ValueString(), // of use in apply only, where it is known
		DefaultTags:      r.defaultTags(ctx, model.DefaultTags),
		IgnoreTags:       r.ignoreTags(ctx, model.IgnoreTags),
		CostCeiling:      r.costCeiling(ctx, model.CostCeiling),

		DefaultDeletionPolicy: r.text("default_deletion_policy", model.DefaultDeletionPolicy),

		RegionUnknown: model.Region.IsUnknown(),
		Stopped:       p.stopped.Load,
		Rules:         rules(&model),
	}
	for _, argument := range r.unknown {
		// What they hold goes into every plan. A value that came later would contradict the plan.
		resp.Diagnostics.AddAttributeError(path.Root(argument), "Unknown values in the provider configuration",
			"What is in "+argument+" must be known at plan, since the plan of every resource depends on it. "+
				"Give values that are known, or create what they refer to first, with terraform apply -target.")
	}
	data.DeletionPolicyOverride = cmp.Or(model.DeletionPolicyOverride.ValueString(), os.Getenv(crud.OverrideEnvironment))
	if policy := data.DeletionPolicyOverride; policy != "" && !slices.Contains(crud.DeletionPolicies(), policy) {
		resp.Diagnostics.AddAttributeError(path.Root("deletion_policy_override"), "Reading the environment", fmt.Sprintf(
			"%s is %q, and must be one of %s.", crud.OverrideEnvironment, policy, strings.Join(crud.DeletionPolicies(), ", ")))
	}
	if interval := r.duration("poll_interval", model.PollInterval); interval > 0 {
		data.PollInterval = interval
	}
	config := r.clientConfig(ctx, &model)
	config.ProviderVersion, config.TerraformVersion = p.version, req.TerraformVersion
	config.Dial = p.dial
	resp.Diagnostics.Append(r.diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	data.Clients = awsclient.New(config)
	p.access.clients.Store(data.Clients)
	data.Lookup = lookup.New(data.Clients)
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = data, data, data
	resp.ListResourceData, resp.ActionData = data, data
}

// rules are what becomes of values that break a rule of AWS's own models. What is not known yet refuses nothing.
func rules(m *configModel) crud.Rules {
	// A reader of its own: neither argument has anything to do with how AWS is called, and only that must be known.
	var r reader
	rules := crud.Rules{Skip: r.texts("skip_plan_checks", m.SkipPlanChecks)}
	switch r.text("plan_checks", m.PlanChecks) {
	case planChecksOff:
		rules.Off = true
	case planChecksWarn:
		rules.WarnOnly = true
	}
	rules.WarnOnly = rules.WarnOnly || len(r.unknown) > 0
	return rules
}

// clientConfig translates the arguments that decide how AWS is called.
func (r *reader) clientConfig(ctx context.Context, m *configModel) awsclient.Config {
	config := awsclient.Config{
		Region:                         r.text("region", m.Region),
		STSRegion:                      r.text("sts_region", m.STSRegion),
		UseFIPSEndpoint:                r.flag("use_fips_endpoint", m.UseFIPSEndpoint),
		UseDualStackEndpoint:           r.flag("use_dualstack_endpoint", m.UseDualStackEndpoint),
		S3UsePathStyle:                 r.flag("s3_use_path_style", m.S3UsePathStyle),
		S3USEast1RegionalEndpoint:      r.text("s3_us_east_1_regional_endpoint", m.S3USEast1RegionalEndpoint),
		AccessKey:                      r.text("access_key", m.AccessKey),
		SecretKey:                      r.text("secret_key", m.SecretKey),
		Token:                          r.text("token", m.Token),
		Profile:                        r.text("profile", m.Profile),
		SharedConfigFiles:              r.texts("shared_config_files", m.SharedConfigFiles),
		SharedCredentialsFiles:         r.texts("shared_credentials_files", m.SharedCredentialsFiles),
		AllowedAccountIDs:              r.texts("allowed_account_ids", m.AllowedAccountIDs),
		ForbiddenAccountIDs:            r.texts("forbidden_account_ids", m.ForbiddenAccountIDs),
		HTTPProxy:                      r.textOrNil("http_proxy", m.HTTPProxy),
		HTTPSProxy:                     r.textOrNil("https_proxy", m.HTTPSProxy),
		NoProxy:                        r.text("no_proxy", m.NoProxy),
		CustomCABundle:                 r.text("custom_ca_bundle", m.CustomCABundle),
		Insecure:                       r.flag("insecure", m.Insecure),
		EC2MetadataServiceEndpoint:     r.text("ec2_metadata_service_endpoint", m.EC2MetadataServiceEndpoint),
		EC2MetadataServiceEndpointMode: r.text("ec2_metadata_service_endpoint_mode", m.EC2MetadataServiceEndpointMode),
		UserAgent:                      r.texts("user_agent", m.UserAgent),
		MaxRetries:                     r.number("max_retries", m.MaxRetries),
		RetryMode:                      r.text("retry_mode", m.RetryMode),
		TokenBucketRateLimiterCapacity: r.number("token_bucket_rate_limiter_capacity", m.TokenBucketRateLimiterCapacity),
		SkipCredentialsValidation:      r.flag("skip_credentials_validation", m.SkipCredentialsValidation),
		SkipRegionValidation:           r.flag("skip_region_validation", m.SkipRegionValidation),
		SkipRequestingAccountID:        r.flag("skip_requesting_account_id", m.SkipRequestingAccountID),
		SkipMetadataAPICheck:           r.optionalFlag("skip_metadata_api_check", m.SkipMetadataAPICheck),
		AssumeRole:                     r.assumeRoles(ctx, m.AssumeRole),
		AssumeRoleWithWebIdentity:      r.webIdentity(ctx, m.AssumeRoleWithWebIdentity),
		Endpoints:                      r.endpoints(m.Endpoints),
	}
	config.Unknown = r.unknown
	return config
}

// optionalFlag reads a flag that hashicorp/aws has as a string, so that it can tell false from not set.
func (r *reader) optionalFlag(argument string, v types.String) *bool {
	flag, err := strconv.ParseBool(strings.ToLower(r.text(argument, v)))
	if err != nil {
		return nil
	}
	return &flag
}

func (r *reader) assumeRoles(ctx context.Context, v types.List) []awsclient.AssumeRole {
	const argument = "assume_role"
	var roles []awsclient.AssumeRole
	for _, m := range blocksOf[assumeRoleModel](ctx, r, argument, v) {
		role := awsclient.AssumeRole{
			RoleARN:           r.text(argument, m.RoleARN),
			Duration:          r.duration(argument, m.Duration),
			ExternalID:        r.text(argument, m.ExternalID),
			Policy:            r.text(argument, m.Policy),
			PolicyARNs:        r.texts(argument, m.PolicyARNs),
			SessionName:       r.text(argument, m.SessionName),
			SourceIdentity:    r.text(argument, m.SourceIdentity),
			Tags:              r.textMap(argument, m.Tags),
			TransitiveTagKeys: r.texts(argument, m.TransitiveTagKeys),
		}
		if role.RoleARN != "" { // a block without one assumes nothing; validation has said so
			roles = append(roles, role)
		}
	}
	return roles
}

func (r *reader) webIdentity(ctx context.Context, v types.List) *awsclient.AssumeRoleWithWebIdentity {
	const argument = "assume_role_with_web_identity"
	blocks := blocksOf[webIdentityModel](ctx, r, argument, v)
	if len(blocks) == 0 {
		return nil
	}
	m := blocks[0]
	if isNullOrEmpty(m.RoleARN) && os.Getenv(roleARNEnvironment) == "" {
		return nil // validation has said so
	}
	return &awsclient.AssumeRoleWithWebIdentity{
		RoleARN:              r.text(argument, m.RoleARN),
		Duration:             r.duration(argument, m.Duration),
		Policy:               r.text(argument, m.Policy),
		PolicyARNs:           r.texts(argument, m.PolicyARNs),
		SessionName:          r.text(argument, m.SessionName),
		WebIdentityToken:     r.text(argument, m.WebIdentityToken),
		WebIdentityTokenFile: r.text(argument, m.WebIdentityTokenFile),
	}
}

// endpoints reads the endpoints blocks by name, since most of their attributes are of no use here.
func (r *reader) endpoints(v types.List) map[string]string {
	if v.IsUnknown() {
		r.known("endpoints", v)
		return nil
	}
	urls := map[string]string{}
	names := ownEndpointNames()
	for _, element := range v.Elements() {
		block, ok := element.(types.Object)
		if !ok {
			continue
		}
		for _, name := range names {
			if url, ok := block.Attributes()[name].(types.String); ok {
				if text := r.text("endpoints", url); text != "" {
					urls[name] = text
				}
			}
		}
	}
	return urls
}

const (
	defaultTagsEnvironment       = "TF_AWS_DEFAULT_TAGS_"
	ignoreKeysEnvironment        = "TF_AWS_IGNORE_TAGS_KEYS"
	ignoreKeyPrefixesEnvironment = "TF_AWS_IGNORE_TAGS_KEY_PREFIXES"
)

// defaultTags returns the tags of the environment with those of the block over them.
func (r *reader) defaultTags(ctx context.Context, v types.List) map[string]string {
	merged := map[string]string{}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		if key, ok := strings.CutPrefix(name, defaultTagsEnvironment); ok && key != "" {
			merged[key] = value
		}
	}
	for _, m := range blocksOf[defaultTagsModel](ctx, r, "default_tags", v) {
		maps.Copy(merged, r.textMap("default_tags", m.Tags))
	}
	return merged
}

// ignoreTags returns the tags to ignore by the environment and by the block.
func (r *reader) ignoreTags(ctx context.Context, v types.List) tags.Ignore {
	ignore := tags.Ignore{
		Keys:        commaSeparated(os.Getenv(ignoreKeysEnvironment)),
		KeyPrefixes: commaSeparated(os.Getenv(ignoreKeyPrefixesEnvironment)),
	}
	for _, m := range blocksOf[ignoreTagsModel](ctx, r, "ignore_tags", v) {
		ignore.Keys = append(ignore.Keys, r.texts("ignore_tags", m.Keys)...)
		ignore.KeyPrefixes = append(ignore.KeyPrefixes, r.texts("ignore_tags", m.KeyPrefixes)...)
	}
	return ignore
}

func commaSeparated(s string) []string {
	var parts []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}
