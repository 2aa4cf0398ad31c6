// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package catalog

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// members are the exported fields of a struct type, those of embedded structs too.
func members(t reflect.Type) int {
	n := 0
	for _, field := range reflect.VisibleFields(t) {
		if field.IsExported() && !field.Anonymous {
			n++
		}
	}
	return n
}

func TestFoundationModelModel_hasEveryMemberOfTheSDK(t *testing.T) {
	t.Parallel()
	for _, pair := range []struct{ model, sdk any }{
		{modelSummaryModel{}, awstypes.FoundationModelSummary{}},
		{modelLifecycleModel{}, awstypes.FoundationModelLifecycle{}},
	} {
		model, sdk := reflect.TypeOf(pair.model), reflect.TypeOf(pair.sdk)
		if members(model) != members(sdk) {
			t.Errorf("%s has %d members, %s has %d", model, members(model), sdk, members(sdk))
		}
	}
}

func TestFoundationModelModel_flattensEveryMember(t *testing.T) {
	t.Parallel()
	day := func(n int) *time.Time {
		return aws.Time(time.Date(2026, 1, n, 12, 30, 0, 5e6, time.FixedZone("elsewhere", 3600)))
	}
	got := flattenModelSummaries([]awstypes.FoundationModelSummary{{
		ModelArn: aws.String("arn"), ModelId: aws.String("id"), ModelName: aws.String("name"), ProviderName: aws.String("provider"),
		InputModalities:            []awstypes.ModelModality{"TEXT", "IMAGE", "TEXT"},
		OutputModalities:           []awstypes.ModelModality{"SMELL"},
		ResponseStreamingSupported: aws.Bool(false),
		CustomizationsSupported:    []awstypes.ModelCustomization{"DISTILLATION"},
		InferenceTypesSupported:    []awstypes.InferenceType{"INFERENCE_PROFILE", "ON_DEMAND"},
		ModelLifecycle: &awstypes.FoundationModelLifecycle{
			Status: "LEGACY", StartOfLifeTime: day(1), LegacyTime: day(2), PublicExtendedAccessTime: day(3), EndOfLifeTime: day(4),
		},
	}})
	text := types.StringValue
	want := []modelSummaryModel{{
		ModelID: text("id"),
		foundationModelFacts: foundationModelFacts{
			ModelARN: text("arn"), ModelName: text("name"), ProviderName: text("provider"),
			InputModalities: []string{"IMAGE", "TEXT"}, OutputModalities: []string{"SMELL"},
			ResponseStreamingSupported: types.BoolValue(false),
			CustomizationsSupported:    []string{"DISTILLATION"}, InferenceTypesSupported: []string{"INFERENCE_PROFILE", "ON_DEMAND"},
			ModelLifecycle: &modelLifecycleModel{
				Status: text("LEGACY"), StartOfLifeTime: text("2026-01-01T11:30:00.005Z"), LegacyTime: text("2026-01-02T11:30:00.005Z"),
				PublicExtendedAccessTime: text("2026-01-03T11:30:00.005Z"), EndOfLifeTime: text("2026-01-04T11:30:00.005Z"),
			},
		},
	}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(modelSummaryModel{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFoundationModelModel_saysWhatAWSLeavesOut(t *testing.T) {
	t.Parallel()
	got := flattenFoundationModel(awstypes.FoundationModelSummary{ModelName: aws.String("")})
	none := []string{}
	want := foundationModelFacts{InputModalities: none, OutputModalities: none, CustomizationsSupported: none, InferenceTypesSupported: none}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

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
		filters foundationModelFilters
		want    []string
	}{
		"none":                    {foundationModelFilters{}, []string{"a.text", "a.image", "m.text", "x.bare"}},
		"empty is none":           {foundationModelFilters{ByProvider: s("")}, []string{"a.text", "a.image", "m.text", "x.bare"}},
		"provider":                {foundationModelFilters{ByProvider: s("Amazon")}, []string{"a.text", "a.image"}},
		"provider in lower case":  {foundationModelFilters{ByProvider: s("mistral ai")}, []string{"m.text"}},
		"not a part of the name":  {foundationModelFilters{ByProvider: s("Mistral")}, nil},
		"customization":           {foundationModelFilters{ByCustomizationType: s("FINE_TUNING")}, []string{"a.text", "a.image"}},
		"customization unknown":   {foundationModelFilters{ByCustomizationType: s("TELEPATHY")}, []string{"m.text"}},
		"input":                   {foundationModelFilters{ByInputModality: s("TEXT")}, []string{"a.text", "a.image", "m.text"}},
		"input, second of a list": {foundationModelFilters{ByInputModality: s("SPEECH")}, []string{"m.text"}},
		"output":                  {foundationModelFilters{ByOutputModality: s("image")}, []string{"a.image"}},
		"inference":               {foundationModelFilters{ByInferenceType: s("INFERENCE_PROFILE")}, []string{"m.text"}},
		"lifecycle":               {foundationModelFilters{ByLifecycleStatus: s("ACTIVE")}, []string{"a.text", "m.text"}},
		"all of them": {foundationModelFilters{
			ByProvider: s("amazon"), ByCustomizationType: s("FINE_TUNING"), ByInputModality: s("TEXT"), ByOutputModality: s("TEXT"),
			ByInferenceType: s("PROVISIONED"), ByLifecycleStatus: s("ACTIVE"),
		}, []string{"a.text"}},
		"two that no model passes": {foundationModelFilters{ByProvider: s("Amazon"), ByInputModality: s("SPEECH")}, nil},
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
