// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	homeRegion   = "eu-west-1"
	otherAccount = "AKIA210987654321TEST"
)

// dataBucket is the bucket of most tests.
var dataBucket = aws.String("data")

// startTLSCore is startCore over HTTPS, where the SDK sends bodies in chunks with the checksum behind them.
func startTLSCore(t *testing.T) core {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewTLSServer(sim)
	t.Cleanup(server.Close)
	return core{sim, server}
}

// s3 returns a client with the defaults that config.LoadDefaultConfig sets: checksums are sent and verified.
func (c core) s3(region string) *s3.Client { return c.s3As("simulator", region) }

func (c core) s3As(accessKey, region string) *s3.Client {
	return s3.NewFromConfig(c.config(accessKey, region), func(o *s3.Options) {
		o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenSupported
		o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenSupported
	})
}

// createBucket makes a bucket in homeRegion.
func (c core) createBucket(t *testing.T, name string) *s3.Client {
	t.Helper()
	client := c.s3(homeRegion)
	_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name, CreateBucketConfiguration: located(homeRegion)})
	if err != nil {
		t.Fatalf("creating bucket %s: %v", name, err)
	}
	return client
}

func located(region string) *types.CreateBucketConfiguration {
	return &types.CreateBucketConfiguration{LocationConstraint: types.BucketLocationConstraint(region)}
}

func enableVersions(t *testing.T, client *s3.Client, bucket string, status types.BucketVersioningStatus) {
	t.Helper()
	_, err := client.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
		Bucket: &bucket, VersioningConfiguration: &types.VersioningConfiguration{Status: status},
	})
	if err != nil {
		t.Fatalf("setting versioning of %s to %s: %v", bucket, status, err)
	}
}

func putText(t *testing.T, client *s3.Client, bucket, key, text string) *s3.PutObjectOutput {
	t.Helper()
	out, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: bytes.NewReader([]byte(text))})
	if err != nil {
		t.Fatalf("putting %s: %v", key, err)
	}
	return out
}

// getText reads an object; the SDK verifies the checksum on the way.
func getText(t *testing.T, client *s3.Client, input *s3.GetObjectInput) string {
	t.Helper()
	out, err := client.GetObject(t.Context(), input)
	if err != nil {
		t.Fatalf("getting %s: %v", aws.ToString(input.Key), err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatalf("reading %s: %v", aws.ToString(input.Key), err)
	}
	return string(body)
}

// randomBytes are the same in every run.
func randomBytes(n int) []byte {
	b := make([]byte, n)
	source := rand.NewChaCha8([32]byte{42})
	_, _ = source.Read(b)
	return b
}

// raw sends a request that the SDK would not, signed well enough for the simulator.
func (c core) raw(t *testing.T, method, path string, header map[string]string, body []byte) (status int, answer string, got http.Header) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, c.server.URL+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization",
		"AWS4-HMAC-SHA256 Credential=simulator/20260101/"+homeRegion+"/s3/aws4_request, SignedHeaders=host, Signature=00")
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := c.server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text), response.Header
}
