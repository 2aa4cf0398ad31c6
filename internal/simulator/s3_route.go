// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// s3Operation is one operation that S3 knows here. A request is that operation when method, level and sub-resource are
// its own and it carries no query parameter beyond params: S3's sub-resources are query parameters, and one that is
// not understood must never be taken for the bare operation (DELETE /bucket?website for DeleteBucket).
type s3Operation struct {
	name   string
	method string
	level  s3Level
	sub    string   // the query parameter that names the sub-resource
	params []string // further query parameters
	copies bool     // takes x-amz-copy-source
	admit  bool     // needs an existing bucket of the caller
	limit  int64    // of the body in bytes; 0 means that a body is not read
	joins  bool     // makes an object of parts: the checksum it carries is the object's, not the body's
	serve  func(*s3Service, *s3Request) (s3Answer, error)
}

type s3Level int

const (
	s3Account s3Level = iota
	s3OnBucket
	s3OnObject
)

const (
	maxS3Document = 1 << 20 // AWS's own limit differs by operation; DeleteObjects with 1,000 long keys fits
	maxS3Object   = 5 << 30 // one PutObject or UploadPart
)

func (s *s3Service) route(c *call) (operation, resource string, ok bool) {
	q := newS3Request(c)
	resource = q.name
	if q.key != "" {
		resource += "/" + q.key
	}
	for _, op := range s.operations {
		if op.matches(q) {
			return op.name, resource, true
		}
	}
	return "", resource, false
}

func (op s3Operation) matches(q *s3Request) bool {
	level := s3OnObject
	if q.key == "" {
		level = s3OnBucket
	}
	if q.name == "" {
		level = s3Account
	}
	if op.level != level || op.method != q.r.Method || op.copies != (q.r.Header.Get("X-Amz-Copy-Source") != "") {
		return false
	}
	if op.sub != "" && !q.query.Has(op.sub) {
		return false
	}
	for name, values := range q.query {
		switch {
		case name == op.sub, slices.Contains(op.params, name):
		case name == "x-id" && len(values) == 1 && values[0] == op.name: // the SDK's note to itself
		default:
			return false
		}
	}
	return true
}

// s3Operations is the allow-list.
func s3Operations() []s3Operation {
	return slices.Concat(s3BucketOperations(), s3ConfigurationOperations(), s3ObjectOperations(), s3MultipartOperations())
}

func s3BucketOperations() []s3Operation {
	list := []string{"prefix", "delimiter", "max-keys", "encoding-type"}
	return []s3Operation{
		{name: "ListBuckets", method: "GET", level: s3Account,
			params: []string{"max-buckets", "continuation-token", "prefix", "bucket-region"}, serve: (*s3Service).listBuckets},
		{name: "CreateBucket", method: "PUT", level: s3OnBucket, limit: maxS3Document, serve: (*s3Service).createBucket},
		{name: "HeadBucket", method: "HEAD", level: s3OnBucket, admit: true, serve: (*s3Service).headBucket},
		{name: "DeleteBucket", method: "DELETE", level: s3OnBucket, admit: true, serve: (*s3Service).deleteBucket},
		{name: "GetBucketLocation", method: "GET", level: s3OnBucket, sub: "location", admit: true, serve: (*s3Service).getBucketLocation},
		{name: "ListObjects", method: "GET", level: s3OnBucket, params: append(list, "marker"), admit: true, serve: (*s3Service).listObjects},
		{name: "ListObjectsV2", method: "GET", level: s3OnBucket, sub: "list-type", admit: true, serve: (*s3Service).listObjectsV2,
			params: append(list, "continuation-token", "start-after", "fetch-owner")},
		{name: "ListObjectVersions", method: "GET", level: s3OnBucket, sub: "versions", admit: true, serve: (*s3Service).listObjectVersions,
			params: append(list, "key-marker", "version-id-marker")},
		{name: "DeleteObjects", method: "POST", level: s3OnBucket, sub: "delete", admit: true, limit: maxS3Document << 2,
			serve: (*s3Service).deleteObjects},
	}
}

