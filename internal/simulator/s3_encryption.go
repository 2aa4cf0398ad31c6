// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

type s3EncryptionConfiguration struct {
	Rules []s3EncryptionRule `xml:"Rule"`
}

type s3EncryptionRule struct {
	Default          *s3EncryptionDefault `xml:"ApplyServerSideEncryptionByDefault"`
	BucketKeyEnabled bool                 `xml:"BucketKeyEnabled"`
	Blocked          *s3BlockedEncryption `xml:"BlockedEncryptionTypes"`
}

type s3EncryptionDefault struct {
	SSEAlgorithm   string  `xml:"SSEAlgorithm"`
	KMSMasterKeyID *string `xml:"KMSMasterKeyID"`
}

type s3BlockedEncryption struct {
	Types []string `xml:"EncryptionType"`
}

// s3Encryption is how one object is encrypted.
type s3Encryption struct {
	algorithm string
	keyARN    string // of KMS
	bucketKey bool
}

const (
	sseS3  = "AES256"
	sseKMS = "aws:kms"
)

// newS3Encryption is what every bucket has since January 2023: SSE-S3.
func newS3Encryption() s3EncryptionConfiguration {
	return s3EncryptionConfiguration{[]s3EncryptionRule{{Default: &s3EncryptionDefault{SSEAlgorithm: sseS3}}}}
}

func sseAlgorithms() []string { return []string{sseS3, sseKMS, "aws:kms:dsse"} }

func (s *s3Service) getBucketEncryption(q *s3Request) (s3Answer, error) {
	return s3Answer{root: "ServerSideEncryptionConfiguration", document: q.bucket.encryption}, nil
}

func (s *s3Service) putBucketEncryption(q *s3Request) (s3Answer, error) {
	var config s3EncryptionConfiguration
	if err := decodeS3XML(q.payload.data, "ServerSideEncryptionConfiguration", &config); err != nil {
		return s3Answer{}, err
	}
	if len(config.Rules) != 1 {
		return s3Answer{}, malformedXML()
	}
	rule := &config.Rules[0]
	if rule.Default == nil {
		rule.Default = &s3EncryptionDefault{SSEAlgorithm: sseS3}
	}
	if !slices.Contains(sseAlgorithms(), rule.Default.SSEAlgorithm) {
		return s3Answer{}, malformedXML()
	}
	if rule.Default.SSEAlgorithm == sseS3 && rule.Default.KMSMasterKeyID != nil {
		return s3Answer{}, invalidArgument("KMSMasterKeyID", *rule.Default.KMSMasterKeyID,
			"a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse")
	}
	q.bucket.encryption = config
	return s3Answer{}, nil
}

// deleteBucketEncryption returns to SSE-S3: a bucket without encryption does not exist.
func (s *s3Service) deleteBucketEncryption(q *s3Request) (s3Answer, error) {
	q.bucket.encryption = newS3Encryption()
	return s3Answer{status: http.StatusNoContent}, nil
}

// defaultEncryption is how an object is encrypted that asks for nothing.
func (b *s3Bucket) defaultEncryption() s3Encryption {
	rule := b.encryption.Rules[0]
	e := s3Encryption{algorithm: rule.Default.SSEAlgorithm}
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
func (b *s3Bucket) objectEncryption(header http.Header) (s3Encryption, error) {
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
		e = s3Encryption{algorithm: algorithm}
	default: // without a key the one that AWS manages, even if the bucket names another
		e = s3Encryption{algorithm: algorithm, keyARN: b.keyARN(keyID), bucketKey: algorithm == sseKMS && b.encryption.Rules[0].BucketKeyEnabled}
	}
	if enabled := header.Get("X-Amz-Server-Side-Encryption-Bucket-Key-Enabled"); enabled != "" && e.algorithm == sseKMS {
		e.bucketKey = strings.EqualFold(enabled, "true")
	}
	return e, nil
}

// keyARN returns the ARN of a KMS key given by ARN, id or alias; "" is the key that AWS manages for S3.
func (b *s3Bucket) keyARN(id string) string {
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
	return arn{partition(b.region), "kms", b.region, b.account, resource}.String()
}

// addTo writes the headers with which S3 answers how an object is encrypted.
func (e s3Encryption) addTo(header map[string]string) {
	header["X-Amz-Server-Side-Encryption"] = e.algorithm
	if e.keyARN != "" {
		header["X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id"] = e.keyARN
	}
	if e.bucketKey {
		header["X-Amz-Server-Side-Encryption-Bucket-Key-Enabled"] = "true"
	}
}
