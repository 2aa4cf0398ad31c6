// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Service is AWS Identity and Access Management, as far as roles go. It also judges what roles may do.
type Service struct {
	core.QueryService

	clock *core.Clock

	mu    sync.Mutex
	roles map[string]map[string]*role // by account, then by name in lower case: names are unique whatever their case
}

// New returns an IAM without roles.
func New(clock *core.Clock) *Service {
	s := &Service{clock: clock}
	s.Reset()
	s.QueryService = core.QueryService{
		Version:    "2010-05-08",
		Namespace:  "https://iam.amazonaws.com/doc/2010-05-08/",
		Operations: s.table(),
	}
	return s
}

func (s *Service) table() map[string]core.QueryOperation {
	role := []string{"RoleName"}
	rolePolicy := []string{"RoleName", "PolicyName"}
	rolePolicyARN := []string{"RoleName", "PolicyArn"}
	page := []string{"Marker", "MaxItems"}
	tags := []string{"Tags.member.N.Key", "Tags.member.N.Value"}
	return map[string]core.QueryOperation{
		"CreateRole": {
			Required: []string{"RoleName", "AssumeRolePolicyDocument"},
			Optional: append([]string{"Path", "Description", "MaxSessionDuration", "PermissionsBoundary"}, tags...),
			Run:      s.createRole,
		},
		"GetRole":                {Required: role, Run: s.forRole(getRole)},
		"UpdateRole":             {Required: role, Optional: []string{"Description", "MaxSessionDuration"}, Run: s.forRole(updateRole)},
		"UpdateAssumeRolePolicy": {Required: []string{"RoleName", "PolicyDocument"}, Run: s.forRole(s.updateAssumeRolePolicy)},
		"DeleteRole":             {Required: role, Run: s.forRole(s.deleteRole)},

		"PutRolePolicy":    {Required: append(rolePolicy[:2:2], "PolicyDocument"), Run: s.forRole(putRolePolicy)},
		"GetRolePolicy":    {Required: rolePolicy, Run: s.forRole(getRolePolicy)},
		"DeleteRolePolicy": {Required: rolePolicy, Run: s.forRole(deleteRolePolicy)},
		"ListRolePolicies": {Required: role, Optional: page, Run: s.forRole(listRolePolicies)},

		"AttachRolePolicy":         {Required: rolePolicyARN, Run: s.forRole(attachRolePolicy)},
		"DetachRolePolicy":         {Required: rolePolicyARN, Run: s.forRole(detachRolePolicy)},
		"ListAttachedRolePolicies": {Required: role, Optional: append(page[:2:2], "PathPrefix"), Run: s.forRole(listAttachedRolePolicies)},

		"PutRolePermissionsBoundary":    {Required: []string{"RoleName", "PermissionsBoundary"}, Run: s.forRole(putRolePermissionsBoundary)},
		"DeleteRolePermissionsBoundary": {Required: role, Run: s.forRole(deleteRolePermissionsBoundary)},
		"ListInstanceProfilesForRole":   {Required: role, Optional: page, Run: s.forRole(listInstanceProfilesForRole)},

		"TagRole":      {Required: append([]string{"RoleName"}, tags...), Run: s.forRole(tagRole)},
		"UntagRole":    {Required: []string{"RoleName", "TagKeys.member.N"}, Run: s.forRole(untagRole)},
		"ListRoleTags": {Required: role, Optional: page, Run: s.forRole(listRoleTags)},
	}
}

// List returns the roles of all accounts.
func (s *Service) List() []core.Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	var objects []core.Object
	for _, roles := range s.roles {
		for _, r := range roles {
			objects = append(objects, core.Object{Type: "role", ARN: r.arn(), Status: "Active"})
		}
	}
	return objects
}

// Reset forgets everything.
func (s *Service) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles = map[string]map[string]*role{}
}

// find returns a role of an account, or nil. The caller holds mu.
func (s *Service) find(account, name string) *role {
	if r := s.roles[account][strings.ToLower(name)]; r != nil && r.name == name {
		return r
	}
	return nil
}

// forRole finds the role that a request is about, and keeps other requests out while it is read or changed.
func (s *Service) forRole(run func(*core.QueryCall, *role) (any, error)) func(*core.QueryCall) (any, error) {
	return func(q *core.QueryCall) (any, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		r, err := s.named(q)
		if err != nil {
			return nil, err
		}
		return run(q, r)
	}
}

// named returns the role that the request names. The caller holds mu.
func (s *Service) named(q *core.QueryCall) (*role, error) {
	if err := core.CheckName(q, "RoleName", 64); err != nil {
		return nil, err
	}
	r := s.find(q.Account, q.Value("RoleName"))
	if r == nil {
		return nil, noSuchEntity("The role with name %s cannot be found.", q.Value("RoleName"))
	}
	return r, nil
}

func noSuchEntity(format string, args ...any) error {
	return core.NewQueryError(http.StatusNotFound, "NoSuchEntity", format, args...)
}

func limitExceeded(format string, args ...any) error {
	return core.NewQueryError(http.StatusConflict, "LimitExceeded", format, args...)
}

// checkPolicyARN checks a parameter that holds the ARN of a managed policy.
func checkPolicyARN(q *core.QueryCall, name string) error {
	a, ok := core.ParseARN(q.Value(name))
	if !ok {
		return core.NewQueryError(http.StatusBadRequest, "ValidationError", "Invalid ARN:  Could not be parsed!")
	}
	if a.Service != "iam" || !strings.HasPrefix(a.Resource, "policy/") || (a.Account != "aws" && !core.IsAccountID(a.Account)) {
		return core.NewQueryError(http.StatusBadRequest, "InvalidInput", "ARN %s is not valid.", q.Value(name))
	}
	return nil
}

// pageElement is the part of a list answer that pages it.
type pageElement struct {
	IsTruncated bool
	Marker      string `xml:",omitempty"`
}

// pageOf cuts the page that a request asks for. Pages have 10 items, however many more are asked for: AWS may send
// fewer than MaxItems too, and a client that stops early shall notice.
func pageOf[T any](q *core.QueryCall, items []T) ([]T, pageElement, error) {
	size, err := q.Integer("MaxItems", 100, 1, 1000)
	if err != nil {
		return nil, pageElement{}, err
	}
	start := 0
	if marker := q.Value("Marker"); marker != "" {
		if _, err := fmt.Sscanf(marker, "page-%d", &start); err != nil || start < 0 || start > len(items) {
			return nil, pageElement{}, core.NewQueryError(http.StatusBadRequest, "ValidationError", "Invalid Marker: %s", marker)
		}
	}
	end := min(start+min(size, 10), len(items))
	if end == len(items) {
		return items[start:end], pageElement{}, nil
	}
	return items[start:end], pageElement{IsTruncated: true, Marker: fmt.Sprintf("page-%d", end)}, nil
}
