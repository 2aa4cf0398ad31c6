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

// maxProfilePages bounds a list whose tokens never end.
const maxProfilePages = 100

// ListInferenceProfiles lists the inference profiles of a kind in a region, anew, in the order of their ids. An empty kind means all.
func (r *Readers) ListInferenceProfiles(
	ctx context.Context, region string, kind awstypes.InferenceProfileType,
) ([]awstypes.InferenceProfileSummary, error) {
	client, err := r.clients.Bedrock(ctx, region)
	if err != nil {
		return nil, err
	}
	var profiles []awstypes.InferenceProfileSummary
	input := &bedrock.ListInferenceProfilesInput{TypeEquals: kind, MaxResults: aws.Int32(profilesOfAPage)}
	for seen := map[string]bool{}; ; {
		page, err := client.ListInferenceProfiles(ctx, input)
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, page.InferenceProfileSummaries...)
		next := aws.ToString(page.NextToken)
		if next == "" {
			break
		}
		if seen[next] || len(seen) == maxProfilePages {
			return nil, fmt.Errorf("calling ListInferenceProfiles in %s: the list does not end", region)
		}
		seen[next], input.NextToken = true, page.NextToken
	}
	for i, p := range profiles {
		if aws.ToString(p.InferenceProfileId) == "" || aws.ToString(p.InferenceProfileArn) == "" {
			return nil, fmt.Errorf("calling ListInferenceProfiles in %s: entry %d of the answer has no id or no ARN", region, i)
		}
	}
	slices.SortFunc(profiles, func(a, b awstypes.InferenceProfileSummary) int {
		return strings.Compare(*a.InferenceProfileId, *b.InferenceProfileId)
	})
	return profiles, nil
}
