// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// multipart is an upload under way.
type multipart struct {
	*testing.T
	client *s3.Client
	id     *string
	key    string
}

func startMultipart(t *testing.T, client *s3.Client, key string, change func(*s3.CreateMultipartUploadInput)) multipart {
	t.Helper()
	input := &s3.CreateMultipartUploadInput{Bucket: dataBucket, Key: &key}
	if change != nil {
		change(input)
	}
	out, err := client.CreateMultipartUpload(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	return multipart{t, client, out.UploadId, key}
}

func withCRC32(in *s3.CreateMultipartUploadInput) {
	in.ChecksumAlgorithm = types.ChecksumAlgorithmCrc32
}

func (m multipart) part(number int32, body []byte) types.CompletedPart {
	m.Helper()
	out, err := m.client.UploadPart(m.Context(), &s3.UploadPartInput{
		Bucket: dataBucket, Key: &m.key, UploadId: m.id, PartNumber: &number, Body: bytes.NewReader(body),
	})
	if err != nil {
		m.Fatal(err)
	}
	return types.CompletedPart{PartNumber: &number, ETag: out.ETag, ChecksumCRC32: out.ChecksumCRC32}
}

func (m multipart) complete(parts ...types.CompletedPart) (*s3.CompleteMultipartUploadOutput, error) {
	return m.completeWith(func(*s3.CompleteMultipartUploadInput) {}, parts...)
}

func (m multipart) completeWith(
	change func(*s3.CompleteMultipartUploadInput), parts ...types.CompletedPart,
) (*s3.CompleteMultipartUploadOutput, error) {
	input := &s3.CompleteMultipartUploadInput{
		Bucket: dataBucket, Key: &m.key, UploadId: m.id, MultipartUpload: &types.CompletedMultipartUpload{Parts: parts},
	}
	change(input)
	return m.client.CompleteMultipartUpload(m.Context(), input)
}

func TestS3_multipartJoinsTheListedParts(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	m := startMultipart(t, client, "key", func(in *s3.CreateMultipartUploadInput) {
		in.Metadata, in.ContentType, in.Tagging = map[string]string{"m": "1"}, aws.String("application/jsonl"), aws.String("t=1")
	})
	large := randomBytes(5 << 20)
	m.part(1, []byte("overwritten"))
	first := m.part(1, large)
	m.part(2, []byte("not listed"))
	last := m.part(7, []byte("end"))
	out, err := m.complete(first, last)
	if err != nil {
		t.Fatal(err)
	}
	if out.ChecksumCRC64NVME == nil || out.ChecksumType != types.ChecksumTypeFullObject {
		t.Errorf("no checksum was asked for, and the object has %+v, want CRC64NVME of the whole", out)
	}
	stored, _, err := c.ReadObject("data", "key")
	if err != nil || !bytes.Equal(stored, append(bytes.Clone(large), "end"...)) {
		t.Errorf("stored %d bytes (%v), want the listed parts", len(stored), err)
	}
	head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: dataBucket, Key: aws.String("key"), PartNumber: aws.Int32(2)})
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToString(head.ETag) != aws.ToString(out.ETag) || aws.ToInt32(head.PartsCount) != 2 || aws.ToInt64(head.ContentLength) != 3 ||
		head.Metadata["m"] != "1" || aws.ToString(head.ContentType) != "application/jsonl" || aws.ToInt32(head.TagCount) != 1 {
		t.Errorf("HeadObject of part 2 answered %+v", head)
	}
	again, err := m.complete(first, last) // as after a broken connection
	if err != nil || aws.ToString(again.ETag) != aws.ToString(out.ETag) {
		t.Errorf("completing again answered %+v (%v), want the same as before", again, err)
	}
	_, err = m.complete(first)
	wantCode(t, err, "NoSuchUpload")
	if got := c.Objects(); len(got) != 2 {
		t.Errorf("left: %+v, want bucket and object", got)
	}
}

