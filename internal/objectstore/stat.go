// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Stat returns what S3 knows about the current version of an object, in one request. The error wraps ErrNotFound when
// there is no object; a HEAD does not tell whether there is a bucket.
func (s *Store) Stat(ctx context.Context, bucket, key string) (Object, error) {
	out, err := s.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: aws.String(bucket), Key: aws.String(key)})
	if err != nil {
		return Object{}, failed("reading", bucket, key, err)
	}
	return Object{
		Key:          key,
		Size:         aws.ToInt64(out.ContentLength),
		ETag:         unquoted(out.ETag),
		VersionID:    aws.ToString(out.VersionId),
		SHA256:       out.Metadata[SHA256Key],
		KMSKeyARN:    aws.ToString(out.SSEKMSKeyId),
		ContentType:  aws.ToString(out.ContentType),
		LastModified: aws.ToTime(out.LastModified),
		Metadata:     out.Metadata,
	}, nil
}

func unquoted(etag *string) string { return strings.Trim(aws.ToString(etag), `"`) }
