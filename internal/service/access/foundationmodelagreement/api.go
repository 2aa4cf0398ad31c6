// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// formPropagation is how long AWS may take to see, where agreements are made, a form that was just submitted.
const formPropagation = 2 * time.Minute

// offerAbsentError says that AWS does not make the offer that was asked for, or none at all when id is empty.
type offerAbsentError struct{ model, id string }

func (e *offerAbsentError) Error() string {
	if e.id == "" {
		return fmt.Sprintf("AWS makes this account no public offer for %s, so there are no terms to accept", e.model)
	}
	return fmt.Sprintf("AWS makes this account no offer %s for %s", e.id, e.model)
}

// findOffer returns the offer with an id, private ones included, or the first public one for an empty id. It is nil for a
// model that needs no agreement.
func findOffer(ctx context.Context, client *bedrock.Client, model, id string) (*access.Offer, error) {
	kind := awstypes.OfferTypePublic
	if id != "" {
		kind = awstypes.OfferTypeAll
	}
	offers, required, err := access.ListOffers(ctx, client, model, kind)
	if err != nil || !required {
		return nil, err
	}
	i := slices.IndexFunc(offers, func(o awstypes.Offer) bool { return id == "" || aws.ToString(o.OfferId) == id })
	if i < 0 {
		return nil, &offerAbsentError{model, id}
	}
	found := access.NewOffer(offers[i])
	return &found, nil
}

// accept accepts an offer. The request is never cancelled half way. It is repeated while AWS has the use-case form but does
// not know of it everywhere; and since it carries no idempotency token, a refusal counts only where there is no agreement
// afterwards: the answer to an earlier attempt may have been lost, or somebody else was faster.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateFoundationModelAgreement.html
func accept(ctx context.Context, data *crud.ProviderData, client *bedrock.Client, region, model, token string) error {
	formIsNew := func(err error) bool {
		if !apierr.IsUseCaseMissing(err) {
			return false
		}
		form, err := access.FindForm(ctx, client)
		return err == nil && form != nil
	}
	err := wait.Retry(ctx, data.Clock, formPropagation, formIsNew, func(ctx context.Context) error {
		_, err := client.CreateFoundationModelAgreement(ctx, &bedrock.CreateFoundationModelAgreementInput{
			ModelId: &model, OfferToken: &token,
		}, crud.Undetachable)
		return err
	})
	if err == nil || apierr.IsUseCaseMissing(err) {
		return err
	}
	if now, readErr := data.Lookup.ModelAvailability(ctx, region, model); readErr == nil && isBinding(access.FlattenGates(now).Agreement()) {
		return nil
	}
	return err
}

// isBinding reports that the account has agreed, or is about to.
func isBinding(status awstypes.AgreementStatus) bool {
	return status == awstypes.AgreementStatusAvailable || status == awstypes.AgreementStatusPending
}

// accessState is the state of a wait for access, in words that make sense in a message: "agreement PENDING".
type accessState string

const accessOpen accessState = "open"

// waitForAccess polls until every required gate of m is open, twice in a row, because AWS has been seen to go back once. It
// leaves what it saw last in m. Where there is nothing to agree to, nothing moves the gates, so it looks only once.
func waitForAccess(ctx context.Context, data *crud.ProviderData, m *model, timeout time.Duration) error {
	model, region := m.ModelID.ValueString(), m.Region.ValueString()
	seen, wanted := 0, 2
	if !m.AgreementRequired.ValueBool() {
		timeout, wanted = 0, 1
	}
	_, err := wait.For(ctx, wait.Spec[*bedrock.GetFoundationModelAvailabilityOutput, accessState]{
		Poll: func(ctx context.Context) (*bedrock.GetFoundationModelAvailabilityOutput, accessState, error) {
			now, err := data.Lookup.ModelAvailability(ctx, region, model)
			if err != nil {
				return nil, "", err
			}
			m.Gates = access.FlattenGates(now)
			closed := m.unmet()
			if len(closed) > 0 {
				seen = 0
				return now, accessState(closed[0] + " " + m.Status(closed[0])), nil
			}
			if seen++; seen < wanted {
				return now, "opening", nil
			}
			return now, accessOpen, nil
		},
		Target:      []accessState{accessOpen},
		Failed:      []accessState{access.GateAgreement + " " + accessState(awstypes.AgreementStatusError), access.GateRegion + " NOT_AVAILABLE"},
		Transient:   apierr.IsTransient,
		Timeout:     timeout,
		MaxInterval: data.PollInterval,
		Clock:       data.Clock,
	})
	return err
}

// cancel ends an agreement and waits until it is over. What is over already is fine.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_DeleteFoundationModelAgreement.html
func cancel(ctx context.Context, data *crud.ProviderData, client *bedrock.Client, region, model string, timeout time.Duration) error {
	now, err := data.Lookup.ModelAvailability(ctx, region, model)
	if apierr.Is(err, apierr.NotFound, apierr.Validation) {
		return nil // AWS does not offer the model any more
	}
	if err != nil {
		return err
	}
	if !isBinding(access.FlattenGates(now).Agreement()) {
		return nil
	}
	return crud.DeleteUntilGone(ctx, data, timeout,
		func(ctx context.Context) error {
			_, err := client.DeleteFoundationModelAgreement(ctx, &bedrock.DeleteFoundationModelAgreementInput{ModelId: &model})
			if apierr.IsAgreementAbsent(err) {
				return crud.ErrGone
			}
			return err
		},
		func(ctx context.Context) error {
			now, err := data.Lookup.ModelAvailability(ctx, region, model)
			if err == nil && !isBinding(access.FlattenGates(now).Agreement()) {
				return crud.ErrGone
			}
			return err
		})
}

// isAbsentOffer reports that AWS does not make the offer that was asked for.
func isAbsentOffer(err error) bool {
	var absent *offerAbsentError
	return errors.As(err, &absent)
}
