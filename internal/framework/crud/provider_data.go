// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// ProviderData is what the provider's Configure hands to every resource and data source.
type ProviderData struct {
	Clients *awsclient.Clients
	Lookup  *lookup.Readers
	Clock   wait.Clock
	// PollInterval is the upper bound of the adaptive polling interval.
	PollInterval time.Duration
	// CostCeiling is what one object may cost; nil where the provider has none.
	CostCeiling *cost.Ceiling
	// AllowCommitments permits purchases that cannot be cancelled.
	AllowCommitments bool
	// DefaultDeletionPolicy is deletion_policy of resources that have none, and DeletionPolicyOverride wins over what any of them
	// says; both may be empty.
	DefaultDeletionPolicy, DeletionPolicyOverride string
	// Committed is what this process has read of objects with a commitment that runs, by type, region and name.
	Committed sync.Map
	// OwnershipKey, if not empty, marks what is created, so that it is taken over after a run that died. See Ownership.
	OwnershipKey string
	owned        sync.Map // the marks of what this process is creating
	DefaultTags  map[string]string
	IgnoreTags   tags.Ignore
	// RegionUnknown says that the provider's region depends on something not known at plan.
	RegionUnknown bool
	// Rules say what to do about values that break a rule of AWS's own models.
	Rules Rules
	// Stopped reports whether Terraform has asked to stop, as it does when it is interrupted. Where it has not, a context is
	// cancelled because Terraform is gone. Nil means never.
	Stopped func() bool
	// Told is for errors that many resources share.
	Told Told
	// Jobs are the jobs of the state that this process has seen.
	Jobs Jobs
	// Written is when the S3 objects that this process has looked at were last written.
	Written Written
}

// Rules are the plan_checks and skip_plan_checks of the provider. Their zero value refuses what AWS is sure to refuse.
type Rules struct {
	Off, WarnOnly bool
	// Skip are rules by their names in AWS's model: S3Uri.pattern.
	Skip []string
}
