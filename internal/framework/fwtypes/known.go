// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// enumeration is one of the SDK's, which knows the values that AWS had when the SDK was written.
type enumeration[E any] interface {
	~string
	Values() []E
}

// IsKnown warns of a value that an enumeration of the SDK does not have. AWS adds values, so it is no error.
func IsKnown[E enumeration[E]]() validator.String {
	return known[E]{}
}

type known[E enumeration[E]] struct{}

func (known[E]) Description(context.Context) string {
	var values []string
	for _, value := range E("").Values() {
		values = append(values, string(value))
	}
	return "is usually one of " + strings.Join(values, ", ")
}

func (v known[E]) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v known[E]) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue
	if value.IsNull() || value.IsUnknown() || slices.ContainsFunc(E("").Values(), func(e E) bool { return string(e) == value.ValueString() }) {
		return
	}
	resp.Diagnostics.AddAttributeWarning(req.Path, "Unknown value", fmt.Sprintf(
		"%s is %s, which this version of the provider does not know; it %s. It is sent to AWS as it is.", req.Path, value, v.Description(ctx)))
}
