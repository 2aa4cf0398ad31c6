// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// taggableARNRule is AWS's own rule. Objects that no List or Get of a taggable kind tells of, such as guardrail
// profiles, do not match it.

// tags are the operations on the tags of anything.
func tags() kind {
	return kind{handlers: map[string]handler{
		"TagResource":         tagResource,
		"UntagResource":       untagResource,
		"ListTagsForResource": listTagsForResource,
	}}
}

func tagResource(q *request) (any, error) {
	var in struct {
		ResourceARN *string    `json:"resourceARN"`
		Tags        []core.Tag `json:"tags"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	existing, err := q.taggedObject(in.ResourceARN)
	if err != nil {
		return nil, err
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	merged := core.MergeTags(existing, in.Tags, core.Exactly)
	if err := checkTags(merged); err != nil {
		return nil, err
	}
	q.state.tags[*in.ResourceARN] = merged
	return struct{}{}, nil
}

func untagResource(q *request) (any, error) {
	var in struct {
		ResourceARN *string  `json:"resourceARN"`
		TagKeys     []string `json:"tagKeys"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	existing, err := q.taggedObject(in.ResourceARN)
	if err != nil {
		return nil, err
	}
	q.state.tags[*in.ResourceARN] = core.RemoveTags(existing, in.TagKeys, core.Exactly)
	return struct{}{}, nil
}

func listTagsForResource(q *request) (any, error) {
	var in struct {
		ResourceARN *string `json:"resourceARN"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	existing, err := q.taggedObject(in.ResourceARN)
	if err != nil {
		return nil, err
	}
	return map[string][]core.Tag{"tags": append([]core.Tag{}, existing...)}, nil
}

// taggedObject returns the tags of an object of the caller, or what is wrong with the request.
func (q *request) taggedObject(resourceARN *string) ([]core.Tag, error) {
	tags, ok := q.state.tags[*resourceARN]
	if !ok {
		return nil, notFoundError("The resource " + *resourceARN + " could not be found.")
	}
	return tags, nil
}

// checkTags refuses tags that an object cannot carry.
func checkTags(tags []core.Tag) error {
	err := core.ValidateTags(tags, core.ASCIITagRune)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, core.ErrTooManyTags):
		return tooManyTagsError(err.Error())
	}
	return validationError(err.Error())
}
