// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

// CredentialsError says that there are no credentials, or that AWS refuses them. It wraps nothing: what AWS said is in its text.
type CredentialsError struct {
	summary string
	detail  string
	region  string       // where AWS refuses them, if that is what is at fault
	told    *atomic.Bool // shared by all errors of one cause and process; nil before the error leaves this package
}

// Error is the full text.
func (e *CredentialsError) Error() string {
	text := e.summary
	if detail := strings.TrimSpace(e.detail); detail != "" {
		text += ": " + detail
	}
	if e.region != "" {
		return text
	}
	return text + "\n\n" + credentialsAdvice
}

// Tell is what to show to the user: the full text the first time in this process, and after that one line that refers to it,
// since 50 resources would print the same text 50 times. An error that nobody sees is not to be told.
func (e *CredentialsError) Tell() string {
	if e.told == nil || e.told.CompareAndSwap(false, true) {
		return e.Error()
	}
	return e.summary + ": told in full once in this output"
}

const credentialsAdvice = "The provider tries, in this order: access_key and secret_key of the provider block; " +
	"assume_role_with_web_identity; the profile named by profile; the environment variables AWS_ACCESS_KEY_ID and " +
	"AWS_SECRET_ACCESS_KEY; AWS_PROFILE or the default profile of the shared configuration and credentials files (which may " +
	"use SSO or an external process); the web identity token, container or EC2 instance that AWS provides; and on top of " +
	"these, each assume_role block.\n\n" +
	"To find the fault, run \"aws sts get-caller-identity\" in the same shell. For SSO, log in again with \"aws sso login\". " +
	"For assume_role, the trust policy of the role must name the identity that assumes it."

// tell returns the error of a call in a region in a form that can be told to the user, if it is about credentials or about an
// endpoint of the user's own.
func (c *Clients) tell(ctx context.Context, region string, err error) error {
	if unreachable := c.unreachableEndpoint(err); unreachable != nil {
		return unreachable
	}
	if refused := c.refusedByRegion(ctx, region, err); refused != nil {
		return refused
	}
	found := credentialsError("AWS refuses the credentials", err)
	if found == nil {
		return err
	}
	told := &c.toldCredentialsError
	if found.region != "" {
		told = c.toldOfRegion(found.region)
	}
	return &CredentialsError{summary: found.summary, detail: found.detail, region: found.region, told: told}
}

// addTelling makes the error of a call in a region one that can be told.
func (c *Clients) addTelling(region string) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("CredentialsError", func(
			ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
		) (middleware.InitializeOutput, middleware.Metadata, error) {
			out, metadata, err := next.HandleInitialize(ctx, in)
			return out, metadata, c.tell(ctx, region, err)
		}), middleware.Before)
	}
}

// credentialsError returns the *CredentialsError in err, or makes one if err is AWS's refusal of the credentials; else nil.
func credentialsError(summary string, err error) *CredentialsError {
	var known *CredentialsError
	if errors.As(err, &known) {
		return known
	}
	var api smithy.APIError
	if errors.As(err, &api) && refusesCredentials(api.ErrorCode()) {
		return failedCredentials(summary, err.Error(), err)
	}
	return nil
}

func refusesCredentials(code string) bool {
	switch code {
	case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "SignatureDoesNotMatch",
		"InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken", "AuthFailure":
		return true
	}
	return isExpired(code)
}

func isExpired(code string) bool {
	return code == "ExpiredToken" || code == "ExpiredTokenException"
}

// credentials hands out what the configured source supplies, and asks it again at most once for each value that AWS has
// called expired.
type credentials struct {
	next aws.CredentialsProvider

	mu      sync.Mutex
	expired string
}

// Retrieve returns the credentials to sign with; its error is a *CredentialsError.
func (c *credentials) Retrieve(ctx context.Context) (aws.Credentials, error) {
	value, err := c.next.Retrieve(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return value, err
		}
		return value, failedCredentials("Renewing the AWS credentials failed", err.Error(), err)
	}
	if call := callOf(ctx); call != nil {
		call.signer = value
	}
	return value, nil
}

// ProviderSources tells the SDK where the credentials come from, for the User-Agent header.
func (c *credentials) ProviderSources() []aws.CredentialSource {
	if source, ok := c.next.(aws.CredentialProviderSource); ok {
		return source.ProviderSources()
	}
	return nil
}

// failedCredentials is an error about credentials, said in its own words unless they quote secrets: what a credential process has
// written, which is keys where it is not quite the JSON document that AWS wants, or the request that AWS would have signed, with
// its session token, which follows the first paragraph of AWS's message.
func failedCredentials(summary, detail string, err error) *CredentialsError {
	var process *processcreds.ProviderError
	var failed *exec.ExitError
	if errors.As(err, &process) && errors.Unwrap(process.Err) != nil && !errors.As(err, &failed) {
		return &CredentialsError{summary: "The credential process of the profile failed", detail: "What it writes is not a JSON document as " +
			"AWS wants it, and nothing else. It is not shown, because it may hold keys: run the command by hand."}
	}
	var api smithy.APIError
	if errors.As(err, &api) {
		said, _, _ := strings.Cut(api.ErrorMessage(), "\n\n")
		detail = strings.ReplaceAll(detail, api.ErrorMessage(), said)
	}
	return &CredentialsError{summary: summary, detail: detail}
}

// renew asks the source again because AWS called used expired, and reports whether there are others now. Fifty callers
// that meet the same expired value cost one request.
func (c *credentials) renew(ctx context.Context, used aws.Credentials) (bool, error) {
	cache, ok := c.next.(interface{ Invalidate() })
	if !ok {
		return false, nil
	}
	c.mu.Lock()
	if key := fingerprint(used); c.expired != key {
		c.expired = key
		cache.Invalidate()
	}
	c.mu.Unlock()
	renewed, err := c.Retrieve(ctx)
	if err != nil {
		return false, err
	}
	return fingerprint(renewed) != fingerprint(used), nil
}

// fingerprint tells credentials apart without keeping the secret.
func fingerprint(c aws.Credentials) string { return c.AccessKeyID + "/" + c.SessionToken }

// withEnvironment fills what the block leaves to the environment.
func (w AssumeRoleWithWebIdentity) withEnvironment() AssumeRoleWithWebIdentity {
	w.RoleARN = firstOf(w.RoleARN, os.Getenv("AWS_ROLE_ARN"))
	w.SessionName = firstOf(w.SessionName, os.Getenv("AWS_ROLE_SESSION_NAME"))
	if w.WebIdentityToken == "" {
		w.WebIdentityTokenFile = firstOf(w.WebIdentityTokenFile, os.Getenv("AWS_WEB_IDENTITY_TOKEN_FILE"))
	}
	return w
}
