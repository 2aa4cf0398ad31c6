// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"io"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/iam"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/s3"
)

func (s *Simulator) iam() *iam.Service { return s.services["iam"].(*iam.Service) }

func (s *Simulator) s3() *s3.Service { return s.services["s3"].(*s3.Service) }

// Assume asks of IAM what a job asks.
func (s *Simulator) Assume(roleARN, sourceAccount, sourceARN string) error {
	return s.iam().Assume(roleARN, sourceAccount, sourceARN)
}

// Allowed asks of IAM what a job asks.
func (s *Simulator) Allowed(roleARN, action, resourceARN string) bool {
	return s.iam().Allowed(roleARN, action, resourceARN)
}

// ReadObject reads an object as a job does.
func (s *Simulator) ReadObject(bucket, key string) ([]byte, int64, error) {
	body, size, err := s.s3().Open(bucket, key)
	if err != nil {
		return nil, 0, err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	return data, size, err
}

// WriteObject writes an object as a job does.
func (s *Simulator) WriteObject(bucket, key string, body []byte) error {
	return s.s3().Put(bucket, key, body)
}

// Keys lists objects as a job does.
func (s *Simulator) Keys(bucket, prefix string) ([]string, error) {
	return s.s3().Keys(bucket, prefix)
}

// BucketOwner looks a bucket up as a job does.
func (s *Simulator) BucketOwner(name string) (account, region string, err error) {
	return s.s3().Bucket(name)
}

// The errors that the objects of S3 wrap.
var (
	ErrNoSuchBucket = core.ErrNoSuchBucket
	ErrNoSuchKey    = core.ErrNoSuchKey
)
