// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func TestS3_bucketPolicyIsValidated(t *testing.T) {
	t.Parallel()
	const onObjects = `"Action":"s3:*","Resource":"arn:aws:s3:::data/*"`
	statement := func(members string) string { return `{"Version":"2012-10-17","Statement":[{` + members + `}]}` }
	bedrock := func(members string) string {
		return statement(`"Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},` + members)
	}
	everyone := func(condition string) string {
		return statement(`"Effect":"Allow","Principal":"*",` + onObjects + `,"Condition":{` + condition + `}`)
	}
	deny := `{"Sid":"a","Effect":"Deny","Principal":"*",` + onObjects + `}`
	cases := map[string]struct{ policy, code string }{
		"for a service":              {bedrock(onObjects), "no error"},
		"for an account":             {statement(`"Effect":"Allow","Principal":{"AWS":"111122223333"},` + onObjects), "no error"},
		"for everyone":               {everyone(``), "AccessDenied"},
		"for everyone of an account": {everyone(`"StringEquals":{"aws:SourceAccount":"1"}`), "no error"},
		"for the whole internet":     {everyone(`"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}`), "AccessDenied"},
		"for one network":            {everyone(`"IpAddress":{"aws:SourceIp":"10.1.0.0/16"}`), "no error"},
		"for any source":             {everyone(`"ArnLike":{"aws:SourceArn":"*"}`), "AccessDenied"},
		"unless one account":         {everyone(`"StringNotEquals":{"aws:SourceAccount":"1"}`), "AccessDenied"},
		"for every AWS principal":    {statement(`"Effect":"Allow","Principal":{"AWS":["*"]},` + onObjects), "AccessDenied"},
		"for everyone but one":       {statement(`"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},` + onObjects), "AccessDenied"},
		"deny everyone":              {`{"Statement":` + deny + `}`, "no error"},
		"bucket and object actions": {
			bedrock(`"Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::data","arn:aws:s3:::data/*"]`), "no error",
		},
		"both with one wildcard":      {bedrock(`"Action":["s3:GetObject","s3:ListBucket"],"Resource":"arn:aws:s3:::data*"`), "no error"},
		"object action on the bucket": {bedrock(`"Action":"s3:GetObject","Resource":"arn:aws:s3:::data"`), "MalformedPolicy"},
		"bucket action on objects":    {bedrock(`"Action":"s3:ListBucket","Resource":"arn:aws:s3:::data/*"`), "MalformedPolicy"},
		"another bucket":              {bedrock(`"Action":"s3:*","Resource":"arn:aws:s3:::other/*"`), "MalformedPolicy"},
		"another partition":           {bedrock(`"Action":"s3:*","Resource":"arn:aws-cn:s3:::data/*"`), "MalformedPolicy"},
		"every resource":              {bedrock(`"Action":"s3:*","Resource":"*"`), "MalformedPolicy"},
		"action of another service":   {bedrock(`"Action":"kms:Decrypt","Resource":"arn:aws:s3:::data/*"`), "MalformedPolicy"},
		"no principal":                {statement(`"Effect":"Allow",` + onObjects), "MalformedPolicy"},
		"principal that cannot be":    {statement(`"Effect":"Allow","Principal":{"AWS":"me"},` + onObjects), "MalformedPolicy"},
		"kind of principal unknown":   {statement(`"Effect":"Allow","Principal":{"Human":"me"},` + onObjects), "MalformedPolicy"},
		"no action":                   {bedrock(`"Resource":"arn:aws:s3:::data/*"`), "MalformedPolicy"},
		"no resource":                 {bedrock(`"Action":"s3:*"`), "MalformedPolicy"},
		"no effect":                   {statement(`"Principal":"*",` + onObjects), "MalformedPolicy"},
		"unknown effect":              {statement(`"Effect":"Perhaps","Principal":"*",` + onObjects), "MalformedPolicy"},
		"unknown element":             {bedrock(`"Colour":"red",` + onObjects), "MalformedPolicy"},
		"same Sid twice":              {`{"Statement":[` + deny + `,` + deny + `]}`, "MalformedPolicy"},
		"unknown version":             {`{"Version":"2020-01-01","Statement":[` + deny + `]}`, "MalformedPolicy"},
		"no statement":                {`{"Version":"2012-10-17"}`, "MalformedPolicy"},
		"not JSON":                    {`{"Version":`, "MalformedPolicy"},
		"a list":                      {`[]`, "MalformedPolicy"},
		"too long":                    {bedrock(`"Sid":"` + strings.Repeat("x", 21000) + `",` + onObjects), "PolicyTooLarge"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := startCore(t).createBucket(t, "data")
			_, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: dataBucket, Policy: &tc.policy})
			wantCode(t, err, tc.code)
			out, err := client.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: dataBucket})
			if tc.code != "no error" {
				wantCode(t, err, "NoSuchBucketPolicy")
			} else if err != nil || aws.ToString(out.Policy) != tc.policy {
				t.Errorf("got policy %v (%v), want it as it was put", out, err)
			}
		})
	}
}

// S3 does not keep the white space of a policy: who compares policies must compare their meaning.
func TestS3_policyComesBackWithoutItsWhiteSpace(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	spaced := `{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::data/a b" } }`
	if _, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: dataBucket, Policy: &spaced}); err != nil {
		t.Fatal(err)
	}
	out, err := client.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::data/a b"}}`
	if got := aws.ToString(out.Policy); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestS3_publicPolicyNeedsTheBlockLifted(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	public := aws.String(`{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}}`)
	if _, err := client.DeletePublicAccessBlock(t.Context(), &s3.DeletePublicAccessBlockInput{Bucket: dataBucket}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: dataBucket, Policy: public}); err != nil {
		t.Fatal(err)
	}
	status, err := client.GetBucketPolicyStatus(t.Context(), &s3.GetBucketPolicyStatusInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if !aws.ToBool(status.PolicyStatus.IsPublic) {
		t.Error("a policy for everyone is not called public")
	}
}

// A policy that denies whatever lacks TLS is stored and does not shut out these tests, which come over plain HTTP.
func TestS3_policyIsNotEnforced(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	tlsOnly := aws.String(`{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*",
		"Resource":["arn:aws:s3:::data","arn:aws:s3:::data/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}}`)
	if _, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: dataBucket, Policy: tlsOnly}); err != nil {
		t.Fatal(err)
	}
	putText(t, client, "data", "key", "text")
}
