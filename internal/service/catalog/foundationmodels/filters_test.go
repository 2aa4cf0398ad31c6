// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestFoundationModelFilters(t *testing.T) {
	t.Parallel()
	model := func(id, provider string, in, out awstypes.ModelModality, customization awstypes.ModelCustomization,
		inference awstypes.InferenceType, status awstypes.FoundationModelLifecycleStatus,
	) awstypes.FoundationModelSummary {
		return awstypes.FoundationModelSummary{
			ModelId: &id, ProviderName: &provider, InputModalities: []awstypes.ModelModality{"TEXT", in},
			OutputModalities:        []awstypes.ModelModality{out},
			CustomizationsSupported: []awstypes.ModelCustomization{customization},
			InferenceTypesSupported: []awstypes.InferenceType{inference},
			ModelLifecycle:          &awstypes.FoundationModelLifecycle{Status: status},
		}
	}
	models := []awstypes.FoundationModelSummary{
		model("a.text", "Amazon", "TEXT", "TEXT", "FINE_TUNING", "PROVISIONED", "ACTIVE"),
		model("a.image", "Amazon", "IMAGE", "IMAGE", "FINE_TUNING", "ON_DEMAND", "LEGACY"),
		model("m.text", "Mistral AI", "SPEECH", "TEXT", "TELEPATHY", "INFERENCE_PROFILE", "ACTIVE"),
		{ModelId: aws.String("x.bare")},
	}
	s := types.StringValue
	for name, tc := range map[string]struct {
		filters filters
		want    []string
	}{
		"none":                    {filters{}, []string{"a.text", "a.image", "m.text", "x.bare"}},
		"empty is none":           {filters{ByProvider: s("")}, []string{"a.text", "a.image", "m.text", "x.bare"}},
		"provider":                {filters{ByProvider: s("Amazon")}, []string{"a.text", "a.image"}},
		"provider in lower case":  {filters{ByProvider: s("mistral ai")}, []string{"m.text"}},
		"not a part of the name":  {filters{ByProvider: s("Mistral")}, nil},
		"customization":           {filters{ByCustomizationType: s("FINE_TUNING")}, []string{"a.text", "a.image"}},
		"customization unknown":   {filters{ByCustomizationType: s("TELEPATHY")}, []string{"m.text"}},
		"input":                   {filters{ByInputModality: s("TEXT")}, []string{"a.text", "a.image", "m.text"}},
		"input, second of a list": {filters{ByInputModality: s("SPEECH")}, []string{"m.text"}},
		"output":                  {filters{ByOutputModality: s("image")}, []string{"a.image"}},
		"inference":               {filters{ByInferenceType: s("INFERENCE_PROFILE")}, []string{"m.text"}},
		"lifecycle":               {filters{ByLifecycleStatus: s("ACTIVE")}, []string{"a.text", "m.text"}},
		"all of them": {filters{
			ByProvider: s("amazon"), ByCustomizationType: s("FINE_TUNING"), ByInputModality: s("TEXT"), ByOutputModality: s("TEXT"),
			ByInferenceType: s("PROVISIONED"), ByLifecycleStatus: s("ACTIVE"),
		}, []string{"a.text"}},
		"two that no model passes": {filters{ByProvider: s("Amazon"), ByInputModality: s("SPEECH")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, m := range tc.filters.apply(models) {
				got = append(got, *m.ModelId)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("models that pass (-want +got):\n%s", diff)
			}
		})
	}
}
