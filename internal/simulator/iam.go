// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// iamService is AWS Identity and Access Management, as far as roles go. It also judges what roles may do.
type iamService struct {
	queryService

	clock *clock

	mu    sync.Mutex
	roles map[string]map[string]*role // by account, then by name in lower case: names are unique whatever their case
}

func newIAMService(clock *clock) *iamService {
	s := &iamService{clock: clock}
	s.reset()
	s.queryService = queryService{
		version:    "2010-05-08",
		namespace:  "https://iam.amazonaws.com/doc/2010-05-08/",
		operations: s.table(),
	}
	return s
}

func (s *iamService) table() map[string]queryOperation {
	role := []string{"RoleName"}
	rolePolicy := []string{"RoleName", "PolicyName"}
	rolePolicyARN := []string{"RoleName", "PolicyArn"}
	page := []string{"Marker", "MaxItems"}
	tags := []string{"Tags.member.N.Key", "Tags.member.N.Value"}
	return map[string]queryOperation{
		"CreateRole": {
			required: []string{"RoleName", "AssumeRolePolicyDocument"},
			optional: append([]string{"Path", "Description", "MaxSessionDuration", "PermissionsBoundary"}, tags...),
			run:      s.createRole,
		},
		"GetRole":                {required: role, run: s.forRole(getRole)},
		"UpdateRole":             {required: role, optional: []string{"Description", "MaxSessionDuration"}, run: s.forRole(updateRole)},
		"UpdateAssumeRolePolicy": {required: []string{"RoleName", "PolicyDocument"}, run: s.forRole(updateAssumeRolePolicy)},
		"DeleteRole":             {required: role, run: s.forRole(s.deleteRole)},

		"PutRolePolicy":    {required: append(rolePolicy[:2:2], "PolicyDocument"), run: s.forRole(putRolePolicy)},
		"GetRolePolicy":    {required: rolePolicy, run: s.forRole(getRolePolicy)},
		"DeleteRolePolicy": {required: rolePolicy, run: s.forRole(deleteRolePolicy)},
		"ListRolePolicies": {required: role, optional: page, run: s.forRole(listRolePolicies)},

		"AttachRolePolicy":         {required: rolePolicyARN, run: s.forRole(attachRolePolicy)},
		"DetachRolePolicy":         {required: rolePolicyARN, run: s.forRole(detachRolePolicy)},
		"ListAttachedRolePolicies": {required: role, optional: append(page[:2:2], "PathPrefix"), run: s.forRole(listAttachedRolePolicies)},

		"PutRolePermissionsBoundary":    {required: []string{"RoleName", "PermissionsBoundary"}, run: s.forRole(putRolePermissionsBoundary)},
		"DeleteRolePermissionsBoundary": {required: role, run: s.forRole(deleteRolePermissionsBoundary)},
		"ListInstanceProfilesForRole":   {required: role, optional: page, run: s.forRole(listInstanceProfilesForRole)},

		"TagRole":      {required: append([]string{"RoleName"}, tags...), run: s.forRole(tagRole)},
		"UntagRole":    {required: []string{"RoleName", "TagKeys.member.N"}, run: s.forRole(untagRole)},
		"ListRoleTags": {required: role, optional: page, run: s.forRole(listRoleTags)},
	}
}

// list returns the roles of all accounts.
func (s *iamService) list() []Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	var objects []Object
	for _, roles := range s.roles {
		for _, r := range roles {
			objects = append(objects, Object{Type: "role", ARN: r.arn(), Status: "Active"})
		}
	}
	return objects
}

func (s *iamService) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles = map[string]map[string]*role{}
}

// find returns a role of an account, or nil. The caller holds mu.
func (s *iamService) find(account, name string) *role {
	if r := s.roles[account][strings.ToLower(name)]; r != nil && r.name == name {
		return r
	}
	return nil
}

// forRole finds the role that a request is about, and keeps other requests out while it is read or changed.
func (s *iamService) forRole(run func(*queryCall, *role) (any, error)) func(*queryCall) (any, error) {
	return func(q *queryCall) (any, error) {
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
func (s *iamService) named(q *queryCall) (*role, error) {
	if err := checkName(q, "RoleName", 64); err != nil {
		return nil, err
	}
	r := s.find(q.account, q.value("RoleName"))
	if r == nil {
		return nil, noSuchEntity("The role with name %s cannot be found.", q.value("RoleName"))
	}
	return r, nil
}

func noSuchEntity(format string, args ...any) error {
	return newQueryError(http.StatusNotFound, "NoSuchEntity", format, args...)
}

func limitExceeded(format string, args ...any) error {
	return newQueryError(http.StatusConflict, "LimitExceeded", format, args...)
}

// checkPolicyARN checks a parameter that holds the ARN of a managed policy.
func checkPolicyARN(q *queryCall, name string) error {
	a, ok := parseARN(q.value(name))
	if !ok || a.service != "iam" || !strings.HasPrefix(a.resource, "policy/") || (a.account != "aws" && !isAccountID(a.account)) {
		return newQueryError(http.StatusBadRequest, "InvalidInput", "ARN %s is not valid.", q.value(name))
	}
	return nil
}

// iamPage is the part of a list answer that pages it.
type iamPage struct {
	IsTruncated bool
	Marker      string `xml:",omitempty"`
}

// pageOf cuts the page that a request asks for. Pages have 10 items, however many more are asked for: AWS may send
// fewer than MaxItems too, and a client that stops early shall notice.
func pageOf[T any](q *queryCall, items []T) ([]T, iamPage, error) {
	size, err := q.integer("MaxItems", 100, 1, 1000)
	if err != nil {
		return nil, iamPage{}, err
	}
	start := 0
	if marker := q.value("Marker"); marker != "" {
		if _, err := fmt.Sscanf(marker, "page-%d", &start); err != nil || start < 0 || start > len(items) {
			return nil, iamPage{}, newQueryError(http.StatusBadRequest, "ValidationError", "Invalid Marker: %s", marker)
		}
	}
	end := min(start+min(size, 10), len(items))
	if end == len(items) {
		return items[start:end], iamPage{}, nil
	}
	return items[start:end], iamPage{IsTruncated: true, Marker: fmt.Sprintf("page-%d", end)}, nil
}
