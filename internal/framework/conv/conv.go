// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package conv turns framework values into what the SDK takes, and back, where the framework has no method for it.
package conv

import (
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Optional is the value as the SDK wants it: nil for null, unknown and the empty string, which AWS refuses.
func Optional(v types.String) *string {
	if v.ValueString() == "" {
		return nil
	}
	return v.ValueStringPointer()
}

// NonEmpty is the value as Terraform wants it: null for nil and the empty string, which mean the same to AWS.
func NonEmpty(s *string) types.String {
	if s == nil || *s == "" {
		return types.StringNull()
	}
	return types.StringValue(*s)
}

// Enum is NonEmpty for the SDK's enumerations, whatever their value.
func Enum[S ~string](s S) types.String {
	v := string(s)
	return NonEmpty(&v)
}

// Time is an RFC 3339 timestamp in UTC, null for nil.
func Time(t *time.Time) types.String {
	if t == nil {
		return types.StringNull()
	}
	return types.StringValue(t.UTC().Format(time.RFC3339Nano))
}

// Int64From32 widens the SDK's int32, nil to null.
func Int64From32(v *int32) types.Int64 {
	if v == nil {
		return types.Int64Null()
	}
	return types.Int64Value(int64(*v))
}

// OptionalInt32 is the number as the SDK wants it: nil for null and unknown.
func OptionalInt32(v types.Int32) *int32 {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueInt32Pointer()
}

// Strings is a list or a set as the SDK wants it: nil for null and unknown.
func Strings(v interface{ Elements() []attr.Value }) []string {
	var all []string
	for _, element := range v.Elements() {
		if text, ok := element.(types.String); ok {
			all = append(all, text.ValueString())
		}
	}
	return all
}

// Texts is the SDK's enumerations, or what else are texts, as plain ones.
func Texts[S ~string](all []S) []string {
	out := make([]string, len(all))
	for i, one := range all {
		out[i] = string(one)
	}
	return out
}

// List is the list as Terraform wants it: null for one without elements, which means the same to AWS.
func List(all []string) types.List {
	if len(all) == 0 {
		return types.ListNull(types.StringType)
	}
	return types.ListValueMust(types.StringType, values(all))
}

// Set is List for what has no order.
func Set(all []string) types.Set {
	if len(all) == 0 {
		return types.SetNull(types.StringType)
	}
	return types.SetValueMust(types.StringType, values(all))
}

func values(all []string) []attr.Value {
	elements := make([]attr.Value, len(all))
	for i, text := range all {
		elements[i] = types.StringValue(text)
	}
	return elements
}

// Joined is a list of sentences as one text, null for none.
func Joined(v types.List) types.String {
	text := strings.Join(Strings(v), " ")
	return NonEmpty(&text)
}
