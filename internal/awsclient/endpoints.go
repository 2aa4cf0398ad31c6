// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"net/url"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// The services this package has clients for, by their names in the endpoints block.
const (
	Bedrock        = "bedrock"
	BedrockRuntime = "bedrockruntime"
	IAM            = "iam"
	Pricing        = "pricing"
	RAM            = "ram"
	S3             = "s3"
	STS            = "sts"
	// SSO is called by the credentials library, for profiles that log in with it.
	SSO = "sso"
)

// EndpointNames returns the names that the endpoints block has for the services this package calls, and for each the service
// meant: usually the same.
func EndpointNames() map[string]string {
	return map[string]string{
		Bedrock: Bedrock, BedrockRuntime: BedrockRuntime, IAM: IAM, Pricing: Pricing, RAM: RAM, S3: S3, "s3api": S3, STS: STS,
		SSO: SSO,
	}
}

// endpoint returns the URL that the endpoints block gives for a service, or "".
func (c *Config) endpoint(service string) string {
	if url := c.Endpoints[service]; url != "" {
		return url
	}
	for name, meant := range EndpointNames() {
		if meant == service && c.Endpoints[name] != "" {
			return c.Endpoints[name]
		}
	}
	return ""
}

// EndpointError says that what should be the URL of an endpoint is none. It does not quote it, since it may hold a password.
type EndpointError struct {
	// Source is the environment variable or the setting of the profile that it comes from.
	Source string
}

func (e *EndpointError) Error() string {
	return e.Source + " is no URL of a service: it must begin with http:// or https:// and name a host, such as http://127.0.0.1:4566"
}

// checkEndpointVariables refuses what the SDK would call again and again for minutes, such as localhost:4566.
func checkEndpointVariables() error {
	if strings.EqualFold(os.Getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true") {
		return nil
	}
	for _, variable := range endpointVariables() {
		if value := os.Getenv(variable); value != "" && !isEndpoint(value) {
			return &EndpointError{Source: variable}
		}
	}
	return nil
}

// endpointVariables name endpoints: that of all services, and those of single ones, which win.
func endpointVariables() []string {
	const all = "AWS_ENDPOINT_URL"
	return []string{
		all, all + "_BEDROCK", all + "_BEDROCK_RUNTIME", all + "_IAM", all + "_PRICING", all + "_RAM", all + "_S3", all + "_STS",
		all + "_SSO",
	}
}

func isEndpoint(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// useEndpoint puts the endpoints block first. The options come with what the SDK found before it:
// AWS_ENDPOINT_URL_<SERVICE>, then AWS_ENDPOINT_URL, then endpoint_url of the profile.
func (s *session) useEndpoint(service string, base **string, fips *aws.FIPSEndpointState, dualStack *aws.DualStackEndpointState) {
	if url := s.endpoints.endpoint(service); url != "" {
		*base = &url
	}
	if *base != nil {
		// An endpoint that is named is the endpoint; the SDK refuses to combine it with a variant of AWS's own.
		*fips, *dualStack = aws.FIPSEndpointStateDisabled, aws.DualStackEndpointStateDisabled
	}
}

// legacyS3Endpoint says whether calls to S3 in us-east-1 go to s3.amazonaws.com.
func (c *Config) legacyS3Endpoint() bool {
	return strings.EqualFold(firstOf(c.S3USEast1RegionalEndpoint, os.Getenv("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT")), "legacy")
}

// priceListRegion returns the region of the Price List API that serves a region's partition.
func (c *Clients) priceListRegion(region string) string {
	if c.Partition(region) == "aws-cn" {
		return "cn-northwest-1"
	}
	return usEast1
}
