// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// notReserved refuses the prefix that AWS keeps for itself, and the key that the provider does.
type notReserved struct{}

func (notReserved) Description(context.Context) string         { return "must not begin with aws:" }
func (notReserved) MarkdownDescription(context.Context) string { return "must not begin with `aws:`" }

func (v notReserved) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.ValueString() == Owner {
		resp.Diagnostics.AddAttributeError(req.Path, "Reserved tag key",
			"The tag "+Owner+" is written by the provider: set its argument ownership_key instead.")
	}
	if strings.HasPrefix(strings.ToLower(req.ConfigValue.ValueString()), "aws:") {
		resp.Diagnostics.AddAttributeError(req.Path, "Reserved tag key",
			"The tag key "+req.ConfigValue.String()+" "+v.Description(ctx)+", which is kept for AWS itself.")
	}
}
