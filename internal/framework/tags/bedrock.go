// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

import (
	"context"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// ToBedrock is the tags as Bedrock takes them, in the order of their keys; nil when there are none.
func ToBedrock(tags map[string]string) []awstypes.Tag {
	var list []awstypes.Tag
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		list = append(list, awstypes.Tag{Key: aws.String(key), Value: aws.String(tags[key])})
	}
	return list
}

// ListBedrock reads the tags of a Bedrock object.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListTagsForResource.html
func ListBedrock(ctx context.Context, client *bedrock.Client, arn string) (map[string]string, error) {
	out, err := client.ListTagsForResource(ctx, &bedrock.ListTagsForResourceInput{ResourceARN: &arn})
	if err != nil {
		return nil, err
	}
	tags := make(map[string]string, len(out.Tags))
	for _, tag := range out.Tags {
		tags[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
	return tags, nil
}

// maxTags is how many tags an object may have.
const maxTags = 50

// SyncBedrock changes the tags of a Bedrock object from one map to another with at most two calls. New tags go first, so
// that a failure never leaves the object with fewer tags than before; old ones do where there is no room for all.
func SyncBedrock(ctx context.Context, client *bedrock.Client, arn string, from, to map[string]string) error {
	set, remove := Diff(from, to)
	steps := []func() error{
		func() error {
			if len(set) == 0 {
				return nil
			}
			_, err := client.TagResource(ctx, &bedrock.TagResourceInput{ResourceARN: &arn, Tags: ToBedrock(set)})
			return err
		},
		func() error {
			if len(remove) == 0 {
				return nil
			}
			_, err := client.UntagResource(ctx, &bedrock.UntagResourceInput{ResourceARN: &arn, TagKeys: remove})
			return err
		},
	}
	if len(Merge(from, to)) > maxTags {
		slices.Reverse(steps)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
