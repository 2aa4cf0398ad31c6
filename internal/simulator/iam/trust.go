// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// setTrust sets the trust policy: it names principals and an action of STS, and no resource.
func (s *Service) setTrust(r *role, document string) error {
	if !json.Valid([]byte(document)) {
		return core.NewQueryError(http.StatusBadRequest, "MalformedPolicyDocument", "This policy contains invalid Json")
	}
	p, err := core.ParsePolicy(document)
	for _, st := range p.Statement {
		if err == nil {
			err = checkTrust(st)
		}
	}
	if missing := p.MissingRole(func(arn string) bool { return s.roleByARN(arn) != nil }); err == nil && missing != "" {
		err = core.AWSMessage(`Invalid principal in policy: "AWS":"` + missing + `"`)
	}
	if err != nil {
		return malformedDocument(err)
	}
	if withoutSpace(document) > 2048 {
		return limitExceeded("Cannot exceed quota for ACLSizePerRole: 2048")
	}
	r.trust = document
	return nil
}

func checkTrust(st core.Statement) error {
	switch {
	case st.Principal == nil && st.NotPrincipal == nil:
		return core.AWSMessage("Missing required field Principal")
	case len(st.Resource)+len(st.NotResource) > 0:
		return core.AWSMessage("Has prohibited field Resource")
	case slices.ContainsFunc(st.Action, func(a string) bool { return a != "*" && !strings.HasPrefix(strings.ToLower(a), "sts:") }):
		return core.AWSMessage("AssumeRole policy may only specify STS AssumeRole actions.")
	}
	for _, named := range []*core.Principals{st.Principal, st.NotPrincipal} {
		if named == nil {
			continue
		}
		for kind, values := range *named {
			for _, value := range values {
				if value == "" || kind == "Service" && !strings.HasSuffix(strings.TrimSuffix(value, ".cn"), ".amazonaws.com") {
					return core.AWSMessage("Invalid principal in policy: \"" + strings.ToUpper(kind) + "\":\"" + value + "\"")
				}
			}
		}
	}
	for operator := range st.Condition {
		if !isOperator(operator) {
			return core.AWSMessage("Unknown Condition Operator: " + operator)
		}
	}
	return nil
}

// isOperator tells whether IAM has an operator of conditions.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func isOperator(name string) bool {
	for _, set := range []string{"ForAllValues:", "ForAnyValue:"} {
		name = strings.TrimPrefix(name, set)
	}
	return slices.Contains([]string{
		"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
		"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
		"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
		"Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null",
	}, strings.TrimSuffix(name, "IfExists"))
}
