// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocation

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// Expectations are what a good answer is like.
type Expectations struct {
	Pattern         types.String `tfsdk:"pattern"`
	MaxLatencyMs    types.Int64  `tfsdk:"max_latency_ms"`
	MaxOutputTokens types.Int64  `tfsdk:"max_output_tokens"`
}

func expectationsAttribute() schema.SingleNestedAttribute {
	atMost := func(text string) schema.Int64Attribute {
		return schema.Int64Attribute{Optional: true, MarkdownDescription: text, Validators: []validator.Int64{int64validator.AtLeast(0)}}
	}
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "What a good answer is like. An answer that is not is no error and taints nothing: see `met` and `all_met`. " +
			"Changing them asks again, which is paid.",
		PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplace()},
		Attributes: map[string]schema.Attribute{
			"pattern": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "Regular expression (RE2) that the answer has somewhere, such as `(?i)tracking link`; of an answer without " +
					"words, its body.",
				Validators: []validator.String{fwtypes.Rule("Invalid pattern", "must be a regular expression of RE2, without look-around and "+
					"back-references", func(pattern string) bool {
					_, err := regexp.Compile(pattern)
					return err == nil
				})},
			},
			"max_latency_ms":    atMost("Most milliseconds that the answer may take. Not met where AWS does not tell."),
			"max_output_tokens": atMost("Most tokens that the answer may have. Not met where AWS does not tell."),
		},
	}
}

// judge compares an answer with what was expected, by the name of the expectation.
func (e *Expectations) judge(answer Answer) (met types.Map, all types.Bool) {
	if e == nil {
		return types.MapNull(types.BoolType), types.BoolNull()
	}
	results, allMet := map[string]attr.Value{}, true
	set := func(name string, isMet bool) {
		results[name], allMet = types.BoolValue(isMet), allMet && isMet
	}
	if pattern, err := regexp.Compile(e.Pattern.ValueString()); err == nil && !e.Pattern.IsNull() {
		said := answer.Text
		if said == "" {
			said = string(answer.File)
		}
		set("pattern", pattern.MatchString(said))
	}
	atMost := func(name string, limit types.Int64, got *int64) {
		if !limit.IsNull() {
			set(name, got != nil && *got <= limit.ValueInt64())
		}
	}
	atMost("max_latency_ms", e.MaxLatencyMs, answer.LatencyMs)
	atMost("max_output_tokens", e.MaxOutputTokens, answer.OutputTokens)
	return types.MapValueMust(types.BoolType, results), types.BoolValue(allMet)
}
