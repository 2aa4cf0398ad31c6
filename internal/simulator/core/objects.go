// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"errors"
	"io"
)

// ObjectStore is how a Bedrock job reaches S3 behind the scenes. Errors wrap ErrNoSuchBucket or ErrNoSuchKey.
type ObjectStore interface {
	Bucket(name string) (account, region string, err error)
	Open(bucket, key string) (body io.ReadCloser, size int64, err error)
	Put(bucket, key string, body []byte) error
	// Keys lists the keys below a prefix in lexical order.
	Keys(bucket, prefix string) ([]string, error)
	// Origins are the origins of web pages that may read a bucket.
	Origins(bucket string) []string
}

// What the objects of S3 are refused with behind the scenes.
var (
	ErrNoSuchBucket = errors.New("NoSuchBucket: the specified bucket does not exist")
	ErrNoSuchKey    = errors.New("NoSuchKey: the specified key does not exist")
)

// What a service role is refused with.
const (
	// ErrNotAssumable is what Bedrock says whatever the reason: absent, too young, or not trusted.
	ErrNotAssumable AWSMessage = "Could not assume provided IAM role. " +
		"Make sure that the role exists and that its trust policy allows bedrock.amazonaws.com to assume it."
	// ErrForeignRole is the answer to a role of another account.
	ErrForeignRole AWSMessage = "Cross-account pass role is not allowed."
)
