// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// callerRoles judge what the role that a caller has assumed may do.
type callerRoles interface {
	// Exists says whether there is such a role.
	Exists(roleARN string) bool
	// Permits says whether the role's identity policies allow what a request needs.
	Permits(roleARN string, p core.Permission) bool
}

// unauthorized returns why the caller may not make a request, or nil. Only sessions of roles that exist here are judged, and
// only where Options.EnforceCallers asks for it: whoever has other credentials is the administrator of the account.
func (s *Simulator) unauthorized(c *core.Call, deniedCode string, needed []core.Permission) *core.Refusal {
	if !s.enforce || c.Role == "" || !s.roles.Exists(c.Role) {
		return nil
	}
	for _, p := range needed {
		if s.roles.Permits(c.Role, p) {
			continue
		}
		return &core.Refusal{Status: http.StatusForbidden, Code: deniedCode, Message: fmt.Sprintf(
			"User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action",
			c.Principal, p.Action, p.Resource, p.Action)}
	}
	return nil
}

// actionsOf are the actions of permissions, each once.
func actionsOf(needed []core.Permission) (actions []string) {
	for _, p := range needed {
		if !slices.Contains(actions, p.Action) {
			actions = append(actions, p.Action)
		}
	}
	return actions
}
