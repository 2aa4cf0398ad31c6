// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
)

func TestS3_listGroupsAndPages(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	for _, key := range []string{"a/1", "a/2", "b", "c/1", "c/2/x", "d", "ä+ b"} {
		putText(t, client, "data", key, key)
	}
	cases := map[string]struct {
		input s3.ListObjectsV2Input
		want  []string
	}{
		"everything":      {s3.ListObjectsV2Input{}, []string{"a/1", "a/2", "b", "c/1", "c/2/x", "d", "ä+ b"}},
		"by folder":       {s3.ListObjectsV2Input{Delimiter: aws.String("/")}, []string{"a/", "b", "c/", "d", "ä+ b"}},
		"in a folder":     {s3.ListObjectsV2Input{Delimiter: aws.String("/"), Prefix: aws.String("c/")}, []string{"c/1", "c/2/"}},
		"by prefix":       {s3.ListObjectsV2Input{Prefix: aws.String("c")}, []string{"c/1", "c/2/x"}},
		"behind a key":    {s3.ListObjectsV2Input{StartAfter: aws.String("c/1")}, []string{"c/2/x", "d", "ä+ b"}},
		"behind a folder": {s3.ListObjectsV2Input{Delimiter: aws.String("/"), StartAfter: aws.String("a/")}, []string{"b", "c/", "d", "ä+ b"}},
		"nothing":         {s3.ListObjectsV2Input{Prefix: aws.String("x")}, nil},
		"URL encoded":     {s3.ListObjectsV2Input{Prefix: aws.String("ä"), EncodingType: types.EncodingTypeUrl}, []string{"%C3%A4%2B+b"}},
	}
	for name, tc := range cases {
		for _, size := range []int32{1, 2, 3, 1000} {
			t.Run(fmt.Sprintf("%s by %d", name, size), func(t *testing.T) {
				t.Parallel()
				input := tc.input
				input.Bucket, input.MaxKeys = dataBucket, &size
				var got []string
				pages := s3.NewListObjectsV2Paginator(client, &input)
				for pages.HasMorePages() {
					page, err := pages.NextPage(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					if n := aws.ToInt32(page.KeyCount); int(n) != len(page.Contents)+len(page.CommonPrefixes) || n > size {
						t.Errorf("KeyCount %d with %d keys and %d prefixes of at most %d", n, len(page.Contents), len(page.CommonPrefixes), size)
					}
					var names []string
					for _, o := range page.Contents {
						names = append(names, aws.ToString(o.Key))
					}
					for _, p := range page.CommonPrefixes {
						names = append(names, aws.ToString(p.Prefix))
					}
					slices.Sort(names)
					got = append(got, names...)
				}
				if diff := cmp.Diff(tc.want, got); diff != "" {
					t.Errorf("keys (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestS3_listObjectsPagesByMarker(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	for _, key := range []string{"a/1", "a/2", "b", "c/1"} {
		putText(t, client, "data", key, key)
	}
	var got []string
	marker := ""
	for {
		page, err := client.ListObjects(t.Context(), &s3.ListObjectsInput{
			Bucket: dataBucket, Delimiter: aws.String("/"), MaxKeys: aws.Int32(1), Marker: &marker,
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range page.Contents {
			got = append(got, aws.ToString(o.Key))
		}
		for _, p := range page.CommonPrefixes {
			got = append(got, aws.ToString(p.Prefix))
		}
		if !aws.ToBool(page.IsTruncated) {
			break
		}
		marker = aws.ToString(page.NextMarker)
	}
	if diff := cmp.Diff([]string{"a/", "b", "c/"}, got); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
}

func TestS3_listTellsWhatAnObjectIs(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	put := putText(t, client, "data", "key", "hello")
	list, err := client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	o := list.Contents[0]
	if aws.ToString(o.ETag) != aws.ToString(put.ETag) || aws.ToInt64(o.Size) != 5 || o.StorageClass != "STANDARD" || o.Owner != nil ||
		!slices.Equal(o.ChecksumAlgorithm, []types.ChecksumAlgorithm{types.ChecksumAlgorithmCrc32}) {
		t.Errorf("the list says %+v", o)
	}
	if age := c.Now().Sub(aws.ToTime(o.LastModified)); age < 0 || age.Minutes() > 1 {
		t.Errorf("modified %v ago, want now in virtual time", age)
	}
	_, err = client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: dataBucket, ContinuationToken: aws.String("!")})
	wantCode(t, err, "InvalidArgument")
	_, err = client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: dataBucket, MaxKeys: aws.Int32(-1)})
	wantCode(t, err, "InvalidArgument")
}

// A page holds 1,000 keys, whatever is asked for: who forgets the second page leaves objects behind.
func TestS3_pageHoldsAThousandKeys(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	for i := range 1001 {
		if err := c.WriteObject("data", fmt.Sprintf("%04d", i), nil); err != nil {
			t.Fatal(err)
		}
	}
	list, err := client.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: dataBucket, MaxKeys: aws.Int32(5000)})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Contents) != 1000 || !aws.ToBool(list.IsTruncated) {
		t.Errorf("%d keys, truncated %v; want 1000 and more to come", len(list.Contents), aws.ToBool(list.IsTruncated))
	}
}

func TestS3_versionsListNewestFirstAndPage(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	bucket := dataBucket
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	var want []string
	record := func(key, version string) { want = append([]string{key + " " + version}, want...) }
	for _, key := range []string{"b", "a"} { // in reverse, as record puts in front
		for range 2 {
			record(key, aws.ToString(putText(t, client, "data", key, "x").VersionId))
		}
		out, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: bucket, Key: aws.String(key)})
		if err != nil {
			t.Fatal(err)
		}
		record(key, aws.ToString(out.VersionId))
	}
	for _, size := range []int32{1, 2, 4, 1000} {
		var got []string
		latest := 0
		pages := s3.NewListObjectVersionsPaginator(client, &s3.ListObjectVersionsInput{Bucket: bucket, MaxKeys: &size})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range page.DeleteMarkers {
				got = append(got, aws.ToString(m.Key)+" "+aws.ToString(m.VersionId))
				if aws.ToBool(m.IsLatest) {
					latest++
				}
			}
			for _, v := range page.Versions {
				got = append(got, aws.ToString(v.Key)+" "+aws.ToString(v.VersionId))
				if aws.ToBool(v.IsLatest) {
					t.Errorf("version %s is called the latest, under a delete marker", aws.ToString(v.VersionId))
				}
			}
		}
		if size == 1 { // the SDK tells markers and versions apart, so that only single pages show the order
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("versions (-want +got):\n%s", diff)
			}
		}
		if slices.Sort(got); len(slices.Compact(got)) != len(want) || latest != 2 {
			t.Errorf("by %d: %d versions and %d latest, want %d and 2", size, len(got), latest, len(want))
		}
	}
}

func TestS3_versionsGroupByFolder(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	for _, key := range []string{"a/1", "a/1", "a/2", "b", "c/1"} {
		putText(t, client, "data", key, key)
	}
	var got []string
	pages := s3.NewListObjectVersionsPaginator(client, &s3.ListObjectVersionsInput{
		Bucket: dataBucket, Delimiter: aws.String("/"), MaxKeys: aws.Int32(1),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range page.Versions {
			got = append(got, aws.ToString(v.Key))
		}
		for _, p := range page.CommonPrefixes {
			got = append(got, aws.ToString(p.Prefix))
		}
	}
	if diff := cmp.Diff([]string{"a/", "b", "c/"}, got); diff != "" {
		t.Errorf("keys and folders (-want +got):\n%s", diff)
	}
}
