// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// taggableARNRule is AWS's own rule. Objects that no List or Get of a taggable kind tells of, such as guardrail
// profiles, do not match it.
var taggableARNRule = textRule{min: 20, max: 1011, pattern: `.*(^[a-zA-Z0-9][a-zA-Z0-9\-]*$)|(^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:` +
	`[0-9]{12}:custom-model/(imported)/[a-z0-9]{12}$)|(^arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:([0-9]{12}|)((:(fine-tuning-job|` +
	`model-customization-job|custom-model)/[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([a-z0-9-]{1,63}[.]){0,2}[a-z0-9-]{1,63}` +
	`([:][a-z0-9-]{1,63}){0,2}(/[a-z0-9]{12})$)|(:guardrail/[a-z0-9]+$)|(:automated-reasoning-policy/[a-zA-Z0-9]+(:[a-zA-Z0-9]+)?$)|` +
	`(:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+$)|(:(provisioned-model|model-invocation-job|` +
	`model-evaluation-job|evaluation-job|model-import-job|imported-model|async-invoke|provisioned-model-v2|` +
	`provisioned-model-reservation|prompt-router|custom-model-deployment)/[a-z0-9]{12}$))).*`}

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
	var v violations
	v.required("tags", in.Tags != nil)
	existing, err := q.taggedObject(&v, in.ResourceARN)
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
	var v violations
	v.required("tagKeys", in.TagKeys != nil)
	v.texts("tagKeys", in.TagKeys, 0, 200, textRule{min: 1, max: 128, pattern: `[a-zA-Z0-9\s._:/=+@-]*`})
	existing, err := q.taggedObject(&v, in.ResourceARN)
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
	var v violations
	existing, err := q.taggedObject(&v, in.ResourceARN)
	if err != nil {
		return nil, err
	}
	return map[string][]core.Tag{"tags": append([]core.Tag{}, existing...)}, nil
}

// taggedObject returns the tags of an object of the caller, or what is wrong with the request.
func (q *request) taggedObject(v *violations, resourceARN *string) ([]core.Tag, error) {
	v.requiredText("resourceARN", resourceARN, taggableARNRule)
	if err := v.err(); err != nil {
		return nil, err
	}
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