func TestS3_completeRefuses(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	small := func(m multipart) types.CompletedPart { return m.part(1, []byte("small")) }
	cases := map[string]struct {
		parts func(multipart) []types.CompletedPart
		code  string
	}{
		"wrong order": {func(m multipart) []types.CompletedPart {
			return []types.CompletedPart{m.part(2, randomBytes(5<<20)), small(m)}
		}, "InvalidPartOrder"},
		"small part": {func(m multipart) []types.CompletedPart {
			return []types.CompletedPart{small(m), m.part(2, []byte("end"))}
		}, "EntityTooSmall"},
		"absent part": {func(m multipart) []types.CompletedPart {
			p := small(m)
			p.PartNumber = aws.Int32(9)
			return []types.CompletedPart{p}
		}, "InvalidPart"},
		"another ETag": {func(m multipart) []types.CompletedPart {
			p := small(m)
			p.ETag = aws.String(`"00000000000000000000000000000000"`)
			return []types.CompletedPart{p}
		}, "InvalidPart"},
		"another checksum": {func(m multipart) []types.CompletedPart {
			p := small(m)
			p.ChecksumCRC32 = aws.String("AAAAAA==")
			return []types.CompletedPart{p}
		}, "InvalidPart"},
		"no checksum of the part": {func(m multipart) []types.CompletedPart {
			p := small(m)
			p.ChecksumCRC32 = nil
			return []types.CompletedPart{p}
		}, "InvalidRequest"},
		"no parts": {func(multipart) []types.CompletedPart { return nil }, "InvalidRequest"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := startMultipart(t, client, name, withCRC32)
			_, err := m.complete(tc.parts(m)...)
			wantCode(t, err, tc.code)
			_, err = m.complete(m.part(1, []byte("still possible")))
			wantCode(t, err, "no error")
		})
	}
}

func TestS3_completeIsConditional(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	putText(t, client, "data", "key", "there first")
	m := startMultipart(t, client, "key", nil)
	part := m.part(1, []byte("text"))
	_, err := m.completeWith(func(in *s3.CompleteMultipartUploadInput) { in.IfNoneMatch = aws.String("*") }, part)
	wantCode(t, err, "PreconditionFailed")
	_, err = m.completeWith(func(in *s3.CompleteMultipartUploadInput) { in.MpuObjectSize = aws.Int64(5) }, part)
	wantCode(t, err, "InvalidRequest")
	_, err = m.completeWith(func(in *s3.CompleteMultipartUploadInput) { in.MpuObjectSize = aws.Int64(4) }, part)
	wantCode(t, err, "no error")
}

// The checksum of a whole object does not depend on how it was cut into parts; a composite one does.
func TestS3_fullObjectChecksumIgnoresTheParts(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	full := startMultipart(t, client, "full", func(in *s3.CreateMultipartUploadInput) {
		in.ChecksumAlgorithm, in.ChecksumType = types.ChecksumAlgorithmCrc32, types.ChecksumTypeFullObject
	})
	large := string(randomBytes(5 << 20))
	parts := []types.CompletedPart{full.part(1, []byte(large)), full.part(2, []byte("end"))}
	_, err := full.completeWith(func(in *s3.CompleteMultipartUploadInput) { in.ChecksumCRC32 = aws.String("AAAAAA==") }, parts...)
	wantCode(t, err, "BadDigest")
	out, err := full.completeWith(func(in *s3.CompleteMultipartUploadInput) {
		in.ChecksumCRC32, in.ChecksumType = aws.String(crc32Of(large+"end")), types.ChecksumTypeFullObject
	}, parts...)
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToString(out.ChecksumCRC32) != crc32Of(large+"end") || out.ChecksumType != types.ChecksumTypeFullObject {
		t.Errorf("got %s of type %s, want that of the whole", aws.ToString(out.ChecksumCRC32), out.ChecksumType)
	}
	pieces := startMultipart(t, client, "composite", withCRC32)
	made, err := pieces.complete(pieces.part(1, []byte(large)), pieces.part(2, []byte("end")))
	if err != nil {
		t.Fatal(err)
	}
	if got := aws.ToString(made.ChecksumCRC32); len(got) < 2 || got[len(got)-2:] != "-2" || made.ChecksumType != types.ChecksumTypeComposite {
		t.Errorf("got %s of type %s, want a composite of 2", got, made.ChecksumType)
	}
	_, err = client.CreateMultipartUpload(t.Context(), &s3.CreateMultipartUploadInput{Bucket: dataBucket, Key: aws.String("k"),
		ChecksumAlgorithm: types.ChecksumAlgorithmSha256, ChecksumType: types.ChecksumTypeFullObject})
	wantCode(t, err, "InvalidRequest")
}

