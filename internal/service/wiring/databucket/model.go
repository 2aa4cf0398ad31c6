// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

type model struct {
	ARN                   types.String             `tfsdk:"arn"`
	Bucket                types.String             `tfsdk:"bucket"`
	BucketPrefix          types.String             `tfsdk:"bucket_prefix"`
	Region                types.String             `tfsdk:"region"`
	S3URI                 types.String             `tfsdk:"s3_uri"`
	OwnerAccountID        types.String             `tfsdk:"owner_account_id"`
	ForceDestroy          types.Bool               `tfsdk:"force_destroy"`
	Versioning            types.Bool               `tfsdk:"versioning"`
	KMSKeyID              types.String             `tfsdk:"kms_key_id"`
	SSEAlgorithm          types.String             `tfsdk:"sse_algorithm"`
	BucketKeyEnabled      types.Bool               `tfsdk:"bucket_key_enabled"`
	PublicAccessBlocked   types.Bool               `tfsdk:"public_access_blocked"`
	ACLsDisabled          types.Bool               `tfsdk:"acls_disabled"`
	Policy                types.String             `tfsdk:"policy"`
	AdditionalPolicyJSON  types.String             `tfsdk:"additional_policy_json"`
	InvocationLogPrefixes types.Set                `tfsdk:"invocation_log_prefixes"`
	KeyPolicy             types.String             `tfsdk:"key_policy"`
	LifecycleRules        map[string]lifecycleRule `tfsdk:"lifecycle_rules"`
	CORSRules             []corsRule               `tfsdk:"cors_rules"`
	Tags                  types.Map                `tfsdk:"tags"`
	TagsAll               types.Map                `tfsdk:"tags_all"`
	DeletionPolicy        types.String             `tfsdk:"deletion_policy"`
	Timeouts              timeouts.Value           `tfsdk:"timeouts"`
}

type lifecycleRule struct {
	Prefix                       types.String `tfsdk:"prefix"`
	ExpirationDays               types.Int64  `tfsdk:"expiration_days"`
	NoncurrentExpirationDays     types.Int64  `tfsdk:"noncurrent_expiration_days"`
	AbortIncompleteMultipartDays types.Int64  `tfsdk:"abort_incomplete_multipart_days"`
}

type corsRule struct {
	AllowedMethods []string    `tfsdk:"allowed_methods"`
	AllowedOrigins []string    `tfsdk:"allowed_origins"`
	AllowedHeaders []string    `tfsdk:"allowed_headers"`
	ExposeHeaders  []string    `tfsdk:"expose_headers"`
	MaxAgeSeconds  types.Int64 `tfsdk:"max_age_seconds"`
}

// bucketSettings are the sub-resources of a bucket as S3 has them. What it does not have is nil or empty.
type bucketSettings struct {
	publicAccess *s3types.PublicAccessBlockConfiguration
	ownership    s3types.ObjectOwnership
	policy       string
	encryption   s3types.ServerSideEncryptionRule
	versioning   s3types.BucketVersioningStatus
	tags         map[string]string // nil when they may not be read
	lifecycle    []s3types.LifecycleRule
	cors         []s3types.CORSRule
}

// derive fills what follows from the arguments once the name is known: ARN, URI, policies and encryption. Only the delivery of logs needs
// to know the account.
func (m *model) derive(scope jobpolicy.Scope) error {
	name, prefixes := m.Bucket.ValueString(), conv.Strings(m.InvocationLogPrefixes)
	arn := wiring.BucketARN(scope.Partition, name)
	logs, err := logStatements(scope, name, prefixes)
	if err != nil {
		return fmt.Errorf("invocation_log_prefixes: %w", err)
	}
	policy, err := bucketPolicy(arn, logs, m.AdditionalPolicyJSON.ValueString())
	if err != nil {
		return fmt.Errorf("additional_policy_json: %w", err)
	}
	if m.KeyPolicy, err = m.keyPolicy(scope); err != nil {
		return err
	}
	algorithm, bucketKey := m.encryption()
	m.ARN, m.S3URI, m.Policy = types.StringValue(arn), types.StringValue("s3://"+name), types.StringValue(policy)
	m.SSEAlgorithm, m.BucketKeyEnabled = conv.Enum(algorithm), types.BoolValue(bucketKey)
	m.PublicAccessBlocked, m.ACLsDisabled = types.BoolValue(true), types.BoolValue(true)
	return nil
}

// keyPolicy is what the key that encrypts the bucket must let Bedrock do; null where that is nothing.
func (m *model) keyPolicy(scope jobpolicy.Scope) (types.String, error) {
	if m.KMSKeyID.IsNull() || m.InvocationLogPrefixes.IsNull() {
		return types.StringNull(), nil
	}
	statements, err := jobpolicy.KeyStatements(scope, jobpolicy.KeyGrants{InvocationLogs: true})
	return types.StringValue(statements.String()), err
}

// createInput is the request that makes the bucket with its tags. Everything else about it is a request of its own.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
func (m *model) createInput(region string, all map[string]string) *s3.CreateBucketInput {
	configuration := &s3types.CreateBucketConfiguration{Tags: wiring.S3Tags(all)}
	if region != "us-east-1" { // the one region that must not be named
		configuration.LocationConstraint = s3types.BucketLocationConstraint(region)
	}
	input := &s3.CreateBucketInput{
		Bucket:          m.Bucket.ValueStringPointer(),
		ObjectOwnership: s3types.ObjectOwnershipBucketOwnerEnforced,
	}
	if configuration.LocationConstraint != "" || len(configuration.Tags) > 0 {
		input.CreateBucketConfiguration = configuration
	}
	return input
}

