// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

const maxBucketPolicy = 20 << 10

func noSuchBucketPolicy(name string) *apiError {
	return refuse(http.StatusNotFound, "NoSuchBucketPolicy", "The bucket policy does not exist").with("BucketName", name)
}

func (s *Service) getBucketPolicy(q *request) (response, error) {
	if q.bucket.policy == nil {
		return response{}, noSuchBucketPolicy(q.name)
	}
	return response{header: map[string]string{"Content-Type": "application/json"}, body: q.bucket.policy}, nil
}

func (s *Service) getBucketPolicyStatus(q *request) (response, error) {
	if q.bucket.policy == nil {
		return response{}, noSuchBucketPolicy(q.name)
	}
	p, err := parseBucketPolicy(q.bucket.policy)
	if err != nil {
		return response{}, err
	}
	return response{root: "PolicyStatus", document: struct{ IsPublic string }{strconv.FormatBool(isPublic(p))}}, nil
}

func (s *Service) putBucketPolicy(q *request) (response, error) {
	if len(q.payload.data) > maxBucketPolicy {
		return response{}, refuse(http.StatusBadRequest, "PolicyTooLarge",
			"Normalized policy document exceeds the maximum allowed size of %d bytes.", maxBucketPolicy)
	}
	p, err := parseBucketPolicy(q.payload.data)
	if err != nil {
		return response{}, err
	}
	if err := q.bucket.checkPolicy(p); err != nil {
		return response{}, err
	}
	if missing := p.MissingRole(s.roles.Exists); missing != "" {
		return response{}, malformedPolicy("Invalid principal in policy").with("Detail", `"AWS" : "`+missing+`"`)
	}
	if block := q.bucket.publicAccess; block != nil && block.BlockPublicPolicy && isPublic(p) {
		return response{}, refuse(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: s3:PutBucketPolicy on "+
			"resource: %q because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
			q.Principal, q.bucket.arn())
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, q.payload.data); err != nil {
		return response{}, fmt.Errorf("compacting a policy that is valid JSON: %w", err)
	}
	q.bucket.policy = compact.Bytes()
	return response{status: http.StatusNoContent}, nil
}

func (s *Service) deleteBucketPolicy(q *request) (response, error) {
	q.bucket.policy = nil
	return response{status: http.StatusNoContent}, nil
}
