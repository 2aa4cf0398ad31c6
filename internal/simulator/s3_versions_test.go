// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestS3_versionsAreKeptAndPromoted(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	bucket, key := dataBucket, aws.String("key")
	get := func(version *string) string {
		t.Helper()
		return getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: key, VersionId: version})
	}
	putText(t, client, "data", "key", "before")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	one := putText(t, client, "data", "key", "one")
	two := putText(t, client, "data", "key", "two!")
	if aws.ToString(one.VersionId) == "" || aws.ToString(one.VersionId) == aws.ToString(two.VersionId) {
		t.Fatalf("version ids %q and %q", aws.ToString(one.VersionId), aws.ToString(two.VersionId))
	}
	for version, want := range map[*string]string{nil: "two!", one.VersionId: "one", two.VersionId: "two!", aws.String("null"): "before"} {
		if got := get(version); got != want {
			t.Errorf("version %s holds %q, want %q", aws.ToString(version), got, want)
		}
	}
	head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: bucket, Key: key, VersionId: one.VersionId})
	if err != nil || aws.ToInt64(head.ContentLength) != 3 || aws.ToString(head.VersionId) != *one.VersionId {
		t.Errorf("HeadObject of the first version answered %+v (%v)", head, err)
	}
	// Deleting the current version for good makes the one before it current.
	if _, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: key, VersionId: two.VersionId}); err != nil {
		t.Fatal(err)
	}
	if got := get(nil); got != "one" {
		t.Errorf("after the newest version is gone the object holds %q, want one", got)
	}
	_, err = client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: bucket, Key: key, VersionId: two.VersionId})
	wantCode(t, err, "NoSuchVersion")
}

func TestS3_deleteMarkerHidesTheObject(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	bucket, key := dataBucket, aws.String("key")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	putText(t, client, "data", "key", "text")
	marker, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	if !aws.ToBool(marker.DeleteMarker) || aws.ToString(marker.VersionId) == "" {
		t.Errorf("DeleteObject answered %+v, want a delete marker with its version", marker)
	}
	_, err = client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: bucket, Key: key})
	wantCode(t, err, "NoSuchKey")
	status, _, header := c.raw(t, "GET", "/data/key?versionId="+*marker.VersionId, nil, nil)
	if status != http.StatusMethodNotAllowed || header.Get("x-amz-delete-marker") != "true" {
		t.Errorf("getting a delete marker answered %d %v, want 405", status, header)
	}
	list, err := client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: bucket})
	if err != nil || len(list.Contents) != 0 {
		t.Errorf("the list shows %+v (%v)", list.Contents, err)
	}
	// Deleting the marker brings the object back.
	undo, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: key, VersionId: marker.VersionId})
	if err != nil || !aws.ToBool(undo.DeleteMarker) {
		t.Errorf("deleting the marker answered %+v (%v)", undo, err)
	}
	if got := getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: key}); got != "text" {
		t.Errorf("the object holds %q", got)
	}
	absent, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: aws.String("absent")})
	if err != nil || !aws.ToBool(absent.DeleteMarker) {
		t.Errorf("deleting an absent key answered %+v (%v), want a delete marker as in AWS", absent, err)
	}
}

func TestS3_suspendedVersioningKeepsOldVersions(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	kept := putText(t, client, "data", "key", "kept")
	enableVersions(t, client, "data", types.BucketVersioningStatusSuspended)
	for _, text := range []string{"first", "second"} {
		if out := putText(t, client, "data", "key", text); out.VersionId != nil {
			t.Errorf("a write under Suspended has version %q, want none", aws.ToString(out.VersionId))
		}
	}
	bucket, key := dataBucket, aws.String("key")
	if got := getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: key, VersionId: kept.VersionId}); got != "kept" {
		t.Errorf("the old version holds %q", got)
	}
	versions, err := client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: bucket})
	if err != nil {
		t.Fatal(err)
	}
	if len(versions.Versions) != 2 {
		t.Errorf("%d versions, want the kept one and one null version", len(versions.Versions))
	}
	if _, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: key}); err != nil {
		t.Fatal(err)
	}
	_, err = client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: bucket, Key: key})
	wantCode(t, err, "NoSuchKey")
	if got := getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: key, VersionId: kept.VersionId}); got != "kept" {
		t.Errorf("after the deletion the old version holds %q", got)
	}
}

func TestS3_objectStoreSeesWhatClientsSee(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "in/train.jsonl", "records")
	if account, region, err := c.BucketOwner("data"); account != simulator.DefaultAccountID || region != homeRegion || err != nil {
		t.Errorf("the bucket belongs to %s in %s (%v)", account, region, err)
	}
	if body, size, err := c.ReadObject("data", "in/train.jsonl"); string(body) != "records" || size != 7 || err != nil {
		t.Errorf("a job reads %q of %d bytes (%v)", body, size, err)
	}
	if err := c.WriteObject("data", "out/metrics.csv", []byte("step,loss\n")); err != nil {
		t.Fatal(err)
	}
	if got := getText(t, client, &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("out/metrics.csv")}); got != "step,loss\n" {
		t.Errorf("a client reads %q", got)
	}
	keys, err := c.Keys("data", "out/")
	if diff := cmp.Diff([]string{"out/metrics.csv"}, keys); diff != "" || err != nil {
		t.Errorf("keys (-want +got), %v:\n%s", err, diff)
	}
	if _, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: dataBucket, Key: aws.String("in/train.jsonl")}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.ReadObject("data", "in/train.jsonl"); !errors.Is(err, simulator.ErrNoSuchKey) {
		t.Errorf("a deleted object is read with %v", err)
	}
	if err := c.WriteObject("absent", "key", nil); !errors.Is(err, simulator.ErrNoSuchBucket) {
		t.Errorf("a write to no bucket ends with %v", err)
	}
}

func TestS3_bodyOfAJobIsItsOwn(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	body := []byte("text")
	if err := c.WriteObject("data", "key", body); err != nil {
		t.Fatal(err)
	}
	copy(body, bytes.Repeat([]byte("x"), 4))
	if got := getText(t, client, &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")}); got != "text" {
		t.Errorf("the object changed to %q with the buffer it was written from", got)
	}
}
