// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// operation is one operation that S3 knows here. A request is that operation when method, level and sub-resource are
// its own and it carries no query parameter beyond params: S3's sub-resources are query parameters, and one that is
// not understood must never be taken for the bare operation (DELETE /bucket?website for DeleteBucket).
type operation struct {
	name   string
	method string
	level  level
	sub    string   // the query parameter that names the sub-resource
	params []string // further query parameters
	copies bool     // takes x-amz-copy-source
	admit  bool     // needs an existing bucket of the caller
	limit  int64    // of the body in bytes; 0 means that a body is not read
	joins  bool     // makes an object of parts: the checksum it carries is the object's, not the body's
	serve  func(*Service, *request) (response, error)
}

type level int

const (
	account level = iota
	onBucket
	onObject
)

const (
	maxS3Document = 1 << 20 // AWS's own limit differs by operation; DeleteObjects with 1,000 long keys fits
	maxS3Object   = 5 << 30 // one PutObject or UploadPart
)

// Route finds the operation by method, path, query and headers. The resource is bucket/key.
func (s *Service) Route(c *core.Call) (operation, resource string, ok bool) {
	q := newRequest(c)
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

func (op operation) matches(q *request) bool {
	level := onObject
	if q.key == "" {
		level = onBucket
	}
	if q.name == "" {
		level = account
	}
	if op.level != level || op.method != q.R.Method || op.copies != (q.R.Header.Get("X-Amz-Copy-Source") != "") {
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

// operations is the allow-list.
func operations() []operation {
	return slices.Concat(bucketOperations(), configurationOperations(), objectOperations(), multipartOperations())
}

func bucketOperations() []operation {
	list := []string{"prefix", "delimiter", "max-keys", "encoding-type"}
	return []operation{
		{name: "ListBuckets", method: "GET", level: account,
			params: []string{"max-buckets", "continuation-token", "prefix", "bucket-region"}, serve: (*Service).listBuckets},
		{name: "CreateBucket", method: "PUT", level: onBucket, limit: maxS3Document, serve: (*Service).createBucket},
		{name: "HeadBucket", method: "HEAD", level: onBucket, admit: true, serve: (*Service).headBucket},
		{name: "DeleteBucket", method: "DELETE", level: onBucket, admit: true, serve: (*Service).deleteBucket},
		{name: "GetBucketLocation", method: "GET", level: onBucket, sub: "location", admit: true, serve: (*Service).getBucketLocation},
		{name: "ListObjects", method: "GET", level: onBucket, params: append(list, "marker"), admit: true, serve: (*Service).listObjects},
		{name: "ListObjectsV2", method: "GET", level: onBucket, sub: "list-type", admit: true, serve: (*Service).listObjectsV2,
			params: append(list, "continuation-token", "start-after", "fetch-owner")},
		{name: "ListObjectVersions", method: "GET", level: onBucket, sub: "versions", admit: true, serve: (*Service).listObjectVersions,
			params: append(list, "key-marker", "version-id-marker")},
		{name: "DeleteObjects", method: "POST", level: onBucket, sub: "delete", admit: true, limit: maxS3Document << 2,
			serve: (*Service).deleteObjects},
	}
}

// configurationOperations are the sub-resources of a bucket.
func configurationOperations() []operation {
	get := func(name, sub string, serve func(*Service, *request) (response, error)) operation {
		return operation{name: name, method: "GET", level: onBucket, sub: sub, admit: true, serve: serve}
	}
	put := func(name, sub string, serve func(*Service, *request) (response, error)) operation {
		return operation{name: name, method: "PUT", level: onBucket, sub: sub, admit: true, limit: maxS3Document, serve: serve}
	}
	remove := func(name, sub string, serve func(*Service, *request) (response, error)) operation {
		return operation{name: name, method: "DELETE", level: onBucket, sub: sub, admit: true, serve: serve}
	}
	return []operation{
		get("GetPublicAccessBlock", "publicAccessBlock", (*Service).getPublicAccessBlock),
		put("PutPublicAccessBlock", "publicAccessBlock", (*Service).putPublicAccessBlock),
		remove("DeletePublicAccessBlock", "publicAccessBlock", (*Service).deletePublicAccessBlock),
		get("GetBucketOwnershipControls", "ownershipControls", (*Service).getOwnershipControls),
		put("PutBucketOwnershipControls", "ownershipControls", (*Service).putOwnershipControls),
		remove("DeleteBucketOwnershipControls", "ownershipControls", (*Service).deleteOwnershipControls),
		get("GetBucketPolicy", "policy", (*Service).getBucketPolicy),
		get("GetBucketPolicyStatus", "policyStatus", (*Service).getBucketPolicyStatus),
		put("PutBucketPolicy", "policy", (*Service).putBucketPolicy),
		remove("DeleteBucketPolicy", "policy", (*Service).deleteBucketPolicy),
		get("GetBucketEncryption", "encryption", (*Service).getBucketEncryption),
		put("PutBucketEncryption", "encryption", (*Service).putBucketEncryption),
		remove("DeleteBucketEncryption", "encryption", (*Service).deleteBucketEncryption),
		get("GetBucketVersioning", "versioning", (*Service).getBucketVersioning),
		put("PutBucketVersioning", "versioning", (*Service).putBucketVersioning),
		get("GetBucketLifecycleConfiguration", "lifecycle", (*Service).getBucketLifecycle),
		put("PutBucketLifecycleConfiguration", "lifecycle", (*Service).putBucketLifecycle),
		remove("DeleteBucketLifecycle", "lifecycle", (*Service).deleteBucketLifecycle),
		get("GetBucketCors", "cors", (*Service).getBucketCORS),
		put("PutBucketCors", "cors", (*Service).putBucketCORS),
		remove("DeleteBucketCors", "cors", (*Service).deleteBucketCORS),
		get("GetBucketTagging", "tagging", (*Service).getBucketTagging),
		put("PutBucketTagging", "tagging", (*Service).putBucketTagging),
		remove("DeleteBucketTagging", "tagging", (*Service).deleteBucketTagging),
	}
}

func objectOperations() []operation {
	read := []string{"versionId", "partNumber"}
	for name := range responseOverrides() {
		read = append(read, name)
	}
	version := []string{"versionId"}
	return []operation{
		{name: "PutObject", method: "PUT", level: onObject, admit: true, limit: maxS3Object, serve: (*Service).putObject},
		{name: "CopyObject", method: "PUT", level: onObject, admit: true, copies: true, serve: (*Service).copyObject},
		{name: "GetObject", method: "GET", level: onObject, admit: true, params: read, serve: (*Service).getObject},
		{name: "HeadObject", method: "HEAD", level: onObject, admit: true, params: read, serve: (*Service).getObject},
		{name: "DeleteObject", method: "DELETE", level: onObject, admit: true, params: version, serve: (*Service).deleteObject},
		{name: "GetObjectAttributes", method: "GET", level: onObject, sub: "attributes", params: version, admit: true,
			serve: (*Service).getObjectAttributes},
		{name: "GetObjectTagging", method: "GET", level: onObject, sub: "tagging", params: version, admit: true,
			serve: (*Service).getObjectTagging},
		{name: "PutObjectTagging", method: "PUT", level: onObject, sub: "tagging", params: version, admit: true, limit: maxS3Document,
			serve: (*Service).putObjectTagging},
		{name: "DeleteObjectTagging", method: "DELETE", level: onObject, sub: "tagging", params: version, admit: true,
			serve: (*Service).deleteObjectTagging},
	}
}

func multipartOperations() []operation {
	return []operation{
		{name: "ListMultipartUploads", method: "GET", level: onBucket, sub: "uploads", admit: true, serve: (*Service).listMultipartUploads,
			params: []string{"prefix", "max-uploads", "key-marker", "upload-id-marker", "encoding-type"}},
		{name: "CreateMultipartUpload", method: "POST", level: onObject, sub: "uploads", admit: true,
			serve: (*Service).createMultipartUpload},
		{name: "UploadPart", method: "PUT", level: onObject, sub: "uploadId", params: []string{"partNumber"}, admit: true, limit: maxS3Object,
			serve: (*Service).uploadPart},
		{name: "CompleteMultipartUpload", method: "POST", level: onObject, sub: "uploadId", admit: true, limit: maxS3Document << 2, joins: true,
			serve: (*Service).completeMultipartUpload},
		{name: "AbortMultipartUpload", method: "DELETE", level: onObject, sub: "uploadId", admit: true,
			serve: (*Service).abortMultipartUpload},
		{name: "ListParts", method: "GET", level: onObject, sub: "uploadId", params: []string{"max-parts", "part-number-marker"}, admit: true,
			serve: (*Service).listParts},
	}
}

// knownHeaders refuses x-amz- headers that would change what a request means in a way that is not simulated.
func knownHeaders(header http.Header) error {
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
		return headerNotImplemented(name)
	}
	return nil
}
