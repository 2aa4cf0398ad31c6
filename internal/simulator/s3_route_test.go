// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"
)

// DELETE /data?website must not be taken for DELETE /data, and so on.
func TestS3_unknownSubresourceIs501AndHarmsNothing(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "empty")
	c.createBucket(t, "data")
	putText(t, client, "data", "key", "text")
	before := c.Objects()

	for _, request := range []string{
		"DELETE /empty?website", "DELETE /empty?replication", "DELETE /empty?x", "PUT /new?acl", "PUT /empty?logging", "PUT /empty?policyStatus",
		"GET /empty?notification", "GET /empty?policy&versions", "GET /empty?list-type=2&acl", "GET /data?accelerate", "HEAD /data?x",
		"POST /data",
		"DELETE /data/key?acl", "DELETE /data/key?retention", "PUT /data/key?acl", "PUT /data/key?partNumber=1", "PUT /data/key?uploadId=1&x=1",
		"GET /data/key?torrent", "GET /data/key?legal-hold", "POST /data/key?restore", "POST /data/key?select",
		"PUT /data/key?x-id=UploadPartCopy",
		"PATCH /data/key", "DELETE /", "PUT /?x",
	} {
		method, path, _ := strings.Cut(request, " ")
		status, answer, _ := c.raw(t, method, path, nil, nil)
		if status != http.StatusNotImplemented || method != "HEAD" && !strings.Contains(answer, "<Code>NotImplemented</Code>") {
			t.Errorf("%s answered %d %s, want 501 NotImplemented", request, status, answer)
		}
	}
	if diff := cmp.Diff(before, c.Objects()); diff != "" {
		t.Errorf("something changed (-before +after):\n%s", diff)
	}
	if got := getText(t, client, &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")}); got != "text" {
		t.Errorf("the object holds %q", got)
	}
	_, err := client.GetBucketLogging(t.Context(), &s3.GetBucketLoggingInput{Bucket: dataBucket})
	wantCode(t, err, "NotImplemented")
}

func TestS3_headerThatChangesTheMeaningIs501(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.createBucket(t, "data")
	before := c.Objects()
	for _, name := range []string{
		"x-amz-server-side-encryption-customer-algorithm", "x-amz-object-lock-mode", "x-amz-website-redirect-location", "x-amz-grant-read",
		"x-amz-checksum-xxhash64", "x-amz-write-offset-bytes", "x-amz-copy-source-range",
	} {
		status, answer, _ := c.raw(t, "PUT", "/data/key", map[string]string{name: "x"}, []byte("text"))
		if status != http.StatusNotImplemented {
			t.Errorf("%s: got %d %s, want 501", name, status, answer)
		}
	}
	if diff := cmp.Diff(before, c.Objects()); diff != "" {
		t.Errorf("something changed (-before +after):\n%s", diff)
	}
}

func TestS3_unsignedIsDenied(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.createBucket(t, "data")
	status, answer, _ := c.raw(t, "GET", "/data/key", map[string]string{
		"Authorization": "", "User-Agent": "aws-sdk-go-v2/1.47.7 api/s3#1.114.8",
	}, nil)
	if status != http.StatusForbidden || !strings.Contains(answer, "<Code>AccessDenied</Code>") {
		t.Errorf("got %d %s, want 403 AccessDenied", status, answer)
	}
}

func TestS3_journalNamesAWSOperations(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "train/a b.jsonl", "{}")
	ctx, bucket, key := t.Context(), dataBucket, aws.String("train/a b.jsonl")
	calls := []func() error{
		func() error { _, err := client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: bucket}); return err },
		func() error {
			_, err := client.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: bucket})
			return err
		},
		func() error { _, err := client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: bucket}); return err },
		func() error {
			_, err := client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: key})
			return err
		},
		func() error {
			_, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key})
			return err
		},
		func() error {
			_, err := client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{Bucket: bucket, Key: key})
			return err
		},
		func() error {
			_, err := client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key})
			return err
		},
		func() error { _, err := client.ListBuckets(ctx, &s3.ListBucketsInput{}); return err },
	}
	for _, call := range calls {
		if err := call(); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, e := range c.Journal() {
		got = append(got, e.Service+" "+e.Operation+" "+e.Resource)
	}
	want := []string{
		"s3 CreateBucket data", "s3 PutObject data/train/a b.jsonl", "s3 HeadBucket data", "s3 GetPublicAccessBlock data",
		"s3 ListObjectsV2 data",
		"s3 HeadObject data/train/a b.jsonl", "s3 GetObject data/train/a b.jsonl", "s3 CreateMultipartUpload data/train/a b.jsonl",
		"s3 DeleteObject data/train/a b.jsonl", "s3 ListBuckets ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("journal (-want +got):\n%s", diff)
	}
}

// The objects a test looks for at the end: everything that keeps a bucket from being deleted, or costs money.
func TestS3_objectsListsWhatIsLeft(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	enableVersions(t, client, "data", "Enabled")
	first := putText(t, client, "data", "a", "1")
	putText(t, client, "data", "a", "2")
	marked := putText(t, client, "data", "b", "3")
	marker, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: dataBucket, Key: aws.String("b")})
	if err != nil {
		t.Fatal(err)
	}
	upload, err := client.CreateMultipartUpload(t.Context(), &s3.CreateMultipartUploadInput{Bucket: dataBucket, Key: aws.String("c")})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, o := range c.Objects() {
		got[o.ARN] = strings.TrimSpace(o.Type + " " + o.Status)
	}
	want := map[string]string{
		"arn:aws:s3:::data":   "bucket",
		"arn:aws:s3:::data/a": "object",
		"arn:aws:s3:::data/a?versionId=" + *first.VersionId:  "object-version",
		"arn:aws:s3:::data/b?versionId=" + *marked.VersionId: "object-version",
		"arn:aws:s3:::data/b?versionId=" + *marker.VersionId: "object-version DeleteMarker",
		"arn:aws:s3:::data/c?uploadId=" + *upload.UploadId:   "multipart-upload",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("objects (-want +got):\n%s", diff)
	}
	c.Reset()
	if objects := c.Objects(); len(objects) != 0 {
		t.Errorf("left after a reset: %+v", objects)
	}
}
