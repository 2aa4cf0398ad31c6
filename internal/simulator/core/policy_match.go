// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"slices"
	"strings"
)

// BedrockPrincipal is the service that assumes the roles of jobs.
const BedrockPrincipal = "bedrock.amazonaws.com"

// Decide evaluates a set of policies: a matching Deny wins, otherwise one matching Allow is needed.
func Decide(policies []Policy, matches func(Statement) bool) bool {
	allowed := false
	for _, p := range policies {
		for _, st := range p.Statement {
			if !matches(st) {
				continue
			}
			if st.Effect == "Deny" {
				return false
			}
			allowed = true
		}
	}
	return allowed
}

// Trusts says whether the statement is about Bedrock's assuming a role for a source.
func (s Statement) Trusts(sourceAccount, sourceARN string) bool {
	return s.coversService(BedrockPrincipal) && s.coversAction("sts:AssumeRole") &&
		s.conditionsHold(map[string]string{"aws:sourceaccount": sourceAccount, "aws:sourcearn": sourceARN})
}

// Delivers says whether the statement of a resource's own policy is about what Bedrock does to the resource for a source.
func (s Statement) Delivers(action, resourceARN, sourceAccount, sourceARN string) bool {
	return s.coversBedrock() && s.coversAction(action) && s.coversResource(resourceARN) && s.conditionsHold(map[string]string{
		"aws:sourceaccount": sourceAccount, "aws:sourcearn": sourceARN, "aws:securetransport": "true",
	})
}

// coversBedrock says whether the principals are Bedrock or everybody, which Bedrock is one of.
func (s Statement) coversBedrock() bool {
	everybody := s.Principal != nil && slices.Contains((*s.Principal)["AWS"], "*")
	return everybody || s.coversService(BedrockPrincipal)
}

// Grants says whether the statement is about an action on a resource.
func (s Statement) Grants(p Permission) bool {
	return s.coversAction(p.Action) && s.coversResource(p.Resource) &&
		s.conditionsHold(map[string]string{"iam:passedtoservice": p.PassedTo})
}

func (s Statement) coversService(name string) bool {
	if s.NotPrincipal != nil {
		return !slices.Contains((*s.NotPrincipal)["Service"], name)
	}
	return s.Principal != nil && slices.Contains((*s.Principal)["Service"], name)
}

func (s Statement) coversAction(action string) bool {
	covers := func(pattern string) bool { return WildcardMatch(strings.ToLower(pattern), strings.ToLower(action)) }
	if len(s.NotAction) > 0 {
		return !slices.ContainsFunc(s.NotAction, covers)
	}
	return slices.ContainsFunc(s.Action, covers)
}

func (s Statement) coversResource(resourceARN string) bool {
	covers := func(pattern string) bool { return WildcardMatch(pattern, resourceARN) }
	if len(s.NotResource) > 0 {
		return !slices.ContainsFunc(s.NotResource, covers)
	}
	return slices.ContainsFunc(s.Resource, covers)
}

// conditionsHold judges the conditions on the keys of known, which are in lower case. A condition on another key, or
// with another operator, cannot be judged: the benefit of the doubt then goes to the request, so that the condition
// counts as met in an Allow and as not met in a Deny.
func (s Statement) conditionsHold(known map[string]string) bool {
	for operator, keys := range s.Condition {
		for key, patterns := range keys {
			actual, isKnown := known[strings.ToLower(key)]
			met, judged := judgeCondition(operator, patterns, actual)
			if !isKnown || !judged {
				met = s.Effect == "Allow"
			}
			if !met {
				return false
			}
		}
	}
	return true
}

// judgeCondition compares the value of a key with the patterns of a condition. judged is false for operators that do
// not compare strings or ARNs.
func judgeCondition(operator string, patterns []string, actual string) (met, judged bool) {
	operator = strings.TrimSuffix(operator, "IfExists")
	positive := strings.Replace(operator, "Not", "", 1)
	var equal func(pattern string) bool
	switch positive {
	case "StringEquals", "Bool":
		equal = func(pattern string) bool { return pattern == actual }
	case "StringEqualsIgnoreCase":
		equal = func(pattern string) bool { return strings.EqualFold(pattern, actual) }
	case "StringLike":
		equal = func(pattern string) bool { return WildcardMatch(pattern, actual) }
	case "ArnEquals", "ArnLike": // the two mean the same
		equal = func(pattern string) bool { return arnMatch(pattern, actual) }
	default:
		return false, false
	}
	return slices.ContainsFunc(patterns, equal) == (positive == operator), true
}

// arnMatch compares the six parts of an ARN one by one: a * does not reach across a colon, but for the last part.
func arnMatch(pattern, actual string) bool {
	patterns, parts := strings.SplitN(pattern, ":", 6), strings.SplitN(actual, ":", 6)
	if len(patterns) != len(parts) {
		return false
	}
	for i := range parts {
		if !WildcardMatch(patterns[i], parts[i]) {
			return false
		}
	}
	return true
}

// WildcardMatch knows * for any number of characters and ? for one. It takes time proportional to the product of the
// lengths at most.
func WildcardMatch(pattern, s string) bool {
	p, i := 0, 0
	star, retry := -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, retry = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == s[i]):
			p++
			i++
		case star >= 0:
			retry++
			p, i = star+1, retry
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// MissingRole is a role that the policy names as a principal and that does not exist; empty for none. Users cannot be looked up: the
// simulator has none.
func (p Policy) MissingRole(exists func(roleARN string) bool) string {
	for _, st := range p.Statement {
		for _, named := range []*Principals{st.Principal, st.NotPrincipal} {
			if named == nil {
				continue
			}
			for _, principal := range (*named)["AWS"] {
				a, isARN := ParseARN(principal)
				if isARN && a.Service == "iam" && strings.HasPrefix(a.Resource, "role/") && !exists(principal) {
					return principal
				}
			}
		}
	}
	return ""
}
