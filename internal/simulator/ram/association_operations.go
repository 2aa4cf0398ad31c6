// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import (
	"slices"
)

// associationAnswer is an association as RAM tells it.
type associationAnswer struct {
	ShareARN  string    `json:"resourceShareArn"`
	ShareName string    `json:"resourceShareName"`
	Entity    string    `json:"associatedEntity"`
	Kind      string    `json:"associationType"`
	Status    string    `json:"status"`
	External  bool      `json:"external"`
	Created   timestamp `json:"creationTime"`
	Updated   timestamp `json:"lastUpdatedTime"`
}

func (a *association) answer(one *share, q *request) associationAnswer {
	return associationAnswer{
		one.arn, one.name, a.entity, a.kind, a.status(q.now), a.external, timestamp(a.created), timestamp(a.updated),
	}
}

type associateInput struct {
	ARN          string   `json:"resourceShareArn"`
	ResourceARNs []string `json:"resourceArns"`
	Principals   []string `json:"principals"`
	ClientToken  string   `json:"clientToken"`
}

func (s *Service) associate(q *request) (any, error) {
	var in associateInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	one, err := s.own(q, in.ARN)
	if err != nil {
		return nil, err
	}
	if err := s.add(q, one, in.ResourceARNs, in.Principals); err != nil {
		return nil, err
	}
	return one.associationsOf(q, slices.Concat(in.ResourceARNs, in.Principals)), nil
}

func (s *Service) disassociate(q *request) (any, error) {
	var in associateInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	one, err := s.own(q, in.ARN)
	if err != nil {
		return nil, err
	}
	entities := slices.Concat(in.ResourceARNs, in.Principals)
	for _, entity := range entities {
		a := one.find(entity)
		if a == nil {
			return nil, &apiError{"UnknownResourceException", "ResourceShareAssociation of " + entity + " could not be found."}
		}
		a.end(q.now)
	}
	return one.associationsOf(q, entities), nil
}

func (one *share) associationsOf(q *request, entities []string) any {
	all := []associationAnswer{}
	for _, a := range one.associations {
		if slices.Contains(entities, a.entity) {
			all = append(all, a.answer(one, q))
		}
	}
	return map[string]any{"resourceShareAssociations": all}
}

func (s *Service) getAssociations(q *request) (any, error) {
	var in struct {
		paging
		Kind      string   `json:"associationType"`
		Status    string   `json:"associationStatus"`
		ARNs      []string `json:"resourceShareArns"`
		Principal string   `json:"principal"`
		Resource  string   `json:"resourceArn"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if in.Kind != ofPrincipal && in.Kind != ofResource {
		return nil, &apiError{"InvalidParameterException", "associationType must be PRINCIPAL or RESOURCE."}
	}
	found, known := []associationAnswer{}, false
	for _, one := range s.shares {
		if one.account != q.Account || one.region != q.Region || len(in.ARNs) > 0 && !slices.Contains(in.ARNs, one.arn) {
			continue
		}
		known = true
		for _, a := range one.associations {
			named := (in.Principal == "" || in.Principal == a.entity) && (in.Resource == "" || in.Resource == a.entity)
			if a.kind == in.Kind && named && (in.Status == "" || in.Status == a.status(q.now)) {
				found = append(found, a.answer(one, q))
			}
		}
	}
	if !known && len(in.ARNs) > 0 {
		return nil, &apiError{"UnknownResourceException", "ResourceShare " + in.ARNs[0] + " could not be found."}
	}
	return in.answer("resourceShareAssociations", found)
}

// invitationAnswer is an invitation as RAM tells it.
type invitationAnswer struct {
	ARN       string    `json:"resourceShareInvitationArn"`
	ShareARN  string    `json:"resourceShareArn"`
	ShareName string    `json:"resourceShareName"`
	Sender    string    `json:"senderAccountId"`
	Receiver  string    `json:"receiverAccountId"`
	Status    string    `json:"status"`
	Sent      timestamp `json:"invitationTimestamp"`
}

func (a *association) invited(one *share) invitationAnswer {
	status := "PENDING"
	switch {
	case !a.accepted.IsZero():
		status = "ACCEPTED"
	case !a.rejected.IsZero():
		status = "REJECTED"
	case a.gone():
		status = "EXPIRED"
	}
	return invitationAnswer{a.invitation, one.arn, one.name, one.account, a.entity, status, timestamp(a.created)}
}

// getInvitations are those that the caller has received.
func (s *Service) getInvitations(q *request) (any, error) {
	var in struct {
		paging
		ShareARNs []string `json:"resourceShareArns"`
		ARNs      []string `json:"resourceShareInvitationArns"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	found := []invitationAnswer{}
	for _, one := range s.shares {
		for _, a := range one.associations {
			if a.invitation == "" || a.entity != q.Account || one.region != q.Region ||
				len(in.ShareARNs) > 0 && !slices.Contains(in.ShareARNs, one.arn) || len(in.ARNs) > 0 && !slices.Contains(in.ARNs, a.invitation) {
				continue
			}
			found = append(found, a.invited(one))
		}
	}
	return in.answer("resourceShareInvitations", found)
}

func (s *Service) acceptInvitation(q *request) (any, error) {
	return s.answerInvitation(q, func(a *association) { a.accepted = q.now })
}

func (s *Service) rejectInvitation(q *request) (any, error) {
	return s.answerInvitation(q, func(a *association) { a.rejected = q.now })
}

func (s *Service) answerInvitation(q *request, decide func(*association)) (any, error) {
	var in struct {
		ARN         string `json:"resourceShareInvitationArn"`
		ClientToken string `json:"clientToken"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	for _, one := range s.shares {
		for _, a := range one.associations {
			if a.invitation != in.ARN || in.ARN == "" || a.entity != q.Account {
				continue
			}
			switch {
			case !a.accepted.IsZero():
				return nil, &apiError{"ResourceShareInvitationAlreadyAcceptedException", "Invitation " + in.ARN + " is accepted already."}
			case !a.rejected.IsZero():
				return nil, &apiError{"ResourceShareInvitationAlreadyRejectedException", "Invitation " + in.ARN + " is rejected already."}
			case a.gone():
				return nil, &apiError{"ResourceShareInvitationExpiredException", "Invitation " + in.ARN + " has expired."}
			}
			decide(a)
			a.updated = q.now
			return map[string]any{"resourceShareInvitation": a.invited(one)}, nil
		}
	}
	return nil, &apiError{"ResourceShareInvitationArnNotFoundException", "ResourceShareInvitation " + in.ARN + " could not be found."}
}
