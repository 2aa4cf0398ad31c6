// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
)

func TestS3_bucketLivesInItsRegion(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")

	head, err := client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if got := aws.ToString(head.BucketRegion); got != homeRegion {
		t.Errorf("HeadBucket says region %q, want %q", got, homeRegion)
	}
	location, err := client.GetBucketLocation(t.Context(), &s3.GetBucketLocationInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if string(location.LocationConstraint) != homeRegion {
		t.Errorf("GetBucketLocation says %q, want %q", location.LocationConstraint, homeRegion)
	}
	list, err := client.ListBuckets(t.Context(), &s3.ListBucketsInput{})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Buckets) != 1 || aws.ToString(list.Buckets[0].Name) != "data" || list.Buckets[0].CreationDate.IsZero() {
		t.Errorf("ListBuckets answered %+v, want data alone", list.Buckets)
	}
	if _, err := client.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: dataBucket}); err != nil {
		t.Fatal(err)
	}
	_, err = client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket})
	wantCode(t, err, "NotFound")
	_, err = client.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: dataBucket})
	wantCode(t, err, "NoSuchBucket")
}

func TestS3_bucketsAreListedInPages(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data-1")
	c.createBucket(t, "data-2")
	c.createBucket(t, "data-3")
	c.createBucket(t, "other")
	if _, err := c.s3("us-east-1").CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("data-elsewhere")}); err != nil {
		t.Fatal(err)
	}
	var got []string
	pages := s3.NewListBucketsPaginator(client, &s3.ListBucketsInput{
		MaxBuckets: aws.Int32(2), Prefix: aws.String("data"), BucketRegion: aws.String(homeRegion),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range page.Buckets {
			got = append(got, aws.ToString(b.Name))
		}
	}
	if diff := cmp.Diff([]string{"data-1", "data-2", "data-3"}, got); diff != "" {
		t.Errorf("buckets (-want +got):\n%s", diff)
	}
}

func TestS3_usEast1HasNoLocationConstraint(t *testing.T) {
	t.Parallel()
	client := startCore(t).s3("us-east-1")
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: dataBucket}); err != nil {
		t.Fatal(err)
	}
	location, err := client.GetBucketLocation(t.Context(), &s3.GetBucketLocationInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if location.LocationConstraint != "" {
		t.Errorf("GetBucketLocation says %q in us-east-1, want nothing", location.LocationConstraint)
	}
}

func TestS3_createBucketRefuses(t *testing.T) {
	t.Parallel()
	in := func(region string) s3.CreateBucketInput {
		return s3.CreateBucketInput{CreateBucketConfiguration: located(region)}
	}
	cases := map[string]struct {
		region string
		input  s3.CreateBucketInput
		code   string
	}{
		"no location":       {homeRegion, s3.CreateBucketInput{}, "IllegalLocationConstraintException"},
		"another location":  {homeRegion, in("us-west-2"), "IllegalLocationConstraintException"},
		"us-east-1 named":   {"us-east-1", in("us-east-1"), "InvalidLocationConstraint"},
		"upper case":        {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("Data")}, "InvalidBucketName"},
		"underscore":        {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("my_data")}, "InvalidBucketName"},
		"too short":         {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("ab")}, "InvalidBucketName"},
		"too long":          {"us-east-1", s3.CreateBucketInput{Bucket: aws.String(strings.Repeat("a", 64))}, "InvalidBucketName"},
		"hyphen at the end": {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("data-")}, "InvalidBucketName"},
		"two dots":          {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("my..data")}, "InvalidBucketName"},
		"address":           {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("192.168.5.4")}, "InvalidBucketName"},
		"reserved prefix":   {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("xn--data")}, "InvalidBucketName"},
		"reserved suffix":   {"us-east-1", s3.CreateBucketInput{Bucket: aws.String("data-s3alias")}, "InvalidBucketName"},
		"public ACL":        {"us-east-1", s3.CreateBucketInput{ACL: types.BucketCannedACLPublicRead}, "InvalidBucketAclWithObjectOwnership"},
		"unknown ownership": {"us-east-1", s3.CreateBucketInput{ObjectOwnership: "Everyone"}, "InvalidArgument"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := startCore(t)
			if tc.input.Bucket == nil {
				tc.input.Bucket = dataBucket
			}
			_, err := c.s3(tc.region).CreateBucket(t.Context(), &tc.input)
			wantCode(t, err, tc.code)
			if objects := c.Objects(); len(objects) != 0 {
				t.Errorf("a refused bucket exists: %+v", objects)
			}
		})
	}
}

func TestS3_bucketNamesAreGlobal(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	here := &s3.CreateBucketInput{Bucket: dataBucket, CreateBucketConfiguration: located(homeRegion)}
	_, err := client.CreateBucket(t.Context(), here)
	wantCode(t, err, "BucketAlreadyOwnedByYou")
	_, err = c.s3("us-east-1").CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: dataBucket})
	wantCode(t, err, "BucketAlreadyOwnedByYou")

	_, err = c.s3As(otherAccount, homeRegion).CreateBucket(t.Context(), here)
	wantCode(t, err, "BucketAlreadyExists")
}

// AWS answers 200 when a bucket of one's own in us-east-1 is created again, and leaves it as it is.
func TestS3_createAgainInUSEast1KeepsTheBucket(t *testing.T) {
	t.Parallel()
	client := startCore(t).s3("us-east-1")
	create := &s3.CreateBucketInput{Bucket: dataBucket}
	if _, err := client.CreateBucket(t.Context(), create); err != nil {
		t.Fatal(err)
	}
	putText(t, client, "data", "kept", "kept")
	if _, err := client.CreateBucket(t.Context(), create); err != nil {
		t.Fatalf("creating one's own bucket again in us-east-1: %v", err)
	}
	if got := getText(t, client, &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("kept")}); got != "kept" {
		t.Errorf("the object holds %q after the bucket was created again", got)
	}
}

