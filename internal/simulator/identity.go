// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// anonymous is a service that has operations without credentials.
type anonymous interface {
	Anonymous(r *http.Request) bool
}

// recognizer is a service that knows its requests by something else than their signature.
type recognizer interface {
	Recognizes(r *http.Request) bool
}

// identify fills in which service, region and account a request is about, from the credential scope of its
// signature. The signature itself is not checked: there are no secrets to check it with.
func (s *Simulator) identify(c *core.Call) (core.Service, *core.Refusal) {
	authorization := c.R.Header.Get("Authorization")
	scope, signed := core.CredentialScope(authorization)
	if !signed {
		c.Service = s.guessService(c.R)
		svc := s.serviceOf(c.Service)
		if open, ok := svc.(anonymous); ok && open.Anonymous(c.R) {
			c.Region = "us-east-1"
			return svc, nil
		}
		if strings.HasPrefix(authorization, "Bearer ") {
			return svc, &core.Refusal{
				Status: http.StatusForbidden, Code: "AccessDeniedException", Message: "The simulator takes signed requests only, not API keys.",
			}
		}
		return svc, refused(svc.Dialect().Unsigned)
	}
	c.Service, c.Region = scope.Service, scope.Region
	c.Account = accountOf(scope.AccessKeyID)
	c.Principal = core.NewARN(core.Partition(c.Region), "iam", "", c.Account, "user/simulator").String()
	svc := s.serviceOf(c.Service)

	// A region that the account has not enabled answers as if the keys did not exist, as AWS does.
	if slices.Contains(s.accounts.Get(c.Account).DisabledRegions, c.Region) {
		return svc, refused(svc.Dialect().InvalidToken)
	}
	current, ok := s.sessions.Find(scope.AccessKeyID)
	if !ok {
		return svc, nil
	}
	c.Principal, c.Role = current.Principal, current.Role
	if c.R.Header.Get("X-Amz-Security-Token") != current.Token {
		return svc, refused(svc.Dialect().InvalidToken)
	}
	if !s.clock.Unscaled().Before(current.Expires) {
		return svc, refused(svc.Dialect().Expired)
	}
	return svc, nil
}

func refused(why core.Refusal) *core.Refusal { return &why }

// accountOf returns the account that an access key acts for. Keys that AssumeRole issues have the same form, so that
// they name the right account even after a reset.
func accountOf(accessKeyID string) string {
	if len(accessKeyID) >= 16 && (strings.HasPrefix(accessKeyID, "AKIA") || strings.HasPrefix(accessKeyID, "ASIA")) &&
		core.IsAccountID(accessKeyID[4:16]) {
		return accessKeyID[4:16]
	}
	return DefaultAccountID
}

// guessService tells which service an unsigned request was meant for, so that the refusal has its format.
func (s *Simulator) guessService(r *http.Request) string {
	for name, svc := range s.services {
		if knows, ok := svc.(recognizer); ok && knows.Recognizes(r) {
			return name
		}
	}
	_, api, _ := strings.Cut(r.UserAgent(), " api/") // api/bedrock#1.73.0, as the AWS SDK for Go writes it
	api, _, _ = strings.Cut(api, "#")
	return strings.TrimSuffix(api, "runtime")
}
