// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// mustAccept refuses to accept terms that the configuration does not accept.
type mustAccept struct{}

func (mustAccept) Description(context.Context) string { return "must be true" }

func (v mustAccept) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (mustAccept) ValidateBool(_ context.Context, req validator.BoolRequest, resp *validator.BoolResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || req.ConfigValue.ValueBool() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Terms that are not accepted",
		"accept_eula is false. Access to this model means accepting the end user license agreement of its vendor: read it (data source "+
			"bedrock_foundation_model_agreement_offers shows where it is) and set accept_eula = true, or remove the resource.")
}
