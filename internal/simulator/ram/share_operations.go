// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import (
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// shareAnswer is a share as RAM tells it.
type shareAnswer struct {
	ARN      string     `json:"resourceShareArn"`
	Name     string     `json:"name"`
	Owner    string     `json:"owningAccountId"`
	External bool       `json:"allowExternalPrincipals"`
	Status   string     `json:"status"`
	Tags     []core.Tag `json:"tags"`
	Created  timestamp  `json:"creationTime"`
	Updated  timestamp  `json:"lastUpdatedTime"`
	Features string     `json:"featureSet"`
}

// answer tells a share to its owner with its tags, which nobody else sees.
func (one *share) answer(q *request) shareAnswer {
	tags := []core.Tag{}
	if one.account == q.Account {
		tags = append(tags, one.tags...)
	}
	return shareAnswer{
		one.arn, one.name, one.account, one.external, one.status(q.now), tags, timestamp(one.created), timestamp(one.updated), "STANDARD",
	}
}

type createShareInput struct {
	Name           string     `json:"name"`
	ResourceARNs   []string   `json:"resourceArns"`
	Principals     []string   `json:"principals"`
	PermissionARNs []string   `json:"permissionArns"`
	External       *bool      `json:"allowExternalPrincipals"`
	Tags           []core.Tag `json:"tags"`
	ClientToken    string     `json:"clientToken"`
}

func (s *Service) createShare(q *request) (any, error) {
	in := createShareInput{}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if in.Name == "" {
		return nil, &apiError{"MissingRequiredParameterException", "You must specify a name for the resource share."}
	}
	for _, arn := range in.PermissionARNs {
		if arn != permissionARN(q.Region) {
			return nil, &apiError{"UnknownResourceException", "Permission " + arn + " could not be found."}
		}
	}
	token := q.Account + " " + q.Region + " " + in.ClientToken
	if made, known := s.tokens[token]; known && in.ClientToken != "" {
		if made.input != string(q.body) {
			return nil, &apiError{"IdempotentParameterMismatchException", "The request has the same client token as an earlier one, and differs."}
		}
		one, err := s.own(q, made.arn)
		if err != nil {
			return nil, err
		}
		return map[string]any{"resourceShare": one.answer(q)}, nil
	}
	if err := core.ValidateTags(in.Tags, core.UnicodeTagRune); err != nil {
		return nil, &apiError{"InvalidParameterException", err.Error()}
	}
	one := &share{
		arn:  core.NewARN(core.Partition(q.Region), "ram", q.Region, q.Account, "resource-share/"+core.NewUUID()).String(),
		name: in.Name, account: q.Account, region: q.Region, external: in.External == nil || *in.External, created: q.now, updated: q.now,
		tags: in.Tags,
	}
	if err := s.add(q, one, in.ResourceARNs, in.Principals); err != nil {
		return nil, err
	}
	s.shares = append(s.shares, one)
	s.tokens[token] = createdByToken{string(q.body), one.arn}
	return map[string]any{"resourceShare": one.answer(q)}, nil
}

// add associates resources and principals with a share, all of them or none.
func (s *Service) add(q *request, one *share, resources, principals []string) error {
	var added []*association
	for _, arn := range resources {
		added = append(added, &association{entity: arn, kind: ofResource, created: q.now, updated: q.now})
	}
	for _, principal := range principals {
		at, isARN := core.ParseARN(principal)
		if !core.IsAccountID(principal) && (!isARN || at.Service != "organizations") {
			return &apiError{"InvalidParameterException", "Principal ID " + principal + " is malformed. Verify the ID and try again."}
		}
		a := &association{entity: principal, kind: ofPrincipal, created: q.now, updated: q.now}
		if !s.within(q.Account, principal) {
			if !one.external || !core.IsAccountID(principal) {
				return &apiError{"OperationNotPermittedException", "The resource you are attempting to share can only be shared within your " +
					"AWS Organization. This error may also occur if you have not enabled sharing with your AWS organization, or that onboarding " +
					"process is still in progress."}
			}
			a.external = true
			a.invitation = core.NewARN(core.Partition(q.Region), "ram", q.Region, q.Account, "resource-share-invitation/"+core.NewUUID()).String()
		}
		added = append(added, a)
	}
	for _, a := range added {
		if one.find(a.entity) == nil {
			one.associations = append(one.associations, a)
		}
	}
	return nil
}

