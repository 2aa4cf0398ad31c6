// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"time"
)

// The times of an agreement, in virtual time.
const (
	// agreementTime is how long the Marketplace takes to subscribe.
	agreementTime = 45 * time.Second
	// cancellationHold is how long after that an agreement cannot be cancelled yet.
	cancellationHold = 15 * time.Second
	// cancellationTime is how long the Marketplace takes to cancel.
	cancellationTime = 10 * time.Second
)

const (
	agreementPending = "PENDING"
	agreementError   = "ERROR"
)

// agreement is one request for access to a model, and what became of it. A nil one was never requested.
type agreement struct {
	requested time.Time
	cancelled time.Time // zero until it is
	refusal   string    // why it ends in ERROR; empty when it does not
}

// availability tells the state of an agreement. One that is being cancelled still counts.
func (a *agreement) availability(now time.Time) agreementAvailability {
	switch {
	case a == nil, !a.cancelled.IsZero() && !now.Before(a.cancelled.Add(cancellationTime)):
		return agreementAvailability{Status: gateClosed}
	case now.Before(a.requested.Add(agreementTime)):
		return agreementAvailability{Status: agreementPending}
	case a.refusal != "":
		return agreementAvailability{Status: agreementError, ErrorMessage: a.refusal}
	}
	return agreementAvailability{Status: gateOpen}
}

// binding tells whether an agreement exists or is on its way, so that there cannot be another one.
func (a *agreement) binding(now time.Time) bool {
	status := a.availability(now).Status
	return status == gateOpen || status == agreementPending
}

// agreementAnswer is the answer of CreateFoundationModelAgreement.
type agreementAnswer struct {
	ModelID string `json:"modelId"`
}

func createFoundationModelAgreement(q *request) (any, error) {
	var in struct {
		OfferToken *string `json:"offerToken"`
		ModelID    *string `json:"modelId"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	model, err := q.accessModel(*in.ModelID, false)
	if err != nil {
		return nil, err
	}
	existing := q.owner.agreements[model.product()]
	switch {
	case !model.needsAgreement():
		return nil, errNoAgreement
	case model.needsForm() && !q.knowsForm():
		return nil, &apiError{"AccessDeniedException", formMissing}
	case existing.binding(q.now):
		return nil, conflictError("Could not create agreement - Agreement already exists")
	}
	if err := q.checkOfferToken(*in.OfferToken, model); err != nil {
		return nil, err
	}
	requested := &agreement{requested: q.now}
	if q.standing.NoPayment {
		requested.refusal = "INVALID_PAYMENT_INSTRUMENT: A valid payment instrument must be provided."
	}
	q.owner.agreements[model.product()] = requested
	return agreementAnswer{*in.ModelID}, nil
}

func deleteFoundationModelAgreement(q *request) (any, error) {
	var in struct {
		ModelID *string `json:"modelId"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	model, err := q.accessModel(*in.ModelID, true)
	if err != nil {
		return nil, err
	}
	existing := q.owner.agreements[model.product()]
	switch {
	case !model.needsAgreement():
		return nil, errNoAgreement
	case !existing.binding(q.now):
		return nil, validationError("No agreement exists to cancel")
	case !existing.cancelled.IsZero(), q.now.Before(existing.requested.Add(agreementTime + cancellationHold)):
		return nil, conflictError("The agreement cannot be cancelled while it is changing. Try again later.")
	}
	existing.cancelled = q.now
	return struct{}{}, nil
}

// errNoAgreement is the answer about a model that is not sold through the Marketplace.
var errNoAgreement = validationError("Agreement not supported for this model")
