// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	trainingJobARN = "arn:aws:bedrock:us-east-1:123456789012:model-customization-job/amazon.nova-lite-v1:0/abcdefghijkl"
	trustedAccount = simulator.DefaultAccountID
)

// trustWith builds a trust policy: the statement of Bedrock with conditions, and what else is given.
func trustWith(conditions, more string) string {
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
		"Principal":{"Service":["lambda.amazonaws.com","bedrock.amazonaws.com"]},"Condition":{` + conditions + `}}` + more + `]}`
}

func TestRoleAuthority_judgesTrust(t *testing.T) {
	t.Parallel()
	deny := func(condition string) string {
		return `,{"Effect":"Deny","Action":"sts:*","Principal":{"Service":"bedrock.amazonaws.com"},"Condition":{` + condition + `}}`
	}
	statement := func(action, principal string) string {
		return `{"Statement":{"Effect":"Allow","Action":"` + action + `","Principal":` + principal + `}}`
	}
	bedrock := `{"Service":"bedrock.amazonaws.com"}`
	jobs := "arn:aws:bedrock:us-east-1:123456789012:"
	cases := map[string]struct {
		document string
		want     bool
	}{
		"plain":                             {bedrockTrust, true},
		"any action":                        {statement("*", bedrock), true},
		"another action":                    {statement("sts:TagSession", bedrock), false},
		"another service":                   {statement("sts:AssumeRole", `{"Service":"ec2.amazonaws.com"}`), false},
		"an account":                        {statement("sts:AssumeRole", `{"AWS":"*"}`), false},
		"anyone":                            {statement("sts:AssumeRole", `"*"`), false},
		"source account":                    {trustWith(`"StringEquals":{"aws:SourceAccount":"123456789012"}`, ``), true},
		"source trustedAccount, lower case": {trustWith(`"StringEquals":{"aws:sourceaccount":["1","123456789012"]}`, ``), true},
		"wrong source account":              {trustWith(`"StringEquals":{"aws:SourceAccount":"210987654321"}`, ``), false},
		"account pattern":                   {trustWith(`"StringLike":{"aws:SourceAccount":"1234*"}`, ``), true},
		"not that account":                  {trustWith(`"StringNotEquals":{"aws:SourceAccount":"123456789012"}`, ``), false},
		"not another account":               {trustWith(`"StringNotEquals":{"aws:SourceAccount":"210987654321"}`, ``), true},
		"source ARN":                        {trustWith(`"ArnLike":{"aws:SourceArn":"`+jobs+`model-customization-job/*"}`, ``), true},
		"ARN of another kind of job":        {trustWith(`"ArnLike":{"aws:SourceArn":"`+jobs+`evaluation-job/*"}`, ``), false},
		"ArnEquals takes wildcards":         {trustWith(`"ArnEquals":{"aws:SourceArn":"arn:aws:bedrock:*:123456789012:*"}`, ``), true},
		"ArnEquals of another region":       {trustWith(`"ArnEquals":{"aws:SourceArn":"arn:aws:bedrock:eu-west-1:123456789012:*"}`, ``), false},
		"a * stays within its part":         {trustWith(`"ArnLike":{"aws:SourceArn":"arn:aws:bedrock:*"}`, ``), false},
		"StringLike reaches across":         {trustWith(`"StringLike":{"aws:SourceArn":"arn:aws:bedrock:*"}`, ``), true},
		"StringEquals is exact":             {trustWith(`"StringEquals":{"aws:SourceArn":"`+jobs+`*"}`, ``), false},
		"all conditions must hold":          {trustWith(`"StringLike":{"aws:SourceAccount":"*","aws:SourceArn":"arn:*:s3:::x"}`, ``), false},
		"unknown conditions":                {trustWith(`"Bool":{"aws:SecureTransport":true},"Null":{"aws:PrincipalOrgID":"x"}`, ``), true},
		"Deny wins":                         {trustWith(``, deny(``)), false},
		"Deny for another account":          {trustWith(``, deny(`"StringEquals":{"aws:SourceAccount":"210987654321"}`)), true},
		"Deny for all but the account":      {trustWith(``, deny(`"StringNotEquals":{"aws:SourceAccount":"210987654321"}`)), false},
		"Deny under unknown condition":      {trustWith(``, deny(`"Bool":{"aws:SecureTransport":"false"}`)), true},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			out, err := sim.iam().CreateRole(t.Context(), &iam.CreateRoleInput{
				RoleName: aws.String("worker"), AssumeRolePolicyDocument: &test.document,
			})
			if err != nil {
				t.Fatal(err)
			}
			sim.Advance(time.Minute)
			if err := sim.Assume(aws.ToString(out.Role.Arn), trustedAccount, trainingJobARN); (err == nil) != test.want {
				t.Errorf("may assume: %v (%v), want %v", err == nil, err, test.want)
			}
		})
	}
}

func TestRoleAuthority_lookForTheRoleItself(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	arn := sim.createRole(t, "worker")
	if sim.Assume(arn, trustedAccount, trainingJobARN) == nil {
		t.Error("a role can be assumed at once")
	}
	sim.Advance(7 * time.Second)
	if sim.Assume(arn, trustedAccount, trainingJobARN) == nil {
		t.Error("a role can be assumed after 7 s")
	}
	sim.Advance(time.Second)
	if err := sim.Assume(arn, trustedAccount, trainingJobARN); err != nil {
		t.Errorf("a settled role: %v", err)
	}
	for name, other := range map[string]string{
		"absent":          "arn:aws:iam::123456789012:role/absent",
		"other path":      "arn:aws:iam::123456789012:role/path/worker",
		"other case":      "arn:aws:iam::123456789012:role/Worker",
		"other partition": "arn:aws-cn:iam::123456789012:role/worker",
		"not an ARN":      "worker",
	} {
		if sim.Assume(other, trustedAccount, trainingJobARN) == nil {
			t.Errorf("%s: assumed %s", name, other)
		}
	}
	if sim.Assume(arn, "210987654321", trainingJobARN) == nil {
		t.Error("assumed a role of another account")
	}
}

func TestRoleAuthority_judgesPermissions(t *testing.T) {
	t.Parallel()
	object := "arn:aws:s3:::data/train/a.jsonl"
	doubt := `"Condition":{"Bool":{"aws:SecureTransport":"false"}}}`
	all := `{"Effect":"Allow","Action":"*","Resource":"*"},`
	cases := map[string]struct {
		statements string
		want       bool
	}{
		"exact":                  {`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/train/a.jsonl"}`, true},
		"wildcards":              {`{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::data/*"}`, true},
		"question mark":          {`{"Effect":"Allow","Action":"s3:GetObjec?","Resource":"arn:aws:s3:::data/train/?.jsonl"}`, true},
		"case of the action":     {`{"Effect":"Allow","Action":"S3:getobject","Resource":"*"}`, true},
		"case of the resource":   {`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::Data/*"}`, false},
		"bucket, not its object": {`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data"}`, false},
		"another action":         {`{"Effect":"Allow","Action":["s3:PutObject","s3:ListBucket"],"Resource":"*"}`, false},
		"NotAction":              {`{"Effect":"Allow","NotAction":"s3:Delete*","Resource":"*"}`, true},
		"NotAction names it":     {`{"Effect":"Allow","NotAction":["s3:Get*","s3:Delete*"],"Resource":"*"}`, false},
		"NotResource":            {`{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::secret/*"}`, true},
		"NotResource names it":   {`{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::data/*"}`, false},
		"Deny wins":              {all + `{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::data/train/*"}`, false},
		"Deny elsewhere":         {all + `{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::data/test/*"}`, true},
		"conditional Allow":      {`{"Effect":"Allow","Action":"*","Resource":"*",` + doubt, true},
		"conditional Deny":       {all + `{"Effect":"Deny","Action":"*","Resource":"*",` + doubt, true},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			arn := sim.createRole(t, "worker")
			if sim.Allowed(arn, "s3:GetObject", object) {
				t.Error("a role without policies may read")
			}
			if _, err := sim.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
				RoleName: aws.String("worker"), PolicyName: aws.String("data"),
				PolicyDocument: aws.String(`{"Version":"2012-10-17","Statement":[` + test.statements + `]}`),
			}); err != nil {
				t.Fatal(err)
			}
			if got := sim.Allowed(arn, "s3:GetObject", object); got != test.want {
				t.Errorf("allowed: %v, want %v", got, test.want)
			}
		})
	}
}

func TestRoleAuthority_knowsSomeManagedPolicies(t *testing.T) {
	t.Parallel()
	cases := map[string]bool{
		"arn:aws:iam::aws:policy/AdministratorAccess":          true,
		"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess":       true,
		"arn:aws:iam::aws:policy/AmazonBedrockFullAccess":      false,
		"arn:aws:iam::123456789012:policy/AdministratorAccess": false,
	}
	for policyARN, want := range cases {
		t.Run(policyARN, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			arn := sim.createRole(t, "worker")
			if _, err := sim.iam().AttachRolePolicy(t.Context(), &iam.AttachRolePolicyInput{
				RoleName: aws.String("worker"), PolicyArn: &policyARN,
			}); err != nil {
				t.Fatal(err)
			}
			if got := sim.Allowed(arn, "s3:GetObject", "arn:aws:s3:::data/a"); got != want {
				t.Errorf("allowed: %v, want %v", got, want)
			}
		})
	}
}
