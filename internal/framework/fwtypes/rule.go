// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Rule is a validator of a string that has one rule: must completes the sentence "NAME is VALUE, and it ...". What is null
// or not known yet passes.
func Rule(summary, must string, holds func(value string) bool) validator.String {
	return rule{summary: summary, must: must, holds: holds}
}

// PrivateRule is Rule for a value that no message may quote: must completes the sentence "NAME ...".
func PrivateRule(summary, must string, holds func(value string) bool) validator.String {
	return rule{summary: summary, must: must, holds: holds, private: true}
}

type rule struct {
	summary, must string
	holds         func(value string) bool
	private       bool
}

func (r rule) Description(context.Context) string         { return r.must }
func (r rule) MarkdownDescription(context.Context) string { return r.must }

func (r rule) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || r.holds(req.ConfigValue.ValueString()) {
		return
	}
	detail := fmt.Sprintf("%s is %s, and it %s.", req.Path, req.ConfigValue, r.must)
	if r.private {
		detail = fmt.Sprintf("%s %s.", req.Path, r.must)
	}
	resp.Diagnostics.AddAttributeError(req.Path, r.summary, detail)
}

// IsAlphanumeric reports whether AWS's patterns take a rune for a letter or a digit: those of ASCII.
func IsAlphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// OnlyAlphanumericOr reports whether a text holds only letters and digits of ASCII, and some others.
func OnlyAlphanumericOr(s, others string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !IsAlphanumeric(r) && !strings.ContainsRune(others, r) }) < 0
}
