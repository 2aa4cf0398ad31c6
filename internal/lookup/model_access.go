// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// ClosedModel is a model that the account may not invoke in a region.
type ClosedModel struct{ ID, Region string }

// ClosedModels returns the foundation models behind an identifier that the account has no access to, each in its region: that of a
// foundation model, and those of an inference profile of AWS, which sends requests to several regions. What the identifier stands for
// otherwise is not looked at. Each model is asked for once per process.
//
// Models of Amazon have no terms to accept.
func (r *Readers) ClosedModels(ctx context.Context, region, identifier string) (closed []ClosedModel, err error) {
	profiles, err := r.SystemProfiles(ctx, region)
	if err != nil {
		return nil, err
	}
	models := []ClosedModel{{identifier[strings.LastIndex(identifier, "/")+1:], region}}
	i := slices.IndexFunc(profiles, func(p awstypes.InferenceProfileSummary) bool {
		return *p.InferenceProfileId == identifier || *p.InferenceProfileArn == identifier
	})
	if i >= 0 {
		models = modelsOf(profiles[i])
	}
	for _, model := range models {
		open, err := r.isOpen(ctx, model)
		if err != nil {
			return nil, err
		}
		if !open {
			closed = append(closed, model)
		}
	}
	return closed, nil
}

// Unanswered remembers that AWS did not answer a check that a plan can do without, so that the plan does not wait for each of them.
func (r *Readers) Unanswered() { r.unanswered.Store(true) }

// IsUnanswered reports whether AWS did not answer such a check.
func (r *Readers) IsUnanswered() bool { return r.unanswered.Load() }

func modelsOf(profile awstypes.InferenceProfileSummary) (models []ClosedModel) {
	for _, model := range profile.Models {
		arn, err := awsarn.Parse(aws.ToString(model.ModelArn))
		if err == nil && arn.Region != "" { // a global profile does not say where
			models = append(models, ClosedModel{strings.TrimPrefix(arn.Resource, "foundation-model/"), arn.Region})
		}
	}
	return models
}

func (r *Readers) isOpen(ctx context.Context, model ClosedModel) (bool, error) {
	key := modelKey{model.Region, model.ID}
	ask := func(ctx context.Context) (*bedrock.GetFoundationModelAvailabilityOutput, error) {
		return r.ModelAvailability(ctx, model.Region, model.ID)
	}
	out, err := r.access.get(ctx, key, ask)
	if err != nil {
		return false, err
	}
	if out.RegionAvailability != awstypes.RegionAvailabilityAvailable {
		return true, nil // profiles reach regions that do not offer the model by itself
	}
	agreed := out.AgreementAvailability.Status == awstypes.AgreementStatusAvailable || strings.HasPrefix(model.ID, "amazon.")
	return agreed && out.AuthorizationStatus == awstypes.AuthorizationStatusAuthorized &&
		out.EntitlementAvailability == awstypes.EntitlementAvailabilityAvailable, nil
}