// created is the model of a bucket that createInput has just made. That it blocks public access is not relied upon.
func (m *model) created() *model {
	return &model{
		Bucket: m.Bucket, ACLsDisabled: types.BoolValue(true), PublicAccessBlocked: types.BoolValue(false),
		Versioning: types.BoolValue(false), SSEAlgorithm: types.StringValue(string(s3types.ServerSideEncryptionAes256)),
		BucketKeyEnabled: types.BoolValue(false), TagsAll: m.TagsAll,
	}
}

// encryption is the default encryption that goes with kms_key_id.
func (m *model) encryption() (algorithm s3types.ServerSideEncryption, bucketKey bool) {
	if conv.Optional(m.KMSKeyID) == nil {
		return s3types.ServerSideEncryptionAes256, false
	}
	return s3types.ServerSideEncryptionAwsKms, true
}

func (m *model) encryptsUnlike(other *model) bool {
	return conv.Optional(m.KMSKeyID) != nil && !m.KMSKeyID.Equal(other.KMSKeyID) || !m.SSEAlgorithm.Equal(other.SSEAlgorithm) ||
		!m.BucketKeyEnabled.Equal(other.BucketKeyEnabled)
}

func (m *model) encryptionConfiguration() *s3types.ServerSideEncryptionConfiguration {
	algorithm, bucketKey := m.encryption()
	return &s3types.ServerSideEncryptionConfiguration{Rules: []s3types.ServerSideEncryptionRule{{
		ApplyServerSideEncryptionByDefault: &s3types.ServerSideEncryptionByDefault{
			SSEAlgorithm: algorithm, KMSMasterKeyID: conv.Optional(m.KMSKeyID),
		},
		BucketKeyEnabled: aws.Bool(bucketKey),
	}}}
}

func (m *model) versioningStatus() s3types.BucketVersioningStatus {
	if m.Versioning.ValueBool() {
		return s3types.BucketVersioningStatusEnabled
	}
	return s3types.BucketVersioningStatusSuspended
}

// flatten takes over what S3 says. all also takes over what the state did not know before, as an import does, but no lifecycle
// rules that the argument cannot repeat: the next apply would delete them.
func (m *model) flatten(have bucketSettings, scope jobpolicy.Scope, data *crud.ProviderData, all bool) error {
	m.PublicAccessBlocked = types.BoolValue(blocksPublicAccess(have.publicAccess))
	m.ACLsDisabled = types.BoolValue(have.ownership == s3types.ObjectOwnershipBucketOwnerEnforced)
	m.Versioning = types.BoolValue(have.versioning == s3types.BucketVersioningStatusEnabled)
	m.flattenEncryption(have.encryption)
	if err := m.flattenPolicy(scope, have.policy, all); err != nil {
		return err
	}
	key, err := m.keyPolicy(scope)
	if err != nil {
		return err
	}
	if !fwtypes.SamePolicy(m.KeyPolicy.ValueString(), key.ValueString()) {
		m.KeyPolicy = key
	}
	if all && allExpressible(have.lifecycle) || m.LifecycleRules != nil {
		m.LifecycleRules = flattenLifecycle(have.lifecycle)
	}
	if all || m.CORSRules != nil {
		m.CORSRules = flattenCORS(have.cors)
	}
	switch {
	case have.tags != nil:
		m.Tags, m.TagsAll = tags.FromAWS(have.tags, m.Tags, data.DefaultTags, data.IgnoreTags)
	case m.TagsAll.IsNull():
		m.TagsAll = crud.MergedTags(data, m.Tags)
	}
	return nil
}

// flattenPolicy takes over the policy but for what Bedrock has added to it by itself, which is left alone. An import takes that over, too.
func (m *model) flattenPolicy(scope jobpolicy.Scope, policy string, all bool) error {
	if !all {
		policy, err := withoutDeliveries(scope, m.Bucket.ValueString(), policy, m.Policy.ValueString())
		if err == nil && !fwtypes.SamePolicy(m.Policy.ValueString(), policy) {
			m.Policy = conv.NonEmpty(&policy)
		}
		return err
	}
	m.Policy = conv.NonEmpty(&policy)
	if policy == "" {
		return nil
	}
	document, err := wiring.ParsePolicy(policy)
	if err != nil {
		return err
	}
	anyway := []json.RawMessage{wiring.SecureTransport(m.ARN.ValueString())}
	if found := deliveries(scope, m.Bucket.ValueString(), document.Statement); len(found) == 1 {
		m.InvocationLogPrefixes = conv.Set(found[0].prefixes)
		anyway = append(anyway, found[0].statement)
	}
	additional, err := additionalPolicy(policy, anyway...)
	m.AdditionalPolicyJSON = conv.NonEmpty(&additional)
	return err
}

func (m *model) flattenEncryption(rule s3types.ServerSideEncryptionRule) {
	m.BucketKeyEnabled = types.BoolValue(aws.ToBool(rule.BucketKeyEnabled))
	m.SSEAlgorithm, m.KMSKeyID = types.StringNull(), types.StringNull()
	byDefault := rule.ApplyServerSideEncryptionByDefault
	if byDefault == nil {
		return
	}
	m.SSEAlgorithm = conv.Enum(byDefault.SSEAlgorithm)
	m.KMSKeyID = conv.NonEmpty(byDefault.KMSMasterKeyID)
}

func blocksPublicAccess(c *s3types.PublicAccessBlockConfiguration) bool {
	return c != nil && aws.ToBool(c.BlockPublicAcls) && aws.ToBool(c.BlockPublicPolicy) &&
		aws.ToBool(c.IgnorePublicAcls) && aws.ToBool(c.RestrictPublicBuckets)
}
