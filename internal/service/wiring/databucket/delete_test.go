// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func putObject(t *testing.T, client *s3.Client, key, body string) {
	t.Helper()
	out, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String(bucketName), Key: &key, Body: strings.NewReader(body),
	})
	acctest.Must(t, out, err)
}

func TestDataBucket_destroyNeedsForceForABucketThatHoldsSomething(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	client := acctest.S3Client(cloud, acctest.Region)
	putObject(t, client, "train.jsonl", "1")
	removed, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(bucketName), Key: aws.String("train.jsonl")})
	acctest.Must(t, removed, err) // with versioning, this adds a delete marker
	acctest.Refused(t, w.DestroyOne(t.Context(), bucketAddress), "still holds objects", "force_destroy = true",
		"terraform apply -target=bedrock_data_bucket.NAME", "pays for again")
	w.Object(bucketAddress)

	forced := strings.Replace(config, "bucket ", "force_destroy = true\n  bucket ", 1)
	before := len(cloud.Journal())
	acctest.OK(t, w.Apply(t.Context(), forced))
	for _, entry := range cloud.Journal()[before:] {
		if strings.HasPrefix(entry.Operation, "Put") {
			t.Errorf("force_destroy is the provider's own, but %s was called", entry.Operation)
		}
	}
	acctest.Destroyed(t, cloud, w)
}

// A plan that will stop at the bucket says so, while all that goes before the bucket is still there; no other plan does.
func TestDataBucket_planSaysThatWhatJobsLeaveStopsADestroy(t *testing.T) {
	t.Parallel()
	const probe, metrics = "output/.write_access_check_file.temp", "model-customization-job-abcdefghijkl/training_artifacts/x.csv"
	for name, test := range map[string]struct {
		key, argument string
		denied, warns bool
	}{
		"a probe":         {key: probe, warns: true},
		"metrics":         {key: metrics, warns: true},
		"a data set":      {key: "train.jsonl"},
		"force_destroy":   {key: probe, argument: "force_destroy = true"},
		"ABANDON":         {key: probe, argument: `deletion_policy = "ABANDON"`},
		"cannot be known": {key: probe, denied: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := strings.Replace(acctest.Fixture(t, "min.tf"), "bucket ", test.argument+"\n  bucket ", 1)
			acctest.OK(t, w.Apply(t.Context(), config))
			putObject(t, acctest.S3Client(cloud, acctest.Region), test.key, "")
			if test.denied {
				cloud.AddFault(simulator.Fault{Operation: "ListObjectsV2", Status: 403, Code: "AccessDenied", Times: -1})
			}
			acctest.Unchanged(t, w, config)
			if n := cloud.Count("ListObjectsV2"); n != 0 {
				t.Errorf("a plan that changes nothing has looked into the bucket %d times", n)
			}
			replacing := w.Plan(t.Context(), strings.Replace(config, bucketName, "wiring-other-bucket", 1))
			for plan, diags := range map[string]acctest.Diagnostics{
				"destroy": w.PlanDestroy(t.Context(), bucketAddress), "replace": replacing.Diagnostics,
			} {
				acctest.OK(t, diags)
				if test.warns {
					acctest.Says(t, plan+" warning", diags.Warnings(), bucketName, test.key, "force_destroy = true",
						"terraform apply -target=bedrock_data_bucket.NAME")
				} else if said := diags.Warnings(); said != "" {
					t.Errorf("%s: warned without need: %s", plan, said)
				}
			}
		})
	}
}

func TestDataBucket_emptiesMoreThanOnePage(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "max.tf")))
	client := acctest.S3Client(cloud, acctest.Region)
	for i := range 1005 {
		putObject(t, client, fmt.Sprintf("results/%04d", i/2), "x")
	}
	acctest.Destroyed(t, cloud, w)
	if n := cloud.Count("DeleteObjects"); n != 2 {
		t.Errorf("DeleteObjects was called %d times for 1,005 versions, want 2", n)
	}
}

func TestDataBucket_deletionPolicy(t *testing.T) {
	t.Parallel()
	for policy, check := range map[string]func(*testing.T, *acctest.Workspace){
		"PREVENT": func(t *testing.T, w *acctest.Workspace) {
			acctest.Refused(t, w.Destroy(t.Context()), "deletion_policy is PREVENT")
			acctest.Refused(t, w.DestroyOne(t.Context(), bucketAddress), "deletion_policy is PREVENT")
			w.Object(bucketAddress)
		},
		"ABANDON": func(t *testing.T, w *acctest.Workspace) {
			diags := w.Destroy(t.Context())
			acctest.OK(t, diags)
			acctest.Says(t, "warning", diags.Warnings(), bucketName, "no longer managed")
		},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			acctest.OK(t, w.Apply(t.Context(), fmt.Sprintf("resource \"bedrock_data_bucket\" \"test\" {\nbucket = %q\ndeletion_policy = %q\n}",
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
	config := acctest.Fixture(t, "max.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	client := acctest.S3Client(cloud, acctest.Region)
	out, err := client.PutBucketTagging(t.Context(), &s3.PutBucketTaggingInput{Bucket: aws.String(bucketName), Tagging: &s3types.Tagging{
		TagSet: []s3types.Tag{
			{Key: aws.String("cost:centre"), Value: aws.String("7")}, {Key: aws.String("owner"), Value: aws.String("ml")},
			{Key: aws.String("team"), Value: aws.String("models")},
		},
	}})
	acctest.Must(t, out, err)
	acctest.Unchanged(t, w, config)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "update.tf")))
	tagging, err := client.GetBucketTagging(t.Context(), &s3.GetBucketTaggingInput{Bucket: aws.String(bucketName)})
	got := map[string]string{}
	for _, tag := range acctest.Must(t, tagging, err).TagSet {
		got[*tag.Key] = *tag.Value
	}
	if want := "map[cost:centre:7 owner:ml team:evaluation]"; fmt.Sprint(got) != want {
		t.Errorf("the tags are %v, want %s", got, want)
	}
}
