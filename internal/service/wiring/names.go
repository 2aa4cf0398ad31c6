// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// nameAttribute is a name that cannot change, and that is made up where only a prefix is given.
func nameAttribute(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		Computed:            true,
		MarkdownDescription: description + " Changing it forces a new resource.",
		PlanModifiers: []planmodifier.String{
			stringplanmodifier.UseStateForUnknown(),
			stringplanmodifier.RequiresReplaceIfConfigured(),
		},
		Validators: validators,
	}
}

// namePrefixAttribute is the beginning of a name that is made up. It forces a new resource only when the name that the
// object has does not begin with it: after an import it changes nothing.
func namePrefixAttribute(name path.Path, description string, validators ...validator.String) schema.StringAttribute {
	const rule = "A prefix that the name does not begin with forces a new resource."
	replace := stringplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			var current types.String
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, name, &current)...)
			unknown := req.PlanValue.IsUnknown()
			resp.RequiresReplace = unknown || !strings.HasPrefix(current.ValueString(), req.PlanValue.ValueString())
		}, rule, rule)
	return schema.StringAttribute{
		Optional:            true,
		MarkdownDescription: description + " " + rule,
		PlanModifiers:       []planmodifier.String{replace},
		Validators:          validators,
	}
}
