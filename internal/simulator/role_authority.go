// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"cmp"
	"strings"
	"time"
)

// roleSettles is how long after its creation a role cannot be assumed yet.
const roleSettles = 8 * time.Second

const (
	// errNotAssumable is what Bedrock says whatever the reason: absent, too young, or not trusted.
	errNotAssumable awsMessage = "Could not assume provided IAM role. " +
		"Make sure that the role exists and that its trust policy allows bedrock.amazonaws.com to assume it."
	// errForeignRole is the answer to a role of another account.
	errForeignRole awsMessage = "Cross-account pass role is not allowed."
)

func (s *iamService) assume(roleARN, sourceAccount, sourceARN string) error {
	if a, ok := parseARN(roleARN); ok && a.account != sourceAccount {
		return errForeignRole
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.roleByARN(roleARN)
	if r == nil || s.clock.now().Before(r.created.Add(roleSettles)) {
		return errNotAssumable
	}
	trust := []policy{mustParsePolicy(r.trust)}
	if !decide(trust, func(st statement) bool { return st.trusts(sourceAccount, sourceARN) }) {
		return errNotAssumable
	}
	return nil
}

func (s *iamService) exists(roleARN string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.roleByARN(roleARN) != nil
}

// allowed implements what the service role of a job is asked.
func (s *iamService) allowed(roleARN, action, resourceARN string) bool {
	return s.permits(roleARN, permission{action: action, resource: resourceARN})
}

// permits implements what the role of a caller is asked.
func (s *iamService) permits(roleARN string, p permission) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.roleByARN(roleARN)
	if r == nil {
		return false
	}
	var policies []policy
	for _, document := range r.inline {
		policies = append(policies, mustParsePolicy(document))
	}
	for _, attached := range r.attached {
		policies = append(policies, managedPolicy(attached))
	}
	return decide(policies, func(st statement) bool { return st.grants(p) })
}

// called returns the role that has the name of another, or that one where there is none.
func (s *iamService) called(wanted *role) *role {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(s.find(wanted.account, wanted.name), wanted)
}

// roleByARN returns the role with exactly this ARN, or nil. The caller holds mu.
func (s *iamService) roleByARN(roleARN string) *role {
	a, ok := parseARN(roleARN)
	if !ok {
		return nil
	}
	r := s.find(a.account, a.resource[strings.LastIndex(a.resource, "/")+1:])
	if r == nil || r.arn() != roleARN {
		return nil
	}
	return r
}

// managedPolicy returns what a managed policy of AWS allows, in outline. One that is not listed allows nothing.
func managedPolicy(policyARN string) policy {
	outline := map[string]stringList{
		"AdministratorAccess":     {"*"},
		"AmazonBedrockFullAccess": {"bedrock:*"},
		"AmazonS3FullAccess":      {"s3:*"},
		"AmazonS3ReadOnlyAccess":  {"s3:Get*", "s3:List*", "s3:Describe*"},
	}
	a, ok := parseARN(policyARN)
	actions := outline[strings.TrimPrefix(a.resource, "policy/")]
	if !ok || a.account != "aws" || actions == nil {
		return policy{}
	}
	return policy{Statement: statementList{{Effect: "Allow", Action: actions, Resource: stringList{"*"}}}}
}

// mustParsePolicy reads a document that was read before it was stored.
func mustParsePolicy(document string) policy {
	p, err := parsePolicy(document)
	if err != nil {
		panic(err)
	}
	return p
}
