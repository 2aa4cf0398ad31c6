// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
)

// iamTags is the tags as IAM takes them, in the order of their keys; nil when there are none.
func iamTags(all map[string]string) []iamtypes.Tag {
	var list []iamtypes.Tag
	for _, key := range slices.Sorted(maps.Keys(all)) {
		list = append(list, iamtypes.Tag{Key: aws.String(key), Value: aws.String(all[key])})
	}
	return list
}

// tagsFromIAM is the reverse of iamTags.
func tagsFromIAM(list []iamtypes.Tag) map[string]string {
	all := make(map[string]string, len(list))
	for _, tag := range list {
		all[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
	return all
}
