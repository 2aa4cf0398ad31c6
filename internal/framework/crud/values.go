// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func nullOf(ctx context.Context, t attr.Type) tftypes.Value {
	return tftypes.NewValue(t.TerraformType(ctx), nil)
}

func unknownOf(ctx context.Context, t attr.Type) tftypes.Value {
	return tftypes.NewValue(t.TerraformType(ctx), tftypes.UnknownValue)
}
