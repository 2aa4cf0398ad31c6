// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// findArguments finds out what an imported profile was made of, which AWS answers for none.
func findArguments(ctx context.Context, client *bedrock.Client, m *model, out *bedrock.GetInferenceProfileOutput) {
	if m.ModelSource == nil && out.Type == awstypes.InferenceProfileTypeApplication {
		m.ModelSource = findSource(ctx, client, out.Models)
	}
}

// findSource is the source of a profile with these models: the model, where it is one, or the profile of AWS that has the same
// ones; nil where there is none, or AWS does not tell, and then the configuration is taken over.
func findSource(ctx context.Context, client *bedrock.Client, models []awstypes.InferenceProfileModel) *source {
	wanted := modelARNs(models)
	if len(wanted) == 1 {
		return &source{CopyFrom: types.StringValue(wanted[0])}
	}
	profiles := awsclient.Pages(func(token *string) ([]awstypes.InferenceProfileSummary, *string, error) {
		page, err := client.ListInferenceProfiles(ctx, &bedrock.ListInferenceProfilesInput{
			TypeEquals: awstypes.InferenceProfileTypeSystemDefined, NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return page.InferenceProfileSummaries, page.NextToken, nil
	})
	for profile, err := range profiles {
		if err != nil {
			return nil
		}
		if slices.Equal(modelARNs(profile.Models), wanted) {
			return &source{CopyFrom: types.StringValue(aws.ToString(profile.InferenceProfileArn))}
		}
	}
	return nil
}

// modelARNs are the ARNs of models, in alphabetical order.
func modelARNs(models []awstypes.InferenceProfileModel) []string {
	arns := make([]string, len(models))
	for i, one := range models {
		arns[i] = aws.ToString(one.ModelArn)
	}
	slices.Sort(arns)
	return arns
}

func listInput(_ string, next *string) *bedrock.ListInferenceProfilesInput {
	return &bedrock.ListInferenceProfilesInput{TypeEquals: awstypes.InferenceProfileTypeApplication, NextToken: next}
}

func listed(out *bedrock.ListInferenceProfilesOutput) (page []lifecycle.Listed, next *string) {
	for _, profile := range out.InferenceProfileSummaries {
		page = append(page, lifecycle.Listed{
			ARN: aws.ToString(profile.InferenceProfileArn), Name: aws.ToString(profile.InferenceProfileName),
		})
	}
	return page, out.NextToken
}

// ownTags are those of an application profile: AWS's own have none.
func ownTags(m *model) (arn types.String, own, all *types.Map) {
	if m.Type.ValueString() == string(awstypes.InferenceProfileTypeSystemDefined) {
		return types.StringNull(), &m.Tags, &m.TagsAll
	}
	return m.ARN, &m.Tags, &m.TagsAll
}
