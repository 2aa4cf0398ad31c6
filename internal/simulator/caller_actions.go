// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
)

// permission is an IAM action that a request needs, on a resource.
type permission struct {
	action, resource string // resource is * where the request does not say which one
}

// permissionsOf lists what the caller of a request must be allowed to do: usually the action with the operation's name.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func (s *Simulator) permissionsOf(c *call) []permission {
	switch c.service {
	case "bedrock":
		return bedrockPermissions(c)
	case "iam":
		return iamPermissions(c)
	case "s3":
		return s.s3Permissions(c)
	}
	return nil // everybody may ask STS who they are
}

func bedrockPermissions(c *call) []permission {
	resource := "*"
	if strings.HasPrefix(c.resource, "arn:") {
		resource = c.resource
	}
	needed := []permission{{"bedrock:" + c.operation, resource}}
	switch c.operation {
	case "CreateFoundationModelAgreement":
		needed = append(needed, permission{"aws-marketplace:Subscribe", "*"}, permission{"aws-marketplace:ViewSubscriptions", "*"})
	case "DeleteFoundationModelAgreement":
		needed = append(needed, permission{"aws-marketplace:Unsubscribe", "*"})
	}
	if c.r.Method == http.MethodGet || c.operation == "TagResource" {
		return needed
	}
	var members map[string]json.RawMessage
	if body := peek(c.r); json.Unmarshal(body, &members) != nil {
		return needed
	}
	var role string
	if json.Unmarshal(members["roleArn"], &role) == nil && role != "" {
		needed = append(needed, permission{"iam:PassRole", role})
	}
	for name, member := range members {
		var list []json.RawMessage
		if (name == "tags" || strings.HasSuffix(name, "Tags")) && json.Unmarshal(member, &list) == nil && len(list) > 0 {
			return append(needed, permission{"bedrock:TagResource", "*"})
		}
	}
	return needed
}

func iamPermissions(c *call) []permission {
	resource := "*"
	if c.resource != "" {
		resource = "arn:" + partition(c.region) + ":iam::" + c.account + ":role/" + c.resource
	}
	needed := []permission{{"iam:" + c.operation, resource}}
	if c.operation == "CreateRole" && c.r.PostForm.Has("Tags.member.1.Key") {
		needed = append(needed, permission{"iam:TagRole", resource})
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

func (s *Simulator) s3Permissions(c *call) []permission {
	bucket, key, _ := strings.Cut(c.resource, "/")
	arn := "arn:" + partition(c.region) + ":s3:::" + c.resource
	action := c.operation
	if other, ok := s3Actions()[c.operation]; ok {
		action = other
	}
	needed := []permission{{"s3:" + action, arn}}
	also := func(when bool, action, resource string) {
		if when {
			needed = append(needed, permission{action, resource})
		}
	}
	also(c.r.Header.Get("X-Amz-Tagging") != "", "s3:PutObjectTagging", arn)
	switch c.operation {
	case "CreateBucket":
		also(c.r.Header.Get("X-Amz-Object-Ownership") != "", "s3:PutBucketOwnershipControls", arn)
		also(bytes.Contains(peek(c.r), []byte("<Tag>")), "s3:TagResource", arn)
	case "GetObject", "HeadObject":
		// Without leave to list the bucket, nobody learns that an object is not there.
		keys, err := s.objects.keys(bucket, key)
		also(err != nil || !slices.Contains(keys, key), "s3:ListBucket", strings.TrimSuffix(arn, "/"+key))
	case "DeleteObjects":
		also(bytes.Contains(peek(c.r), []byte("<VersionId>")), "s3:DeleteObjectVersion", arn)
	case "DeleteObject":
		also(c.r.URL.Query().Has("versionId"), "s3:DeleteObjectVersion", arn)
	}
	return needed
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
