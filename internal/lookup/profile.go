// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// GlobalScope begins the ids of profiles whose requests AWS may answer in any commercial region.
const GlobalScope = "global"

// Profile is what an inference profile says of itself by its id and its models.
type Profile struct {
	Summary awstypes.InferenceProfileSummary
	// Scope is us, eu, apac, global or another that AWS may add; empty for a profile of an application.
	Scope string
	// ModelID is the id of the foundation model behind it.
	ModelID string
	// ModelARNs are those of its models, in alphabetical order.
	ModelARNs []string
	// Destinations are the regions of the models; none where AWS does not say, as for global profiles.
	Destinations []string
}

// DescribeProfile takes an inference profile apart.
func DescribeProfile(summary awstypes.InferenceProfileSummary) Profile {
	p := Profile{Summary: summary, ModelARNs: []string{}, Destinations: []string{}}
	for _, m := range summary.Models {
		arn := aws.ToString(m.ModelArn)
		p.ModelARNs = append(p.ModelARNs, arn)
		if parsed, err := awsarn.Parse(arn); err == nil {
			p.ModelID = strings.TrimPrefix(parsed.Resource, "foundation-model/")
			if parsed.Region != "" {
				p.Destinations = append(p.Destinations, parsed.Region)
			}
		}
	}
	slices.Sort(p.ModelARNs)
	slices.Sort(p.Destinations)
	p.ModelARNs, p.Destinations = slices.Compact(p.ModelARNs), slices.Compact(p.Destinations)
	if scope, model, ok := strings.Cut(aws.ToString(summary.InferenceProfileId), "."); ok && model == p.ModelID {
		p.Scope = scope
	}
	if p.Scope == GlobalScope {
		p.Destinations = []string{} // its models name the region that is asked, and requests go anywhere
	}
	return p
}

// InvokeARNs are what a policy must allow bedrock:InvokeModel on, for requests that name the profile in a region: the profile and each
// model behind it. For a global profile that is the model in the region that is asked, and the model without a region.
func (p *Profile) InvokeARNs(region string) []string {
	arns := append([]string{aws.ToString(p.Summary.InferenceProfileArn)}, p.ModelARNs...)
	if profile, err := awsarn.Parse(arns[0]); err == nil && p.Scope == GlobalScope {
		for _, r := range []string{region, ""} {
			model := awsarn.ARN{Partition: profile.Partition, Service: "bedrock", Region: r, Resource: "foundation-model/" + p.ModelID}
			arns = append(arns, model.String())
		}
	}
	slices.Sort(arns)
	return slices.Compact(arns)
}

// InferenceProfile returns the inference profile of an id or ARN in a region, of AWS or of an application.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetInferenceProfile.html
func (r *Readers) InferenceProfile(ctx context.Context, region, identifier string) (Profile, error) {
	return r.profile.get(ctx, modelKey{region, identifier}, func(ctx context.Context) (Profile, error) {
		client, err := r.clients.Bedrock(ctx, region)
		if err != nil {
			return Profile{}, err
		}
		out, err := client.GetInferenceProfile(ctx, &bedrock.GetInferenceProfileInput{InferenceProfileIdentifier: &identifier})
		if err != nil {
			return Profile{}, err
		}
		if aws.ToString(out.InferenceProfileArn) == "" || len(out.Models) == 0 || slices.ContainsFunc(out.Models, isNameless) {
			return Profile{}, fmt.Errorf("calling GetInferenceProfile in %s: the answer about %s has no ARN or no models", region, identifier)
		}
		return DescribeProfile(awstypes.InferenceProfileSummary{
			InferenceProfileArn: out.InferenceProfileArn, InferenceProfileId: out.InferenceProfileId, Models: out.Models,
		}), nil
	})
}
