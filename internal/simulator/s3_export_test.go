// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "io"

// ReadObject reads an object as a job does.
func (s *Simulator) ReadObject(bucket, key string) ([]byte, int64, error) {
	body, size, err := s.bedrock.aws.objects.open(bucket, key)
	if err != nil {
		return nil, 0, err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	return data, size, err
}

// WriteObject writes an object as a job does.
func (s *Simulator) WriteObject(bucket, key string, body []byte) error {
	return s.bedrock.aws.objects.put(bucket, key, body)
}

// Keys lists objects as a job does.
func (s *Simulator) Keys(bucket, prefix string) ([]string, error) {
	return s.bedrock.aws.objects.keys(bucket, prefix)
}

// BucketOwner looks a bucket up as a job does.
func (s *Simulator) BucketOwner(name string) (account, region string, err error) {
	return s.bedrock.aws.objects.bucket(name)
}

// The errors that the object store wraps.
var (
	ErrNoSuchBucket = errNoSuchBucket
	ErrNoSuchKey    = errNoSuchKey
)
