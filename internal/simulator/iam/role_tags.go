// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"errors"
	"net/http"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// checkRoleTags checks the tags of one request, or those that a role would have after it.
func checkRoleTags(tags []core.Tag) error {
	lower := make([]core.Tag, len(tags))
	for i, t := range tags {
		lower[i] = core.Tag{Key: strings.ToLower(t.Key), Value: t.Value} // IAM does not tell keys apart by case
	}
	err := core.ValidateTags(lower, core.UnicodeTagRune)
	if errors.Is(err, core.ErrTooManyTags) {
		return limitExceeded("Cannot exceed quota for TagsPerRole: %d", core.MaxTags)
	}
	switch {
	case errors.Is(err, core.ErrDuplicateTag):
		return core.NewQueryError(http.StatusBadRequest, "InvalidInput",
			"Duplicate tag keys found. Please note that Tag keys are case insensitive.")
	case errors.Is(err, core.ErrReservedTag):
		return core.NewQueryError(http.StatusBadRequest, "InvalidInput", "%v", err)
	case err != nil:
		return core.NewQueryError(http.StatusBadRequest, "ValidationError", "1 validation error detected: %v", err)
	}
	return nil
}

// tagRole replaces tags whose keys differ from the new ones in nothing but case.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
func tagRole(q *core.QueryCall, r *role) (any, error) {
	if err := checkRoleTags(q.Tags()); err != nil {
		return nil, err
	}
	merged := core.MergeTags(r.tags, q.Tags(), strings.EqualFold)
	if err := checkRoleTags(merged); err != nil {
		return nil, err
	}
	r.tags = merged
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html
func untagRole(q *core.QueryCall, r *role) (any, error) {
	r.tags = core.RemoveTags(r.tags, q.Strings("TagKeys"), strings.EqualFold)
	return nil, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html
func listRoleTags(q *core.QueryCall, r *role) (any, error) {
	tags, page, err := pageOf(q, r.tags)
	return struct {
		Tags []core.Tag `xml:"Tags>member"`
		pageElement
	}{tags, page}, err
}

// listInstanceProfilesForRole always answers with an empty list: instance profiles cannot be created here.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html
func listInstanceProfilesForRole(*core.QueryCall, *role) (any, error) {
	return struct {
		InstanceProfiles struct{}
		pageElement
	}{}, nil
}
