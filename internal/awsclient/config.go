// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package awsclient is the only package that builds AWS SDK clients: it turns the arguments of the provider block into
// clients with one policy for credentials, region, endpoints, retries, HTTP and logging.
//
// Nothing happens before the first client is asked for: New sends nothing and needs no credentials, so that data sources
// that need no AWS work without an account.
package awsclient

import (
	"context"
	"net"
	"time"
)

// Config holds the arguments of the provider block. The zero value of a field means that the argument is not configured:
// the AWS environment variables and shared configuration files then decide, in the order every AWS SDK uses.
type Config struct {
	// ProviderVersion and TerraformVersion are told to AWS in the User-Agent header.
	ProviderVersion  string
	TerraformVersion string
	// UserAgent holds further products, each in the form "product/version (comment)".
	UserAgent []string

	// Region is the region of every resource that does not name its own.
	Region string
	// STSRegion is the region of AWS STS; empty means Region.
	STSRegion string

	AccessKey              string
	SecretKey              string
	Token                  string
	Profile                string
	SharedConfigFiles      []string
	SharedCredentialsFiles []string
	// AssumeRole holds the roles to assume, each with the credentials of the one before.
	AssumeRole []AssumeRole
	// AssumeRoleWithWebIdentity exchanges an OpenID Connect token for the first credentials.
	AssumeRoleWithWebIdentity *AssumeRoleWithWebIdentity

	// AllowedAccountIDs and ForbiddenAccountIDs are checked before any client is handed out.
	AllowedAccountIDs   []string
	ForbiddenAccountIDs []string

	// Endpoints maps a service of the endpoints block, such as "bedrockruntime", to the URL to use instead of AWS's own.
	Endpoints                 map[string]string
	S3UsePathStyle            bool
	S3USEast1RegionalEndpoint string
	UseFIPSEndpoint           bool
	UseDualStackEndpoint      bool

	// HTTPProxy and HTTPSProxy: nil leaves the choice to the environment, an empty string means no proxy.
	HTTPProxy      *string
	HTTPSProxy     *string
	NoProxy        string
	CustomCABundle string
	Insecure       bool

	// MaxRetries is the number of attempts of one call; 0 means AWS_MAX_ATTEMPTS, or 25.
	MaxRetries int
	// RetryMode is "standard" or "adaptive"; empty means AWS_RETRY_MODE, or standard.
	RetryMode string
	// TokenBucketRateLimiterCapacity limits retries across calls; 0 means no limit.
	TokenBucketRateLimiterCapacity int

	EC2MetadataServiceEndpoint     string
	EC2MetadataServiceEndpointMode string
	// SkipMetadataAPICheck: nil leaves the choice to AWS_EC2_METADATA_DISABLED.
	SkipMetadataAPICheck *bool

	SkipCredentialsValidation bool
	SkipRegionValidation      bool
	SkipRequestingAccountID   bool

	// Dial opens the connections to AWS; nil means the operating system's network. Tests give it one that lives in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	// Unknown names the arguments whose values are not known yet, as happens when a provider block refers to something
	// that the same plan creates. A client cannot be built while there are any.
	Unknown []string
}

// AssumeRole is one role to assume, with the members of AWS STS AssumeRole.
type AssumeRole struct {
	RoleARN           string
	Duration          time.Duration
	ExternalID        string
	Policy            string
	PolicyARNs        []string
	SessionName       string
	SourceIdentity    string
	Tags              map[string]string
	TransitiveTagKeys []string
}

// AssumeRoleWithWebIdentity is a role to assume with a token, with the members of AWS STS AssumeRoleWithWebIdentity.
// RoleARN, SessionName and WebIdentityTokenFile fall back to AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME and
// AWS_WEB_IDENTITY_TOKEN_FILE.
type AssumeRoleWithWebIdentity struct {
	RoleARN              string
	Duration             time.Duration
	Policy               string
	PolicyARNs           []string
	SessionName          string
	WebIdentityToken     string
	WebIdentityTokenFile string
}
