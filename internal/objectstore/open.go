// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// maxResumes is how often a body that breaks off is taken up again before its error is returned.
const maxResumes = 3

// Open returns the content of an object as a stream, which the caller closes. A stream that breaks off is taken up where
// it broke, as long as the object is still the same. The context is that of all reads.
//
// The error wraps ErrNotFound when there is no object or no bucket.
func (s *Store) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	out, err := s.client.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(bucket), Key: aws.String(key)})
	if err != nil {
		return nil, failed("reading", bucket, key, err)
	}
	return &stream{
		ctx: ctx, store: s, bucket: bucket, key: key, etag: out.ETag, size: aws.ToInt64(out.ContentLength), body: out.Body,
	}, nil
}

// stream is the content of one object, over as many connections as it takes.
type stream struct {
	ctx         context.Context //nolint:containedctx // an io.Reader has no other way to see it
	store       *Store
	bucket, key string
	etag        *string
	size        int64
	body        io.ReadCloser
	read        int64
	resumes     int
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.body.Read(p)
	s.read += int64(n)
	if err == nil || (errors.Is(err, io.EOF) && s.read >= s.size) {
		return n, err
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if s.read >= s.size || s.resumes == maxResumes || s.ctx.Err() != nil {
		return n, failed("reading", s.bucket, s.key, err)
	}
	s.resumes++
	return n, s.resume(err)
}

// resume asks for the rest of the object. cause is why.
func (s *stream) resume(cause error) error {
	out, err := s.store.client.GetObject(s.ctx, &s3.GetObjectInput{
		Bucket: aws.String(s.bucket), Key: aws.String(s.key), IfMatch: s.etag, Range: aws.String(fmt.Sprintf("bytes=%d-", s.read)),
	})
	if err != nil {
		return failed("reading", s.bucket, s.key, errors.Join(cause, err))
	}
	s.body.Close()
	s.body = out.Body
	return nil
}

func (s *stream) Close() error { return s.body.Close() }
