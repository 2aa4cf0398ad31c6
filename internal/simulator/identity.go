// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// refusal is why a request is answered before its service sees it.
type refusal struct {
	status        int
	code, message string
}

// identify fills in which service, region and account a request is about, from the credential scope of its
// signature. The signature itself is not checked: there are no secrets to check it with.
func (s *Simulator) identify(c *call) *refusal {
	authorization := c.r.Header.Get("Authorization")
	scope, signed := credentialScope(authorization)
	if !signed {
		c.service = guessService(c.r)
		if c.service == "sts" && c.r.PostFormValue("Action") == "AssumeRoleWithWebIdentity" {
			c.region = "us-east-1"
			return nil // the one operation that is called without credentials
		}
		return missingSignature(authorization, c.service)
	}
	c.service, c.region = scope.service, scope.region
	c.account = accountOf(scope.accessKeyID)
	c.principal = arn{partition(c.region), "iam", "", c.account, "user/simulator"}.String()

	if refusal := s.disabledRegion(c); refusal != nil {
		return refusal
	}
	current, ok := s.sessions.find(scope.accessKeyID)
	if !ok {
		return nil
	}
	c.principal, c.role = current.principal, current.role
	if c.r.Header.Get("X-Amz-Security-Token") != current.token {
		return &refusal{http.StatusForbidden, invalidTokenCode(c.service), "The security token included in the request is invalid."}
	}
	if !s.clock.unscaled().Before(current.expires) {
		return expiredToken(c.service)
	}
	return nil
}

// disabledRegion refuses what is sent to a region that the account has not enabled, as AWS does: like keys that do not exist.
func (s *Simulator) disabledRegion(c *call) *refusal {
	bedrock, ok := s.services["bedrock"].(*bedrockService)
	if !ok || !slices.Contains(bedrock.standing(c.account).DisabledRegions, c.region) {
		return nil
	}
	return &refusal{http.StatusForbidden, invalidTokenCode(c.service), "The security token included in the request is invalid."}
}

type scope struct {
	accessKeyID, region, service string
}

// credentialScope reads `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, ..., Signature=<hex>`.
func credentialScope(authorization string) (scope, bool) {
	rest, ok := strings.CutPrefix(authorization, "AWS4-HMAC-SHA256 ")
	if !ok {
		return scope{}, false
	}
	var credential, signature string
	for field := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		switch name {
		case "Credential":
			credential = value
		case "Signature":
			signature = value
		}
	}
	parts := strings.Split(credential, "/")
	if len(parts) != 5 || parts[4] != "aws4_request" || signature == "" {
		return scope{}, false
	}
	return scope{accessKeyID: parts[0], region: parts[2], service: parts[3]}, true
}

// accountOf returns the account that an access key acts for. Keys that AssumeRole issues have the same form, so that
// they name the right account even after a reset.
func accountOf(accessKeyID string) string {
	if len(accessKeyID) >= 16 && (strings.HasPrefix(accessKeyID, "AKIA") || strings.HasPrefix(accessKeyID, "ASIA")) &&
		isAccountID(accessKeyID[4:16]) {
		return accessKeyID[4:16]
	}
	return DefaultAccountID
}

// guessService tells which service an unsigned request was meant for, so that the refusal has its format.
func guessService(r *http.Request) string {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		switch r.PostFormValue("Version") {
		case iamVersion:
			return "iam"
		case stsVersion:
			return "sts"
		}
	}
	_, api, _ := strings.Cut(r.UserAgent(), " api/") // api/bedrock#1.73.0, as the AWS SDK for Go writes it
	api, _, _ = strings.Cut(api, "#")
	switch api {
	case "bedrock", "bedrockruntime":
		return "bedrock"
	case "s3", "pricing", "ram":
		return api
	}
	return ""
}

func missingSignature(authorization, service string) *refusal {
	switch {
	case strings.HasPrefix(authorization, "Bearer "):
		return &refusal{http.StatusForbidden, "AccessDeniedException", "The simulator takes signed requests only, not API keys."}
	case service == "s3":
		return &refusal{http.StatusForbidden, "AccessDenied", "Access Denied"}
	case speaksXML(service):
		return &refusal{http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token"}
	}
	return &refusal{http.StatusForbidden, "MissingAuthenticationTokenException", "Missing Authentication Token"}
}

func expiredToken(service string) *refusal {
	switch {
	case service == "s3":
		return &refusal{http.StatusBadRequest, "ExpiredToken", "The provided token has expired."}
	case speaksXML(service):
		return &refusal{http.StatusForbidden, "ExpiredToken", "The security token included in the request is expired"}
	}
	return &refusal{http.StatusForbidden, "ExpiredTokenException", "The security token included in the request is expired"}
}

func invalidTokenCode(service string) string {
	switch {
	case service == "s3":
		return "InvalidToken"
	case speaksXML(service):
		return "InvalidClientTokenId"
	}
	return "UnrecognizedClientException"
}
