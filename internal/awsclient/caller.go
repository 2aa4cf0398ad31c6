// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Caller is who the credentials belong to.
type Caller struct {
	// AccountID is empty when the provider was told not to ask for it.
	AccountID string
	Partition string
	// ARN is the user or the assumed role; empty when the provider was told not to ask.
	ARN string
}

// AccountError says that the credentials belong to an account that the provider block rules out.
type AccountError struct {
	AccountID string
	// Argument is allowed_account_ids or forbidden_account_ids.
	Argument string
}

func (e *AccountError) Error() string {
	return fmt.Sprintf("the credentials belong to AWS account %s, which %s of the provider block rules out. "+
		"Use credentials of the account that is meant (check profile, assume_role and the AWS_* environment variables), "+
		"or correct the argument. Nothing was sent to this account but the question which it is", e.AccountID, e.Argument)
}

// Caller returns who the credentials belong to. It calls STS GetCallerIdentity at most once per process; not at all with
// skip_requesting_account_id, unless allowed_account_ids or forbidden_account_ids must be checked.
func (c *Clients) Caller(ctx context.Context) (Caller, error) {
	caller, err := c.caller(ctx)
	if err != nil {
		return Caller{}, c.tell(ctx, firstOf(c.config.STSRegion, c.homeRegion(ctx)), err)
	}
	return caller, nil
}

// checkAccount refuses accounts that the provider block rules out.
func (c *Clients) checkAccount(ctx context.Context) error {
	if !c.config.guardsAccount() {
		return nil
	}
	_, err := c.Caller(ctx)
	return err
}

// simulatorsAccount is the one of the simulator, and of the examples, which AWS's documentation uses for nobody.
const simulatorsAccount = "123456789012"

// MissesSimulator reports that only the account of the simulator is allowed, and that nothing leads to the simulator.
func (c *Clients) MissesSimulator() bool {
	isSet := func(variable string) bool { return os.Getenv(variable) != "" }
	return slices.Equal(c.config.AllowedAccountIDs, []string{simulatorsAccount}) && len(c.config.Endpoints) == 0 &&
		c.profileEndpoint.Load() == nil && !slices.ContainsFunc(endpointVariables(), isSet)
}

func (c *Config) guardsAccount() bool {
	return len(c.AllowedAccountIDs)+len(c.ForbiddenAccountIDs) > 0
}

func (c *Clients) resolveCaller(ctx context.Context) (Caller, error) {
	region, err := c.Region(ctx)
	if err != nil {
		return Caller{}, err
	}
	if c.config.SkipRequestingAccountID && !c.config.guardsAccount() {
		return Caller{Partition: c.Partition(region)}, nil
	}
	s, err := c.session(ctx)
	if err != nil {
		return Caller{}, err
	}
	// Not c.STS, which asks for the account first and tells the error, which is for the caller to tell.
	cfg := s.config.Copy()
	cfg.Region = firstOf(c.config.STSRegion, region)
	identity, err := newSTS(s, cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return Caller{}, fmt.Errorf("asking AWS STS which account the credentials belong to: %w", err)
	}
	caller := Caller{AccountID: aws.ToString(identity.Account), ARN: aws.ToString(identity.Arn)}
	parsed, err := arn.Parse(caller.ARN)
	if err != nil || caller.AccountID == "" {
		return Caller{}, fmt.Errorf("calling GetCallerIdentity: the answer has no account or no valid ARN (%q)", caller.ARN)
	}
	caller.Partition = parsed.Partition
	return caller, c.config.checkAccountID(caller.AccountID)
}

func (c *Config) checkAccountID(id string) error {
	if slices.Contains(c.ForbiddenAccountIDs, id) {
		return &AccountError{AccountID: id, Argument: "forbidden_account_ids"}
	}
	if len(c.AllowedAccountIDs) > 0 && !slices.Contains(c.AllowedAccountIDs, id) {
		return &AccountError{AccountID: id, Argument: "allowed_account_ids"}
	}
	return nil
}
