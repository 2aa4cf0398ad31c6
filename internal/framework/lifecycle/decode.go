// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// decodeKnown decodes a planned value as far as it is known into a model, whose plain structs and slices have no place for what
// is unknown: that becomes null, and leaves lists and sets.
func decodeKnown(ctx context.Context, plan tfsdk.Plan, model any) diag.Diagnostics {
	known, err := tftypes.Transform(plan.Raw, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		if !v.IsKnown() {
			return tftypes.NewValue(v.Type(), nil), nil
		}
		return withoutNulls(v)
	})
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Reading the plan", err.Error()+". This is a bug in the provider, please report it.")}
	}
	return tfsdk.Plan{Schema: plan.Schema, Raw: known}.Get(ctx, model)
}

// withoutNulls is a list, set or map without its elements that are null.
func withoutNulls(v tftypes.Value) (tftypes.Value, error) {
	if v.IsNull() {
		return v, nil
	}
	switch v.Type().(type) {
	case tftypes.List, tftypes.Set:
		var all, present []tftypes.Value
		if err := v.As(&all); err != nil {
			return v, err
		}
		for _, element := range all {
			if !element.IsNull() {
				present = append(present, element)
			}
		}
		return tftypes.NewValue(v.Type(), present), nil
	case tftypes.Map:
		all, present := map[string]tftypes.Value{}, map[string]tftypes.Value{}
		if err := v.As(&all); err != nil {
			return v, err
		}
		for key, element := range all {
			if !element.IsNull() {
				present[key] = element
			}
		}
		return tftypes.NewValue(v.Type(), present), nil
	}
	return v, nil
}
