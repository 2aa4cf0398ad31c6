// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofiles_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

func texts(list cty.Value) (values []string) {
	for _, v := range list.AsValueSlice() {
		values = append(values, v.AsString())
	}
	return values
}

func listed(t *testing.T, w *acctest.Workspace, arguments string) (ids []string, summaries []cty.Value) {
	t.Helper()
	acctest.ApplyInSilence(t, w, fmt.Sprintf("data \"bedrock_inference_profiles\" \"test\" {\n%s\n}", arguments))
	data := w.Data("bedrock_inference_profiles.test")
	return texts(data.GetAttr("inference_profile_ids")), data.GetAttr("inference_profile_summaries").AsValueSlice()
}

func TestInferenceProfiles_filter(t *testing.T) {
	t.Parallel()
	cloud, w := acctest.Start(t, registry.Of("catalog"))
	all, _ := listed(t, w, `type_equals = "SYSTEM_DEFINED"`)
	for arguments, passes := range map[string]func(id string, s cty.Value) bool{
		`by_scope = "us"`:     func(id string, _ cty.Value) bool { return strings.HasPrefix(id, "us.") },
		`by_scope = "global"`: func(id string, _ cty.Value) bool { return strings.HasPrefix(id, "global.") },
		`by_model_id = "amazon.nova-lite-v1:0"`: func(_ string, s cty.Value) bool {
			return s.GetAttr("model_id").AsString() == "amazon.nova-lite-v1:0"
		},
		`by_destination_region = "us-east-2"`: func(_ string, s cty.Value) bool {
			return slices.Contains(texts(s.GetAttr("destination_regions")), "us-east-2")
		},
	} {
		ids, summaries := listed(t, w, arguments)
		if len(ids) == 0 || len(ids) == len(all) || !slices.IsSorted(ids) {
			t.Errorf("%s: %v", arguments, ids)
		}
		for i, s := range summaries {
			if !passes(ids[i], s) || s.GetAttr("inference_profile_id").AsString() != ids[i] {
				t.Errorf("%s: %s does not pass: %#v", arguments, ids[i], s)
			}
		}
	}
	if ids, _ := listed(t, w, `by_scope = "mars"`); len(ids) > 0 {
		t.Errorf("mars has %v", ids)
	}
	pages := 0
	for _, entry := range cloud.Journal() {
		if entry.Operation == "ListInferenceProfiles" {
			pages++
		}
	}
	t.Logf("%d profiles, %d pages", len(all), pages)
}

// Those of applications stand behind AWS's own, and have no scope.
func TestInferenceProfiles_ofApplications(t *testing.T) {
	t.Parallel()
	_, w := acctest.Start(t, registry.Of("catalog"))
	const profile = `
		resource "bedrock_inference_profile" "own" {
			name         = "support"
			model_source = { copy_from = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0" }
		}
	`
	acctest.ApplyInSilence(t, w, profile)
	acctest.ApplyInSilence(t, w, profile+`
		data "bedrock_inference_profiles" "own" {
			type_equals = "APPLICATION"
			by_model_id = "amazon.nova-lite-v1:0"
		}
		data "bedrock_inference_profiles" "all" { by_model_id = "amazon.nova-lite-v1:0" }`)
	own := w.Data("bedrock_inference_profiles.own").GetAttr("inference_profile_summaries").AsValueSlice()
	all := texts(w.Data("bedrock_inference_profiles.all").GetAttr("inference_profile_ids"))
	if len(own) != 1 || own[0].GetAttr("name").AsString() != "support" || !own[0].GetAttr("scope").IsNull() {
		t.Errorf("%#v", own)
	}
	if len(all) != 2 || all[0] != "us.amazon.nova-lite-v1:0" || all[1] != own[0].GetAttr("inference_profile_id").AsString() {
		t.Errorf("%v", all)
	}
}
