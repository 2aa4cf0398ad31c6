// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"net/http"
	"slices"
)

// callerRoles judge what the role that a caller has assumed may do.
type callerRoles interface {
	// exists says whether there is such a role.
	exists(roleARN string) bool
	// permits says whether the role's identity policies allow what a request needs.
	permits(roleARN string, p permission) bool
}

// unauthorized returns why the caller may not make a request, or nil. Only sessions of roles that exist here are judged, and
// only where Options.EnforceCallers asks for it: whoever has other credentials is the administrator of the account.
func (s *Simulator) unauthorized(c *call, deniedCode string, needed []permission) *refusal {
	if !s.enforce || c.role == "" || !s.roles.exists(c.role) {
		return nil
	}
	for _, p := range needed {
		if s.roles.permits(c.role, p) {
			continue
		}
		return &refusal{http.StatusForbidden, deniedCode, fmt.Sprintf(
			"User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action",
			c.principal, p.action, p.resource, p.action)}
	}
	return nil
}

// actionsOf are the actions of permissions, each once.
func actionsOf(needed []permission) (actions []string) {
	for _, p := range needed {
		if !slices.Contains(actions, p.action) {
			actions = append(actions, p.action)
		}
	}
	return actions
}
