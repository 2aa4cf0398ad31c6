// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// maxTold is how many objects an error names of those that could not be deleted.
const maxTold = 5

// deleteVersions deletes every version and every delete marker below a prefix whose key is wanted, a page of up to 1,000
// at a time.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
func (b *bucket) deleteVersions(ctx context.Context, prefix string, wanted func(key string) bool) error {
	input := &s3.ListObjectVersionsInput{Bucket: &b.name, ExpectedBucketOwner: b.owner}
	if prefix != "" {
		input.Prefix = &prefix
	}
	for {
		page, err := b.client.ListObjectVersions(ctx, input)
		if err != nil {
			return fmt.Errorf("listing what the bucket holds: %w", err)
		}
		if err := b.deletePage(ctx, versionsOf(page, wanted)); err != nil {
			return err
		}
		if !aws.ToBool(page.IsTruncated) {
			return nil
		}
		key, version := aws.ToString(page.NextKeyMarker), aws.ToString(page.NextVersionIdMarker)
		if key == "" || key == aws.ToString(input.KeyMarker) && version == aws.ToString(input.VersionIdMarker) {
			return errors.New("listing what the bucket holds: AWS repeats the marker of a page")
		}
		input.KeyMarker, input.VersionIdMarker = page.NextKeyMarker, page.NextVersionIdMarker
	}
}

func versionsOf(page *s3.ListObjectVersionsOutput, wanted func(key string) bool) []s3types.ObjectIdentifier {
	var out []s3types.ObjectIdentifier
	add := func(key, version *string) {
		if wanted(aws.ToString(key)) {
			out = append(out, s3types.ObjectIdentifier{Key: key, VersionId: version})
		}
	}
	for _, v := range page.Versions {
		add(v.Key, v.VersionId)
	}
	for _, m := range page.DeleteMarkers {
		add(m.Key, m.VersionId)
	}
	return out
}

func (b *bucket) deletePage(ctx context.Context, versions []s3types.ObjectIdentifier) error {
	if len(versions) == 0 {
		return nil
	}
	out, err := b.client.DeleteObjects(ctx, &s3.DeleteObjectsInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
		Delete: &s3types.Delete{Objects: versions, Quiet: aws.Bool(true)},
	})
	if err != nil {
		return fmt.Errorf("deleting %d object versions: %w", len(versions), err)
	}
	if len(out.Errors) == 0 {
		return nil
	}
	var told []string
	for _, e := range out.Errors[:min(maxTold, len(out.Errors))] {
		told = append(told, fmt.Sprintf("%s: %s: %s", aws.ToString(e.Key), aws.ToString(e.Code), aws.ToString(e.Message)))
	}
	return fmt.Errorf("%d of %d object versions could not be deleted, among them:\n%s",
		len(out.Errors), len(versions), strings.Join(told, "\n"))
}
