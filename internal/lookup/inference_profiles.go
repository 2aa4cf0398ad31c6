// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// profilesOfAPage is the most that AWS gives in one answer.
const profilesOfAPage = 1000

// SystemProfiles returns the inference profiles that AWS defines in a region, in the order of their ids; an empty region means the
// provider's. They are shared by all callers, who must not change them.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListInferenceProfiles.html
func (r *Readers) SystemProfiles(ctx context.Context, region string) ([]awstypes.InferenceProfileSummary, error) {
	region, err := r.regionOr(ctx, region)
	if err != nil {
		return nil, err
	}
	return r.profiles.get(ctx, region, func(ctx context.Context) ([]awstypes.InferenceProfileSummary, error) {
		return r.ListInferenceProfiles(ctx, region, awstypes.InferenceProfileTypeSystemDefined)
	})
}

// ListInferenceProfiles lists the inference profiles of a kind in a region, anew, in the order of their ids. An empty kind means all.
func (r *Readers) ListInferenceProfiles(
	ctx context.Context, region string, kind awstypes.InferenceProfileType,
) ([]awstypes.InferenceProfileSummary, error) {
	client, err := r.clients.Bedrock(ctx, region)
	if err != nil {
		return nil, err
	}
	profiles, err := awsclient.Collect(func(token *string) ([]awstypes.InferenceProfileSummary, *string, error) {
		page, err := client.ListInferenceProfiles(ctx, &bedrock.ListInferenceProfilesInput{
			TypeEquals: kind, MaxResults: aws.Int32(profilesOfAPage), NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return page.InferenceProfileSummaries, page.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	for i, p := range profiles {
		if aws.ToString(p.InferenceProfileId) == "" || aws.ToString(p.InferenceProfileArn) == "" || slices.ContainsFunc(p.Models, isNameless) {
			return nil, fmt.Errorf("calling ListInferenceProfiles in %s: entry %d of the answer has no id or no ARN", region, i)
		}
	}
	slices.SortFunc(profiles, func(a, b awstypes.InferenceProfileSummary) int {
		return strings.Compare(*a.InferenceProfileId, *b.InferenceProfileId)
	})
	return profiles, nil
}

// isNameless reports a model of a profile that AWS does not name, so that nobody could say where a request goes.
func isNameless(m awstypes.InferenceProfileModel) bool { return aws.ToString(m.ModelArn) == "" }
