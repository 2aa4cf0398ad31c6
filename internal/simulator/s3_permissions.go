// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"
)

// s3Actions are the actions whose names differ from those of their operations.
func s3Actions() map[string]string {
	return map[string]string{
		"ListBuckets": "ListAllMyBuckets", "HeadBucket": "ListBucket", "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket",
		"ListObjectVersions": "ListBucketVersions", "ListMultipartUploads": "ListBucketMultipartUploads",
		"HeadObject": "GetObject", "CopyObject": "PutObject", "DeleteObjects": "DeleteObject", "ListParts": "ListMultipartUploadParts",
		"CreateMultipartUpload": "PutObject", "UploadPart": "PutObject", "CompleteMultipartUpload": "PutObject",
		"GetPublicAccessBlock": "GetBucketPublicAccessBlock", "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
		"DeletePublicAccessBlock":       "PutBucketPublicAccessBlock",
		"DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
		"GetBucketEncryption":           "GetEncryptionConfiguration", "PutBucketEncryption": "PutEncryptionConfiguration",
		"DeleteBucketEncryption":          "PutEncryptionConfiguration",
		"GetBucketLifecycleConfiguration": "GetLifecycleConfiguration", "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
		"DeleteBucketLifecycle": "PutLifecycleConfiguration",
		"GetBucketCors":         "GetBucketCORS", "PutBucketCors": "PutBucketCORS", "DeleteBucketCors": "PutBucketCORS",
		"DeleteBucketTagging": "PutBucketTagging",
	}
}

// permissions are those of the operation, and of what else the headers and the body of the request ask for.
func (s *s3Service) permissions(c *call) (needed []permission) {
	bucket, key, _ := strings.Cut(c.resource, "/")
	of := func(resource string) string { return "arn:" + partition(c.region) + ":s3:::" + resource }
	also := func(when bool, action, resource string) {
		if when {
			needed = append(needed, permission{action: "s3:" + action, resource: resource})
		}
	}
	action := cmp.Or(s3Actions()[c.operation], c.operation)
	switch c.operation {
	case "ListBuckets":
		also(true, action, "*")
		return needed
	case "DeleteObjects":
		for _, object := range listedObjects(c) {
			also(true, action, of(bucket+"/"+object.Key))
			also(object.VersionID != "", "DeleteObjectVersion", of(bucket+"/"+object.Key))
		}
		return needed
	}
	also(true, action, of(c.resource))
	also(c.r.Header.Get("X-Amz-Tagging") != "", "PutObjectTagging", of(c.resource))
	switch c.operation {
	case "CreateBucket":
		also(c.r.Header.Get("X-Amz-Object-Ownership") != "", "PutBucketOwnershipControls", of(bucket))
		also(bytes.Contains(peek(c.r), []byte("<Tag>")), "TagResource", of(bucket))
	case "GetObject", "HeadObject":
		// Without leave to list the bucket, nobody learns that an object is not there.
		keys, err := s.keys(bucket, key)
		also(err != nil || !slices.Contains(keys, key), "ListBucket", of(bucket))
	case "DeleteObject":
		also(c.r.URL.Query().Has("versionId"), "DeleteObjectVersion", of(c.resource))
	}
	return needed
}

// listedObject is one of the objects that a DeleteObjects names.
type listedObject struct {
	Key       string
	VersionID string `xml:"VersionId"`
}

func listedObjects(c *call) []listedObject {
	var body struct {
		Objects []listedObject `xml:"Object"`
	}
	if err := xml.Unmarshal(peek(c.r), &body); err != nil {
		return nil // S3 refuses it
	}
	return body.Objects
}

func (s *s3Service) dialect() dialect {
	return dialect{
		xml:          true,
		unsigned:     refusal{http.StatusForbidden, "AccessDenied", "Access Denied"},
		expired:      refusal{http.StatusBadRequest, "ExpiredToken", "The provided token has expired."},
		invalidToken: refusal{http.StatusForbidden, "InvalidToken", invalidTokenMessage},
		deniedCode:   "AccessDenied",
		contentType:  "application/xml",
		empty:        `<?xml version="1.0"?><` + operationMark + "Result/>",
		broken:       `<?xml version="1.0"?><` + operationMark + "Response><" + operationMark + "Result><Broken",
		nextPage: "<IsTruncated>true</IsTruncated><NextContinuationToken>" + tokenMark + "</NextContinuationToken>" +
			"<NextKeyMarker>" + tokenMark + "</NextKeyMarker>",
	}
}
