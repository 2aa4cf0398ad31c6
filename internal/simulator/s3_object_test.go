// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
)

func TestS3_objectKeepsWhatItWasPutWith(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	bucket, key := dataBucket, aws.String("train/ä b+c%20.jsonl")
	put, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: strings.NewReader("hello"), ContentType: aws.String("application/jsonl"),
		CacheControl: aws.String("no-store"), ContentEncoding: aws.String("gzip"), Metadata: map[string]string{"owner": "ml"},
		Tagging: aws.String("a=1&b="), StorageClass: types.StorageClassStandardIa,
	})
	if err != nil {
		t.Fatal(err)
	}
	sum := md5.Sum([]byte("hello"))
	if want := `"` + hex.EncodeToString(sum[:]) + `"`; aws.ToString(put.ETag) != want {
		t.Errorf("PutObject answered ETag %s, want %s", aws.ToString(put.ETag), want)
	}
	if put.ServerSideEncryption != types.ServerSideEncryptionAes256 {
		t.Errorf("PutObject answered encryption %q, want the bucket's default", put.ServerSideEncryption)
	}
	head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: bucket, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	type view struct {
		Length              int64
		Type, Cache, Coding string
		ETag, Class         string
		Tags                int32
		Metadata            map[string]string
		Version             string
	}
	want := view{5, "application/jsonl", "no-store", "gzip", *put.ETag, "STANDARD_IA", 2, map[string]string{"owner": "ml"}, ""}
	got := view{
		aws.ToInt64(head.ContentLength), aws.ToString(head.ContentType), aws.ToString(head.CacheControl), aws.ToString(head.ContentEncoding),
		aws.ToString(head.ETag), string(head.StorageClass), aws.ToInt32(head.TagCount), head.Metadata, aws.ToString(head.VersionId),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("HeadObject (-want +got):\n%s", diff)
	}
	if text := getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: key}); text != "hello" {
		t.Errorf("the object holds %q", text)
	}
}

// What an object is overwritten with replaces it whole: nothing of the old headers and metadata stays.
func TestS3_overwritingForgetsTheOldMetadata(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	bucket, key := dataBucket, aws.String("key")
	if _, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: strings.NewReader("1"), Metadata: map[string]string{"old": "x"}, ContentType: aws.String("text/plain"),
	}); err != nil {
		t.Fatal(err)
	}
	putText(t, client, "data", "key", "2")
	head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: bucket, Key: key})
	if err != nil {
		t.Fatal(err)
	}
	if len(head.Metadata) != 0 || aws.ToString(head.ContentType) == "text/plain" {
		t.Errorf("the new object has metadata %v and type %s of the old one", head.Metadata, aws.ToString(head.ContentType))
	}
}

func TestS3_rangesSelectBytes(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "key", "0123456789")
	cases := map[string]struct {
		status int
		body   string
		span   string
	}{
		"bytes=0-0":     {206, "0", "bytes 0-0/10"},
		"bytes=2-4":     {206, "234", "bytes 2-4/10"},
		"bytes=7-":      {206, "789", "bytes 7-9/10"},
		"bytes=-3":      {206, "789", "bytes 7-9/10"},
		"bytes=-30":     {206, "0123456789", "bytes 0-9/10"},
		"bytes=8-100":   {206, "89", "bytes 8-9/10"},
		"bytes=10-":     {416, "", "bytes */10"},
		"bytes=-0":      {416, "", "bytes */10"},
		"bytes=4-2":     {200, "0123456789", ""},
		"bytes=0-1,4-5": {200, "0123456789", ""},
		"lines=1-2":     {200, "0123456789", ""},
	}
	for header, want := range cases {
		status, body, headers := c.raw(t, "GET", "/data/key", map[string]string{"Range": header}, nil)
		if status == http.StatusRequestedRangeNotSatisfiable {
			body = ""
		}
		if status != want.status || body != want.body || headers.Get("Content-Range") != want.span {
			t.Errorf("%s: got %d %q %q, want %+v", header, status, body, headers.Get("Content-Range"), want)
		}
	}
}

