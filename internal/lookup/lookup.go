// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package lookup reads facts from AWS that many resources ask for, each once per region and process: who the caller is,
// which models and inference profiles there are, what they cost.
package lookup

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// Readers are the cached AWS readers. They are safe for concurrent use.
type Readers struct {
	unanswered atomic.Bool // a check of access

	clients *awsclient.Clients

	foundationModels cached[string, []awstypes.FoundationModelSummary] // by region
	foundationModel  cached[modelKey, *awstypes.FoundationModelSummary]
	profiles         cached[string, []awstypes.InferenceProfileSummary] // those of AWS, by region
	profile          cached[modelKey, Profile]
	prices           cached[priceKey, *PriceList]
	plannedRoles     sync.Map // RoleUse by ARN
	behind           cached[modelKey, []RegionalModel]
	access           cached[RegionalModel, *bedrock.GetFoundationModelAvailabilityOutput]

	availabilities chan struct{} // one element for each question that is under way
}

// New returns readers that use the given clients. It sends nothing.
func New(clients *awsclient.Clients) *Readers {
	return &Readers{clients: clients, availabilities: make(chan struct{}, availabilitiesAtOnce)}
}

// Caller returns the account, partition and ARN of the credentials in use.
func (r *Readers) Caller(ctx context.Context) (awsclient.Caller, error) {
	return r.clients.Caller(ctx)
}

// regionOr returns region, or the provider's where it is empty.
func (r *Readers) regionOr(ctx context.Context, region string) (string, error) {
	if region != "" {
		return region, nil
	}
	return r.clients.Region(ctx)
}
