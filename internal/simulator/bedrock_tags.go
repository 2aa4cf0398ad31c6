// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
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

func tagResource(q *bedrockRequest) (any, error) {
	var in struct {
		ResourceARN *string `json:"resourceARN"`
		Tags        []tag   `json:"tags"`
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
	merged := mergeTags(existing, in.Tags, exactly)
	if err := checkTags(merged); err != nil {
		return nil, err
	}
	q.state.tags[*in.ResourceARN] = merged
	return struct{}{}, nil
}

func untagResource(q *bedrockRequest) (any, error) {
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
	q.state.tags[*in.ResourceARN] = removeTags(existing, in.TagKeys, exactly)
	return struct{}{}, nil
}

func listTagsForResource(q *bedrockRequest) (any, error) {
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
	return map[string][]tag{"tags": append([]tag{}, existing...)}, nil
}

// taggedObject returns the tags of an object of the caller, or what is wrong with the request.
func (q *bedrockRequest) taggedObject(v *violations, resourceARN *string) ([]tag, error) {
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
func checkTags(tags []tag) error {
	err := validateTags(tags, asciiTagRune)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTooManyTags):
		return tooManyTagsError(err.Error())
	}
	return validationError(err.Error())
}