func TestS3_otherAccountIsDenied(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "key", "secret")
	stranger := c.s3As(otherAccount, homeRegion)

	_, err := stranger.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket})
	wantCode(t, err, "Forbidden")
	_, err = stranger.GetObject(t.Context(), &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")})
	wantCode(t, err, "AccessDenied")
	_, err = stranger.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: dataBucket})
	wantCode(t, err, "AccessDenied")
	list, err := stranger.ListBuckets(t.Context(), &s3.ListBucketsInput{})
	if err != nil || len(list.Buckets) != 0 {
		t.Errorf("another account lists %+v (%v), want nothing", list.Buckets, err)
	}
	_, err = client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket, ExpectedBucketOwner: aws.String("210987654321")})
	wantCode(t, err, "Forbidden")
	_, err = client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket, ExpectedBucketOwner: aws.String("123456789012")})
	wantCode(t, err, "no error")
}

func TestS3_wrongRegionIsToldTheRightOne(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.createBucket(t, "data")
	for signed, code := range map[string]string{"us-west-2": "PermanentRedirect", "us-east-1": "AuthorizationHeaderMalformed"} {
		_, err := c.s3(signed).ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: dataBucket})
		wantCode(t, err, code)
		_, err = c.s3(signed).HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: dataBucket})
		wantCode(t, err, "MovedPermanently")
	}
	status, _, header := c.raw(t, "HEAD", "/data", map[string]string{
		"Authorization": "AWS4-HMAC-SHA256 Credential=simulator/20260101/us-west-2/s3/aws4_request, SignedHeaders=host, Signature=00",
	}, nil)
	if status != http.StatusMovedPermanently || header.Get("x-amz-bucket-region") != homeRegion {
		t.Errorf("HEAD answered %d with region %q, want 301 with %q", status, header.Get("x-amz-bucket-region"), homeRegion)
	}
	location, err := c.s3("us-east-1").GetBucketLocation(t.Context(), &s3.GetBucketLocationInput{Bucket: dataBucket})
	if err != nil || string(location.LocationConstraint) != homeRegion {
		t.Errorf("the global endpoint locates the bucket at %v (%v), want %s", location, err, homeRegion)
	}
}

func TestS3_newBucketHasAWSDefaults(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.s3(homeRegion)
	config := located(homeRegion)
	config.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("ml")}}
	_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{
		Bucket: dataBucket, CreateBucketConfiguration: config, ObjectLockEnabledForBucket: aws.Bool(true),
	})
	if err != nil {
		t.Fatal(err)
	}
	block, err := client.GetPublicAccessBlock(t.Context(), &s3.GetPublicAccessBlockInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	blocked := block.PublicAccessBlockConfiguration
	for name, set := range map[string]*bool{
		"BlockPublicAcls": blocked.BlockPublicAcls, "IgnorePublicAcls": blocked.IgnorePublicAcls,
		"BlockPublicPolicy": blocked.BlockPublicPolicy, "RestrictPublicBuckets": blocked.RestrictPublicBuckets,
	} {
		if !aws.ToBool(set) {
			t.Errorf("%s is off on a new bucket", name)
		}
	}
	encryption, err := client.GetBucketEncryption(t.Context(), &s3.GetBucketEncryptionInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if got := encryption.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.SSEAlgorithm; got != "AES256" {
		t.Errorf("a new bucket is encrypted with %s, want AES256", got)
	}
	owner, err := client.GetBucketOwnershipControls(t.Context(), &s3.GetBucketOwnershipControlsInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if got := owner.OwnershipControls.Rules[0].ObjectOwnership; got != types.ObjectOwnershipBucketOwnerEnforced {
		t.Errorf("a new bucket has ownership %s, want BucketOwnerEnforced", got)
	}
	tags, err := client.GetBucketTagging(t.Context(), &s3.GetBucketTaggingInput{Bucket: dataBucket})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"team": "ml"}, tagMap(tags.TagSet)); diff != "" {
		t.Errorf("tags given at creation (-want +got):\n%s", diff)
	}
	versioning, err := client.GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: dataBucket})
	if err != nil || versioning.Status != types.BucketVersioningStatusEnabled {
		t.Errorf("a bucket with object lock has versioning %v (%v), want Enabled", versioning, err)
	}
}

func tagMap(tags []types.Tag) map[string]string {
	m := map[string]string{}
	for _, t := range tags {
		m[aws.ToString(t.Key)] = aws.ToString(t.Value)
	}
	return m
}

func TestS3_deleteBucketWantsItEmpty(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	first := putText(t, client, "data", "key", "one")
	remove := func(version *string) *s3.DeleteObjectOutput {
		t.Helper()
		out, err := client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: dataBucket, Key: aws.String("key"), VersionId: version})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	deleteBucket := func() error {
		_, err := client.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: dataBucket})
		return err
	}
	wantCode(t, deleteBucket(), "BucketNotEmpty")
	marker := remove(nil)
	wantCode(t, deleteBucket(), "BucketNotEmpty") // a noncurrent version and a delete marker
	remove(first.VersionId)
	wantCode(t, deleteBucket(), "BucketNotEmpty") // a delete marker
	remove(marker.VersionId)
	wantCode(t, deleteBucket(), "no error")
	if objects := c.Objects(); len(objects) != 0 {
		t.Errorf("left behind: %+v", objects)
	}
}
