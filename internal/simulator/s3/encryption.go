// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

type encryptionConfiguration struct {
	Rules []encryptionRule `xml:"Rule"`
}

type encryptionRule struct {
	Default          *encryptionDefault `xml:"ApplyServerSideEncryptionByDefault"`
	BucketKeyEnabled bool               `xml:"BucketKeyEnabled"`
	Blocked          *blockedEncryption `xml:"BlockedEncryptionTypes"`
}

type encryptionDefault struct {
	SSEAlgorithm   string  `xml:"SSEAlgorithm"`
	KMSMasterKeyID *string `xml:"KMSMasterKeyID"`
}

type blockedEncryption struct {
	Types []string `xml:"EncryptionType"`
}

// encryption is how one object is encrypted.
type encryption struct {
	algorithm string
	keyARN    string // of KMS
	bucketKey bool
}

const (
	sseS3  = "AES256"
	sseKMS = "aws:kms"
)

// newEncryption is what every bucket has since January 2023: SSE-S3.
func newEncryption() encryptionConfiguration {
	return encryptionConfiguration{[]encryptionRule{{Default: &encryptionDefault{SSEAlgorithm: sseS3}}}}
}

func sseAlgorithms() []string { return []string{sseS3, sseKMS, "aws:kms:dsse"} }

func (s *Service) getBucketEncryption(q *request) (response, error) {
	return response{root: "ServerSideEncryptionConfiguration", document: q.bucket.encryption}, nil
}

func (s *Service) putBucketEncryption(q *request) (response, error) {
	var config encryptionConfiguration
	if err := decodeS3XML(q.payload.data, "ServerSideEncryptionConfiguration", &config); err != nil {
		return response{}, err
	}
	if len(config.Rules) != 1 {
		return response{}, malformedXML()
	}
	rule := &config.Rules[0]
	if rule.Default == nil {
		rule.Default = &encryptionDefault{SSEAlgorithm: sseS3}
	}
	if !slices.Contains(sseAlgorithms(), rule.Default.SSEAlgorithm) {
		return response{}, malformedXML()
	}
	if rule.Default.SSEAlgorithm == sseS3 && rule.Default.KMSMasterKeyID != nil {
		return response{}, invalidArgument("KMSMasterKeyID", *rule.Default.KMSMasterKeyID,
			"a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
	}
	q.bucket.encryption = config
	return response{}, nil
}

// deleteBucketEncryption returns to SSE-S3: a bucket without encryption does not exist.
func (s *Service) deleteBucketEncryption(q *request) (response, error) {
	q.bucket.encryption = newEncryption()
	return response{status: http.StatusNoContent}, nil
}

// defaultEncryption is how an object is encrypted that asks for nothing.
func (b *bucket) defaultEncryption() encryption {
	rule := b.encryption.Rules[0]
	e := encryption{algorithm: rule.Default.SSEAlgorithm}
	if e.algorithm == sseS3 {
		return e
	}
	e.keyARN = b.keyARN("")
	if rule.Default.KMSMasterKeyID != nil {
		e.keyARN = b.keyARN(*rule.Default.KMSMasterKeyID)
	}
	e.bucketKey = rule.BucketKeyEnabled && e.algorithm == sseKMS
	return e
}

// objectEncryption is how a PutObject, CopyObject or CreateMultipartUpload wants its object encrypted.
func (b *bucket) objectEncryption(header http.Header) (encryption, error) {
	e := b.defaultEncryption()
	algorithm := header.Get("X-Amz-Server-Side-Encryption")
	keyID := header.Get("X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id")
	if algorithm != "" && !slices.Contains(sseAlgorithms(), algorithm) {
		return e, invalidArgument("x-amz-server-side-encryption", algorithm, "The encryption method specified is not supported")
	}
	if keyID != "" && !strings.HasPrefix(algorithm, sseKMS) {
		return e, invalidArgument("x-amz-server-side-encryption-aws-kms-key-id", keyID,
			"Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms")
	}
	switch algorithm {
	case "":
	case sseS3:
		e = encryption{algorithm: algorithm}
	default: // without a key the one that AWS manages, even if the bucket names another
		e = encryption{algorithm: algorithm, keyARN: b.keyARN(keyID), bucketKey: algorithm == sseKMS && b.encryption.Rules[0].BucketKeyEnabled}
	}
	if enabled := header.Get("X-Amz-Server-Side-Encryption-Bucket-Key-Enabled"); enabled != "" && e.algorithm == sseKMS {
		e.bucketKey = strings.EqualFold(enabled, "true")
	}
	return e, nil
}

// keyARN returns the ARN of a KMS key given by ARN, id or alias; "" is the key that AWS manages for S3.
func (b *bucket) keyARN(id string) string {
	if strings.HasPrefix(id, "arn:") {
		return id
	}
	resource := "key/" + id
	switch {
	case id == "":
		sum := sha256.Sum256([]byte("aws/s3 " + b.region + " " + b.account))
		resource = fmt.Sprintf("key/%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	case strings.HasPrefix(id, "alias/"):
		resource = id
	}
	return core.NewARN(core.Partition(b.region), "kms", b.region, b.account, resource).String()
}

// addTo writes the headers with which S3 answers how an object is encrypted.
func (e encryption) addTo(header map[string]string) {
	header["X-Amz-Server-Side-Encryption"] = e.algorithm
	if e.keyARN != "" {
		header["X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id"] = e.keyARN
	}
	if e.bucketKey {
		header["X-Amz-Server-Side-Encryption-Bucket-Key-Enabled"] = "true"
	}
}