// s3ConfigurationOperations are the sub-resources of a bucket.
func s3ConfigurationOperations() []s3Operation {
	get := func(name, sub string, serve func(*s3Service, *s3Request) (s3Answer, error)) s3Operation {
		return s3Operation{name: name, method: "GET", level: s3OnBucket, sub: sub, admit: true, serve: serve}
	}
	put := func(name, sub string, serve func(*s3Service, *s3Request) (s3Answer, error)) s3Operation {
		return s3Operation{name: name, method: "PUT", level: s3OnBucket, sub: sub, admit: true, limit: maxS3Document, serve: serve}
	}
	remove := func(name, sub string, serve func(*s3Service, *s3Request) (s3Answer, error)) s3Operation {
		return s3Operation{name: name, method: "DELETE", level: s3OnBucket, sub: sub, admit: true, serve: serve}
	}
	return []s3Operation{
		get("GetPublicAccessBlock", "publicAccessBlock", (*s3Service).getPublicAccessBlock),
		put("PutPublicAccessBlock", "publicAccessBlock", (*s3Service).putPublicAccessBlock),
		remove("DeletePublicAccessBlock", "publicAccessBlock", (*s3Service).deletePublicAccessBlock),
		get("GetBucketOwnershipControls", "ownershipControls", (*s3Service).getOwnershipControls),
		put("PutBucketOwnershipControls", "ownershipControls", (*s3Service).putOwnershipControls),
		remove("DeleteBucketOwnershipControls", "ownershipControls", (*s3Service).deleteOwnershipControls),
		get("GetBucketPolicy", "policy", (*s3Service).getBucketPolicy),
		get("GetBucketPolicyStatus", "policyStatus", (*s3Service).getBucketPolicyStatus),
		put("PutBucketPolicy", "policy", (*s3Service).putBucketPolicy),
		remove("DeleteBucketPolicy", "policy", (*s3Service).deleteBucketPolicy),
		get("GetBucketEncryption", "encryption", (*s3Service).getBucketEncryption),
		put("PutBucketEncryption", "encryption", (*s3Service).putBucketEncryption),
		remove("DeleteBucketEncryption", "encryption", (*s3Service).deleteBucketEncryption),
		get("GetBucketVersioning", "versioning", (*s3Service).getBucketVersioning),
		put("PutBucketVersioning", "versioning", (*s3Service).putBucketVersioning),
		get("GetBucketLifecycleConfiguration", "lifecycle", (*s3Service).getBucketLifecycle),
		put("PutBucketLifecycleConfiguration", "lifecycle", (*s3Service).putBucketLifecycle),
		remove("DeleteBucketLifecycle", "lifecycle", (*s3Service).deleteBucketLifecycle),
		get("GetBucketCors", "cors", (*s3Service).getBucketCORS),
		put("PutBucketCors", "cors", (*s3Service).putBucketCORS),
		remove("DeleteBucketCors", "cors", (*s3Service).deleteBucketCORS),
		get("GetBucketTagging", "tagging", (*s3Service).getBucketTagging),
		put("PutBucketTagging", "tagging", (*s3Service).putBucketTagging),
		remove("DeleteBucketTagging", "tagging", (*s3Service).deleteBucketTagging),
	}
}

