// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// Delete deletes an object. In a bucket with versions that leaves them and adds a delete marker: see DeleteVersions.
// Deleting what is gone, bucket included, is success.
func (s *Store) Delete(ctx context.Context, bucket, key string) error {
	_, err := s.client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: aws.String(bucket), Key: aws.String(key)})
	if err != nil && !isNotFound(err) {
		return failed("deleting", bucket, key, err)
	}
	return nil
}

// DeleteVersions deletes all versions and delete markers of one object. Deleting what is gone, bucket included, is
// success.
func (s *Store) DeleteVersions(ctx context.Context, bucket, key string) error {
	return s.deleteEach(ctx, bucket, key, func(found string) bool { return found == key })
}

// DeleteAll deletes all versions and delete markers of all objects whose keys begin with a prefix; an empty prefix
// empties the bucket. Deleting what is gone, bucket included, is success.
//
// An object that S3 refuses to delete is an error, after the others of its page were deleted.
func (s *Store) DeleteAll(ctx context.Context, bucket, prefix string) error {
	return s.deleteEach(ctx, bucket, prefix, func(string) bool { return true })
}

// deleteEach deletes the versions whose keys begin with a prefix and are wanted, page by page.
func (s *Store) deleteEach(ctx context.Context, bucket, prefix string, wanted func(key string) bool) error {
	pages := s.pages()
	input := &s3.ListObjectVersionsInput{Bucket: aws.String(bucket), Prefix: aws.String(prefix)}
	for {
		out, err := s.client.ListObjectVersions(ctx, input)
		if isNoSuchBucket(err) {
			return nil
		}
		if err != nil {
			return failed("listing", bucket, prefix, err)
		}
		if err := s.deletePage(ctx, bucket, identifiers(out, wanted)); err != nil {
			return err
		}
		input.KeyMarker, input.VersionIdMarker = out.NextKeyMarker, out.NextVersionIdMarker
		more, err := pages.more(out.IsTruncated, len(out.Versions)+len(out.DeleteMarkers), out.NextKeyMarker, out.NextVersionIdMarker)
		if err != nil {
			return failed("listing", bucket, prefix, err)
		}
		if !more || !wanted(aws.ToString(out.NextKeyMarker)) { // keys are in order, and the marker is the last one
			return nil
		}
	}
}

// identifiers are the versions and delete markers of a page that are wanted.
func identifiers(page *s3.ListObjectVersionsOutput, wanted func(key string) bool) []types.ObjectIdentifier {
	var out []types.ObjectIdentifier
	for _, v := range page.Versions {
		if wanted(aws.ToString(v.Key)) {
			out = append(out, types.ObjectIdentifier{Key: v.Key, VersionId: v.VersionId})
		}
	}
	for _, m := range page.DeleteMarkers {
		if wanted(aws.ToString(m.Key)) {
			out = append(out, types.ObjectIdentifier{Key: m.Key, VersionId: m.VersionId})
		}
	}
	return out
}

// deletePage deletes at most 1,000 versions, which is what a page holds and what one request takes.
func (s *Store) deletePage(ctx context.Context, bucket string, objects []types.ObjectIdentifier) error {
	if len(objects) == 0 {
		return nil
	}
	out, err := s.client.DeleteObjects(ctx, &s3.DeleteObjectsInput{
		Bucket: aws.String(bucket), Delete: &types.Delete{Objects: objects, Quiet: aws.Bool(true)},
	})
	if isNoSuchBucket(err) {
		return nil
	}
	if err != nil {
		return failed("deleting", bucket, aws.ToString(objects[0].Key), err)
	}
	return refusals(bucket, out.Errors)
}

// refusals makes one error of those of a page. It names the first few.
func refusals(bucket string, refused []types.Error) error {
	const named = 5
	var errs []error
	for _, e := range refused {
		code := aws.ToString(e.Code)
		if code == "NoSuchVersion" || code == "NoSuchKey" { // somebody else was faster
			continue
		}
		errs = append(errs, fmt.Errorf("deleting %s version %s: %s: %s",
			URI{bucket, aws.ToString(e.Key)}, aws.ToString(e.VersionId), code, aws.ToString(e.Message)))
	}
	if len(errs) > named {
		errs = append(errs[:named], fmt.Errorf("and %d more", len(errs)-named))
	}
	return errors.Join(errs...)
}
