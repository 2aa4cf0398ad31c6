// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func putObject(t *testing.T, client *s3.Client, key, body string) {
	t.Helper()
	out, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String(bucketName), Key: &key, Body: strings.NewReader(body),
	})
	must(t, out, err)
}

func TestDataBucket_destroyNeedsForceForABucketThatHoldsSomething(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := fixture(t, "data_bucket", "min.tf")
	ok(t, w.Apply(t.Context(), config))
	client := s3Client(cloud, acctest.Region)
	putObject(t, client, "train.jsonl", "1")
	removed, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(bucketName), Key: aws.String("train.jsonl")})
	must(t, removed, err) // with versioning, this adds a delete marker
	refused(t, w.DestroyOne(t.Context(), bucketAddress), "still holds objects", "force_destroy = true",
		"terraform apply -target=bedrock_data_bucket.NAME", "pays for again")
	w.Object(bucketAddress)

	forced := strings.Replace(config, "bucket ", "force_destroy = true\n  bucket ", 1)
	before := len(cloud.Journal())
	ok(t, w.Apply(t.Context(), forced))
	for _, entry := range cloud.Journal()[before:] {
		if strings.HasPrefix(entry.Operation, "Put") {
			t.Errorf("force_destroy is the provider's own, but %s was called", entry.Operation)
		}
	}
	destroyed(t, cloud, w)
}

func TestDataBucket_emptiesMoreThanOnePage(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	ok(t, w.Apply(t.Context(), fixture(t, "data_bucket", "max.tf")))
	client := s3Client(cloud, acctest.Region)
	for i := range 1005 {
		putObject(t, client, fmt.Sprintf("results/%04d", i/2), "x")
	}
	destroyed(t, cloud, w)
	if n := cloud.Count("DeleteObjects"); n != 2 {
		t.Errorf("DeleteObjects was called %d times for 1,005 versions, want 2", n)
	}
}

func TestDataBucket_deletionPolicy(t *testing.T) {
	t.Parallel()
	for policy, check := range map[string]func(*testing.T, *acctest.Workspace){
		"PREVENT": func(t *testing.T, w *acctest.Workspace) {
			refused(t, w.Destroy(t.Context()), "deletion_policy is PREVENT")
			refused(t, w.DestroyOne(t.Context(), bucketAddress), "deletion_policy is PREVENT")
			w.Object(bucketAddress)
		},
		"ABANDON": func(t *testing.T, w *acctest.Workspace) {
			diags := w.Destroy(t.Context())
			ok(t, diags)
			contains(t, "warning", diags.Warnings(), bucketName, "no longer managed")
		},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			ok(t, w.Apply(t.Context(), fmt.Sprintf("resource \"bedrock_data_bucket\" \"test\" {\nbucket = %q\ndeletion_policy = %q\n}",
				bucketName, policy)))
			check(t, w)
			if n := cloud.Count("DeleteBucket"); n != 0 {
				t.Errorf("DeleteBucket was called %d times", n)
			}
		})
	}
}

func TestDataBucket_tagsOfOthersStay(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	provider := cloud.For(acctest.Region)
	provider["default_tags"] = []any{map[string]any{"tags": map[string]any{"owner": "ml", "team": "default"}}}
	provider["ignore_tags"] = []any{map[string]any{"key_prefixes": []string{"cost:"}}}
	w := acctest.NewWorkspace(t, provider, domains())
	config := fixture(t, "data_bucket", "max.tf")
	ok(t, w.Apply(t.Context(), config))
	client := s3Client(cloud, acctest.Region)
	out, err := client.PutBucketTagging(t.Context(), &s3.PutBucketTaggingInput{Bucket: aws.String(bucketName), Tagging: &s3types.Tagging{
		TagSet: []s3types.Tag{
			{Key: aws.String("cost:centre"), Value: aws.String("7")}, {Key: aws.String("owner"), Value: aws.String("ml")},
			{Key: aws.String("team"), Value: aws.String("models")},
		},
	}})
	must(t, out, err)
	unchanged(t, w, config)
	ok(t, w.Apply(t.Context(), fixture(t, "data_bucket", "update.tf")))
	tagging, err := client.GetBucketTagging(t.Context(), &s3.GetBucketTaggingInput{Bucket: aws.String(bucketName)})
	got := map[string]string{}
	for _, tag := range must(t, tagging, err).TagSet {
		got[*tag.Key] = *tag.Value
	}
	if want := "map[cost:centre:7 owner:ml team:evaluation]"; fmt.Sprint(got) != want {
		t.Errorf("the tags are %v, want %s", got, want)
	}
}
