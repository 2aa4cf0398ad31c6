// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// actions are the actions whose names differ from those of their operations.
func actions() map[string]string {
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

// Permissions are those of the operation, and of what else the headers and the body of the request ask for.
func (s *Service) Permissions(c *core.Call) (needed []core.Permission) {
	bucket, key, _ := strings.Cut(c.Resource, "/")
	of := func(resource string) string { return "arn:" + core.Partition(c.Region) + ":s3:::" + resource }
	also := func(when bool, action, resource string) {
		if when {
			needed = append(needed, core.Permission{Action: "s3:" + action, Resource: resource})
		}
	}
	action := cmp.Or(actions()[c.Operation], c.Operation)
	switch c.Operation {
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
	also(true, action, of(c.Resource))
	also(c.R.Header.Get("X-Amz-Tagging") != "", "PutObjectTagging", of(c.Resource))
	switch c.Operation {
	case "CreateBucket":
		also(c.R.Header.Get("X-Amz-Object-Ownership") != "", "PutBucketOwnershipControls", of(bucket))
		also(bytes.Contains(core.Peek(c.R), []byte("<Tag>")), "TagResource", of(bucket))
	case "GetObject", "HeadObject":
		// Without leave to list the bucket, nobody learns that an object is not there.
		keys, err := s.Keys(bucket, key)
		also(err != nil || !slices.Contains(keys, key), "ListBucket", of(bucket))
	case "DeleteObject":
		also(c.R.URL.Query().Has("versionId"), "DeleteObjectVersion", of(c.Resource))
	}
	return needed
}

// listedObject is one of the objects that a DeleteObjects names.
type listedObject struct {
	Key       string
	VersionID string `xml:"VersionId"`
}

func listedObjects(c *core.Call) []listedObject {
	var body struct {
		Objects []listedObject `xml:"Object"`
	}
	if err := xml.Unmarshal(core.Peek(c.R), &body); err != nil {
		return nil // S3 refuses it
	}
	return body.Objects
}

// Dialect is S3's own.
func (s *Service) Dialect() core.Dialect {
	return core.Dialect{
		XML:          true,
		Unsigned:     core.Refusal{Status: http.StatusForbidden, Code: "AccessDenied", Message: "Access Denied"},
		Expired:      core.Refusal{Status: http.StatusBadRequest, Code: "ExpiredToken", Message: "The provided token has expired."},
		InvalidToken: core.Refusal{Status: http.StatusForbidden, Code: "InvalidToken", Message: core.InvalidTokenMessage},
		DeniedCode:   "AccessDenied",
		ContentType:  "application/xml",
		Empty:        `<?xml version="1.0"?><` + core.OperationMark + "Result/>",
		Broken:       `<?xml version="1.0"?><` + core.OperationMark + "Response><" + core.OperationMark + "Result><Broken",
		NextPage: "<IsTruncated>true</IsTruncated><NextContinuationToken>" + core.TokenMark + "</NextContinuationToken>" +
			"<NextKeyMarker>" + core.TokenMark + "</NextKeyMarker>",
	}
}
