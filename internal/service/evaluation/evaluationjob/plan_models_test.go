// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const closedProfile = "us.anthropic.claude-haiku-4-5-20251001-v1:0"

// newProfile makes an application inference profile of a model that has terms to accept.
func newProfile(t *testing.T, cloud *acctest.Cloud) string {
	t.Helper()
	client, err := cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	out, err := client.CreateInferenceProfile(context.Background(), &bedrock.CreateInferenceProfileInput{
		InferenceProfileName: aws.String("team"), ModelSource: &awstypes.InferenceProfileModelSourceMemberCopyFrom{
			Value: "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + closedProfile,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return *out.InferenceProfileArn
}

func evaluating(model string) map[string]string {
	return map[string]string{"inference_config": fmt.Sprintf(`{ models = [{ bedrock_model = { model_identifier = %q } }] }`, model)}
}

// What leads to models is followed to those that the account may not invoke, of the evaluated model and of the judge, with one question
// each.
func TestEvaluationJob_followsProfilesToTheirModels(t *testing.T) {
	t.Parallel()
	cloud, ws, config := newWorkspace(t)
	profile := newProfile(t, cloud)
	for model, want := range map[string]string{
		profile:       "anthropic.claude-haiku-4-5-20251001-v1:0 in us-east-1, to which " + profile + " leads",
		closedProfile: "to which us.anthropic.claude-haiku-4-5-20251001-v1:0 leads",
		// What AWS does not know is left to AWS.
		strings.TrimSuffix(profile, profile[len(profile)-4:]) + "zzzz": "",
	} {
		plan := ws.Plan(t.Context(), set(t, config, evaluating(model)))
		if warnings := plan.Warnings(); plan.Errors() != "" || !strings.Contains(warnings, want) || (warnings == "") != (want == "") {
			t.Errorf("%s: %s %s", model, warnings, plan.Errors())
		}
	}
	judged := set(t, config, map[string]string{"evaluation_config": `{ automated = {
		dataset_metric_configs = [{ task_type = "General", dataset = { name = "Builtin.Gigaword" }, metric_names = ["Builtin.Correctness"] }]
		evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "` + closedProfile + `" }] }
	} }`})
	if warnings := ws.Plan(t.Context(), judged).Warnings(); !strings.Contains(warnings, "to which "+closedProfile+" leads") {
		t.Errorf("the judge: %s", warnings)
	}
	for operation, want := range map[string]int{
		"GetInferenceProfile": 2, "ListInferenceProfiles": 1, "GetFoundationModelAvailability": 4, "CreateEvaluationJob": 0,
	} {
		if n := cloud.Count(operation); n != want {
			t.Errorf("%s was sent %d times, want %d", operation, n, want)
		}
	}
}

// While AWS does not answer, the plan of many jobs waits for one question, says nothing and passes.
func TestEvaluationJob_plansWhileAWSDoesNotAnswer(t *testing.T) {
	t.Parallel()
	cloud, _, config := newWorkspace(t)
	impatient := cloud.For(acctest.Region)
	impatient["max_retries"] = 1
	ws := acctest.NewWorkspace(t, impatient, registry.Of("evaluation"))
	profile := newProfile(t, cloud)
	for _, operation := range []string{
		"GetInferenceProfile", "ListInferenceProfiles", "ListFoundationModels", "GetFoundationModelAvailability",
	} {
		cloud.AddFault(simulator.Fault{Operation: operation, Status: 503, Code: "ServiceUnavailableException", Times: -1})
	}
	for _, model := range []string{profile, "us.amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0", profile} {
		if plan := ws.Plan(t.Context(), set(t, config, evaluating(model))); plan.Errors() != "" || plan.Warnings() != "" {
			t.Errorf("%s: %s %s", model, plan.Errors(), plan.Warnings())
		}
	}
	asked := cloud.Count("GetInferenceProfile")
	if others := cloud.Count("ListInferenceProfiles") + cloud.Count("ListFoundationModels"); asked == 0 || others != 0 {
		t.Errorf("the profile was asked for %d times, and other things %d times after that", asked, others)
	}
}
