// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
)

// What IAM answered in recorded tests, as far as no other test holds it.
func TestRecorded_createRoleTellsLess(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	name := aws.String("worker")
	made, err := c.iam().CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: aws.String(bedrockTrust)})
	if err != nil {
		t.Fatal(err)
	}
	if made.Role.MaxSessionDuration != nil || made.Role.Tags != nil {
		t.Errorf("CreateRole tells of sessions of %v and tags %v", made.Role.MaxSessionDuration, made.Role.Tags)
	}
	got, err := c.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: name})
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToInt32(got.Role.MaxSessionDuration) != 3600 || got.Role.RoleLastUsed == nil {
		t.Errorf("GetRole tells of sessions of %v, last used %v", got.Role.MaxSessionDuration, got.Role.RoleLastUsed)
	}
}

func TestRecorded_trustPolicies(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	for document, says := range map[string]string{
		"no json": "This policy contains invalid Json",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"foo"}}}`: "Invalid principal",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":""}}}`:        "Invalid principal",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",` +
			`"Principal":{"AWS":"arn:aws:iam::123456789012:role/absent"}}}`: "Invalid principal",
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"bedrock.amazonaws.com"},` +
			`"Condition":{"StringIs":{"aws:SourceAccount":"123456789012"}}}}`: "Operator",
	} {
		_, err := c.iam().CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: aws.String("worker"), AssumeRolePolicyDocument: &document})
		wantError(t, err, "MalformedPolicyDocument", says)
	}
}

func TestRecorded_smallThings(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.createRole(t, "worker")
	name := aws.String("worker")
	attach := &iam.AttachRolePolicyInput{RoleName: name, PolicyArn: aws.String("arn:aws:no-policy-at-all")}
	_, err := c.iam().AttachRolePolicy(t.Context(), attach)
	wantError(t, err, "ValidationError", "Could not be parsed!")
	_, err = c.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: []types.Tag{roleTag("a#b", "")}})
	wantCode(t, err, "ValidationError")
	_, err = c.iam().TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: []types.Tag{roleTag("a", ""), roleTag("A", "")}})
	wantError(t, err, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
}
