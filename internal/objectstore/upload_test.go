// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

func TestUpload_storesTheContent(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{"empty": 0, "small": 1000, "one part exactly": 8 << 20, "many parts": 20<<20 + 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			want := content(size)
			written, err := c.Upload(t.Context(), upload("folder/train.jsonl", want))
			if err != nil {
				t.Fatal(err)
			}
			body, err := c.Open(t.Context(), bucket, "folder/train.jsonl")
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(body)
			if err := errors.Join(err, body.Close()); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, got) {
				t.Errorf("%d bytes came back, not the %d that were stored", len(got), len(want))
			}
			stat, err := c.Stat(t.Context(), bucket, "folder/train.jsonl")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(written, stat, cmpopts.IgnoreFields(objectstore.Object{}, "LastModified")); diff != "" {
				t.Errorf("Upload and Stat disagree: %s", diff)
			}
			if stat.Size != int64(size) || stat.SHA256 != sumOf(want) || stat.LastModified.IsZero() {
				t.Errorf("stat %+v", stat)
			}
		})
	}
}

func TestUpload_setsWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	const key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
	c := newCloud(t)
	c.enableVersions(t)
	u := upload("a", []byte("text"))
	u.ContentType, u.KMSKeyARN = "application/jsonl", key
	u.Metadata = map[string]string{"format": "conversation"}
	u.Tags = map[string]string{"team": "a / b+c", "empty": ""}
	written, err := c.Upload(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	if written.VersionID == "" || written.KMSKeyARN != key || written.ContentType != "application/jsonl" {
		t.Errorf("written %+v", written)
	}
	if diff := cmp.Diff(map[string]string{"format": "conversation", "sha256": sumOf([]byte("text"))}, written.Metadata); diff != "" {
		t.Error(diff)
	}
	if len(u.Metadata) != 1 {
		t.Errorf("the caller's metadata was changed: %v", u.Metadata)
	}
	tagging, err := c.client.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: aws.String(bucket), Key: aws.String("a")})
	if err != nil {
		t.Fatal(err)
	}
	tags := map[string]string{}
	for _, tag := range tagging.TagSet {
		tags[*tag.Key] = *tag.Value
	}
	if diff := cmp.Diff(u.Tags, tags); diff != "" {
		t.Error(diff)
	}
}

func TestUploadFile(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	want := content(9 << 20)
	path := filepath.Join(t.TempDir(), "train.jsonl")
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	u := objectstore.Upload{Bucket: bucket, Key: "a", SHA256: sumOf(want), CRC32: crc32.ChecksumIEEE(want)}
	if written, err := c.UploadFile(t.Context(), path, u); err != nil || written.Size != 9<<20 {
		t.Errorf("%d bytes, %v", written.Size, err)
	}
	if _, err := c.UploadFile(t.Context(), path+"x", u); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

// TestUpload_leavesNothingBehind fails uploads of both kinds, whole and in parts, in every way there is.
func TestUpload_leavesNothingBehind(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1000, 20 << 20} {
		good := content(size)
		other := bytes.Clone(good)
		other[size-1]++
		for name, c := range map[string]struct {
			body io.Reader
			want error
		}{
			"other content":  {bytes.NewReader(other), objectstore.ErrContentChanged},
			"shorter":        {bytes.NewReader(good[:size-1]), objectstore.ErrContentChanged},
			"longer":         {io.MultiReader(bytes.NewReader(good), bytes.NewReader([]byte("x"))), objectstore.ErrContentChanged},
			"unreadable end": {io.MultiReader(bytes.NewReader(good), iotest.ErrReader(io.ErrClosedPipe)), io.ErrClosedPipe},
		} {
			t.Run(name+" of "+strconv.Itoa(size), func(t *testing.T) {
				t.Parallel()
				cloud := newCloud(t)
				u := upload("a", good)
				u.Body = c.body
				if _, err := cloud.Upload(t.Context(), u); !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
				cloud.holdsNothing(t)
			})
		}
	}
}

func (c *cloud) holdsNothing(t *testing.T) {
	t.Helper()
	if keys := c.versions(t); keys != nil {
		t.Errorf("there are objects: %v", keys)
	}
	uploads, err := c.client.ListMultipartUploads(t.Context(), &s3.ListMultipartUploadsInput{Bucket: aws.String(bucket)})
	if err != nil {
		t.Fatal(err)
	}
	if len(uploads.Uploads) > 0 {
		t.Errorf("there are %d unfinished uploads", len(uploads.Uploads))
	}
}

func TestUpload_clearsAwayWhatItSentWhenItIsCancelled(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	ctx, cancel := context.WithCancel(t.Context())
	c.interfere(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.URL.Query().Get("partNumber") == "2" {
			cancel()
		}
		next.ServeHTTP(w, r)
	})
	if _, err := c.Upload(ctx, upload("a", content(20<<20))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if c.count("DELETE uploadId") != 1 {
		t.Errorf("%d requests to abort", c.count("DELETE uploadId"))
	}
	c.holdsNothing(t)
}

