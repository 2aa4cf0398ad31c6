// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// ListAll reads all pages of a list of a region; page asks for one. what is the summary of the error that it may add ("Listing Bedrock
// custom models"), and ok is false then.
func ListAll[T any](
	ctx context.Context, data *ProviderData, region types.String, what string, diags *diag.Diagnostics,
	page func(client *bedrock.Client, token *string) (items []T, next *string, err error),
) (all []T, ok bool) {
	client, err := data.Clients.Bedrock(ctx, region.ValueString())
	if err == nil {
		all, err = awsclient.Collect(func(token *string) ([]T, *string, error) { return page(client, token) })
	}
	return all, !Failed(diags, what, region.ValueString(), err)
}
