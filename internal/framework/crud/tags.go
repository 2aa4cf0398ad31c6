// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// ReadTags reads the tags of a Bedrock object. Where AWS denies it, the state keeps what it has: whoever may not read the tags
// knows, and would be told by every plan. An update of the tags fails for the same reason, and says so.
func ReadTags(
	ctx context.Context, client *bedrock.Client, data *ProviderData, arn string, own, all *types.Map,
) (diags diag.Diagnostics) {
	const summary = "Reading the tags of a Bedrock object"
	remote, err := tags.ListBedrock(ctx, client, arn)
	switch {
	case apierr.Is(err, apierr.AccessDenied):
		tflog.Warn(ctx, "the tags of a Bedrock object could not be read", map[string]any{"arn": arn, "error": apierr.Detail(arn, err)})
		if all.IsNull() {
			*all = MergedTags(data, *own)
		}
	case err != nil:
		diags.Append(apierr.Diagnostic(summary, arn, err))
	default:
		*own, *all = tags.FromAWS(remote, *own, data.DefaultTags, data.IgnoreTags)
	}
	return diags
}

// SyncTags changes the tags of a Bedrock object in place.
func SyncTags(ctx context.Context, client *bedrock.Client, arn string, from, to types.Map) (diags diag.Diagnostics) {
	Failed(&diags, "Updating the tags of a Bedrock object", arn, tags.SyncBedrock(ctx, client, arn, tags.Map(from), tags.Map(to)))
	return diags
}

// MergedTags is the tags argument with the provider's defaults below it.
func MergedTags(data *ProviderData, own types.Map) types.Map {
	return tags.Value(tags.Merge(data.DefaultTags, tags.Map(own)))
}
