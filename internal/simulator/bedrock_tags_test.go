// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
)

func numberedTags(n int) []types.Tag {
	var tags []types.Tag
	for i := range n {
		tags = append(tags, types.Tag{Key: aws.String("key-" + strconv.Itoa(i)), Value: aws.String("v")})
	}
	return tags
}

func (w workshop) tagsOf(t *testing.T, arn string) map[string]string {
	t.Helper()
	out, err := w.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: aws.String(arn)})
	if err != nil {
		t.Fatalf("listing the tags of %s: %v", arn, err)
	}
	tags := map[string]string{}
	for _, tag := range out.Tags {
		tags[*tag.Key] = *tag.Value
	}
	return tags
}

func TestTags_ofJobAndModelAreApart(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	job := w.train(t, "job", func(in jobInput) {
		in.JobTags = []types.Tag{{Key: aws.String("of"), Value: aws.String("job")}}
		in.CustomModelTags = []types.Tag{{Key: aws.String("of"), Value: aws.String("model")}, {Key: aws.String("empty"), Value: aws.String("")}}
	})
	if diff := cmp.Diff(map[string]string{"of": "job"}, w.tagsOf(t, *job.JobArn)); diff != "" {
		t.Errorf("tags of the job differ: %s", diff)
	}
	if diff := cmp.Diff(map[string]string{"of": "model", "empty": ""}, w.tagsOf(t, *job.OutputModelArn)); diff != "" {
		t.Errorf("tags of the model differ: %s", diff)
	}
	_, err := w.TagResource(t.Context(), &bedrock.TagResourceInput{ResourceARN: job.OutputModelArn, Tags: []types.Tag{
		{Key: aws.String("of"), Value: aws.String("all")}, {Key: aws.String("new"), Value: aws.String("1")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.UntagResource(t.Context(), &bedrock.UntagResourceInput{ResourceARN: job.OutputModelArn, TagKeys: []string{"empty", "absent"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"of": "all", "new": "1"}, w.tagsOf(t, *job.OutputModelArn)); diff != "" {
		t.Errorf("tags of the model differ: %s", diff)
	}
	if diff := cmp.Diff(map[string]string{"of": "job"}, w.tagsOf(t, *job.JobArn)); diff != "" {
		t.Errorf("tags of the job differ: %s", diff)
	}
}

func TestTags_limits(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	arn := w.createJob(t, "job", func(in jobInput) { in.JobTags = numberedTags(50) })
	tag := func(tags ...types.Tag) error {
		_, err := w.TagResource(t.Context(), &bedrock.TagResourceInput{ResourceARN: aws.String(arn), Tags: tags})
		return err
	}
	wantError(t, tag(types.Tag{Key: aws.String("one-more"), Value: aws.String("")}), "TooManyTagsException")
	if err := tag(types.Tag{Key: aws.String("key-7"), Value: aws.String("changed")}); err != nil {
		t.Errorf("changing a tag of 50: %v", err)
	}
	wantError(t, tag(types.Tag{Key: aws.String("aws:created"), Value: aws.String("")}), "ValidationException", "aws:")
	wantError(t, tag(types.Tag{Key: aws.String("ümlaut"), Value: aws.String("")}), "ValidationException")
	_, err := w.UntagResource(t.Context(), &bedrock.UntagResourceInput{ResourceARN: aws.String(arn), TagKeys: []string{"a&b"}})
	wantError(t, err, "ValidationException", "at 'tagKeys.1.member'")
}

func TestTags_needAnObject(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	job := w.train(t, "job")
	if err := w.deleteModel(t, *job.OutputModelArn); err != nil {
		t.Fatal(err)
	}
	for arn, code := range map[string]string{
		*job.OutputModelArn: "ResourceNotFoundException",
		"arn:aws:bedrock:us-east-1:123456789012:guardrail/abcdefghijkl":                        "ResourceNotFoundException",
		"arn:aws:bedrock:us-east-1:123456789012:advanced-prompt-optimization-job/abcdefghijkl": "ValidationException",
		"short": "ValidationException",
	} {
		_, err := w.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: aws.String(arn)})
		wantError(t, err, code)
	}
}
