// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// ClosedModels returns those of some models that the account has no access to. Each is asked for once per process. A model that the
// caller may not ask for there, and one that AWS does not tell of, is left out: nobody knows.
//
// Models of Amazon have no terms to accept.
func (r *Readers) ClosedModels(ctx context.Context, models []RegionalModel) (closed []RegionalModel, err error) {
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

func (r *Readers) isOpen(ctx context.Context, model RegionalModel) (bool, error) {
	out, err := r.access.get(ctx, model, func(ctx context.Context) (*bedrock.GetFoundationModelAvailabilityOutput, error) {
		return told(r.ModelAvailability(ctx, model.Region, model.ID))
	})
	if err != nil || out == nil {
		return true, err
	}
	if out.RegionAvailability != awstypes.RegionAvailabilityAvailable {
		return true, nil // profiles reach regions that do not offer the model by itself
	}
	agreed := out.AgreementAvailability.Status == awstypes.AgreementStatusAvailable || strings.HasPrefix(model.ID, "amazon.")
	return agreed && out.AuthorizationStatus == awstypes.AuthorizationStatusAuthorized &&
		out.EntitlementAvailability == awstypes.EntitlementAvailabilityAvailable, nil
}
