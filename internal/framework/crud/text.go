// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Getter is a plan, a state or a configuration.
type Getter interface {
	GetAttribute(ctx context.Context, at path.Path, target any) diag.Diagnostics
}

// Text reads one string; unknown and null are empty.
func Text(ctx context.Context, from Getter, attribute string, diags *diag.Diagnostics) string {
	var value types.String
	diags.Append(from.GetAttribute(ctx, path.Root(attribute), &value)...)
	return value.ValueString()
}