func s3ObjectOperations() []s3Operation {
	read := []string{"versionId", "partNumber"}
	for name := range responseOverrides() {
		read = append(read, name)
	}
	version := []string{"versionId"}
	return []s3Operation{
		{name: "PutObject", method: "PUT", level: s3OnObject, admit: true, limit: maxS3Object, serve: (*s3Service).putObject},
		{name: "CopyObject", method: "PUT", level: s3OnObject, admit: true, copies: true, serve: (*s3Service).copyObject},
		{name: "GetObject", method: "GET", level: s3OnObject, admit: true, params: read, serve: (*s3Service).getObject},
		{name: "HeadObject", method: "HEAD", level: s3OnObject, admit: true, params: read, serve: (*s3Service).getObject},
		{name: "DeleteObject", method: "DELETE", level: s3OnObject, admit: true, params: version, serve: (*s3Service).deleteObject},
		{name: "GetObjectAttributes", method: "GET", level: s3OnObject, sub: "attributes", params: version, admit: true,
			serve: (*s3Service).getObjectAttributes},
		{name: "GetObjectTagging", method: "GET", level: s3OnObject, sub: "tagging", params: version, admit: true,
			serve: (*s3Service).getObjectTagging},
		{name: "PutObjectTagging", method: "PUT", level: s3OnObject, sub: "tagging", params: version, admit: true, limit: maxS3Document,
			serve: (*s3Service).putObjectTagging},
		{name: "DeleteObjectTagging", method: "DELETE", level: s3OnObject, sub: "tagging", params: version, admit: true,
			serve: (*s3Service).deleteObjectTagging},
	}
}

func s3MultipartOperations() []s3Operation {
	return []s3Operation{
		{name: "ListMultipartUploads", method: "GET", level: s3OnBucket, sub: "uploads", admit: true, serve: (*s3Service).listMultipartUploads,
			params: []string{"prefix", "max-uploads", "key-marker", "upload-id-marker", "encoding-type"}},
		{name: "CreateMultipartUpload", method: "POST", level: s3OnObject, sub: "uploads", admit: true,
			serve: (*s3Service).createMultipartUpload},
		{name: "UploadPart", method: "PUT", level: s3OnObject, sub: "uploadId", params: []string{"partNumber"}, admit: true, limit: maxS3Object,
			serve: (*s3Service).uploadPart},
		{name: "CompleteMultipartUpload", method: "POST", level: s3OnObject, sub: "uploadId", admit: true, limit: maxS3Document << 2, joins: true,
			serve: (*s3Service).completeMultipartUpload},
		{name: "AbortMultipartUpload", method: "DELETE", level: s3OnObject, sub: "uploadId", admit: true,
			serve: (*s3Service).abortMultipartUpload},
		{name: "ListParts", method: "GET", level: s3OnObject, sub: "uploadId", params: []string{"max-parts", "part-number-marker"}, admit: true,
			serve: (*s3Service).listParts},
	}
}

// knownS3Headers refuses x-amz- headers that would change what a request means in a way that is not simulated.
func knownS3Headers(header http.Header) error {
	known := []string{
		"Acl", "Bucket-Object-Lock-Enabled", "Checksum-Algorithm", "Checksum-Mode", "Checksum-Type", "Confirm-Remove-Self-Bucket-Access",
		"Content-Sha256", "Copy-Source", "Copy-Source-If-Match", "Copy-Source-If-Modified-Since", "Copy-Source-If-None-Match",
		"Copy-Source-If-Unmodified-Since", "Date", "Decoded-Content-Length", "Expected-Bucket-Owner", "Metadata-Directive", "Mp-Object-Size",
		"Object-Attributes", "Object-Ownership", "Request-Payer", "Sdk-Checksum-Algorithm", "Security-Token", "Server-Side-Encryption",
		"Server-Side-Encryption-Aws-Kms-Key-Id", "Server-Side-Encryption-Bucket-Key-Enabled", "Server-Side-Encryption-Context",
		"Source-Expected-Bucket-Owner", "Storage-Class", "Tagging", "Tagging-Directive", "Trailer", "Transition-Default-Minimum-Object-Size",
		"User-Agent",
	}
	for name := range header {
		rest, amazon := strings.CutPrefix(name, "X-Amz-")
		if !amazon || slices.Contains(known, rest) || strings.HasPrefix(rest, "Meta-") {
			continue
		}
		if algorithm, ok := strings.CutPrefix(rest, "Checksum-"); ok && newChecksumHash(strings.ToUpper(algorithm)) != nil {
			continue
		}
		return s3Refuse(http.StatusNotImplemented, "NotImplemented", "A header you provided implies functionality that is not implemented").
			with("Header", name)
	}
	return nil
}
