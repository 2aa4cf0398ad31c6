// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// modelKey names a model in a region.
type modelKey struct{ region, id string }

// FoundationModels returns the foundation models of a region in the order of their ids; an empty region means the
// provider's. The models are shared by all callers, who must not change them.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html
func (r *Readers) FoundationModels(ctx context.Context, region string) ([]awstypes.FoundationModelSummary, error) {
	region, err := r.regionOr(ctx, region)
	if err != nil {
		return nil, err
	}
	return r.foundationModels.get(ctx, region, func(ctx context.Context) ([]awstypes.FoundationModelSummary, error) {
		return r.listFoundationModels(ctx, region)
	})
}

// FoundationModel returns the foundation model of an identifier, its id or its ARN, in a region; an empty region means the
// provider's. A model that AWS does not have there, an ARN of another region and an ARN of anything else are a
// *ModelNotFoundError.
//
// It is taken from FoundationModels; GetFoundationModel is asked, once, only for what that list leaves out, or where the
// caller may not see the list.
func (r *Readers) FoundationModel(ctx context.Context, region, identifier string) (awstypes.FoundationModelSummary, error) {
	var none awstypes.FoundationModelSummary
	region, err := r.regionOr(ctx, region)
	if err != nil {
		return none, err
	}
	models, err := r.FoundationModels(ctx, region)
	var denied *awstypes.AccessDeniedException
	if err != nil && !errors.As(err, &denied) {
		return none, err
	}
	id, here := foundationModelID(identifier, region)
	if here {
		if i := slices.IndexFunc(models, func(m awstypes.FoundationModelSummary) bool { return *m.ModelId == id }); i >= 0 {
			return models[i], nil
		}
		if ids := named(id, models); len(ids) > 0 {
			return none, &ModelNotFoundError{Identifier: identifier, Region: region, Named: ids}
		}
		model, err := r.getFoundationModel(ctx, modelKey{region, id})
		if err != nil {
			return none, err
		}
		if model != nil {
			return *model, nil
		}
	}
	absent := &ModelNotFoundError{Identifier: identifier, Region: region}
	if here {
		absent.Elsewhere = r.regionsWith(ctx, region, id)
	}
	if len(absent.Elsewhere) == 0 {
		absent.Near = Nearest(id, modelIDs(models))
	}
	return none, absent
}

// foundationModelID returns the id in an identifier, and whether the region can have a foundation model of it at all.
func foundationModelID(identifier, region string) (id string, here bool) {
	arn, err := awsarn.Parse(identifier)
	if err != nil {
		return identifier, true
	}
	id, isModel := strings.CutPrefix(arn.Resource, "foundation-model/")
	return id, isModel && arn.Service == "bedrock" && arn.Region == region
}

func modelIDs(models []awstypes.FoundationModelSummary) []string {
	ids := make([]string, len(models))
	for i, m := range models {
		ids[i] = *m.ModelId
	}
	return ids
}

func (r *Readers) listFoundationModels(ctx context.Context, region string) ([]awstypes.FoundationModelSummary, error) {
	client, err := r.clients.Bedrock(ctx, region)
	if err != nil {
		return nil, err
	}
	out, err := client.ListFoundationModels(ctx, &bedrock.ListFoundationModelsInput{})
	if err != nil {
		return nil, err
	}
	if out.ModelSummaries == nil {
		return nil, fmt.Errorf("calling ListFoundationModels in %s: the answer has no modelSummaries", region)
	}
	for i, m := range out.ModelSummaries {
		if aws.ToString(m.ModelId) == "" || aws.ToString(m.ModelArn) == "" {
			return nil, fmt.Errorf("calling ListFoundationModels in %s: entry %d of the answer has no modelId or no modelArn", region, i)
		}
	}
	slices.SortFunc(out.ModelSummaries, func(a, b awstypes.FoundationModelSummary) int {
		return strings.Compare(*a.ModelId, *b.ModelId)
	})
	return out.ModelSummaries, nil
}

// getFoundationModel asks for one model; nil means that AWS has none of that id.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModel.html
func (r *Readers) getFoundationModel(ctx context.Context, key modelKey) (*awstypes.FoundationModelSummary, error) {
	return r.foundationModel.get(ctx, key, func(ctx context.Context) (*awstypes.FoundationModelSummary, error) {
		client, err := r.clients.Bedrock(ctx, key.region)
		if err != nil {
			return nil, err
		}
		out, err := client.GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: &key.id})
		// That AWS has no such model is an answer, and worth keeping. An id that AWS finds ill-formed names no model either.
		var absent *awstypes.ResourceNotFoundException
		var illFormed *awstypes.ValidationException
		if errors.As(err, &absent) || errors.As(err, &illFormed) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if out.ModelDetails == nil || aws.ToString(out.ModelDetails.ModelId) == "" || aws.ToString(out.ModelDetails.ModelArn) == "" {
			return nil, fmt.Errorf("calling GetFoundationModel for %s in %s: the answer has no modelDetails with an id and an ARN",
				key.id, key.region)
		}
		summary := awstypes.FoundationModelSummary(*out.ModelDetails)
		return &summary, nil
	})
}
