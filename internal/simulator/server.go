// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/bedrock"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// DefaultAccountID owns everything that is created with credentials that did not come from AssumeRole.
const DefaultAccountID = "123456789012"

// Options configure a Simulator; the zero value is usable.
type Options struct {
	// Speed is how many seconds of virtual time pass in a second; 0 means 1.
	Speed float64
	// EnforceCallers refuses what the policies of a role do not allow to a caller who has assumed it.
	EnforceCallers bool
	// Organization are accounts that are one AWS organization, OrganizationID, in which sharing is switched on.
	Organization []string
}

// OrganizationID is the organization of the accounts of Options.Organization.
const OrganizationID = "o-simulator01"

// Simulator is an http.Handler for all simulated services and for the test controls under /_simulator/.
type Simulator struct {
	clock    *core.Clock
	accounts *core.Accounts
	sessions *core.Sessions
	journal  *journal
	faults   *faultTable
	enforce  bool
	together []string                // accounts of one organization
	services map[string]core.Service // by signing name

	bedrock *bedrock.Service
	roles   callerRoles
}

// Account is what AWS knows of an account and no client can set.
type Account = core.Account

// Object is one thing that a client created.
type Object = core.Object

// GivenModel is a custom model that exists already.
type GivenModel = bedrock.GivenModel

// BedrockOperations are the operations of Bedrock that are simulated, and those that AWS has besides: they are answered with 501.
func BedrockOperations() (simulated, missing []string) { return bedrock.Operations() }

// New returns a simulator that holds nothing yet.
func New(options Options) *Simulator {
	s := &Simulator{
		clock:    core.NewClock(options.Speed),
		accounts: core.NewAccounts(),
		sessions: core.NewSessions(),
		journal:  &journal{},
		faults:   &faultTable{},
		enforce:  options.EnforceCallers,
		together: options.Organization,
	}
	s.organize()
	s.register()
	return s
}

// organize makes one organization of the accounts that are meant to be one.
func (s *Simulator) organize() {
	for _, account := range s.together {
		s.accounts.Set(account, Account{Organization: OrganizationID})
	}
}

// Now returns the virtual time.
func (s *Simulator) Now() time.Time { return s.clock.Now() }

// Advance lets virtual time jump ahead. A negative duration changes nothing: the clock never goes back.
func (s *Simulator) Advance(d time.Duration) { s.clock.Advance(d) }

// Journal returns every request since the last reset, in the order of arrival.
func (s *Simulator) Journal() []Entry { return s.journal.list("") }

// SetAccount changes the standing of an account, from now on.
func (s *Simulator) SetAccount(id string, standing Account) { s.accounts.Set(id, standing) }

// GiveModel makes a custom model as if a job had trained it long ago.
func (s *Simulator) GiveModel(given GivenModel) { s.bedrock.GiveModel(given) }

// Objects returns what clients created and what still exists, sorted by type and ARN.
func (s *Simulator) Objects() []Object {
	s.catchUp()
	objects := []Object{}
	for _, svc := range s.services {
		objects = append(objects, svc.List()...)
	}
	slices.SortFunc(objects, func(a, b Object) int {
		return cmp.Or(strings.Compare(a.Type, b.Type), strings.Compare(a.ARN, b.ARN))
	})
	return objects
}

// AddFault arms a fault. It panics when the fault is not valid, which is a mistake in the test that calls it.
func (s *Simulator) AddFault(f Fault) {
	if err := s.faults.add(f, s.Now()); err != nil {
		panic(err)
	}
}

// ClearFaults disarms every fault and leaves everything else.
func (s *Simulator) ClearFaults() { s.faults.reset() }

// Reset forgets every object, session, fault and journal entry. The clock goes on, and the organization of the options stays.
func (s *Simulator) Reset() {
	for _, svc := range s.services {
		svc.Reset()
	}
	s.accounts.Reset()
	s.organize()
	s.sessions.Reset()
	s.faults.reset()
	s.journal.reset()
}
