// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodels_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const prefix = "arn:aws:bedrock:us-east-1:123456789012:custom-model/"

// start has nine models, an hour apart: support-0 to support-7, of which the sixth has a tag and the seventh is made from Nova Lite, and
// one that only has support in its name and is not there yet.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace, time.Time) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	ctx := t.Context()
	client, err := cloud.Clients().Bedrock(ctx, acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	first := cloud.Now().Truncate(time.Second).Add(-24 * time.Hour)
	for i := range 8 {
		base := "amazon.nova-micro-v1:0:128k"
		if i == 7 {
			base = "amazon.nova-lite-v1:0:300k"
		}
		arn := fmt.Sprintf("%s%s/support0000%d", prefix, base, i)
		cloud.GiveModel(simulator.GivenModel{ARN: arn, Name: fmt.Sprintf("support-%d", i), Created: first.Add(time.Duration(i) * time.Hour)})
		if i == 6 {
			_, err := client.TagResource(ctx, &bedrock.TagResourceInput{
				ResourceARN: &arn, Tags: []awstypes.Tag{{Key: aws.String("stage"), Value: aws.String("live")}},
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err = client.CreateCustomModel(ctx, &bedrock.CreateCustomModelInput{
		ModelName: aws.String("no-support-1"),
		CustomModelDataSource: &awstypes.CustomModelDataSourceMemberModelPackageArnDataSource{Value: awstypes.ModelPackageArnDataSource{
			ModelPackageArn: aws.String("arn:aws:sagemaker:us-east-1:123456789012:model-package/nova/1"),
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return cloud, ws, first
}

// Every filter counts, all pages are read, and the newest is the newest in any order.
func TestCustomModels_filters(t *testing.T) {
	t.Parallel()
	_, ws, first := start(t)
	middle := first.Add(5*time.Hour + time.Minute).Format(time.RFC3339)
	all := []string{"no-support-1", "support-7", "support-6", "support-5", "support-4", "support-3", "support-2", "support-1", "support-0"}
	ascending := slices.Clone(all)
	slices.Reverse(ascending)
	micro := append([]string{"no-support-1"}, all[2:]...)
	for arguments, want := range map[string][]string{
		"":                                   all,
		`sort_order = "Ascending"`:           ascending,
		`name_contains = "support-1"`:        {"no-support-1", "support-1"},
		`name_prefix = "support-1"`:          {"support-1"},
		`name_prefix = "other"`:              {},
		`model_status = "Active"`:            all[1:],
		`model_status = "Creating"`:          {"no-support-1"},
		`is_owned = true`:                    all,
		`is_owned = false`:                   {},
		`tags = { stage = "live" }`:          {"support-6"},
		`tags = { stage = "live", x = "y" }`: {},
		`base_model_arn_equals = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k"`:        {"support-7"},
		`foundation_model_arn_equals = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"`: micro,
		`creation_time_after = "` + middle + `"`:            all[:3],
		`creation_time_before = "` + middle + `"`:           all[3:],
		"name_prefix = \"support-\"\nname_contains = \"3\"": {"support-3"},
	} {
		acctest.ApplyInSilence(t, ws, fmt.Sprintf("data \"bedrock_custom_models\" \"test\" {\n%s\n}", arguments))
		data := ws.Data("bedrock_custom_models.test")
		got, byName := []string{}, map[string]string{}
		for _, summary := range data.GetAttr("model_summaries").AsValueSlice() {
			name := summary.GetAttr("model_name").AsString()
			got, byName[name] = append(got, name), summary.GetAttr("arn").AsString()
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
		newest := data.GetAttr("newest_model_arn")
		switch {
		case len(want) == 0:
			if !newest.IsNull() {
				t.Errorf("%s: the newest of none is %#v", arguments, newest)
			}
		case arguments == `sort_order = "Ascending"`:
			if newest.AsString() != byName["no-support-1"] {
				t.Errorf("%s: the newest is %#v", arguments, newest)
			}
		case newest.AsString() != byName[want[0]]:
			t.Errorf("%s: the newest is %#v, want that of %s", arguments, newest, want[0])
		}
	}
}

// Tags are read of those models only that pass all other filters.
func TestCustomModels_readsFewTags(t *testing.T) {
	t.Parallel()
	cloud, ws, _ := start(t)
	acctest.ApplyInSilence(t, ws, `data "bedrock_custom_models" "test" {
		name_prefix = "support-6"
		tags        = { stage = "live" }
	}`)
	if n := cloud.Count("ListTagsForResource"); n > 2 { // a plan and an apply
		t.Errorf("tags were read %d times", n)
	}
}
