// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocationtarget_test

import (
	"slices"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func block(arguments string) string {
	return "data \"bedrock_invocation_target\" \"test\" {\n" + arguments + "\n}\n"
}

func texts(list cty.Value) (values []string) {
	for _, v := range list.AsValueSlice() {
		values = append(values, v.AsString())
	}
	return values
}

func TestInvocationTarget_takesTheFirstWay(t *testing.T) {
	t.Parallel()
	cloud, w := acctest.Start(t, registry.Of("catalog"))
	for arguments, want := range map[string][2]string{
		`model_id = "amazon.nova-lite-v1:0"`: {"amazon.nova-lite-v1:0", "in_region"},

		`model_id = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"`: {"amazon.nova-lite-v1:0", "in_region"},

		"model_id = \"amazon.nova-lite-v1:0\"\nscope_order = [\"geo\"]": {"us.amazon.nova-lite-v1:0", "geo"},

		"model_id = \"amazon.nova-lite-v1:0\"\nregion = \"eu-central-1\"": {"eu.amazon.nova-lite-v1:0", "geo"},

		"model_id = \"amazon.nova-lite-v1:0\"\nregion = \"ap-northeast-1\"": {"apac.amazon.nova-lite-v1:0", "geo"},

		`model_id = "anthropic.claude-sonnet-5"`: {"us.anthropic.claude-sonnet-5", "geo"},

		"model_id = \"anthropic.claude-sonnet-5\"\nscope_order = [\"global\", \"geo\"]": {"global.anthropic.claude-sonnet-5", "global"},

		"model_name_prefix = \"claude sonnet\"": {"us.anthropic.claude-sonnet-5", "geo"},

		"model_name_prefix = \"Claude Sonnet\"\npinned_model_id = \"anthropic.claude-sonnet-4-6\"": {"us.anthropic.claude-sonnet-4-6", "geo"},

		"by_provider = \"amazon\"\nmodel_name_prefix = \"Nova C\"\nallow_legacy = true": {"amazon.nova-canvas-v1:0", "in_region"},

		`model_id = "amazon.nova-lite-v1:0"
		 scope_order = ["geo"]
		 allowed_regions = ["us-east-1", "us-east-2", "us-west-2"]`: {"us.amazon.nova-lite-v1:0", "geo"},
	} {
		acctest.ApplyInSilence(t, w, block(arguments))
		data := w.Data("bedrock_invocation_target.test")
		if got := [2]string{data.GetAttr("target_id").AsString(), data.GetAttr("scope").AsString()}; got != want {
			t.Errorf("%s: %v, want %v", arguments, got, want)
		}
	}
	counts := map[string]int{}
	for _, entry := range cloud.Journal() {
		counts[entry.Operation+" "+entry.Region]++
	}
	if counts["ListFoundationModels us-east-1"] != 1 {
		t.Errorf("%v", counts)
	}
}

// A policy has to allow the profile and every model behind it, and for a global one the model without a region.
func TestInvocationTarget_namesWhatAPolicyNeeds(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("catalog"))
	for arguments, want := range map[string][]string{
		`model_id = "amazon.nova-lite-v1:0"`: {"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"},

		"model_id = \"amazon.nova-lite-v1:0\"\nscope_order = [\"geo\"]": {
			"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0",
			"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
			"arn:aws:bedrock:us-east-2::foundation-model/amazon.nova-lite-v1:0",
			"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0",
		},
		"model_id = \"anthropic.claude-sonnet-5\"\nscope_order = [\"global\"]": {
			"arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-5",
			"arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-5",
			"arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5",
		},
	} {
		acctest.ApplyInSilence(t, w, block(arguments))
		if got := texts(w.Data("bedrock_invocation_target.test").GetAttr("invoke_resource_arns")); !slices.Equal(got, want) {
			t.Errorf("%s:\n%v\nwant\n%v", arguments, got, want)
		}
	}
}

// A pinned model stays though there is a newer one, which is shown.
func TestInvocationTarget_pinned(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("catalog"))
	acctest.ApplyInSilence(t, w, block("model_name_prefix = \"Claude Sonnet\"\npinned_model_id = \"anthropic.claude-sonnet-4-6\""))
	data := w.Data("bedrock_invocation_target.test")
	if got := data.GetAttr("newest_model_id").AsString(); got != "anthropic.claude-sonnet-5" {
		t.Errorf("the newest is %s", got)
	}
	gone := block("model_name_prefix = \"Claude Sonnet\"\npinned_model_id = \"anthropic.claude-sonnet-1\"")
	acctest.Refused(t, w.Plan(t.Context(), gone).Diagnostics, "No foundation model of us-east-1")
}

func TestInvocationTarget_saysWhyThereIsNone(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("catalog"))
	for arguments, want := range map[string]string{
		"model_id = \"anthropic.claude-3-sonnet-20240229-v1:0\"": "is LEGACY; allow_legacy = true",

		"model_id = \"anthropic.claude-sonnet-5\"\nallowed_regions = [\"us-east-1\"]": "us.anthropic.claude-sonnet-5 leads to regions",

		"model_id = \"anthropic.claude-sonnet-5\"\nscope_order = [\"in_region\"]": "cannot be reached by in_region in us-east-1",

		"model_id = \"amazon.nova-lite-v9:0\"": "Spelled alike",

		"model_name_prefix = \"Gemini\"": "No foundation model of us-east-1",

		"": "one",

		"model_id = \"amazon.nova-lite-v1:0\"\nmodel_name_prefix = \"Nova\"": "model_name_prefix",

		"model_id = \"amazon.nova-lite-v1:0\"\nscope_order = [\"mars\"]": "mars",
	} {
		acctest.Refused(t, w.Plan(t.Context(), block(arguments)).Diagnostics, want)
	}
	acctest.ApplyInSilence(t, w, block("model_id = \"anthropic.claude-3-sonnet-20240229-v1:0\"\nallow_legacy = true"))
	if data := w.Data("bedrock_invocation_target.test"); data.GetAttr("lifecycle_status").AsString() != "LEGACY" {
		t.Errorf("%#v", data)
	}
}
