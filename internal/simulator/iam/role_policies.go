// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	inlineQuota   = 10240 // characters of all inline policies of a role, white space aside
	attachedQuota = 10    // managed policies of a role
)

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
func putRolePolicy(q *core.QueryCall, r *role) (any, error) {
	name, document := q.Value("PolicyName"), q.Value("PolicyDocument")
	if err := core.CheckName(q, "PolicyName", 128); err != nil {
		return nil, err
	}
	if err := checkIdentityPolicy(document); err != nil {
		return nil, malformedDocument(err)
	}
	size := withoutSpace(document)
	for other, existing := range r.inline {
		if other != name {
			size += withoutSpace(existing)
		}
	}
	if size > inlineQuota {
		return nil, limitExceeded("Maximum policy size of %d bytes exceeded for role %s", inlineQuota, r.name)
	}
	r.inline[name] = document
	return nil, nil
}

// checkIdentityPolicy holds what a policy of an identity has: resources, and no principal.
func checkIdentityPolicy(document string) error {
	p, err := core.ParsePolicy(document)
	if err != nil {
		return err
	}
	for _, st := range p.Statement {
		switch {
		case st.Principal != nil || st.NotPrincipal != nil:
			return core.AWSMessage("Policy document should not specify a principal.")
		case (len(st.Resource) == 0) == (len(st.NotResource) == 0):
			return core.AWSMessage("Policy statement must contain resources.")
		}
		for _, resource := range slices.Concat(st.Resource, st.NotResource) {
			if resource != "*" && !strings.HasPrefix(resource, "arn:") {
				return core.AWSMessage("Resource " + resource + ` must be in ARN format or "*".`)
			}
		}
	}
	return nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
func getRolePolicy(q *core.QueryCall, r *role) (any, error) {
	document, ok := r.inline[q.Value("PolicyName")]
	if !ok {
		return nil, noSuchEntity("The role policy with name %s cannot be found.", q.Value("PolicyName"))
	}
	return struct{ RoleName, PolicyName, PolicyDocument string }{r.name, q.Value("PolicyName"), encodeDocument(document)}, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html
func deleteRolePolicy(q *core.QueryCall, r *role) (any, error) {
	if _, ok := r.inline[q.Value("PolicyName")]; !ok {
		return nil, noSuchEntity("The role policy with name %s cannot be found.", q.Value("PolicyName"))
	}
	delete(r.inline, q.Value("PolicyName"))
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html
func listRolePolicies(q *core.QueryCall, r *role) (any, error) {
	names, page, err := pageOf(q, slices.Sorted(maps.Keys(r.inline)))
	return struct {
		PolicyNames []string `xml:"PolicyNames>member"`
		pageElement
	}{names, page}, err
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
func attachRolePolicy(q *core.QueryCall, r *role) (any, error) {
	if err := checkPolicyARN(q, "PolicyArn"); err != nil {
		return nil, err
	}
	if slices.Contains(r.attached, q.Value("PolicyArn")) {
		return nil, nil // attaching twice is no error
	}
	if len(r.attached) == attachedQuota {
		return nil, limitExceeded("Cannot exceed quota for PoliciesPerRole: %d", attachedQuota)
	}
	r.attached = append(r.attached, q.Value("PolicyArn"))
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html
func detachRolePolicy(q *core.QueryCall, r *role) (any, error) {
	i := slices.Index(r.attached, q.Value("PolicyArn"))
	if i < 0 {
		return nil, noSuchEntity("Policy %s was not found.", q.Value("PolicyArn"))
	}
	r.attached = slices.Delete(r.attached, i, i+1)
	return nil, nil
}

type attachedPolicyElement struct{ PolicyName, PolicyArn string }

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html
func listAttachedRolePolicies(q *core.QueryCall, r *role) (any, error) {
	var attached []attachedPolicyElement
	for _, policyARN := range r.attached {
		_, pathAndName, _ := strings.Cut(policyARN, ":policy")
		if strings.HasPrefix(pathAndName, q.Value("PathPrefix")) {
			attached = append(attached, attachedPolicyElement{pathAndName[strings.LastIndex(pathAndName, "/")+1:], policyARN})
		}
	}
	attached, page, err := pageOf(q, attached)
	return struct {
		AttachedPolicies []attachedPolicyElement `xml:"AttachedPolicies>member"`
		pageElement
	}{attached, page}, err
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
func putRolePermissionsBoundary(q *core.QueryCall, r *role) (any, error) {
	if err := checkPolicyARN(q, "PermissionsBoundary"); err != nil {
		return nil, err
	}
	r.boundary = q.Value("PermissionsBoundary")
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html
func deleteRolePermissionsBoundary(_ *core.QueryCall, r *role) (any, error) {
	if r.boundary == "" {
		return nil, noSuchEntity("Role %s has no permissions boundary.", r.name)
	}
	r.boundary = ""
	return nil, nil
}
