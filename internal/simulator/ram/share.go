// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// What RAM does takes some time.
const (
	shareTime       = 2 * time.Second
	associationTime = 20 * time.Second
	removalTime     = 15 * time.Second
)

const (
	sharePending  = "PENDING"
	shareActive   = "ACTIVE"
	shareDeleting = "DELETING"
	shareDeleted  = "DELETED"

	associating    = "ASSOCIATING"
	associated     = "ASSOCIATED"
	disassociating = "DISASSOCIATING"
	disassociated  = "DISASSOCIATED"
	failed         = "FAILED"

	ofPrincipal = "PRINCIPAL"
	ofResource  = "RESOURCE"
)

// share is a resource share. RAM tells of one that is deleted for a while, and so does this one, for good.
type share struct {
	arn, name, account, region string
	external                   bool // whether principals outside of the organization are allowed
	created, updated, deleted  time.Time
	tags                       []core.Tag
	associations               []*association
}

// association is one resource or principal of a share.
type association struct {
	entity, kind              string
	external                  bool // a principal outside of the organization, which has to accept an invitation
	created, updated          time.Time
	invitation                string    // its ARN; empty where none is needed
	accepted, rejected, ended time.Time // zero until they happen
}

func (one *share) status(now time.Time) string {
	switch {
	case !one.deleted.IsZero() && now.Sub(one.deleted) >= removalTime:
		return shareDeleted
	case !one.deleted.IsZero():
		return shareDeleting
	case now.Sub(one.created) < shareTime:
		return sharePending
	}
	return shareActive
}

func (a *association) status(now time.Time) string {
	began := a.created
	if a.invitation != "" {
		began = a.accepted
	}
	switch {
	case !a.ended.IsZero() && now.Sub(a.ended) >= removalTime:
		return disassociated
	case !a.ended.IsZero():
		return disassociating
	case !a.rejected.IsZero():
		return failed
	case began.IsZero() || now.Sub(began) < associationTime:
		return associating
	}
	return associated
}

// gone reports that an association is ended or about to be.
func (a *association) gone() bool { return !a.ended.IsZero() || !a.rejected.IsZero() }

// find is the association of a resource or principal that has not ended.
func (one *share) find(entity string) *association {
	for _, a := range one.associations {
		if a.entity == entity && !a.gone() {
			return a
		}
	}
	return nil
}

// end ends an association.
func (a *association) end(now time.Time) { a.ended, a.updated = now, now }

// covers reports whether a principal is an account, or an organization or unit that has it.
func (s *Service) covers(principal, account string) bool {
	standing := s.accounts.Get(account)
	if principal == account {
		return true
	}
	at, isARN := core.ParseARN(principal)
	if !isARN || at.Service != "organizations" {
		return false
	}
	id := at.Resource[strings.LastIndex(at.Resource, "/")+1:]
	return standing.Organization != "" && id == standing.Organization || standing.OrganizationalUnit != "" && id == standing.OrganizationalUnit
}

// within reports whether a principal is of the organization of an account.
func (s *Service) within(account, principal string) bool {
	organization := s.accounts.Get(account).Organization
	if organization == "" {
		return false
	}
	if core.IsAccountID(principal) {
		return s.accounts.Get(principal).Organization == organization
	}
	at, _ := core.ParseARN(principal)
	return at.Service == "organizations" && strings.Contains("/"+at.Resource+"/", "/"+organization+"/")
}

// Shared reports whether a resource of another account has reached an account, and whether it is on its way there: shared, and not
// accepted yet or not spread everywhere.
func (s *Service) Shared(arn, account string) (reached, underWay bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	for _, one := range s.shares {
		if !one.deleted.IsZero() || one.find(arn) == nil {
			continue
		}
		for _, a := range one.associations {
			if a.kind != ofPrincipal || a.gone() || !s.covers(a.entity, account) {
				continue
			}
			underWay = true
			reached = reached || a.status(now) == associated && one.find(arn).status(now) == associated
		}
	}
	return reached, underWay && !reached
}

// SharedWith are the resources that have reached an account in a region.
func (s *Service) SharedWith(account, region string) (arns []string) {
	s.mu.Lock()
	var all []string
	for _, one := range s.shares {
		for _, a := range one.associations {
			if one.region == region && one.account != account && a.kind == ofResource {
				all = append(all, a.entity)
			}
		}
	}
	s.mu.Unlock()
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(arn string) bool {
		reached, _ := s.Shared(arn, account)
		return !reached
	})
}

// visible reports whether a caller sees a share: the owner, and those that it has reached.
func (s *Service) visible(one *share, q *request, owner string) bool {
	if one.region != q.Region {
		return false
	}
	if owner == "SELF" {
		return one.account == q.Account
	}
	return one.account != q.Account && slices.ContainsFunc(one.associations, func(a *association) bool {
		return a.kind == ofPrincipal && a.status(q.now) == associated && s.covers(a.entity, q.Account)
	})
}

// own is a share of the caller that is not deleted.
func (s *Service) own(q *request, arn string) (*share, error) {
	for _, one := range s.shares {
		if one.arn == arn && one.account == q.Account && one.region == q.Region && one.deleted.IsZero() {
			return one, nil
		}
	}
	return nil, &apiError{"UnknownResourceException", "ResourceShare " + arn + " could not be found."}
}
