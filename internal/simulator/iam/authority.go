// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"cmp"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// roleSettles is how long after its creation a role cannot be assumed yet.
const roleSettles = 8 * time.Second

// Assume tells whether Bedrock may assume a role on behalf of something of an account.
func (s *Service) Assume(roleARN, sourceAccount, sourceARN string) error {
	if a, ok := core.ParseARN(roleARN); ok && a.Account != sourceAccount {
		return core.ErrForeignRole
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.roleByARN(roleARN)
	if r == nil || s.clock.Now().Before(r.created.Add(roleSettles)) {
		return core.ErrNotAssumable
	}
	trust := []core.Policy{mustParsePolicy(r.trust)}
	if !core.Decide(trust, func(st core.Statement) bool { return st.Trusts(sourceAccount, sourceARN) }) {
		return core.ErrNotAssumable
	}
	return nil
}

// Exists tells whether there is such a role.
func (s *Service) Exists(roleARN string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.roleByARN(roleARN) != nil
}

// Allowed implements what the service role of a job is asked.
func (s *Service) Allowed(roleARN, action, resourceARN string) bool {
	return s.Permits(roleARN, core.Permission{Action: action, Resource: resourceARN})
}

// Permits implements what the role of a caller is asked.
func (s *Service) Permits(roleARN string, p core.Permission) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.roleByARN(roleARN)
	if r == nil {
		return false
	}
	var policies []core.Policy
	for _, document := range r.inline {
		policies = append(policies, mustParsePolicy(document))
	}
	for _, attached := range r.attached {
		policies = append(policies, managedPolicy(attached))
	}
	return core.Decide(policies, func(st core.Statement) bool { return st.Grants(p) })
}

// called returns the role that has the name of another, or that one where there is none.
func (s *Service) called(wanted *role) *role {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(s.find(wanted.account, wanted.name), wanted)
}

// roleByARN returns the role with exactly this ARN, or nil. The caller holds mu.
func (s *Service) roleByARN(roleARN string) *role {
	a, ok := core.ParseARN(roleARN)
	if !ok {
		return nil
	}
	r := s.find(a.Account, a.Resource[strings.LastIndex(a.Resource, "/")+1:])
	if r == nil || r.arn() != roleARN {
		return nil
	}
	return r
}

// managedPolicy returns what a managed policy of AWS allows, in outline. One that is not listed allows nothing.
func managedPolicy(policyARN string) core.Policy {
	outline := map[string]core.StringList{
		"AdministratorAccess":     {"*"},
		"AmazonBedrockFullAccess": {"bedrock:*"},
		"AmazonS3FullAccess":      {"s3:*"},
		"AmazonS3ReadOnlyAccess":  {"s3:Get*", "s3:List*", "s3:Describe*"},
	}
	a, ok := core.ParseARN(policyARN)
	actions := outline[strings.TrimPrefix(a.Resource, "policy/")]
	if !ok || a.Account != "aws" || actions == nil {
		return core.Policy{}
	}
	return core.Policy{Statement: core.StatementList{{Effect: "Allow", Action: actions, Resource: core.StringList{"*"}}}}
}

// mustParsePolicy reads a document that was read before it was stored.
func mustParsePolicy(document string) core.Policy {
	p, err := core.ParsePolicy(document)
	if err != nil {
		panic(err)
	}
	return p
}
