// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// anonymous is a service that has operations without credentials.
type anonymous interface {
	anonymous(r *http.Request) bool
}

// recognizer is a service that knows its requests by something else than their signature.
type recognizer interface {
	recognizes(r *http.Request) bool
}

// identify fills in which service, region and account a request is about, from the credential scope of its
// signature. The signature itself is not checked: there are no secrets to check it with.
func (s *Simulator) identify(c *call) (service, *refusal) {
	authorization := c.r.Header.Get("Authorization")
	scope, signed := credentialScope(authorization)
	if !signed {
		c.service = s.guessService(c.r)
		svc := s.serviceOf(c.service)
		if open, ok := svc.(anonymous); ok && open.anonymous(c.r) {
			c.region = "us-east-1"
			return svc, nil
		}
		if strings.HasPrefix(authorization, "Bearer ") {
			return svc, &refusal{http.StatusForbidden, "AccessDeniedException", "The simulator takes signed requests only, not API keys."}
		}
		return svc, refused(svc.dialect().unsigned)
	}
	c.service, c.region = scope.service, scope.region
	c.account = accountOf(scope.accessKeyID)
	c.principal = arn{partition(c.region), "iam", "", c.account, "user/simulator"}.String()
	svc := s.serviceOf(c.service)

	// A region that the account has not enabled answers as if the keys did not exist, as AWS does.
	if slices.Contains(s.accounts.get(c.account).DisabledRegions, c.region) {
		return svc, refused(svc.dialect().invalidToken)
	}
	current, ok := s.sessions.find(scope.accessKeyID)
	if !ok {
		return svc, nil
	}
	c.principal, c.role = current.principal, current.role
	if c.r.Header.Get("X-Amz-Security-Token") != current.token {
		return svc, refused(svc.dialect().invalidToken)
	}
	if !s.clock.unscaled().Before(current.expires) {
		return svc, refused(svc.dialect().expired)
	}
	return svc, nil
}

func refused(why refusal) *refusal { return &why }

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
func (s *Simulator) guessService(r *http.Request) string {
	for name, svc := range s.services {
		if knows, ok := svc.(recognizer); ok && knows.recognizes(r) {
			return name
		}
	}
	_, api, _ := strings.Cut(r.UserAgent(), " api/") // api/bedrock#1.73.0, as the AWS SDK for Go writes it
	api, _, _ = strings.Cut(api, "#")
	return strings.TrimSuffix(api, "runtime")
}