// An object written in one piece is its own part 1, which is how downloads by parts begin.
func TestS3_singleObjectIsItsOwnPartOne(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "key", "text")
	putText(t, client, "data", "empty", "")
	for request, want := range map[string]struct {
		status int
		span   string
	}{
		"/data/key?partNumber=1":   {206, "bytes 0-3/4"},
		"/data/key?partNumber=2":   {416, ""},
		"/data/key?partNumber=0":   {400, ""},
		"/data/empty?partNumber=1": {200, ""},
	} {
		status, _, header := c.raw(t, "GET", request, nil, nil)
		if status != want.status || header.Get("Content-Range") != want.span || header.Get("x-amz-mp-parts-count") != "" {
			t.Errorf("%s: got %d %v, want %+v and no count of parts", request, status, header, want)
		}
	}
}

func TestS3_conditionalWrites(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	put := func(key, text string, change func(*s3.PutObjectInput)) error {
		input := &s3.PutObjectInput{Bucket: dataBucket, Key: &key, Body: strings.NewReader(text)}
		change(input)
		_, err := client.PutObject(t.Context(), input)
		return err
	}
	ifNew := func(in *s3.PutObjectInput) { in.IfNoneMatch = aws.String("*") }
	ifETag := func(etag string) func(*s3.PutObjectInput) { return func(in *s3.PutObjectInput) { in.IfMatch = &etag } }

	wantCode(t, put("key", "one", ifNew), "no error")
	wantCode(t, put("key", "two", ifNew), "PreconditionFailed")
	wantCode(t, put("key", "two", ifETag(`"00000000000000000000000000000000"`)), "PreconditionFailed")
	wantCode(t, put("absent", "two", ifETag(`"00000000000000000000000000000000"`)), "NoSuchKey")
	wantCode(t, put("key", "two", func(in *s3.PutObjectInput) { in.IfNoneMatch = aws.String(`"x"`) }), "NotImplemented")
	get := &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")}
	if got := getText(t, client, get); got != "one" {
		t.Errorf("a refused write left %q", got)
	}
	sum := md5.Sum([]byte("one"))
	wantCode(t, put("key", "two", ifETag(hex.EncodeToString(sum[:]))), "no error")
	if got := getText(t, client, get); got != "two" {
		t.Errorf("the write that was allowed left %q", got)
	}
}

func TestS3_conditionalReads(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	etag := aws.ToString(putText(t, client, "data", "key", "text").ETag)
	past, future := "Mon, 02 Jan 2006 15:04:05 GMT", c.Now().Add(3600e9).Format(http.TimeFormat)
	cases := []struct {
		header, value string
		status        int
	}{
		{"If-Match", etag, 200}, {"If-Match", `"x"`, 412}, {"If-None-Match", etag, 304}, {"If-None-Match", `"x"`, 200},
		{"If-Modified-Since", past, 200}, {"If-Modified-Since", future, 200}, {"If-Modified-Since", c.Now().Format(http.TimeFormat), 304},
		{"If-Unmodified-Since", past, 412}, {"If-Unmodified-Since", future, 200},
	}
	for _, tc := range cases {
		for _, method := range []string{"GET", "HEAD"} {
			if status, _, _ := c.raw(t, method, "/data/key", map[string]string{tc.header: tc.value}, nil); status != tc.status {
				t.Errorf("%s with %s: %s answered %d, want %d", method, tc.header, tc.value, status, tc.status)
			}
		}
	}
}

func TestS3_objectTags(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	putText(t, client, "data", "key", "text")
	bucket, key := dataBucket, aws.String("key")
	tags := func() map[string]string {
		t.Helper()
		out, err := client.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: bucket, Key: key})
		if err != nil {
			t.Fatal(err)
		}
		return tagMap(out.TagSet)
	}
	if got := tags(); len(got) != 0 {
		t.Errorf("a new object has tags %v", got)
	}
	put := func(set map[string]string) error {
		_, err := client.PutObjectTagging(t.Context(), &s3.PutObjectTaggingInput{
			Bucket: bucket, Key: key, Tagging: &types.Tagging{TagSet: tagSet(set)},
		})
		return err
	}
	want := map[string]string{"a": "1", "b": "2"}
	wantCode(t, put(want), "no error")
	many := map[string]string{}
	for i := range 11 {
		many[strings.Repeat("x", i+1)] = ""
	}
	wantCode(t, put(many), "BadRequest")
	if diff := cmp.Diff(want, tags()); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	if _, err := client.DeleteObjectTagging(t.Context(), &s3.DeleteObjectTaggingInput{Bucket: bucket, Key: key}); err != nil {
		t.Fatal(err)
	}
	if got := tags(); len(got) != 0 {
		t.Errorf("tags %v are left", got)
	}
	_, err := client.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: bucket, Key: aws.String("absent")})
	wantCode(t, err, "NoSuchKey")
}

