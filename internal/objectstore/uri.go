// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"fmt"
	"strings"
)

// URI is the address of an object, or of all objects whose keys begin alike.
type URI struct {
	Bucket string
	Key    string // or prefix; empty for the whole bucket
}

// ParseURI reads s3://bucket/key, s3://bucket/prefix/ or s3://bucket. The key is taken as it is: S3 addresses have no
// escapes. Bucket names are those that S3 gives today: 3 to 63 lower-case letters, digits, dots and hyphens.
func ParseURI(text string) (URI, error) {
	rest, ok := strings.CutPrefix(text, "s3://")
	if !ok {
		return URI{}, fmt.Errorf("%q does not begin with s3://", text)
	}
	bucket, key, _ := strings.Cut(rest, "/")
	if !isBucketName(bucket) {
		return URI{}, fmt.Errorf("%q is not the name of a bucket: it must have 3 to 63 lower-case letters, digits, dots and hyphens", bucket)
	}
	return URI{bucket, key}, nil
}

// String is the address as s3://bucket/key.
func (u URI) String() string { return "s3://" + u.Bucket + "/" + u.Key }

// Join is the address of a key below this one, which may end in a slash or not.
func (u URI) Join(key string) URI {
	if u.Key == "" || strings.HasSuffix(u.Key, "/") {
		return URI{u.Bucket, u.Key + key}
	}
	return URI{u.Bucket, u.Key + "/" + key}
}

func isBucketName(name string) bool {
	if len(name) < 3 || len(name) > 63 {
		return false
	}
	for i, c := range name {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case (c == '.' || c == '-') && i > 0 && i < len(name)-1:
		default:
			return false
		}
	}
	return true
}
