// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type set = map[string]string

func null() types.Map { return types.MapNull(types.StringType) }

// nullsAnd is tags with more keys whose values are null, as a variable that is not set makes them.
func nullsAnd(tagged set, keys ...string) types.Map {
	elements := tags.Value(tagged).Elements()
	for _, key := range keys {
		elements[key] = types.StringNull()
	}
	return types.MapValueMust(types.StringType, elements)
}

func TestMerge_ownWins(t *testing.T) {
	t.Parallel()
	defaults, own := set{"env": "prod", "team": "ml"}, set{"env": "dev"}
	if diff := cmp.Diff(set{"env": "dev", "team": "ml"}, tags.Merge(defaults, own)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(set{"env": "prod", "team": "ml"}, defaults); diff != "" {
		t.Errorf("the defaults changed:\n%s", diff)
	}
	if got := tags.Merge(nil, nil); got == nil || len(got) != 0 {
		t.Errorf("nothing merged is %v", got)
	}
}

func TestFromAWS(t *testing.T) {
	t.Parallel()
	v, none := tags.Value, null()
	a, prod, me := set{"a": "1"}, set{"env": "prod"}, set{"owner": "me"}
	ignore := tags.Ignore{Keys: []string{"owner"}, KeyPrefixes: []string{"cost:"}}
	for name, tc := range map[string]struct {
		remote   set
		prior    types.Map
		defaults set
		own, all types.Map
	}{
		"none":                       {nil, none, nil, none, v(nil)},
		"none, spelled as empty":     {nil, v(nil), nil, v(nil), v(nil)},
		"own":                        {a, v(a), nil, v(a), v(a)},
		"after import":               {a, none, nil, v(a), v(a)},
		"one that is null":           {a, nullsAnd(a, "b"), set{"b": "2"}, nullsAnd(a, "b"), v(a)},
		"null and a default":         {set{"b": "2"}, nullsAnd(nil, "b"), set{"b": "2"}, nullsAnd(nil, "b"), v(set{"b": "2"})},
		"null and added elsewhere":   {set{"b": "2"}, nullsAnd(nil, "b"), nil, v(set{"b": "2"}), v(set{"b": "2"})},
		"removed elsewhere":          {nil, v(a), nil, v(nil), v(nil)},
		"added elsewhere":            {set{"b": "2"}, none, nil, v(set{"b": "2"}), v(set{"b": "2"})},
		"a default":                  {prod, none, prod, none, v(prod)},
		"a default, changed":         {set{"env": "dev"}, none, prod, v(set{"env": "dev"}), v(set{"env": "dev"})},
		"a default, removed":         {nil, none, prod, none, v(nil)},
		"a default, repeated":        {prod, v(prod), prod, v(prod), v(prod)},
		"AWS's own":                  {set{"aws:x": "1", "a": "1"}, v(a), nil, v(a), v(a)},
		"ignored":                    {set{"owner": "x", "cost:a": "1", "costs": "2"}, none, nil, v(set{"costs": "2"}), v(set{"costs": "2"})},
		"ignored and configured":     {set{"owner": "x"}, v(me), nil, v(me), v(me)},
		"ignored and gone":           {nil, v(me), nil, v(me), v(me)},
		"ignored and a default":      {set{"owner": "x"}, none, set{"owner": "all"}, none, v(set{"owner": "all"})},
		"ignored, a default and own": {set{"owner": "x"}, v(me), set{"owner": "all"}, v(me), v(me)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own, all := tags.FromAWS(tc.remote, tc.prior, tc.defaults, ignore)
			if !own.Equal(tc.own) || !all.Equal(tc.all) {
				t.Errorf("own %s, all %s; want %s and %s", own, all, tc.own, tc.all)
			}
		})
	}
}

