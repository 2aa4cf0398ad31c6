// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// What S3 answered in recorded tests, as far as no other test holds it.
func TestRecorded_bucketsAgain(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.s3("us-east-1")
	create := func(region string, tags ...types.Tag) error {
		in := &s3.CreateBucketInput{Bucket: dataBucket, CreateBucketConfiguration: &types.CreateBucketConfiguration{Tags: tags}}
		if region != "" {
			in.CreateBucketConfiguration.LocationConstraint = types.BucketLocationConstraint(region)
		}
		_, err := client.CreateBucket(t.Context(), in)
		return err
	}
	team := types.Tag{Key: aws.String("team"), Value: aws.String("support")}
	wantCode(t, create("", team), "no error")
	wantCode(t, create(""), "no error")
	wantCode(t, create("", team), "BucketAlreadyOwnedByYou")
	for location, region := range map[string]string{"EU": "eu-west-1", "us-west-2": "us-west-2"} {
		name := "in-" + region
		_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name, CreateBucketConfiguration: located(location)})
		wantCode(t, err, "no error")
		if out, err := c.s3(region).HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: &name}); err != nil || *out.BucketRegion != region {
			t.Errorf("%s is not in %s: %v", name, region, err)
		}
	}
	_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("lunar"), CreateBucketConfiguration: located("moon")})
	wantCode(t, err, "InvalidLocationConstraint")
	_, err = client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket, ExpectedBucketOwner: aws.String("me")})
	if err == nil {
		t.Error("an owner that is no account is taken")
	}
}

func TestRecorded_versions(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	putText(t, client, "data", "key", "text")
	key := aws.String("key")
	_, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: dataBucket, Key: key, VersionId: aws.String("none")})
	wantCode(t, err, "InvalidArgument")
	_, err = client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: dataBucket, Key: key, VersionId: aws.String("none")})
	wantCode(t, err, "InvalidArgument")
	out, err := client.DeleteObjects(t.Context(), &s3.DeleteObjectsInput{Bucket: dataBucket, Delete: &types.Delete{
		Objects: []types.ObjectIdentifier{{Key: key, VersionId: aws.String("none")}},
	}})
	if err != nil || len(out.Deleted) > 0 || len(out.Errors) != 1 || *out.Errors[0].Code != "NoSuchVersion" {
		t.Errorf("got %+v: %v", out, err)
	}
	marker, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: dataBucket, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	status, body, header := c.raw(t, "GET", "/data/key?versionId="+*marker.VersionId, nil, nil)
	if status != 405 || header.Get("Allow") != "DELETE" || !strings.Contains(body, "<ResourceType>DeleteMarker</ResourceType>") {
		t.Errorf("a delete marker is answered with %d, Allow %q: %s", status, header.Get("Allow"), body)
	}
	_, err = client.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: dataBucket, Key: key})
	wantCode(t, err, "MethodNotAllowed")
}

func TestRecorded_objects(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	put := func(change func(*s3.PutObjectInput)) error {
		in := &s3.PutObjectInput{Bucket: dataBucket, Key: aws.String("key"), Body: strings.NewReader("text")}
		change(in)
		_, err := client.PutObject(t.Context(), in)
		return err
	}
	wantCode(t, put(func(in *s3.PutObjectInput) { in.IfMatch = aws.String("*") }), "NotImplemented")
	wantCode(t, put(func(in *s3.PutObjectInput) { in.IfMatch, in.IfNoneMatch = aws.String("x"), aws.String("*") }), "NotImplemented")
	wantCode(t, put(func(in *s3.PutObjectInput) { in.Tagging = aws.String("a=1&a=2") }), "InvalidArgument")
	wantCode(t, put(func(in *s3.PutObjectInput) {
		in.StorageClass, in.Metadata = types.StorageClassGlacier, map[string]string{"Team": "support"}
	}), "no error")
	status, _, header := c.raw(t, "HEAD", "/data/key", nil, nil)
	if status != http.StatusOK || header.Get("X-Amz-Meta-Team") != "support" {
		t.Errorf("got %d with %v", status, header)
	}
	_, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")})
	wantCode(t, err, "InvalidObjectState")
	for name, value := range map[string]string{"X-Amz-Content-Sha256": "abc", "Content-Md5": ""} {
		if status, _, _ := c.raw(t, "PUT", "/data/other", map[string]string{name: value}, []byte("x")); status != http.StatusBadRequest {
			t.Errorf("%s: %q is answered with %d", name, value, status)
		}
	}
	putText(t, client, "data", "whole", "text")
	out, err := client.GetObject(t.Context(), &s3.GetObjectInput{
		Bucket: dataBucket, Key: aws.String("whole"), Range: aws.String("bytes=0-3"), ChecksumMode: types.ChecksumModeEnabled,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	if out.ChecksumCRC32 == nil && out.ChecksumCRC64NVME == nil {
		t.Error("a range of everything has no checksum")
	}
}

func TestRecorded_lifecycleRules(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	noon := time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	tag := types.Tag{Key: aws.String("k"), Value: aws.String("v")}
	for code, rule := range map[string]types.LifecycleRule{
		"InvalidArgument": {Expiration: &types.LifecycleExpiration{Date: &noon}},
		"InvalidRequest": {
			Filter:     &types.LifecycleRuleFilter{And: &types.LifecycleRuleAndOperator{Tags: []types.Tag{tag, tag}}},
			Expiration: &types.LifecycleExpiration{Days: aws.Int32(1)},
		},
		"no error": {Transitions: []types.Transition{{Days: aws.Int32(30), StorageClass: types.TransitionStorageClassStandardIa}}},
	} {
		rule.Status = types.ExpirationStatusEnabled
		if rule.Filter == nil {
			rule.Filter = &types.LifecycleRuleFilter{Prefix: aws.String("")}
		}
		wantCode(t, putRule(t, client, rule), code)
	}
	wantCode(t, putRule(t, client, types.LifecycleRule{
		Status: types.ExpirationStatusEnabled, Filter: &types.LifecycleRuleFilter{Prefix: aws.String("")},
		Transitions: []types.Transition{{Days: aws.Int32(29), StorageClass: types.TransitionStorageClassStandardIa}},
	}), "InvalidArgument")
}

func putRule(t *testing.T, client *s3.Client, rule types.LifecycleRule) error {
	t.Helper()
	_, err := client.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
		Bucket: dataBucket, LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: []types.LifecycleRule{rule}},
	})
	return err
}

// A policy names nobody who is not there.
func TestRecorded_policyOfAPrincipalThatDoesNotExist(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	put := func() error {
		_, err := client.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: dataBucket, Policy: aws.String(
			`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*",` +
				`"Principal":{"AWS":"arn:aws:iam::123456789012:role/worker"}}}`)})
		return err
	}
	wantCode(t, put(), "MalformedPolicy")
	c.createRole(t, "worker")
	wantCode(t, put(), "no error")
}
