// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodels

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/catalog"
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
		{summary{}, awstypes.FoundationModelSummary{}},
		{catalog.Lifecycle{}, awstypes.FoundationModelLifecycle{}},
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
	got := flattenSummaries([]awstypes.FoundationModelSummary{{
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
	want := []summary{{
		ModelID: text("id"),
		Facts: catalog.Facts{
			ModelARN: text("arn"), ModelName: text("name"), ProviderName: text("provider"),
			InputModalities: []string{"IMAGE", "TEXT"}, OutputModalities: []string{"SMELL"},
			ResponseStreamingSupported: types.BoolValue(false),
			CustomizationsSupported:    []string{"DISTILLATION"}, InferenceTypesSupported: []string{"INFERENCE_PROFILE", "ON_DEMAND"},
			ModelLifecycle: &catalog.Lifecycle{
				Status: text("LEGACY"), StartOfLifeTime: text("2026-01-01T11:30:00.005Z"), LegacyTime: text("2026-01-02T11:30:00.005Z"),
				PublicExtendedAccessTime: text("2026-01-03T11:30:00.005Z"), EndOfLifeTime: text("2026-01-04T11:30:00.005Z"),
			},
		},
	}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(summary{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
