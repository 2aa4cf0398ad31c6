// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"context"
	"fmt"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// List yields the current versions of all objects whose keys begin with a prefix, in lexical order, a page of 1,000 in
// memory at a time. After an error nothing more is yielded. The error wraps ErrNotFound when there is no bucket.
func (s *Store) List(ctx context.Context, bucket, prefix string) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		pages := s.pages()
		input := &s3.ListObjectsV2Input{Bucket: aws.String(bucket), Prefix: aws.String(prefix)}
		last := "" // keys come in order, so that one that comes again tells of a list without an end
		for more := true; more; {
			out, err := s.client.ListObjectsV2(ctx, input)
			if err == nil && len(out.Contents) > 0 && last != "" && aws.ToString(out.Contents[0].Key) <= last {
				err = ErrEndlessList
			}
			if err != nil {
				yield(Object{}, failed("listing", bucket, prefix, err))
				return
			}
			for _, o := range out.Contents {
				last = aws.ToString(o.Key)
				if !yield(Object{
					Key: aws.ToString(o.Key), Size: aws.ToInt64(o.Size), ETag: unquoted(o.ETag), LastModified: aws.ToTime(o.LastModified),
				}, nil) {
					return
				}
			}
			input.ContinuationToken = out.NextContinuationToken
			more, err = pages.more(out.IsTruncated, len(out.Contents), out.NextContinuationToken)
			if err != nil {
				yield(Object{}, failed("listing", bucket, prefix, err))
				return
			}
		}
	}
}

// pages guards a list against ending never. The SDK's own paginators end early when a token repeats, as if that were all;
// that for versions also does so within a key of many versions, because it compares the key only.
type pages struct {
	last  string
	left  int
	empty int // in a row
}

// maxEmptyPages is how many pages without anything may follow one another. S3 may send some, though it hardly does.
const maxEmptyPages = 1000

func (s *Store) pages() *pages { return &pages{left: s.maxPages} }

// more reports whether there is a page after one with n items. Its token is made of the given parts.
func (p *pages) more(truncated *bool, n int, token ...*string) (bool, error) {
	if !aws.ToBool(truncated) {
		return false, nil
	}
	next := ""
	for _, part := range token {
		next += fmt.Sprintf("%q", aws.ToString(part))
	}
	p.left--
	p.empty++
	if n > 0 {
		p.empty = 0
	}
	if aws.ToString(token[0]) == "" || next == p.last || p.left <= 0 || p.empty > maxEmptyPages {
		return false, ErrEndlessList
	}
	p.last = next
	return true, nil
}