// Whatever is configured, what Read stores right after an apply is what the next plan wants.
func TestFromAWS_leavesNothingToPlan(t *testing.T) {
	t.Parallel()
	ignore := tags.Ignore{KeyPrefixes: []string{"x"}}
	for _, defaults := range []set{nil, {"env": "prod"}, {"x1": "d", "env": "prod"}} {
		for _, own := range []types.Map{
			null(), tags.Value(nil), nullsAnd(nil, "env"), nullsAnd(set{"x1": "1"}, "a"), tags.Value(set{"env": "dev"}),
			tags.Value(set{"env": "prod", "x1": "1", "x2": "2"}),
		} {
			planned := tags.Merge(defaults, tags.Map(own))
			gotOwn, gotAll := tags.FromAWS(planned, own, defaults, ignore)
			if !gotOwn.Equal(own) || !gotAll.Equal(tags.Value(planned)) {
				t.Errorf("defaults %v, tags %s: read as %s and %s, planned %v", defaults, own, gotOwn, gotAll, planned)
			}
		}
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		from, to, set set
		remove        []string
	}{
		"same":    {set{"a": "1"}, set{"a": "1"}, set{}, nil},
		"nothing": {nil, nil, set{}, nil},
		"added":   {nil, set{"a": ""}, set{"a": ""}, nil},
		"changed": {set{"a": "1"}, set{"a": "2"}, set{"a": "2"}, nil},
		"removed": {set{"b": "1", "a": ""}, nil, set{}, []string{"a", "b"}},
		"all":     {set{"a": "1", "b": "1", "c": "1"}, set{"a": "1", "b": "2", "d": "1"}, set{"b": "2", "d": "1"}, []string{"c"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gotSet, gotRemove := tags.Diff(tc.from, tc.to)
			if diff := cmp.Diff(tc.set, gotSet) + cmp.Diff(tc.remove, gotRemove); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestIgnore(t *testing.T) {
	t.Parallel()
	ignore := tags.Ignore{Keys: []string{"owner"}, KeyPrefixes: []string{"cost:"}}
	for key, want := range map[string]bool{
		"owner": true, "Owner": false, "owners": false, "cost:": true, "cost:center": true, "cost": false,
		"aws:cloudformation:stack": true, "awsome": false,
	} {
		if got := ignore.Match(key); got != want {
			t.Errorf("Match(%q) = %t", key, got)
		}
	}
	if (tags.Ignore{}).Match("a") {
		t.Error("nothing to ignore, and yet ignored")
	}
}

func testSchema() schema.Schema {
	return schema.Schema{Attributes: map[string]schema.Attribute{
		"tags": tags.Attribute("the test"), "tags_all": tags.AllAttribute("the test"),
	}}
}

// raw is a configuration or a plan with some tags.
func raw(t *testing.T, own types.Map) tftypes.Value {
	t.Helper()
	value, err := own.ToTerraformValue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ty := testSchema().Type().TerraformType(t.Context())
	return tftypes.NewValue(ty, map[string]tftypes.Value{
		"tags": value, "tags_all": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, tftypes.UnknownValue),
	})
}

func planAll(t *testing.T, own types.Map, defaults set) types.Map {
	t.Helper()
	value := raw(t, own)
	req := resource.ModifyPlanRequest{
		Config: tfsdk.Config{Raw: value, Schema: testSchema()}, Plan: tfsdk.Plan{Raw: value, Schema: testSchema()},
	}
	resp := &resource.ModifyPlanResponse{Plan: req.Plan}
	tags.PlanAll(t.Context(), req, resp, defaults, path.Root("tags"), path.Root("tags_all"))
	var all types.Map
	resp.Diagnostics.Append(resp.Plan.GetAttribute(t.Context(), path.Root("tags_all"), &all)...)
	if resp.Diagnostics.HasError() {
		t.Fatal(resp.Diagnostics)
	}
	return all
}

func TestPlanAll(t *testing.T) {
	t.Parallel()
	defaults := set{"env": "prod"}
	unknown := types.MapUnknown(types.StringType)
	for name, tc := range map[string]struct {
		own      types.Map
		defaults set
		want     types.Map
	}{
		"none":             {null(), nil, tags.Value(nil)},
		"defaults":         {null(), defaults, tags.Value(defaults)},
		"own over default": {tags.Value(set{"env": "dev", "a": "1"}), defaults, tags.Value(set{"env": "dev", "a": "1"})},
		"own that is null": {nullsAnd(set{"a": "1"}, "env", "b"), defaults, tags.Value(set{"env": "prod", "a": "1"})},
		"unknown":          {unknown, defaults, unknown},
		"a value unknown": {
			types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringUnknown(), "b": types.StringValue("1")}), defaults, unknown,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := planAll(t, tc.own, tc.defaults); !got.Equal(tc.want) {
				t.Errorf("planned %s, want %s", got, tc.want)
			}
		})
	}
}

