// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	awsbase "github.com/hashicorp/aws-sdk-go-base/v2"
	"github.com/hashicorp/aws-sdk-go-base/v2/useragent"
	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// session is a resolved configuration: credentials, HTTP clients and policy, without a region of its own.
type session struct {
	config      aws.Config
	endpoints   Config
	limits      limits
	http        httpClients
	credentials *credentials
	retries     retryPolicy
}

// open resolves credentials, which may read files, ask the instance metadata service or assume roles.
func (c *Clients) open(ctx context.Context) (*session, error) {
	if err := c.unknown(); err != nil {
		return nil, err
	}
	region, err := c.Region(ctx)
	if err != nil {
		return nil, err
	}
	if err := checkEndpointVariables(); err != nil {
		return nil, err
	}
	base := c.baseConfig(region)
	bounded, cancel := context.WithTimeoutCause(ctx, c.limits.credentials, fmt.Errorf("no credentials after %s", c.limits.credentials))
	defer cancel()
	_, cfg, diags := awsbase.GetAwsConfig(bounded, base)
	for _, d := range diags.Warnings() {
		tflog.Warn(ctx, d.Summary()) // the detail may quote a proxy with its password
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if diags.HasError() {
		first := diags.Errors()[0]
		var cause error
		if caused, ok := first.(interface{ Err() error }); ok {
			cause = caused.Err()
		}
		if known := c.knownCause(ctx, firstOf(c.config.STSRegion, region), cause); known != nil {
			return nil, known
		}
		return nil, failedCredentials(first.Summary(), first.Detail(), cause)
	}
	if cfg.BaseEndpoint != nil && !isEndpoint(*cfg.BaseEndpoint) {
		return nil, &EndpointError{Source: "endpoint_url of the profile"}
	}
	c.profileEndpoint.Store(cfg.BaseEndpoint)
	clients, err := newHTTPClients(cfg.HTTPClient, &c.config, c.limits)
	if err != nil {
		return nil, err
	}
	s := &session{
		endpoints:   c.config,
		limits:      c.limits,
		http:        clients,
		credentials: &credentials{next: cfg.Credentials},
		retries:     newRetryPolicy(&c.config, cfg, c.limits),
	}
	cfg.Credentials = s.credentials
	cfg.Retryer = func() aws.Retryer { return newRetryer(s.retries, s.credentials) }
	cfg.RetryMaxAttempts = 0 // The retryer has it. Set here, it would wrap the retryer.
	cfg.ClientLogMode = 0    // The SDK's own log would show bodies: prompts, documents, form data.
	cfg.Logger = logging.Nop{}
	cfg.APIOptions = append(cfg.APIOptions, addCallTracking, addCallLog, addEmptinessRefusal, addHTMLRefusal, addIncompletenessRefusal,
		addUnreadableMark)
	s.config = cfg
	return s, nil
}

// knownCause is the error behind credentials that cannot be had, where it is told better without the list of where they are
// looked for; nil otherwise.
func (c *Clients) knownCause(ctx context.Context, stsRegion string, err error) error {
	if unusable := c.profileError(err); unusable != nil {
		return unusable
	}
	if unreachable := c.unreachableEndpoint(err); unreachable != nil {
		return unreachable
	}
	if refused := c.refusedByRegion(ctx, stsRegion, err); refused != nil {
		return refused
	}
	return nil
}

// baseConfig translates the arguments for the library that hashicorp/aws resolves credentials with. Its HTTPClient stays
// unset: a client given there ignores proxies and insecure, and fails with a CA bundle.
func (c *Clients) baseConfig(region string) *awsbase.Config {
	a := &c.config
	base := &awsbase.Config{
		AccessKey: a.AccessKey, SecretKey: a.SecretKey, Token: a.Token, Profile: a.Profile, Region: region, StsRegion: a.STSRegion,
		SharedConfigFiles: a.SharedConfigFiles, SharedCredentialsFiles: a.SharedCredentialsFiles,
		StsEndpoint: a.endpoint(STS), IamEndpoint: a.endpoint(IAM), SsoEndpoint: a.endpoint(SSO),
		UseFIPSEndpoint: a.UseFIPSEndpoint, UseDualStackEndpoint: a.UseDualStackEndpoint,
		HTTPProxy: proxyURL(a.HTTPProxy), HTTPSProxy: proxyURL(a.HTTPSProxy), HTTPProxyMode: awsbase.HTTPProxyModeLegacy, NoProxy: a.NoProxy,
		CustomCABundle: a.CustomCABundle, Insecure: a.Insecure,
		MaxRetries: a.MaxRetries, RetryMode: aws.RetryMode(a.RetryMode),
		TokenBucketRateLimiterCapacity: a.TokenBucketRateLimiterCapacity,
		EC2MetadataServiceEndpoint:     a.EC2MetadataServiceEndpoint,
		EC2MetadataServiceEndpointMode: a.EC2MetadataServiceEndpointMode,
		EC2MetadataServiceEnableState:  metadataState(a.SkipMetadataAPICheck),
		UserAgent:                      a.userAgent(),
		CallerName:                     "Amazon Bedrock provider",
		CallerDocumentationURL:         documentationURL,
		// Checked by the first call, or by Caller, which is asked at most once.
		SkipCredsValidation:     true,
		SkipRequestingAccountId: true,
		// The library would log the beginning of bodies.
		SuppressDebugLog: true,
	}
	name := sessionName(time.Now())
	for _, r := range a.AssumeRole {
		r.SessionName = firstOf(r.SessionName, name)
		base.AssumeRole = append(base.AssumeRole, awsbase.AssumeRole(r))
	}
	if w := a.AssumeRoleWithWebIdentity; w != nil {
		role := awsbase.AssumeRoleWithWebIdentity(w.withEnvironment())
		role.SessionName = firstOf(role.SessionName, name)
		base.AssumeRoleWithWebIdentity = &role
	}
	return base
}

// sessionName is what CloudTrail shows for the sessions of one process where nobody has named them: at most 64 letters, digits and
// hyphens. The SDK would say that it is one.
func sessionName(now time.Time) string {
	return fmt.Sprintf("terraform-provider-bedrock-%d", now.UnixNano())
}

// proxyURL is a proxy with http:// where it is only a host and a port, as Go takes it from the environment. Otherwise the library
// would find that it is no URL, and quote it with its password.
func proxyURL(proxy *string) *string {
	if proxy == nil || *proxy == "" || strings.Contains(*proxy, "://") {
		return proxy
	}
	return aws.String("http://" + *proxy)
}

const documentationURL = "https://registry.terraform.io/providers/terraform-provider-bedrock/bedrock/latest/docs"

func metadataState(skip *bool) imds.ClientEnableState {
	switch {
	case skip == nil:
		return imds.ClientDefaultEnableState
	case *skip:
		return imds.ClientDisabled
	default:
		return imds.ClientEnabled
	}
}

// userAgent lists who calls; the library adds TF_APPEND_USER_AGENT and the SDK itself.
func (c *Config) userAgent() awsbase.UserAgentProducts {
	products := awsbase.UserAgentProducts{
		{Name: "Terraform", Version: c.TerraformVersion},
		{Name: "terraform-provider-bedrock", Version: c.ProviderVersion, Comment: "+" + documentationURL},
	}
	return append(products, useragent.FromSlice(c.UserAgent)...)
}

// controlPlane returns a configuration for calls that answer at once.
func (s *session) controlPlane(cfg aws.Config) aws.Config {
	cfg.HTTPClient = s.http.controlPlane
	cfg.APIOptions = append(cfg.APIOptions[:len(cfg.APIOptions):len(cfg.APIOptions)], func(stack *middleware.Stack) error {
		return addAttemptTimeout(stack, s.limits)
	})
	return cfg
}

// inference returns a configuration for calls that answer when a model has finished.
func (s *session) inference(cfg aws.Config) aws.Config {
	cfg.HTTPClient = s.http.inference
	return cfg
}
