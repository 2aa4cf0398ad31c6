// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

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
	// DeploymentFailure lets custom model deployments that are made, or given another model, fail with this message; empty for none.
	DeploymentFailure string
	// NoModelUnits is an account to which AWS has granted no model units, as a new one.
	NoModelUnits bool
	// ThroughputFailure lets provisioned throughput that is made, or given another model, fail with this message; empty for none.
	ThroughputFailure string
	// Management is the account of the organization whose use-case form this one inherits; empty for none.
	Management string
	// DisabledRegions are regions that the account has not enabled: their services do not know its credentials.
	DisabledRegions []string
}

// accountTable holds the standing of accounts by id.
type accountTable struct {
	mu       sync.Mutex
	standing map[string]Account
}

func newAccountTable() *accountTable { return &accountTable{standing: map[string]Account{}} }

func (t *accountTable) set(id string, standing Account) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.standing[id] = standing
}

func (t *accountTable) get(id string) Account {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.standing[id]
}

func (t *accountTable) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.standing)
}
