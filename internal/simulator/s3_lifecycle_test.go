// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func lifecycleRules() []types.LifecycleRule {
	return []types.LifecycleRule{
		{
			ID: aws.String("results"), Status: types.ExpirationStatusEnabled, Filter: &types.LifecycleRuleFilter{Prefix: aws.String("results/")},
			Expiration:  &types.LifecycleExpiration{Days: aws.Int32(90)},
			Transitions: []types.Transition{{Days: aws.Int32(30), StorageClass: types.TransitionStorageClassStandardIa}},
		},
		{
			ID: aws.String("versions"), Status: types.ExpirationStatusDisabled, Filter: &types.LifecycleRuleFilter{Prefix: aws.String("")},
			NoncurrentVersionExpiration:    &types.NoncurrentVersionExpiration{NoncurrentDays: aws.Int32(7), NewerNoncurrentVersions: aws.Int32(2)},
			AbortIncompleteMultipartUpload: &types.AbortIncompleteMultipartUpload{DaysAfterInitiation: aws.Int32(1)},
		},
		{
			ID: aws.String("both"), Status: types.ExpirationStatusEnabled,
			Filter: &types.LifecycleRuleFilter{And: &types.LifecycleRuleAndOperator{
				Prefix: aws.String("tmp/"), Tags: []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}, ObjectSizeGreaterThan: aws.Int64(10),
			}},
			Expiration: &types.LifecycleExpiration{ExpiredObjectDeleteMarker: aws.Bool(true)},
		},
	}
}

func TestS3_lifecycleRefuses(t *testing.T) {
	t.Parallel()
	never := &types.LifecycleExpiration{Days: aws.Int32(0)}
	expire := &types.LifecycleExpiration{Days: aws.Int32(1)}
	everything := &types.LifecycleRuleFilter{Prefix: aws.String("")}
	rule := func(change func(*types.LifecycleRule)) []types.LifecycleRule {
		r := types.LifecycleRule{ID: aws.String("a"), Status: types.ExpirationStatusEnabled, Filter: everything, Expiration: expire}
		change(&r)
		return []types.LifecycleRule{r}
	}
	cases := map[string]struct {
		rules []types.LifecycleRule
		code  string
	}{
		"same id twice":  {append(rule(func(*types.LifecycleRule) {}), rule(func(*types.LifecycleRule) {})...), "InvalidArgument"},
		"unknown status": {rule(func(r *types.LifecycleRule) { r.Status = "On" }), "MalformedXML"},
		"no filter":      {rule(func(r *types.LifecycleRule) { r.Filter = nil }), "MalformedXML"},
		"filter and prefix": {rule(func(r *types.LifecycleRule) {
			r.Prefix = aws.String("x") //nolint:staticcheck // S3 still knows the old form
		}), "MalformedXML"},
		"no action":        {rule(func(r *types.LifecycleRule) { r.Expiration = nil }), "InvalidRequest"},
		"zero days":        {rule(func(r *types.LifecycleRule) { r.Expiration = never }), "InvalidArgument"},
		"empty expiration": {rule(func(r *types.LifecycleRule) { r.Expiration = &types.LifecycleExpiration{} }), "MalformedXML"},
		"long id":          {rule(func(r *types.LifecycleRule) { r.ID = aws.String(strings.Repeat("i", 256)) }), "InvalidArgument"},
		"unknown class": {rule(func(r *types.LifecycleRule) {
			r.Transitions = []types.Transition{{Days: aws.Int32(1), StorageClass: "TAPE"}}
		}), "MalformedXML"},
		"abort by tag": {rule(func(r *types.LifecycleRule) {
			r.Filter = &types.LifecycleRuleFilter{Tag: &types.Tag{Key: aws.String("k"), Value: aws.String("v")}}
			r.AbortIncompleteMultipartUpload = &types.AbortIncompleteMultipartUpload{DaysAfterInitiation: aws.Int32(1)}
		}), "InvalidRequest"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := startCore(t).createBucket(t, "data")
			_, err := client.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
				Bucket: dataBucket, LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: tc.rules},
			})
			wantCode(t, err, tc.code)
			_, err = client.GetBucketLifecycleConfiguration(t.Context(), &s3.GetBucketLifecycleConfigurationInput{Bucket: dataBucket})
			wantCode(t, err, "NoSuchLifecycleConfiguration")
		})
	}
}

func TestS3_lifecycleRuleWithoutIDGetsOne(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	out, err := client.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
		Bucket: dataBucket, LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: []types.LifecycleRule{{
			Status: types.ExpirationStatusEnabled, Filter: &types.LifecycleRuleFilter{}, Expiration: &types.LifecycleExpiration{Days: aws.Int32(1)},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if out.TransitionDefaultMinimumObjectSize != "all_storage_classes_128K" {
		t.Errorf("the minimum object size is %q, want AWS's default", out.TransitionDefaultMinimumObjectSize)
	}
	got, err := client.GetBucketLifecycleConfiguration(t.Context(), &s3.GetBucketLifecycleConfigurationInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToString(got.Rules[0].ID) == "" {
		t.Error("the rule has no id")
	}
}