func TestS3_putRefuses(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	cases := map[string]struct {
		input s3.PutObjectInput
		code  string
	}{
		"long key":       {s3.PutObjectInput{Key: aws.String(strings.Repeat("k", 1025))}, "KeyTooLongError"},
		"much metadata":  {s3.PutObjectInput{Metadata: map[string]string{"m": strings.Repeat("v", 2048)}}, "MetadataTooLarge"},
		"public ACL":     {s3.PutObjectInput{ACL: types.ObjectCannedACLPublicRead}, "AccessControlListNotSupported"},
		"unknown class":  {s3.PutObjectInput{StorageClass: "TAPE"}, "InvalidStorageClass"},
		"unknown cipher": {s3.PutObjectInput{ServerSideEncryption: "DES"}, "InvalidArgument"},
		"reserved tag":   {s3.PutObjectInput{Tagging: aws.String("aws:x=1")}, "InvalidTag"},
		"no bucket":      {s3.PutObjectInput{Bucket: aws.String("absent")}, "NoSuchBucket"},
		"wrong owner":    {s3.PutObjectInput{ExpectedBucketOwner: aws.String("210987654321")}, "AccessDenied"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.input.Body = bytes.NewReader(randomBytes(300 << 10)) // more than net/http reads after a refusal on its own
			if tc.input.Bucket == nil {
				tc.input.Bucket = dataBucket
			}
			if tc.input.Key == nil {
				tc.input.Key = aws.String("key")
			}
			_, err := client.PutObject(t.Context(), &tc.input)
			wantCode(t, err, tc.code)
		})
	}
}

func TestS3_copyTakesContentAndMetadata(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	c.createBucket(t, "copies")
	bucket := aws.String("copies")
	if _, err := client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: dataBucket, Key: aws.String("a b/ä"), Body: strings.NewReader("text"),
		Metadata: map[string]string{"m": "1"}, Tagging: aws.String("t=1"),
	}); err != nil {
		t.Fatal(err)
	}
	out, err := client.CopyObject(t.Context(), &s3.CopyObjectInput{
		Bucket: bucket, Key: aws.String("as-is"), CopySource: aws.String("data/a%20b/%C3%A4"), ChecksumAlgorithm: types.ChecksumAlgorithmSha256,
	})
	if err != nil {
		t.Fatal(err)
	}
	if out.CopyObjectResult.ChecksumSHA256 == nil || out.CopyObjectResult.LastModified == nil {
		t.Errorf("CopyObject answered %+v, want a checksum and a time", out.CopyObjectResult)
	}
	if _, err := client.CopyObject(t.Context(), &s3.CopyObjectInput{
		Bucket: bucket, Key: aws.String("replaced"), CopySource: aws.String("data/a%20b/%C3%A4"),
		MetadataDirective: types.MetadataDirectiveReplace, Metadata: map[string]string{"m": "2"}, TaggingDirective: types.TaggingDirectiveReplace,
	}); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]struct {
		metadata string
		tags     int32
	}{"as-is": {"1", 1}, "replaced": {"2", 0}} {
		head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: bucket, Key: aws.String(key)})
		if err != nil {
			t.Fatal(err)
		}
		if head.Metadata["m"] != want.metadata || aws.ToInt32(head.TagCount) != want.tags {
			t.Errorf("%s has metadata %v and %d tags, want %+v", key, head.Metadata, aws.ToInt32(head.TagCount), want)
		}
		if got := getText(t, client, &s3.GetObjectInput{Bucket: bucket, Key: aws.String(key)}); got != "text" {
			t.Errorf("%s holds %q", key, got)
		}
	}
	for source, code := range map[string]string{
		"copies/as-is": "InvalidRequest", "data/absent": "NoSuchKey", "absent/key": "NoSuchBucket", "data": "InvalidArgument",
	} {
		_, err := client.CopyObject(t.Context(), &s3.CopyObjectInput{Bucket: bucket, Key: aws.String("as-is"), CopySource: aws.String(source)})
		wantCode(t, err, code)
	}
}