func TestPlanAll_leavesADestroyAlone(t *testing.T) {
	t.Parallel()
	gone := tftypes.NewValue(testSchema().Type().TerraformType(t.Context()), nil)
	req := resource.ModifyPlanRequest{Plan: tfsdk.Plan{Raw: gone, Schema: testSchema()}}
	resp := &resource.ModifyPlanResponse{Plan: req.Plan}
	tags.PlanAll(t.Context(), req, resp, set{"env": "prod"}, path.Root("tags"), path.Root("tags_all"))
	if resp.Diagnostics.HasError() || !resp.Plan.Raw.IsNull() {
		t.Errorf("plan %s, %v", resp.Plan.Raw, resp.Diagnostics)
	}
}

func TestAttribute_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	long := func(n int) string {
		text := make([]byte, n)
		for i := range text {
			text[i] = 'x'
		}
		return string(text)
	}
	many := set{}
	for i := range 51 {
		many[long(i+1)] = ""
	}
	for name, tc := range map[string]struct {
		tags  set
		valid bool
	}{
		"none": {nil, true}, "the longest": {set{long(128): long(256)}, true}, "an empty value": {set{"a": ""}, true},
		"an empty key": {set{"": "1"}, false}, "a long key": {set{long(129): ""}, false}, "a long value": {set{"a": long(257)}, false},
		"51 tags": {many, false}, "AWS's own": {set{"aws:a": ""}, false}, "AWS's own, in capitals": {set{"AWS:a": ""}, false},
		"almost AWS's own": {set{"awsa": ""}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attribute := tags.Attribute("the test")
			resp := &validator.MapResponse{}
			for _, v := range attribute.Validators {
				v.ValidateMap(t.Context(), validator.MapRequest{Path: path.Root("tags"), ConfigValue: tags.Value(tc.tags)}, resp)
			}
			if valid := !resp.Diagnostics.HasError(); valid != tc.valid {
				t.Errorf("valid %t, want %t: %v", valid, tc.valid, resp.Diagnostics)
			}
		})
	}
}

// A module passes on an optional tag as null: there is no such tag, and the plan after it is empty.
func TestFromAWS_nullIsNoTag(t *testing.T) {
	t.Parallel()
	withNull := func(m set) types.Map {
		elements := map[string]attr.Value{"y": types.StringNull()}
		for key, value := range m {
			elements[key] = types.StringValue(value)
		}
		return types.MapValueMust(types.StringType, elements)
	}
	if got := planAll(t, withNull(set{"x": "1"}), set{"y": "default"}); !got.Equal(tags.Value(set{"x": "1", "y": "default"})) {
		t.Errorf("planned %s", got)
	}
	for name, tc := range map[string]struct {
		remote, defaults set
		own, all         types.Map
	}{
		"as configured":      {set{"x": "1"}, nil, withNull(set{"x": "1"}), tags.Value(set{"x": "1"})},
		"a default":          {set{"x": "1", "y": "d"}, set{"y": "d"}, withNull(set{"x": "1"}), tags.Value(set{"x": "1", "y": "d"})},
		"set by someone":     {set{"x": "1", "y": "2"}, nil, tags.Value(set{"x": "1", "y": "2"}), tags.Value(set{"x": "1", "y": "2"})},
		"no other tag":       {set{}, nil, withNull(nil), tags.Value(nil)},
		"the other one gone": {set{"x": "2"}, nil, withNull(set{"x": "2"}), tags.Value(set{"x": "2"})},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own, all := tags.FromAWS(tc.remote, withNull(set{"x": "1"}), tc.defaults, tags.Ignore{})
			if !own.Equal(tc.own) || !all.Equal(tc.all) {
				t.Errorf("own %s, all %s", own, all)
			}
		})
	}
}
