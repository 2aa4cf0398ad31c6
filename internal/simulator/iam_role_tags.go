// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"net/http"
	"strings"
)

// checkRoleTags checks the tags of one request, or those that a role would have after it.
func checkRoleTags(tags []tag) error {
	lower := make([]tag, len(tags))
	for i, t := range tags {
		lower[i] = tag{strings.ToLower(t.Key), t.Value} // IAM does not tell keys apart by case
	}
	err := validateTags(lower, unicodeTagRune)
	if errors.Is(err, errTooManyTags) {
		return limitExceeded("Cannot exceed quota for TagsPerRole: %d", maxTags)
	}
	if err != nil {
		return newQueryError(http.StatusBadRequest, "InvalidInput", "%v", err)
	}
	return nil
}

// tagRole replaces tags whose keys differ from the new ones in nothing but case.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
func tagRole(q *queryCall, r *role) (any, error) {
	if err := checkRoleTags(q.tags()); err != nil {
		return nil, err
	}
	merged := mergeTags(r.tags, q.tags(), strings.EqualFold)
	if err := checkRoleTags(merged); err != nil {
		return nil, err
	}
	r.tags = merged
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html
func untagRole(q *queryCall, r *role) (any, error) {
	r.tags = removeTags(r.tags, q.strings("TagKeys"), strings.EqualFold)
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html
func listRoleTags(q *queryCall, r *role) (any, error) {
	tags, page, err := pageOf(q, r.tags)
	return struct {
		Tags []tag `xml:"Tags>member"`
		iamPage
	}{tags, page}, err
}

// listInstanceProfilesForRole always answers with an empty list: instance profiles cannot be created here.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html
func listInstanceProfilesForRole(*queryCall, *role) (any, error) {
	return struct {
		InstanceProfiles struct{}
		iamPage
	}{}, nil
}
