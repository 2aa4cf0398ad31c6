// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"io"
)

// objectStore is how a Bedrock job reaches S3 behind the scenes. Errors wrap errNoSuchBucket or errNoSuchKey.
type objectStore interface {
	bucket(name string) (account, region string, err error)
	open(bucket, key string) (body io.ReadCloser, size int64, err error)
	put(bucket, key string, body []byte) error
	// keys lists the keys below a prefix in lexical order.
	keys(bucket, prefix string) ([]string, error)
}

var (
	errNoSuchBucket = errors.New("NoSuchBucket: the specified bucket does not exist")
	errNoSuchKey    = errors.New("NoSuchKey: the specified key does not exist")
)