func TestUpload_isCheckedByS3(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	for name, size := range map[string]int{"whole": 1000, "in parts": 9 << 20} {
		c.interfere(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			if r.Method == http.MethodPut {
				r.Body = io.NopCloser(flipped{r.Body})
			}
			next.ServeHTTP(w, r)
		})
		_, err := c.Upload(t.Context(), upload("a", content(size)))
		if err == nil {
			t.Errorf("%s: damage on the way was not seen", name)
		}
		c.interfere(nil)
		c.holdsNothing(t)
	}
}

// Of an object that S3 would put together otherwise than it was read, nothing is ever to be seen.
func TestUpload_isHeldAgainstTheWholeBeforeThereIsAnObject(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{"whole": 1000, "in parts": 9 << 20} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			u := upload("a", content(size))
			u.CRC32++
			if _, err := c.Upload(t.Context(), u); err == nil || !strings.Contains(err.Error(), "BadDigest") {
				t.Errorf("got %v", err)
			}
			c.holdsNothing(t)
		})
	}
}

func TestUpload_tellsHowMuchS3Has(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{"empty": 0, "whole": 1000, "in parts": 40<<20 + 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			u := upload("a", content(size))
			var told []int64
			u.Progress = func(sent int64) { told = append(told, sent) }
			if _, err := c.Upload(t.Context(), u); err != nil {
				t.Fatal(err)
			}
			if !slices.IsSorted(told) || size > 0 && (len(told) == 0 || told[len(told)-1] != int64(size)) {
				t.Errorf("told %v of %d bytes", told, size)
			}
			if size > 8<<20 && len(told) < 2 {
				t.Errorf("told %v, which is no progress", told)
			}
		})
	}
}

// flipped replaces the digits of a stream, which leaves no sum right and no length wrong.
type flipped struct{ io.Reader }

func (f flipped) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	copy(p[:n], bytes.ReplaceAll(p[:n], []byte("77"), []byte("99")))
	return n, err
}

func TestUpload_refusesAnUploadWithoutSum(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	u := upload("a", []byte("text"))
	u.SHA256 = ""
	if _, err := c.Upload(t.Context(), u); err == nil {
		t.Error("no error")
	}
	c.holdsNothing(t)
}

// zeros is a body without end that keeps the largest heap it saw.
type zeros struct {
	read int
	peak uint64
}

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	if before := z.read; (before+len(p))>>23 != before>>23 { // once in 8 MB
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		z.peak = max(z.peak, now.HeapAlloc)
	}
	z.read += len(p)
	return len(p), nil
}

// Not parallel: it reads the counters of the whole process.
func TestUpload_needsConstantMemory(t *testing.T) { //nolint:paralleltest // see above
	const size = 400 << 20
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			t.Error(err)
		}
		w.Header().Set("ETag", `"x"`)
		switch {
		case r.URL.Query().Has("uploads"):
			fmt.Fprint(w, `<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>`)
		case r.Method == http.MethodPost:
			fmt.Fprint(w, `<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>`)
		}
	}))
	defer server.Close()
	sum, crc := sha256.New(), crc32.NewIEEE()
	if _, err := io.CopyN(io.MultiWriter(sum, crc), &zeros{}, size); err != nil {
		t.Fatal(err)
	}
	body := &zeros{}
	_, err := objectstore.New(newClient(server)).Upload(t.Context(), objectstore.Upload{
		Bucket: bucket, Key: "a", Body: io.LimitReader(body, size), Size: size, SHA256: hex.EncodeToString(sum.Sum(nil)),
		CRC32: crc.Sum32(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if body.peak > 160<<20 || body.peak == 0 {
		t.Errorf("the heap grew to %d MB", body.peak>>20)
	}
	t.Logf("the heap grew to %d MB", body.peak>>20)
}

func TestUpload_namesABucketThatIsNotThere(t *testing.T) {
	t.Parallel()
	u := upload("a", nil)
	u.Bucket = "nowhere"
	if _, err := newCloud(t).Upload(t.Context(), u); !errors.Is(err, objectstore.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestUpload_replacesNothingWhenOnlyNew(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{"small": 1000, "many parts": 9 << 20} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCloud(t)
			fresh := upload("train.jsonl", content(size))
			fresh.OnlyNew = true
			if _, err := c.Upload(t.Context(), fresh); err != nil {
				t.Fatal(err)
			}
			again := upload("train.jsonl", content(size+1))
			again.OnlyNew = true
			if _, err := c.Upload(t.Context(), again); !errors.Is(err, objectstore.ErrExists) {
				t.Errorf("the error is %v, want ErrExists", err)
			}
			stat, err := c.Stat(t.Context(), bucket, "train.jsonl")
			if err != nil || stat.Size != int64(size) {
				t.Errorf("the object has %d bytes, want the %d that were there (%v)", stat.Size, size, err)
			}
		})
	}
}
