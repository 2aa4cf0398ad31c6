// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import "sync"

// Account is what AWS knows of an account and no client can set. The zero value is an account in good standing.
type Account struct {
	// NoPayment lets the agreements that the account requests end in ERROR.
	NoPayment bool
	// Unverified closes the authorization gate of every model, as AWS does until it has checked a new account.
	Unverified bool
	// TrainingFailure lets customization jobs fail with this message once they train, which is billed; empty for none.
	TrainingFailure string
	// TrainingStalls keeps customization jobs from training once their data is processed. They stay InProgress, without a message,
	// until they are stopped.
	TrainingStalls bool
	// CustomizationJobs is how many customization jobs the account may have at one time, which is 2 for a new one; 0 for any number.
	CustomizationJobs int
	// DeploymentFailure lets custom model deployments that are made, or given another model, fail with this message; empty for none.
	DeploymentFailure string
	// CopyFailure lets copies of custom models that are started fail with this message; empty for none.
	CopyFailure string
	// NoModelUnits is an account to which AWS has granted no model units, as a new one.
	NoModelUnits bool
	// ThroughputFailure lets provisioned throughput that is made, or given another model, fail with this message; empty for none.
	ThroughputFailure string
	// Management is the account of the organization whose use-case form this one inherits; empty for none.
	Management string
	// Organization is the id of the organization of the account, with which resources are shared without an invitation, and
	// OrganizationalUnit that of its unit; empty for none.
	Organization, OrganizationalUnit string
	// DisabledRegions are regions that the account has not enabled: their services do not know its credentials.
	DisabledRegions []string
}

// Accounts holds the standing of accounts by id.
type Accounts struct {
	mu       sync.Mutex
	standing map[string]Account
}

// NewAccounts returns a table of accounts in good standing.
func NewAccounts() *Accounts { return &Accounts{standing: map[string]Account{}} }

// Set changes the standing of an account.
func (t *Accounts) Set(id string, standing Account) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.standing[id] = standing
}

// Get returns the standing of an account.
func (t *Accounts) Get(id string) Account {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.standing[id]
}

// Reset forgets everything.
func (t *Accounts) Reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.standing)
}
