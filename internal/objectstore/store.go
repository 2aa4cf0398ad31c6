// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package objectstore moves S3 objects as streams: data sets go up, the results of jobs come down, and neither is ever
// held in memory as a whole. It holds no policy and no configuration of buckets.
package objectstore

import (
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
)

var (
	// ErrNotFound means that there is no such object, or no such bucket. Where the caller may not list the bucket, S3
	// answers AccessDenied instead.
	ErrNotFound = errors.New("no such object")
	// ErrExists means that there is an object where only a new one was to be written.
	ErrExists = errors.New("there is an object already")
	// ErrContentChanged means that a body to upload was not what was announced. Nothing was stored.
	ErrContentChanged = errors.New("the content is not the one that was announced")
	// ErrEndlessList means that S3 repeated a page token, left one out, or sent pages without end.
	ErrEndlessList = errors.New("S3 answered with a list that does not end")
)

// SHA256Key is the key of the user metadata in which Upload keeps the SHA-256 of an object, in hexadecimal.
const SHA256Key = "sha256"

// RecordsKey is the key of the user metadata in which a data set of ours has the number of its records.
const RecordsKey = "bedrock-records"

// Store reads and writes objects in the region of its client.
type Store struct {
	client   *s3.Client
	maxPages int
}

// New returns a store that uses a client, which must be of the region of the buckets.
func New(client *s3.Client) *Store { return &Store{client: client, maxPages: 100_000} }

// Object is what S3 tells about an object. Upload and Stat fill everything that S3 answers; List fills Key, Size, ETag
// and LastModified.
type Object struct {
	Key          string
	Size         int64
	ETag         string // without quotation marks
	VersionID    string // empty in a bucket without versions
	SHA256       string // lower-case hexadecimal; empty for an object that Upload did not write
	KMSKeyARN    string // empty when the object is not encrypted with a KMS key
	ContentType  string
	LastModified time.Time
	Metadata     map[string]string // as the user set it, with SHA256Key
}

// failed names the object in an error and marks those that mean that it is not there.
func failed(doing, bucket, key string, err error) error {
	where := URI{bucket, key}
	if isNotFound(err) {
		return fmt.Errorf("%s %s: %w: %w", doing, where, ErrNotFound, err)
	}
	return fmt.Errorf("%s %s: %w", doing, where, err)
}

func isNotFound(err error) bool {
	switch errorCode(err) {
	case "NoSuchKey", "NoSuchBucket", "NotFound": // the last is of a HEAD, which has no body that says more
		return true
	}
	return false
}

func isNoSuchBucket(err error) bool { return errorCode(err) == "NoSuchBucket" }

// errorCode is the code of S3's answer. Only some operations have types for it.
func errorCode(err error) string {
	if answer, ok := errors.AsType[smithy.APIError](err); ok {
		return answer.ErrorCode()
	}
	return ""
}

func isPreconditionFailed(err error) bool {
	api, ok := errors.AsType[smithy.APIError](err)
	return ok && api.ErrorCode() == "PreconditionFailed"
}
