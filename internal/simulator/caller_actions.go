// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"net/http"
	"slices"
	"strings"
)

// permission is an IAM action that a request needs, on a resource.
type permission struct {
	action, resource string // resource is * where IAM takes no other for the action
	passedTo         string // service that a role is passed to; empty for other actions
}

// permissionsOf lists what the caller of a request must be allowed to do: usually the action with the operation's name.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func (s *Simulator) permissionsOf(c *call) []permission {
	switch c.service {
	case "bedrock":
		return bedrockPermissions(c)
	case "iam":
		return s.iamPermissions(c)
	case "s3":
		return s.s3Permissions(c)
	}
	return nil // everybody may ask STS who they are
}

func (s *Simulator) iamPermissions(c *call) []permission {
	form := c.r.PostForm
	resource := "*"
	if c.resource != "" {
		role := &role{partition: partition(c.region), account: c.account, path: cmp.Or(form.Get("Path"), "/"), name: c.resource}
		resource = s.roles.called(role).arn()
	}
	needed := []permission{{action: "iam:" + c.operation, resource: resource}}
	if c.operation == "CreateRole" && form.Has("Tags.member.1.Key") {
		needed = append(needed, permission{action: "iam:TagRole", resource: resource})
	}
	return needed
}

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

func (s *Simulator) s3Permissions(c *call) (needed []permission) {
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
		keys, err := s.objects.keys(bucket, key)
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

// peek returns a body of moderate size and leaves it where it is.
func peek(r *http.Request) []byte {
	if r.ContentLength <= 0 || r.ContentLength > 1<<20 {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil // the service finds the same
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}

// actionsOf are the actions of permissions, each once.
func actionsOf(needed []permission) (actions []string) {
	for _, p := range needed {
		if !slices.Contains(actions, p.action) {
			actions = append(actions, p.action)
		}
	}
	return actions
}
