// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/spelling"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// doubts warns of filters whose value nothing in the region has and AWS does not know of: the empty list then has a reason that is in no
// other place. It names the value that is probably meant, or those that there are.
func (f filters) doubts(models []awstypes.FoundationModelSummary) (diags diag.Diagnostics) {
	for _, check := range []struct {
		argument string
		value    types.String
		known    []string
		of       func(awstypes.FoundationModelSummary) []string
	}{
		{"by_provider", f.ByProvider, nil, func(m awstypes.FoundationModelSummary) []string { return []string{aws.ToString(m.ProviderName)} }},
		{
			"by_customization_type", f.ByCustomizationType, conv.Texts(awstypes.ModelCustomization("").Values()),
			func(m awstypes.FoundationModelSummary) []string { return conv.Texts(m.CustomizationsSupported) },
		},
		{
			"by_input_modality", f.ByInputModality, conv.Texts(awstypes.ModelModality("").Values()),
			func(m awstypes.FoundationModelSummary) []string { return conv.Texts(m.InputModalities) },
		},
		{
			"by_output_modality", f.ByOutputModality, conv.Texts(awstypes.ModelModality("").Values()),
			func(m awstypes.FoundationModelSummary) []string { return conv.Texts(m.OutputModalities) },
		},
		{
			"by_inference_type", f.ByInferenceType, append(conv.Texts(awstypes.InferenceType("").Values()), "INFERENCE_PROFILE"),
			func(m awstypes.FoundationModelSummary) []string { return conv.Texts(m.InferenceTypesSupported) },
		},
		{"by_model_name", f.ByModelName, nil, func(m awstypes.FoundationModelSummary) []string {
			return []string{aws.ToString(m.ModelName), aws.ToString(m.ProviderName) + " " + aws.ToString(m.ModelName)}
		}},
		{"by_lifecycle_status", f.ByLifecycleStatus, conv.Texts(awstypes.FoundationModelLifecycleStatus("").Values()), nil},
	} {
		known := check.known
		for _, m := range models {
			if check.of != nil {
				known = append(known, check.of(m)...)
			}
		}
		value := check.value.ValueString()
		isKnown := slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, value) })
		meant := likely(value, known)
		if value == "" || isKnown {
			continue
		}
		instead := fmt.Sprintf("Probably %q is meant.", meant)
		if meant == "" {
			slices.Sort(known)
			instead = "Values that models have: " + strings.Join(slices.Compact(known), ", ") + "."
		}
		diags.AddAttributeWarning(path.Root(check.argument), "Filtering by a value that no model has",
			fmt.Sprintf("No model of the region has %q, so the list is empty. %s", value, instead))
	}
	return diags
}

// likely is the known value that is spelled most like a value or contains it, as Mistral AI does Mistral; empty for none.
func likely(value string, known []string) string {
	if near := spelling.Nearest(value, known); near != "" {
		return near
	}
	i := slices.IndexFunc(known, func(k string) bool {
		return len(value) > 2 && strings.Contains(strings.ToLower(k), strings.ToLower(value))
	})
	if i < 0 {
		return ""
	}
	return known[i]
}

// filters are the filters of ListFoundationModels and three of our own. They are applied here, so that
// blocks with different filters share one answer.
type filters struct {
	ByProvider          types.String `tfsdk:"by_provider"`
	ByCustomizationType types.String `tfsdk:"by_customization_type"`
	ByInputModality     types.String `tfsdk:"by_input_modality"`
	ByOutputModality    types.String `tfsdk:"by_output_modality"`
	ByInferenceType     types.String `tfsdk:"by_inference_type"`
	ByLifecycleStatus   types.String `tfsdk:"by_lifecycle_status"`
	ByModelName         types.String `tfsdk:"by_model_name"`
}

// apply returns the models that pass every filter.
func (f filters) apply(models []awstypes.FoundationModelSummary) []awstypes.FoundationModelSummary {
	var passed []awstypes.FoundationModelSummary
	for _, m := range models {
		if f.passes(m) {
			passed = append(passed, m)
		}
	}
	return passed
}

func (f filters) passes(m awstypes.FoundationModelSummary) bool {
	var status awstypes.FoundationModelLifecycleStatus
	if m.ModelLifecycle != nil {
		status = m.ModelLifecycle.Status
	}
	return passes(f.ByProvider, aws.ToString(m.ProviderName)) &&
		passes(f.ByCustomizationType, m.CustomizationsSupported...) &&
		passes(f.ByInputModality, m.InputModalities...) &&
		passes(f.ByOutputModality, m.OutputModalities...) &&
		passes(f.ByInferenceType, m.InferenceTypesSupported...) &&
		passes(f.ByLifecycleStatus, status) &&
		passes(f.ByModelName, aws.ToString(m.ModelName), aws.ToString(m.ProviderName)+" "+aws.ToString(m.ModelName))
}

// passes reports whether a filter is not set or is one of the values.
func passes[S ~string](filter types.String, values ...S) bool {
	wanted := filter.ValueString()
	return wanted == "" || slices.ContainsFunc(values, func(v S) bool { return strings.EqualFold(string(v), wanted) })
}
