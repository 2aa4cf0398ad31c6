// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

const maxBucketPolicy = 20 << 10

func noSuchBucketPolicy(name string) *s3Error {
	return s3Refuse(http.StatusNotFound, "NoSuchBucketPolicy", "The bucket policy does not exist").with("BucketName", name)
}

func (s *s3Service) getBucketPolicy(q *s3Request) (s3Answer, error) {
	if q.bucket.policy == nil {
		return s3Answer{}, noSuchBucketPolicy(q.name)
	}
	return s3Answer{header: map[string]string{"Content-Type": "application/json"}, body: q.bucket.policy}, nil
}

func (s *s3Service) getBucketPolicyStatus(q *s3Request) (s3Answer, error) {
	if q.bucket.policy == nil {
		return s3Answer{}, noSuchBucketPolicy(q.name)
	}
	p, err := parseBucketPolicy(q.bucket.policy)
	if err != nil {
		return s3Answer{}, err
	}
	return s3Answer{root: "PolicyStatus", document: struct{ IsPublic string }{strconv.FormatBool(isPublic(p))}}, nil
}

func (s *s3Service) putBucketPolicy(q *s3Request) (s3Answer, error) {
	if len(q.payload.data) > maxBucketPolicy {
		return s3Answer{}, s3Refuse(http.StatusBadRequest, "PolicyTooLarge",
			"Normalized policy document exceeds the maximum allowed size of %d bytes.", maxBucketPolicy)
	}
	p, err := parseBucketPolicy(q.payload.data)
	if err != nil {
		return s3Answer{}, err
	}
	if err := q.bucket.checkPolicy(p); err != nil {
		return s3Answer{}, err
	}
	if block := q.bucket.publicAccess; block != nil && block.BlockPublicPolicy && isPublic(p) {
		return s3Answer{}, s3Refuse(http.StatusForbidden, "AccessDenied", "User: %s is not authorized to perform: s3:PutBucketPolicy on "+
			"resource: %q because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
			q.principal, q.bucket.arn())
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, q.payload.data); err != nil {
		return s3Answer{}, fmt.Errorf("compacting a policy that is valid JSON: %w", err)
	}
	q.bucket.policy = compact.Bytes()
	return s3Answer{status: http.StatusNoContent}, nil
}

func (s *s3Service) deleteBucketPolicy(q *s3Request) (s3Answer, error) {
	q.bucket.policy = nil
	return s3Answer{status: http.StatusNoContent}, nil
}
