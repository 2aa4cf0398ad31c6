// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func TestS3_objectEncryptionFollowsBucketAndRequest(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	const key = "arn:aws:kms:eu-west-1:123456789012:key/1234"
	rule := types.ServerSideEncryptionRule{
		ApplyServerSideEncryptionByDefault: &types.ServerSideEncryptionByDefault{
			SSEAlgorithm: types.ServerSideEncryptionAwsKms, KMSMasterKeyID: aws.String("1234"),
		},
		BucketKeyEnabled: aws.Bool(true),
	}
	config := &types.ServerSideEncryptionConfiguration{Rules: []types.ServerSideEncryptionRule{rule}}
	if _, err := client.PutBucketEncryption(t.Context(), &s3.PutBucketEncryptionInput{
		Bucket: dataBucket, ServerSideEncryptionConfiguration: config,
	}); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		input     s3.PutObjectInput
		algorithm types.ServerSideEncryption
		keyARN    string
		bucketKey bool
	}{
		"the bucket's": {s3.PutObjectInput{}, "aws:kms", key, true},
		"AES256":       {s3.PutObjectInput{ServerSideEncryption: "AES256"}, "AES256", "", false},
		"another key":  {s3.PutObjectInput{ServerSideEncryption: "aws:kms", SSEKMSKeyId: aws.String(key + "5")}, "aws:kms", key + "5", true},
		"no bucket key": {
			s3.PutObjectInput{ServerSideEncryption: "aws:kms", SSEKMSKeyId: aws.String(key), BucketKeyEnabled: aws.Bool(false)},
			"aws:kms", key, false,
		},
	}
	for name, tc := range cases {
		tc.input.Bucket, tc.input.Key, tc.input.Body = dataBucket, aws.String(name), strings.NewReader("x")
		put, err := client.PutObject(t.Context(), &tc.input)
		if err != nil {
			t.Fatal(err)
		}
		head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: dataBucket, Key: aws.String(name)})
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprint(tc.algorithm, " ", tc.keyARN, " ", tc.bucketKey)
		for _, got := range []string{
			fmt.Sprint(put.ServerSideEncryption, " ", aws.ToString(put.SSEKMSKeyId), " ", aws.ToBool(put.BucketKeyEnabled)),
			fmt.Sprint(head.ServerSideEncryption, " ", aws.ToString(head.SSEKMSKeyId), " ", aws.ToBool(head.BucketKeyEnabled)),
		} {
			if got != want {
				t.Errorf("%s: got %s, want %s", name, got, want)
			}
		}
	}
	_, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: dataBucket, Key: aws.String("k"), Body: strings.NewReader("x"), ServerSideEncryption: "AES256", SSEKMSKeyId: aws.String(key),
	})
	wantCode(t, err, "InvalidArgument")
}

func TestS3_deletedEncryptionIsSSES3Again(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	kms := &types.ServerSideEncryptionConfiguration{Rules: []types.ServerSideEncryptionRule{{
		ApplyServerSideEncryptionByDefault: &types.ServerSideEncryptionByDefault{SSEAlgorithm: types.ServerSideEncryptionAwsKms},
	}}}
	if _, err := client.PutBucketEncryption(t.Context(), &s3.PutBucketEncryptionInput{
		Bucket: dataBucket, ServerSideEncryptionConfiguration: kms,
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.DeleteBucketEncryption(t.Context(), &s3.DeleteBucketEncryptionInput{Bucket: dataBucket}); err != nil {
		t.Fatal(err)
	}
	out, err := client.GetBucketEncryption(t.Context(), &s3.GetBucketEncryptionInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if got := out.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm; got != "AES256" {
		t.Errorf("the bucket is encrypted with %s, want AES256", got)
	}
}

// An object that asks for KMS and names no key gets the one that AWS manages, even if the bucket names another.
func TestS3_kmsWithoutAKeyIsTheManagedKey(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	var arns []string
	for _, key := range []string{"a", "b"} {
		put, err := client.PutObject(t.Context(), &s3.PutObjectInput{
			Bucket: dataBucket, Key: &key, Body: strings.NewReader("x"), ServerSideEncryption: types.ServerSideEncryptionAwsKms,
		})
		if err != nil {
			t.Fatal(err)
		}
		arns = append(arns, aws.ToString(put.SSEKMSKeyId))
	}
	if arns[0] != arns[1] || !strings.HasPrefix(arns[0], "arn:aws:kms:eu-west-1:123456789012:key/") {
		t.Errorf("two objects are encrypted with %v, want one key of the account", arns)
	}
}
