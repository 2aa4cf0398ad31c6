// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash/crc32"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const bucket = "bucket"

// cloud is an S3 that a test talks to over HTTPS, with one bucket in it.
type cloud struct {
	*objectstore.Store
	client *s3.Client

	mu       sync.Mutex
	requests []string // operations, as method and query
	meddle   func(w http.ResponseWriter, r *http.Request, next http.Handler)
}

func newCloud(t *testing.T) *cloud {
	t.Helper()
	c := &cloud{}
	sim := simulator.New(simulator.Options{})
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		operation := r.Method
		for _, sub := range []string{"uploads", "partNumber", "uploadId", "delete", "versions", "list-type"} {
			if r.URL.Query().Has(sub) {
				operation += " " + sub
				break
			}
		}
		c.requests = append(c.requests, operation)
		meddle := c.meddle
		c.mu.Unlock()
		if meddle != nil {
			meddle(w, r, sim)
			return
		}
		sim.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c.client = newClient(server)
	c.Store = objectstore.New(c.client)
	if _, err := c.client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(bucket)}); err != nil {
		t.Fatal(err)
	}
	return c
}

// newClient returns a client that does not retry, with the defaults that config.LoadDefaultConfig sets for checksums.
func newClient(server *httptest.Server) *s3.Client {
	return s3.New(s3.Options{
		Region:                     "us-east-1",
		BaseEndpoint:               aws.String(server.URL),
		UsePathStyle:               true,
		HTTPClient:                 server.Client(),
		Credentials:                credentials.NewStaticCredentialsProvider("simulator", "secret", ""),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenSupported,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenSupported,
		Retryer:                    aws.NopRetryer{},
	})
}

// interfere passes every further request through a function.
func (c *cloud) interfere(meddle func(w http.ResponseWriter, r *http.Request, next http.Handler)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.meddle, c.requests = meddle, nil
}

// count is how many requests of a kind were sent.
func (c *cloud) count(operation string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for _, r := range c.requests {
		if r == operation {
			n++
		}
	}
	return n
}

func (c *cloud) enableVersions(t *testing.T) {
	t.Helper()
	_, err := c.client.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
		Bucket: aws.String(bucket), VersioningConfiguration: &types.VersioningConfiguration{Status: types.BucketVersioningStatusEnabled},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// put writes objects with their keys as content.
func (c *cloud) put(t *testing.T, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if _, err := c.Upload(t.Context(), upload(key, []byte(key))); err != nil {
			t.Fatal(err)
		}
	}
}

// versions are the keys of all versions and delete markers, in order.
func (c *cloud) versions(t *testing.T) []string {
	t.Helper()
	out, err := c.client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String(bucket)})
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, v := range out.Versions {
		keys = append(keys, *v.Key)
	}
	for _, m := range out.DeleteMarkers {
		keys = append(keys, *m.Key)
	}
	slices.Sort(keys)
	return keys
}

// keys are those that List yields.
func (c *cloud) keys(t *testing.T, prefix string) []string {
	t.Helper()
	var keys []string
	for object, err := range c.List(t.Context(), bucket, prefix) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, object.Key)
	}
	return keys
}

func upload(key string, content []byte) objectstore.Upload {
	return objectstore.Upload{
		Bucket: bucket, Key: key, Body: bytes.NewReader(content),
		Size: int64(len(content)), SHA256: sumOf(content), CRC32: crc32.ChecksumIEEE(content),
	}
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// content is text of a size that repeats nothing within a part.
func content(size int) []byte {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(sumOf([]byte{byte(i), byte(i >> 8), byte(i >> 16)}))
	}
	return []byte(b.String()[:size])
}
