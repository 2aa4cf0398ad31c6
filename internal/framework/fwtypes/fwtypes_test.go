// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

func text(s string) types.String { return types.StringValue(s) }

// object is a state or a plan: there, or null.
func object(t *testing.T, there bool) tftypes.Value {
	t.Helper()
	ty := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"model": tftypes.String}}
	if !there {
		return tftypes.NewValue(ty, nil)
	}
	return tftypes.NewValue(ty, map[string]tftypes.Value{"model": tftypes.NewValue(tftypes.String, "m")})
}

func modify(t *testing.T, m planmodifier.String, state, plan types.String, exists, stays bool) *planmodifier.StringResponse {
	t.Helper()
	s := schema.Schema{Attributes: map[string]schema.Attribute{"model": schema.StringAttribute{Required: true}}}
	req := planmodifier.StringRequest{
		State: tfsdk.State{Raw: object(t, exists), Schema: s}, Plan: tfsdk.Plan{Raw: object(t, stays), Schema: s},
		StateValue: state, PlanValue: plan, ConfigValue: plan,
	}
	resp := &planmodifier.StringResponse{PlanValue: plan}
	m.PlanModifyString(t.Context(), req, resp)
	if resp.Diagnostics.HasError() {
		t.Fatal(resp.Diagnostics)
	}
	return resp
}

func TestReplaceUnlessSame(t *testing.T) {
	t.Parallel()
	m := fwtypes.ReplaceUnlessSame(fwtypes.SameModel)
	for name, tc := range map[string]struct {
		state, plan, want types.String
		replaces          bool
	}{
		"same":             {text(lite), text(lite), text(lite), false},
		"another spelling": {text(lite), text(liteARN), text(lite), false},
		"and back":         {text(liteARN), text(lite), text(liteARN), false},
		"another model":    {text(lite), text("amazon.nova-pro-v1:0"), text("amazon.nova-pro-v1:0"), true},
		"not known yet":    {text(lite), types.StringUnknown(), types.StringUnknown(), true},
		"removed":          {text(lite), types.StringNull(), types.StringNull(), true},
		"added":            {types.StringNull(), text(lite), text(lite), true},
		"never there":      {types.StringNull(), types.StringNull(), types.StringNull(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := modify(t, m, tc.state, tc.plan, true, true)
			if !got.PlanValue.Equal(tc.want) || got.RequiresReplace != tc.replaces {
				t.Errorf("planned %s, replaces %t", got.PlanValue, got.RequiresReplace)
			}
		})
	}
	if modify(t, m, types.StringNull(), text(lite), false, true).RequiresReplace {
		t.Error("replaces what does not exist yet")
	}
	if modify(t, m, text(lite), types.StringNull(), true, false).RequiresReplace {
		t.Error("replaces what is destroyed")
	}
}

func TestKeepSamePolicy(t *testing.T) {
	t.Parallel()
	const policy, spaced = `{"Statement":[{"Effect":"Allow","Action":["a"]}]}`, `{"Statement": {"Action": "a", "Effect": "Allow"}}`
	for name, tc := range map[string]struct{ state, plan, want types.String }{
		"another spelling": {text(policy), text(spaced), text(policy)},
		"another policy":   {text(policy), text(`{"Statement":[]}`), text(`{"Statement":[]}`)},
		"new":              {types.StringNull(), text(policy), text(policy)},
		"removed":          {text(policy), types.StringNull(), types.StringNull()},
		"not known yet":    {text(policy), types.StringUnknown(), types.StringUnknown()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := modify(t, fwtypes.KeepSamePolicy(), tc.state, tc.plan, true, true)
			if !got.PlanValue.Equal(tc.want) || got.RequiresReplace {
				t.Errorf("planned %s, replaces %t", got.PlanValue, got.RequiresReplace)
			}
		})
	}
}

func TestReplaceOnPresence(t *testing.T) {
	t.Parallel()
	members := map[string]attr.Type{"id": types.StringType}
	one := types.ObjectValueMust(members, map[string]attr.Value{"id": text("1")})
	other := types.ObjectValueMust(members, map[string]attr.Value{"id": text("2")})
	none, unknown := types.ObjectNull(members), types.ObjectUnknown(members)
	s := schema.Schema{Attributes: map[string]schema.Attribute{"model": schema.StringAttribute{Required: true}}}
	for name, tc := range map[string]struct {
		state, plan types.Object
		replaces    bool
	}{
		"added": {none, one, true}, "removed": {one, none, true}, "changed inside": {one, other, false}, "same": {one, one, false},
		"never there": {none, none, false}, "not known yet": {one, unknown, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := planmodifier.ObjectRequest{
				State: tfsdk.State{Raw: object(t, true), Schema: s}, Plan: tfsdk.Plan{Raw: object(t, true), Schema: s},
				StateValue: tc.state, PlanValue: tc.plan, ConfigValue: tc.plan,
			}
			resp := &planmodifier.ObjectResponse{PlanValue: tc.plan}
			fwtypes.ReplaceOnPresence().PlanModifyObject(t.Context(), req, resp)
			if resp.RequiresReplace != tc.replaces || resp.Diagnostics.HasError() {
				t.Errorf("replaces %t, %v", resp.RequiresReplace, resp.Diagnostics)
			}
		})
	}
}
