// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"net/http"
)

// unauthorized returns why the caller may not make a request, or nil. Only sessions of roles that exist here are judged, and
// only where Options.EnforceCallers asks for it: whoever has other credentials is the administrator of the account.
func (s *Simulator) unauthorized(c *call, needed []permission) *refusal {
	if !s.enforce || c.role == "" || !s.roles.exists(c.role) {
		return nil
	}
	for _, p := range needed {
		if s.roles.permits(c.role, p) {
			continue
		}
		code := "AccessDeniedException"
		if speaksXML(c.service) {
			code = "AccessDenied"
		}
		return &refusal{http.StatusForbidden, code, fmt.Sprintf(
			"User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action",
			c.principal, p.action, p.resource, p.action)}
	}
	return nil
}
