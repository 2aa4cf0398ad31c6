// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

func TestParseURI(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]objectstore.URI{
		"s3://bucket/a/b.jsonl":     {Bucket: "bucket", Key: "a/b.jsonl"},
		"s3://my.bucket-1/folder/":  {Bucket: "my.bucket-1", Key: "folder/"},
		"s3://bucket/":              {Bucket: "bucket"},
		"s3://bucket//a":            {Bucket: "bucket", Key: "/a"},
		"s3://bucket/50%20 ü?x=1#y": {Bucket: "bucket", Key: "50%20 ü?x=1#y"},
	} {
		got, err := objectstore.ParseURI(text)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		if got.String() != text {
			t.Errorf("%s is written as %s", text, got)
		}
	}
	if got, err := objectstore.ParseURI("s3://bucket"); err != nil || got.String() != "s3://bucket/" {
		t.Errorf("bucket alone: %s, %v", got, err)
	}
	for _, text := range []string{
		"", "bucket/a", "https://bucket/a", "s3://", "s3:///a", "s3://ab/c", "s3://Bucket/a", "s3://-bucket/a", "s3://b_t/a", "S3://bucket/a",
	} {
		if got, err := objectstore.ParseURI(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestURI_Join(t *testing.T) {
	t.Parallel()
	for prefix, want := range map[string]string{
		"s3://bucket": "s3://bucket/x/y", "s3://bucket/a": "s3://bucket/a/x/y", "s3://bucket/a/": "s3://bucket/a/x/y",
	} {
		uri, err := objectstore.ParseURI(prefix)
		if err != nil {
			t.Fatal(err)
		}
		if got := uri.Join("x/y").String(); got != want {
			t.Errorf("%s: %s, want %s", prefix, got, want)
		}
	}
}
