// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// ScopeOf is where the jobs of a document run: as configured, or in the provider's region and the account of its credentials, which
// nobody is asked for where it is configured.
func ScopeOf(ctx context.Context, provider *crud.ProviderData, region, account types.String) (scope jobpolicy.Scope, err error) {
	if scope.Region, err = crud.RegionOf(ctx, provider, region); err != nil {
		return scope, fmt.Errorf("choosing the AWS Region: %w", err)
	}
	scope.Partition, scope.AccountID = provider.Clients.Partition(scope.Region), account.ValueString()
	if scope.AccountID == "" {
		caller, err := provider.Clients.Caller(ctx)
		if err != nil {
			return scope, fmt.Errorf("asking for the account (account_id): %w", err)
		}
		scope.AccountID = caller.AccountID
	}
	return scope, nil
}

// AccountID checks for the 12 digits of an AWS account.
func AccountID() validator.String {
	return fwtypes.Rule("Invalid account id", "must be an account id of 12 digits", fwtypes.IsAccountID)
}