// tagFilter is a tag that a share must have, with one of the values; with any where there is none.
type tagFilter struct {
	Key    string   `json:"tagKey"`
	Values []string `json:"tagValues"`
}

func (f tagFilter) passes(tag core.Tag) bool {
	return tag.Key == f.Key && (len(f.Values) == 0 || slices.Contains(f.Values, tag.Value))
}

func (s *Service) getShares(q *request) (any, error) {
	var in struct {
		paging
		Owner      string      `json:"resourceOwner"`
		Name       string      `json:"name"`
		ARNs       []string    `json:"resourceShareArns"`
		Status     string      `json:"resourceShareStatus"`
		Permission string      `json:"permissionArn"`
		TagFilters []tagFilter `json:"tagFilters"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := checkOwner(in.Owner); err != nil {
		return nil, err
	}
	found := []shareAnswer{}
	for _, one := range s.shares {
		named := (in.Name == "" || in.Name == one.name) && (len(in.ARNs) == 0 || slices.Contains(in.ARNs, one.arn)) &&
			(in.Permission == "" || in.Permission == permissionARN(one.region))
		tagged := !slices.ContainsFunc(in.TagFilters, func(f tagFilter) bool {
			return one.account != q.Account || !slices.ContainsFunc(one.tags, f.passes)
		})
		if named && tagged && s.visible(one, q, in.Owner) && (in.Status == "" || in.Status == one.status(q.now)) {
			found = append(found, one.answer(q))
		}
	}
	if len(in.ARNs) > 0 && len(found) == 0 && in.Status == "" {
		return nil, &apiError{"UnknownResourceException", "ResourceShare " + in.ARNs[0] + " could not be found."}
	}
	return in.answer("resourceShares", found)
}

func (s *Service) updateShare(q *request) (any, error) {
	var in struct {
		ARN         string  `json:"resourceShareArn"`
		Name        *string `json:"name"`
		External    *bool   `json:"allowExternalPrincipals"`
		ClientToken string  `json:"clientToken"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	one, err := s.own(q, in.ARN)
	if err != nil {
		return nil, err
	}
	if in.Name != nil {
		one.name = *in.Name
	}
	if in.External != nil {
		one.external = *in.External
	}
	one.updated = q.now
	return map[string]any{"resourceShare": one.answer(q)}, nil
}

func (s *Service) deleteShare(q *request) (any, error) {
	one, err := s.own(q, q.Resource)
	if err != nil {
		return nil, err
	}
	one.deleted, one.updated = q.now, q.now
	for _, a := range one.associations {
		if !a.gone() {
			a.end(q.now)
		}
	}
	return map[string]any{"returnValue": true}, nil
}

func (s *Service) tagResource(q *request) (any, error) {
	var in struct {
		ARN  string     `json:"resourceShareArn"`
		Tags []core.Tag `json:"tags"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	one, err := s.own(q, in.ARN)
	if err != nil {
		return nil, err
	}
	merged := core.MergeTags(one.tags, in.Tags, core.Exactly)
	if err := core.ValidateTags(merged, core.UnicodeTagRune); err != nil {
		return nil, &apiError{"InvalidParameterException", err.Error()}
	}
	one.tags = merged
	return struct{}{}, nil
}

func (s *Service) untagResource(q *request) (any, error) {
	var in struct {
		ARN  string   `json:"resourceShareArn"`
		Keys []string `json:"tagKeys"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	one, err := s.own(q, in.ARN)
	if err != nil {
		return nil, err
	}
	one.tags = core.RemoveTags(one.tags, in.Keys, core.Exactly)
	return struct{}{}, nil
}
