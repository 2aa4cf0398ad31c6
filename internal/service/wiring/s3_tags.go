// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// S3Tags is the tags as S3 takes them, in the order of their keys; nil when there are none.
func S3Tags(all map[string]string) []s3types.Tag {
	var list []s3types.Tag
	for _, key := range slices.Sorted(maps.Keys(all)) {
		list = append(list, s3types.Tag{Key: aws.String(key), Value: aws.String(all[key])})
	}
	return list
}

// TagsFromS3 is the reverse of s3Tags.
func TagsFromS3(list []s3types.Tag) map[string]string {
	all := make(map[string]string, len(list))
	for _, tag := range list {
		all[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
	return all
}

// ReplacementTags is the whole set to put in the place of remote: S3 changes no single tag of a bucket or an object. Tags
// that belong to somebody else stay.
func ReplacementTags(remote, wanted map[string]string, ignore tags.Ignore) map[string]string {
	all := maps.Clone(wanted)
	for key, value := range remote {
		if _, ours := wanted[key]; !ours && ignore.Match(key) {
			all[key] = value
		}
	}
	return all
}
