// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// DataRegionAttribute is the region of a regional data source. DataRegion reads it.
func DataRegionAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		Computed:            true,
		MarkdownDescription: "AWS Region to read from. Defaults to the provider's region.",
	}
}

// DataRegion is the region that a data source reads from: the configured one, or the provider's. A provider whose region
// is known only after apply is an error, since a data source has no state to fall back on.
func DataRegion(ctx context.Context, data *ProviderData, configured types.String) (types.String, diag.Diagnostics) {
	region, err := RegionOf(ctx, data, configured)
	if err == nil {
		err = data.Clients.CheckRegion(region)
	}
	if err != nil {
		return types.StringUnknown(), diag.Diagnostics{
			diag.NewAttributeErrorDiagnostic(regionPath, "Choosing the AWS Region", err.Error()),
		}
	}
	return types.StringValue(region), nil
}

// Locate puts DataRegion in the place of the region that is configured, and reports whether it could.
func Locate(ctx context.Context, data *ProviderData, region *types.String, diags *diag.Diagnostics) bool {
	chosen, found := DataRegion(ctx, data, *region)
	diags.Append(found...)
	*region = chosen
	return !found.HasError()
}