func TestS3_uploadPartRefuses(t *testing.T) {
	t.Parallel()
	client := startCore(t).createBucket(t, "data")
	m := startMultipart(t, client, "key", withCRC32)
	cases := map[string]struct {
		input s3.UploadPartInput
		code  string
	}{
		"part 0":           {s3.UploadPartInput{PartNumber: aws.Int32(0)}, "InvalidArgument"},
		"part 10001":       {s3.UploadPartInput{PartNumber: aws.Int32(10001)}, "InvalidArgument"},
		"another upload":   {s3.UploadPartInput{UploadId: aws.String("x")}, "NoSuchUpload"},
		"another key":      {s3.UploadPartInput{Key: aws.String("x")}, "NoSuchUpload"},
		"another checksum": {s3.UploadPartInput{ChecksumAlgorithm: types.ChecksumAlgorithmSha256}, "InvalidRequest"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tc.input.Bucket, tc.input.Body = dataBucket, bytes.NewReader([]byte("x"))
			if tc.input.Key == nil {
				tc.input.Key = &m.key
			}
			if tc.input.UploadId == nil {
				tc.input.UploadId = m.id
			}
			if tc.input.PartNumber == nil {
				tc.input.PartNumber = aws.Int32(1)
			}
			_, err := client.UploadPart(t.Context(), &tc.input)
			wantCode(t, err, tc.code)
		})
	}
}

func TestS3_uploadsAndPartsAreListedAndAborted(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	client := c.createBucket(t, "data")
	var last multipart
	for i := range 3 {
		last = startMultipart(t, client, fmt.Sprintf("key%d", i), nil)
	}
	for number := range int32(3) {
		last.part(number+1, []byte("x"))
	}
	uploads := 0
	pages := s3.NewListMultipartUploadsPaginator(client, &s3.ListMultipartUploadsInput{Bucket: dataBucket, MaxUploads: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		uploads += len(page.Uploads)
	}
	if uploads != 3 {
		t.Errorf("%d uploads are listed, want 3", uploads)
	}
	parts := 0
	partPages := s3.NewListPartsPaginator(client, &s3.ListPartsInput{
		Bucket: dataBucket, Key: &last.key, UploadId: last.id, MaxParts: aws.Int32(2),
	})
	for partPages.HasMorePages() {
		page, err := partPages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Parts {
			if parts++; aws.ToInt32(p.PartNumber) != int32(parts) || aws.ToInt64(p.Size) != 1 || aws.ToString(p.ChecksumCRC32) == "" {
				t.Errorf("part %d is listed as %+v", parts, p)
			}
		}
	}
	if parts != 3 {
		t.Errorf("%d parts are listed, want 3", parts)
	}
	abort := &s3.AbortMultipartUploadInput{Bucket: dataBucket, Key: &last.key, UploadId: last.id}
	if _, err := client.AbortMultipartUpload(t.Context(), abort); err != nil {
		t.Fatal(err)
	}
	_, err := client.AbortMultipartUpload(t.Context(), abort)
	wantCode(t, err, "NoSuchUpload")
	// A bucket with unfinished uploads is empty.
	if _, err := client.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: dataBucket}); err != nil {
		t.Errorf("deleting a bucket with unfinished uploads: %v", err)
	}
	if got := c.Objects(); len(got) != 0 {
		t.Errorf("left: %+v", got)
	}
}
