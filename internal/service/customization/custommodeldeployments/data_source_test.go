// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodeldeployments_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const prefix = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support0000"

// Every filter goes to AWS, and all pages are read.
func TestCustomModelDeployments_filters(t *testing.T) {
	t.Parallel()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	var middle time.Time
	for i := range 9 {
		arn, name := fmt.Sprintf("%s%d", prefix, i), fmt.Sprintf("answers-%d", i)
		cloud.GiveModel(simulator.GivenModel{ARN: arn, Name: name})
		if _, err := client.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
			ModelDeploymentName: aws.String(name), ModelArn: aws.String(arn),
		}); err != nil {
			t.Fatal(err)
		}
		if i < 8 {
			cloud.Advance(10 * time.Minute)
		}
		if i == 4 {
			middle = cloud.Now()
			cloud.Advance(time.Minute)
		}
	}
	all := []string{"answers-8", "answers-7", "answers-6", "answers-5", "answers-4", "answers-3", "answers-2", "answers-1", "answers-0"}
	ascending := slices.Clone(all)
	slices.Reverse(ascending)
	for arguments, want := range map[string][]string{
		"":                                     all,
		`sort_order = "Ascending"`:             ascending,
		`status_equals = "Creating"`:           {"answers-8"},
		`name_contains = "answers-3"`:          {"answers-3"},
		`model_arn_equals = "` + prefix + `6"`: {"answers-6"},
		`created_after = "` + middle.Format(time.RFC3339Nano) + `"`:            all[:4],
		`created_before = "` + middle.Format(time.RFC3339Nano) + `"`:           all[4:],
		`model_arn_equals = "` + prefix + "6\"\n" + `name_contains = "other-"`: {},
	} {
		config := fmt.Sprintf("data \"bedrock_custom_model_deployments\" \"test\" {\n%s\n}", arguments)
		acctest.ApplyInSilence(t, ws, config)
		got := []string{}
		for _, summary := range ws.Data("bedrock_custom_model_deployments.test").GetAttr("model_deployment_summaries").AsValueSlice() {
			got = append(got, summary.GetAttr("model_deployment_name").AsString())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
	}
}

func TestCustomModelDeployments_refusesWhatIsNoTime(t *testing.T) {
	t.Parallel()
	_, ws := acctest.Start(t, registry.Of("customization"))
	plan := ws.Plan(t.Context(), `data "bedrock_custom_model_deployments" "test" { created_after = "yesterday" }`)
	acctest.Says(t, "the plan", plan.Errors(), "RFC 3339")
}
