// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	tmtypes "github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// 20 MB in parts arrive byte by byte, over HTTP, where the checksum comes in a header, and over HTTPS, where the SDK
// sends the body in chunks and the checksum behind them.
func TestS3_transferManagerIsByteEqual(t *testing.T) {
	t.Parallel()
	content := randomBytes(20<<20 + 7)
	for scheme, start := range map[string]func(*testing.T) core{"http": startCore, "https": startTLSCore} {
		for _, algorithm := range []tmtypes.ChecksumAlgorithm{"", "CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME"} {
			for _, seekable := range []bool{true, false} {
				if !seekable && algorithm != "" && algorithm != "SHA256" {
					continue // how the body is read does not depend on the algorithm
				}
				t.Run(fmt.Sprintf("%s %s seekable %v", scheme, algorithm, seekable), func(t *testing.T) {
					t.Parallel()
					c := start(t)
					client := c.createBucket(t, "data")
					var body io.Reader = bytes.NewReader(content)
					if !seekable {
						body = io.MultiReader(body)
					}
					manager := transfermanager.New(client, func(o *transfermanager.Options) { o.ChecksumAlgorithm = algorithm })
					out, err := manager.UploadObject(t.Context(), &transfermanager.UploadObjectInput{
						Bucket: dataBucket, Key: aws.String("train.jsonl"), Body: body,
					})
					if err != nil {
						t.Fatal(err)
					}
					stored, _, err := c.ReadObject("data", "train.jsonl")
					if err != nil {
						t.Fatal(err)
					}
					if !bytes.Equal(stored, content) {
						t.Fatalf("stored %d bytes that differ from the %d that were sent", len(stored), len(content))
					}
					head, err := client.HeadObject(t.Context(), &s3.HeadObjectInput{
						Bucket: dataBucket, Key: aws.String("train.jsonl"), ChecksumMode: types.ChecksumModeEnabled,
					})
					if err != nil {
						t.Fatal(err)
					}
					if aws.ToString(head.ETag) != aws.ToString(out.ETag) {
						t.Errorf("HeadObject answers ETag %s, the upload %s", aws.ToString(head.ETag), aws.ToString(out.ETag))
					}
					if head.ChecksumType == "" {
						t.Errorf("HeadObject answers no checksum")
					}
					for _, kind := range []tmtypes.GetObjectType{tmtypes.GetObjectParts, tmtypes.GetObjectRanges} {
						checkDownload(t, client, kind, content)
					}
				})
			}
		}
	}
}

// writerAt collects a download, whose parts arrive in any order.
type writerAt []byte

func (w writerAt) WriteAt(p []byte, offset int64) (int, error) { return copy(w[offset:], p), nil }

func checkDownload(t *testing.T, client *s3.Client, kind tmtypes.GetObjectType, want []byte) {
	t.Helper()
	got := make(writerAt, len(want))
	manager := transfermanager.New(client, func(o *transfermanager.Options) { o.GetObjectType = kind })
	_, err := manager.DownloadObject(t.Context(), &transfermanager.DownloadObjectInput{
		Bucket: dataBucket, Key: aws.String("train.jsonl"), WriterAt: got,
	})
	if err != nil {
		t.Fatalf("downloading by %s: %v", kind, err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("downloading by %s: the bytes differ", kind)
	}
}

// One PutObject over HTTPS takes the chunked way with every algorithm; the SDK verifies the answer's checksum when reading.
func TestS3_singlePutIsByteEqual(t *testing.T) {
	t.Parallel()
	content := randomBytes(1<<20 + 3)
	for scheme, start := range map[string]func(*testing.T) core{"http": startCore, "https": startTLSCore} {
		for _, algorithm := range []types.ChecksumAlgorithm{"", "CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME"} {
			for _, size := range []int{0, 1, len(content)} {
				t.Run(fmt.Sprintf("%s %s %d bytes", scheme, algorithm, size), func(t *testing.T) {
					t.Parallel()
					client := start(t).createBucket(t, "data")
					put, err := client.PutObject(t.Context(), &s3.PutObjectInput{
						Bucket: dataBucket, Key: aws.String("key"), Body: bytes.NewReader(content[:size]), ChecksumAlgorithm: algorithm,
					})
					if err != nil {
						t.Fatal(err)
					}
					out, err := client.GetObject(t.Context(), &s3.GetObjectInput{
						Bucket: dataBucket, Key: aws.String("key"), ChecksumMode: types.ChecksumModeEnabled,
					})
					if err != nil {
						t.Fatal(err)
					}
					defer out.Body.Close()
					got, err := io.ReadAll(out.Body)
					if err != nil || !bytes.Equal(got, content[:size]) {
						t.Errorf("got %d bytes (%v) that differ from the %d that were sent", len(got), err, size)
					}
					for name, pair := range map[string][2]*string{
						"CRC32": {put.ChecksumCRC32, out.ChecksumCRC32}, "CRC32C": {put.ChecksumCRC32C, out.ChecksumCRC32C},
						"SHA1": {put.ChecksumSHA1, out.ChecksumSHA1}, "SHA256": {put.ChecksumSHA256, out.ChecksumSHA256},
						"CRC64NVME": {put.ChecksumCRC64NVME, out.ChecksumCRC64NVME},
					} {
						wanted := name == string(algorithm) || algorithm == "" && name == "CRC32" // the SDK's default
						if aws.ToString(pair[0]) != aws.ToString(pair[1]) || wanted != (pair[0] != nil) {
							t.Errorf("%s: put answered %q, get %q", name, aws.ToString(pair[0]), aws.ToString(pair[1]))
						}
					}
				})
			}
		}
	}
}
