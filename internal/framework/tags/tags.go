// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package tags gives every taggable type the same four words: tags, tags_all, default_tags and ignore_tags.
package tags

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Attribute is the tags argument; of names the object they belong to.
func Attribute(of string) schema.MapAttribute {
	return schema.MapAttribute{
		Optional:    true,
		ElementType: types.StringType,
		MarkdownDescription: "Tags of " + of + ", at most 50. They win over the provider's `default_tags` of the same key. " +
			"Changed in place.",
		Validators: []validator.Map{
			mapvalidator.SizeAtMost(50),
			mapvalidator.KeysAre(stringvalidator.LengthBetween(1, 128), notReserved{}),
			mapvalidator.ValueStringsAre(stringvalidator.LengthAtMost(256)),
		},
	}
}

// AllAttribute is the computed twin of Attribute: the tags with the provider's default_tags.
func AllAttribute(of string) schema.MapAttribute {
	return schema.MapAttribute{
		Computed:            true,
		ElementType:         types.StringType,
		MarkdownDescription: "All tags of " + of + ", with those of the provider's `default_tags`.",
	}
}

// PlanAll plans the computed twin from the tags argument and the provider's defaults.
func PlanAll(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, defaults map[string]string, own, all path.Path,
) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var configured types.Map
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, own, &configured)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if hasUnknown(configured) {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, all, types.MapUnknown(types.StringType))...)
		return
	}
	resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, all, Value(Merge(defaults, Map(configured))))...)
}

func hasUnknown(m types.Map) bool {
	return m.IsUnknown() || slices.ContainsFunc(slices.Collect(maps.Values(m.Elements())), attr.Value.IsUnknown)
}

// Merge is the defaults with own over them.
func Merge(defaults, own map[string]string) map[string]string {
	merged := make(map[string]string, len(defaults)+len(own))
	maps.Copy(merged, defaults)
	maps.Copy(merged, own)
	return merged
}

// Map is the Go map of a framework map of strings; unknown and null are empty, and an element that is null is not in it.
func Map(m types.Map) map[string]string {
	result := make(map[string]string, len(m.Elements()))
	for key, value := range m.Elements() {
		if s, ok := value.(types.String); ok && !s.IsNull() {
			result[key] = s.ValueString()
		}
	}
	return result
}

// Value is the framework map of a Go map, empty when it is.
func Value(m map[string]string) types.Map {
	elements := make(map[string]attr.Value, len(m))
	for key, value := range m {
		elements[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}

// FromAWS is what Read stores of the tags that AWS has: all of them, and own without the defaults that the configuration
// does not repeat. prior is the tags argument in the state, whose spelling of "none" is kept, in a value as well. Ignored
// tags are as the configuration has them, whatever AWS has: a difference would be planned away.
func FromAWS(remote map[string]string, prior types.Map, defaults map[string]string, ignore Ignore) (own, all types.Map) {
	repeated := Map(prior)
	allTags, ownTags := map[string]string{}, map[string]string{}
	for key, value := range remote {
		if !ignore.Match(key) {
			allTags[key] = value
		}
	}
	for key, value := range Merge(defaults, repeated) {
		if ignore.Match(key) {
			allTags[key] = value
		}
	}
	for key, value := range allTags {
		_, asked := repeated[key]
		if inherited, isDefault := defaults[key]; asked || !isDefault || inherited != value {
			ownTags[key] = value
		}
	}
	if len(ownTags) == 0 && prior.IsNull() {
		return prior, Value(allTags)
	}
	return withNulls(ownTags, prior), Value(allTags)
}

// withNulls is the framework map of a Go map, and as null what prior has as null and the map has not.
func withNulls(m map[string]string, prior types.Map) types.Map {
	elements := Value(m).Elements()
	for key, value := range prior.Elements() {
		if _, ok := m[key]; !ok && value.IsNull() {
			elements[key] = value
		}
	}
	return types.MapValueMust(types.StringType, elements)
}

// Diff is what changes remote tags from one map to another.
func Diff(from, to map[string]string) (set map[string]string, remove []string) {
	set = map[string]string{}
	for key, value := range to {
		if old, ok := from[key]; !ok || old != value {
			set[key] = value
		}
	}
	for key := range from {
		if _, ok := to[key]; !ok {
			remove = append(remove, key)
		}
	}
	slices.Sort(remove)
	return set, remove
}
