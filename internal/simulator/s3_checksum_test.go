// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash/crc32"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func crc32Of(text string) string {
	h := crc32.NewIEEE()
	h.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// The check value of CRC-64/NVME over "123456789" is AE8B14860A799888.
func TestS3_crc64NVMEIsTheOneOfTheStandard(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.createBucket(t, "data")
	raw, err := hex.DecodeString("AE8B14860A799888")
	if err != nil {
		t.Fatal(err)
	}
	want := base64.StdEncoding.EncodeToString(raw)
	status, answer, header := c.raw(t, "PUT", "/data/key", nil, []byte("123456789")) // S3 computes it unasked
	if status != http.StatusOK || header.Get("x-amz-checksum-crc64nvme") != want || header.Get("x-amz-checksum-type") != "FULL_OBJECT" {
		t.Errorf("got %d %s with checksum %q, want %q", status, answer, header.Get("x-amz-checksum-crc64nvme"), want)
	}
}

func TestS3_digestsAreHeldAgainstTheBody(t *testing.T) {
	t.Parallel()
	const body = "hello"
	md5Sum, sha, sha5 := md5.Sum([]byte(body)), sha256.Sum256([]byte(body)), sha512.Sum512([]byte(body))
	b64 := base64.StdEncoding.EncodeToString
	cases := map[string]struct {
		header map[string]string
		code   string // "" is success
	}{
		"right CRC32":         {map[string]string{"x-amz-checksum-crc32": crc32Of(body)}, ""},
		"wrong CRC32":         {map[string]string{"x-amz-checksum-crc32": crc32Of("other")}, "BadDigest"},
		"wrong CRC32C":        {map[string]string{"x-amz-checksum-crc32c": crc32Of(body)}, "BadDigest"},
		"wrong CRC64NVME":     {map[string]string{"x-amz-checksum-crc64nvme": b64(make([]byte, 8))}, "BadDigest"},
		"wrong SHA1":          {map[string]string{"x-amz-checksum-sha1": b64(make([]byte, 20))}, "BadDigest"},
		"right SHA256":        {map[string]string{"x-amz-checksum-sha256": b64(sha[:])}, ""},
		"wrong SHA256":        {map[string]string{"x-amz-checksum-sha256": b64(make([]byte, 32))}, "BadDigest"},
		"right SHA512":        {map[string]string{"x-amz-checksum-sha512": b64(sha5[:])}, ""},
		"checksum too short":  {map[string]string{"x-amz-checksum-sha256": crc32Of(body)}, "InvalidRequest"},
		"checksum not base64": {map[string]string{"x-amz-checksum-crc32": "!"}, "InvalidRequest"},
		"two checksums":       {map[string]string{"x-amz-checksum-crc32": crc32Of(body), "x-amz-checksum-sha256": b64(sha[:])}, "InvalidRequest"},
		"right Content-MD5":   {map[string]string{"Content-MD5": b64(md5Sum[:])}, ""},
		"wrong Content-MD5":   {map[string]string{"Content-MD5": b64(make([]byte, 16))}, "BadDigest"},
		"broken Content-MD5":  {map[string]string{"Content-MD5": "x"}, "InvalidDigest"},
		"right signed hash":   {map[string]string{"x-amz-content-sha256": hex.EncodeToString(sha[:])}, ""},
		"wrong signed hash":   {map[string]string{"x-amz-content-sha256": strings.Repeat("0", 64)}, "XAmzContentSHA256Mismatch"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := startCore(t)
			c.createBucket(t, "data")
			status, answer, _ := c.raw(t, "PUT", "/data/key", tc.header, []byte(body))
			if tc.code == "" {
				if status != http.StatusOK {
					t.Errorf("got %d %s, want 200", status, answer)
				}
				return
			}
			if status != http.StatusBadRequest || !strings.Contains(answer, "<Code>"+tc.code+"</Code>") {
				t.Errorf("got %d %s, want %s", status, answer, tc.code)
			}
			if got := c.Objects(); len(got) != 1 {
				t.Errorf("a refused object exists: %+v", got)
			}
		})
	}
}

func TestS3_chunkedBodies(t *testing.T) {
	t.Parallel()
	const text = "hello world"
	trailer := map[string]string{"x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-trailer": "x-amz-checksum-crc32"}
	signed := map[string]string{"x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"}
	signature := ";chunk-signature=" + strings.Repeat("ab", 32)
	cases := map[string]struct {
		header map[string]string
		length int
		body   string
		code   string
	}{
		"unsigned with trailer": {trailer, 11, "6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:" + crc32Of(text) + "\r\n\r\n", ""},
		"no last empty line":    {trailer, 11, "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + crc32Of(text) + "\r\n", ""},
		"signed chunks":         {signed, 11, "6" + signature + "\r\nhello \r\n5" + signature + "\r\nworld\r\n0" + signature + "\r\n\r\n", ""},
		"wrong trailer":         {trailer, 11, "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + crc32Of("other") + "\r\n\r\n", "BadDigest"},
		"trailer missing":       {trailer, 11, "b\r\nhello world\r\n0\r\n\r\n", "MalformedTrailerError"},
		"trailer broken":        {trailer, 11, "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32\r\n\r\n", "MalformedTrailerError"},
		"shorter than said":     {trailer, 12, "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + crc32Of(text) + "\r\n\r\n", "IncompleteBody"},
		"longer than said":      {trailer, 10, "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + crc32Of(text) + "\r\n\r\n", "IncompleteBody"},
		"not chunked at all":    {trailer, 11, "hello world", "IncompleteBody"},
		"length missing":        {trailer, -1, "b\r\nhello world\r\n0\r\n\r\n", "MissingContentLength"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := startCore(t)
			client := c.createBucket(t, "data")
			header := map[string]string{"Content-Encoding": "aws-chunked,gzip"}
			if tc.length >= 0 {
				header["x-amz-decoded-content-length"] = strconv.Itoa(tc.length)
			}
			for name, value := range tc.header {
				header[name] = value
			}
			status, answer, _ := c.raw(t, "PUT", "/data/key", header, []byte(tc.body))
			if tc.code != "" {
				if status < 400 || !strings.Contains(answer, "<Code>"+tc.code+"</Code>") {
					t.Errorf("got %d %s, want %s", status, answer, tc.code)
				}
				return
			}
			if status != http.StatusOK {
				t.Fatalf("got %d %s, want 200", status, answer)
			}
			stored, _, err := c.ReadObject("data", "key")
			if err != nil || string(stored) != text {
				t.Errorf("stored %q (%v), want %q", stored, err, text)
			}
			head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: dataBucket, Key: aws.String("key")})
			if err != nil || aws.ToString(head.ContentEncoding) != "gzip" {
				t.Errorf("Content-Encoding is %v (%v), want gzip alone", head, err)
			}
		})
	}
}