func TestS3_copyOfAnOldVersionBringsItBack(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	enableVersions(t, client, "data", types.BucketVersioningStatusEnabled)
	old := putText(t, client, "data", "key", "old")
	putText(t, client, "data", "key", "new")
	source := func(version string) *s3.CopyObjectInput {
		return &s3.CopyObjectInput{Bucket: dataBucket, Key: aws.String("key"), CopySource: aws.String("/data/key?versionId=" + version)}
	}
	out, err := client.CopyObject(t.Context(), source(*old.VersionId))
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToString(out.CopySourceVersionId) != *old.VersionId || aws.ToString(out.VersionId) == *old.VersionId {
		t.Errorf("CopyObject answered source %s and version %s", aws.ToString(out.CopySourceVersionId), aws.ToString(out.VersionId))
	}
	if got := getText(t, client, &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("key")}); got != "old" {
		t.Errorf("the object holds %q, want what the old version holds", got)
	}
	_, err = client.CopyObject(t.Context(), source("absent"))
	wantCode(t, err, "InvalidArgument")
	_, err = client.CopyObject(t.Context(), source(strings.Repeat("0", 32)))
	wantCode(t, err, "NoSuchVersion")
	_, err = client.CopyObject(t.Context(), source(""))
	wantCode(t, err, "InvalidArgument")
	conditional := source(*old.VersionId)
	conditional.CopySourceIfNoneMatch = old.ETag
	_, err = client.CopyObject(t.Context(), conditional)
	wantCode(t, err, "PreconditionFailed")
	strange := &s3.CopyObjectInput{Bucket: dataBucket, Key: aws.String("key"), CopySource: aws.String("data/key")}
	_, err = c.s3As(otherAccount, homeRegion).CopyObject(t.Context(), strange)
	wantCode(t, err, "AccessDenied")
}

func TestS3_deleteObjectsAnswersPerObject(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	putText(t, client, "data", "a", "1")
	putText(t, client, "data", "b", "2")
	objects := []types.ObjectIdentifier{
		{Key: aws.String("a")}, {Key: aws.String("absent")}, {Key: aws.String("b"), ETag: aws.String(`"x"`)},
	}
	out, err := client.DeleteObjects(t.Context(), &s3.DeleteObjectsInput{Bucket: dataBucket, Delete: &types.Delete{Objects: objects}})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Deleted) != 2 || len(out.Errors) != 1 || aws.ToString(out.Errors[0].Key)+*out.Errors[0].Code != "bPreconditionFailed" {
		t.Errorf("got %+v and errors %+v, want a and absent deleted, and b refused", out.Deleted, out.Errors)
	}
	quiet, err := client.DeleteObjects(t.Context(), &s3.DeleteObjectsInput{Bucket: dataBucket, Delete: &types.Delete{
		Quiet: aws.Bool(true), Objects: []types.ObjectIdentifier{{Key: aws.String("b")}},
	}})
	if err != nil || len(quiet.Deleted)+len(quiet.Errors) != 0 {
		t.Errorf("a quiet deletion answered %+v (%v)", quiet, err)
	}
	if got := c.Objects(); len(got) != 1 {
		t.Errorf("left: %+v, want the bucket alone", got)
	}
	status, answer, _ := c.raw(t, "POST", "/data?delete", nil, []byte("<Delete><Object><Key>a</Key></Object></Delete>"))
	if status != http.StatusBadRequest || !strings.Contains(answer, "Content-MD5") {
		t.Errorf("without a checksum: got %d %s, want 400", status, answer)
	}
}

func TestS3_attributesAnswerWhatIsAsked(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	putText(t, client, "data", "key", "hello")
	out, err := client.GetObjectAttributes(t.Context(), &s3.GetObjectAttributesInput{
		Bucket: dataBucket, Key: aws.String("key"), ObjectAttributes: []types.ObjectAttributes{"ObjectSize", "Checksum", "ObjectParts"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToInt64(out.ObjectSize) != 5 || out.Checksum == nil || aws.ToString(out.Checksum.ChecksumCRC32) == "" || out.ETag != nil ||
		out.ObjectParts != nil {
		t.Errorf("got %+v with checksum %+v, want size and checksum alone", out, out.Checksum)
	}
}
