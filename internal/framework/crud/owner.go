// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// CheckOwner compares the account and the partition of a stored ARN with the caller's, before "not found" is believed:
// with the wrong credentials every object looks gone, and removing it from the state would create it again. region is
// where it was looked for; empty when it came from the ARN itself.
func CheckOwner(ctx context.Context, data *ProviderData, arn, region string) diag.Diagnostics {
	stored, err := awsarn.Parse(arn)
	if err != nil {
		return errorf("Reading a Bedrock object", "%q in the state is not an ARN: %s.", arn, err)
	}
	if region != "" && stored.Region != "" && stored.Region != region {
		return errorf("Reading a Bedrock object in the wrong region",
			"%s is in %s, but was looked for in %s. It stays in the state.", arn, stored.Region, region)
	}
	return CheckAccount(ctx, data, arn, stored.Partition, stored.AccountID)
}

// CheckAccount is CheckOwner for objects whose ARN does not name their account, as those of S3.
func CheckAccount(ctx context.Context, data *ProviderData, arn, partition, account string) diag.Diagnostics {
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		return errorf("Reading a Bedrock object",
			"AWS did not find %s, and whether it was looked for in the right account could not be checked, so it stays in the "+
				"state: %s", arn, apierr.Message(err))
	}
	if caller.AccountID == "" {
		return errorf("Reading a Bedrock object",
			"AWS did not find %s. Whether it was looked for in the right account is not known, because skip_requesting_account_id "+
				"keeps the provider from asking, so it stays in the state. Remove skip_requesting_account_id from the provider. If you "+
				"know that the object is gone, terraform state rm takes it out of the state; while it is in the configuration, the next "+
				"apply then creates it again, which starts a new paid job where it is one.", arn)
	}
	if account != caller.AccountID || partition != caller.Partition {
		return errorf("Reading a Bedrock object with the credentials of another account",
			"%s belongs to account %s (partition %s), but the provider's credentials are of account %s (partition %s). "+
				"It stays in the state. Use the credentials of the right account; allowed_account_ids in the provider catches this earlier.",
			arn, account, partition, caller.AccountID, caller.Partition)
	}
	return nil
}

// CheckCaller is for objects that every account has one of, or may have one just like it: what the credentials of another
// account show would be believed. It returns the caller's account, empty when the provider does not ask for it, and an error
// when the state says another one.
func CheckCaller(ctx context.Context, data *ProviderData, what string, inState types.String) (account string, diags diag.Diagnostics) {
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		return "", errorf("Reading a Bedrock object", "Whether %s is in the account of the credentials could not be checked: %s",
			what, apierr.Message(err))
	}
	known := inState.ValueString()
	if known != "" && caller.AccountID != "" && known != caller.AccountID {
		return "", errorf("Reading a Bedrock object with the credentials of another account",
			"The state has %s of account %s, but the provider's credentials are of account %s. It stays in the state. Use the "+
				"credentials of the right account; allowed_account_ids in the provider catches this earlier.", what, known, caller.AccountID)
	}
	return caller.AccountID, nil
}

// Owner is where the state says that an object is; what it does not know is empty.
type Owner struct{ Partition, AccountID string }

// OwnerOf is the owner that an ARN names.
func OwnerOf(arn string) Owner {
	parsed, err := awsarn.Parse(arn)
	if err != nil {
		return Owner{}
	}
	return Owner{parsed.Partition, parsed.AccountID}
}

// mayForget refuses to delete or forget an object with the credentials of another account: there nothing of it would be found,
// and what is in the right one would be left without a record.
func (o Owner) mayForget(ctx context.Context, data *ProviderData, what string) diag.Diagnostics {
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		return errorf("Destroying a Bedrock object", "Whether %s is in the account of the credentials could not be checked, so it stays in "+
			"the state: %s\n\nWhere AWS STS cannot be asked, skip_requesting_account_id = true in the provider block leaves that check out.",
			what, apierr.Message(err))
	}
	otherAccount := o.AccountID != "" && caller.AccountID != "" && o.AccountID != caller.AccountID
	if otherAccount || o.Partition != "" && o.Partition != caller.Partition {
		return errorf("Destroying a Bedrock object with the credentials of another account", "The state has %s of account %s, but the "+
			"provider's credentials are of account %s (partition %s). Nothing is deleted, and it stays in the state. Use the credentials of "+
			"the right account.", what, strings.TrimSpace(o.AccountID+" (partition "+o.Partition+")"), caller.AccountID, caller.Partition)
	}
	return nil
}

// RegionFromARN is the region that an ARN names, where the object is read and deleted whatever the provider's region.
func RegionFromARN(arn string) string {
	parsed, err := awsarn.Parse(arn)
	if err != nil {
		return ""
	}
	return parsed.Region
}

func errorf(summary, format string, args ...any) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic(summary, fmt.Sprintf(format, args...))}
}
