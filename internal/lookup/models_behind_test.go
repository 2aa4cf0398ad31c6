// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	haiku    = "anthropic.claude-haiku-4-5-20251001-v1:0"
	account  = "123456789012"
	ownModel = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl"
	ownARN   = "arn:aws:bedrock:us-east-1:" + account + ":"
)

// served makes what leads to models: an application profile of three regions, a deployment and a throughput of a custom model.
func served(t *testing.T) (sim *simulator.Simulator, readers *lookup.Readers, profile, deployment, throughput string) {
	t.Helper()
	sim = simulator.New(simulator.Options{})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	sim.GiveModel(simulator.GivenModel{ARN: ownModel, Name: "own"})
	client, err := awsclient.New(awsclient.Config{Region: east, AccessKey: "AKIAEXAMPLE", SecretKey: "secret",
		Endpoints: map[string]string{"bedrock": server.URL, "sts": server.URL}}).Bedrock(t.Context(), east)
	if err != nil {
		t.Fatal(err)
	}
	made, err := client.CreateInferenceProfile(t.Context(), &bedrock.CreateInferenceProfileInput{
		InferenceProfileName: aws.String("team"),
		ModelSource:          &awstypes.InferenceProfileModelSourceMemberCopyFrom{Value: ownARN + "inference-profile/us." + haiku},
	})
	if err != nil {
		t.Fatal(err)
	}
	deployed, err := client.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
		ModelArn: aws.String(ownModel), ModelDeploymentName: aws.String("own"),
	})
	if err != nil {
		t.Fatal(err)
	}
	bought, err := client.CreateProvisionedModelThroughput(t.Context(), &bedrock.CreateProvisionedModelThroughputInput{
		ModelId: aws.String(ownModel), ModelUnits: aws.Int32(1), ProvisionedModelName: aws.String("own"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return sim, readersAt(server.URL), *made.InferenceProfileArn, *deployed.CustomModelDeploymentArn, *bought.ProvisionedModelArn
}

func TestModelsBehind_followToFoundationModels(t *testing.T) {
	t.Parallel()
	sim, readers, profile, deployment, throughput := served(t)
	lite := []lookup.RegionalModel{{ID: "amazon.nova-lite-v1:0:300k", Region: east}}
	everywhere := []lookup.RegionalModel{{ID: haiku, Region: east}, {ID: haiku, Region: "us-east-2"}, {ID: haiku, Region: west}}
	before := operations(sim)
	for range 3 {
		for identifier, want := range map[string][]lookup.RegionalModel{
			haiku: {{ID: haiku, Region: east}},
			"arn:aws:bedrock:us-east-1::foundation-model/" + haiku: {{ID: haiku, Region: east}},
			"us." + haiku:                            everywhere,
			ownARN + "inference-profile/us." + haiku: everywhere,
			profile:                                  everywhere,
			deployment:                               lite,
			throughput:                               lite,
			// What is made of none, or of what AWS does not know.
			ownARN + "imported-model/abcdefghijkl":                     nil,
			ownARN + "default-prompt-router/anthropic.claude:1":        nil,
			ownARN + "application-inference-profile/zzzzzzzzzzzz":      nil,
			ownARN + "provisioned-model/zzzzzzzzzzzz":                  nil,
			ownARN + "custom-model-deployment/zzzzzzzzzzzz":            nil,
			"arn:aws:sagemaker:us-east-1:123456789012:endpoint/answer": nil,
			"abcdefghijkl": nil,
		} {
			got, err := readers.ModelsBehind(t.Context(), east, identifier)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", identifier, err, diff)
			}
		}
	}
	asked := operations(sim)
	for operation := range before {
		delete(asked, operation)
	}
	want := map[string]int{
		"ListInferenceProfiles": 1, "GetInferenceProfile": 2, "GetCustomModelDeployment": 2, "GetCustomModel": 1,
		"GetProvisionedModelThroughput": 2,
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// A failure that passes is told, so that the caller stops asking; a refusal is kept.
func TestModelsBehind_keepsARefusalAndTellsAFailure(t *testing.T) {
	t.Parallel()
	sim, readers, profile, _, throughput := served(t)
	sim.AddFault(simulator.Fault{Operation: "GetInferenceProfile", Status: 403, Code: "AccessDeniedException", Times: 1})
	for range 2 {
		if models, err := readers.ModelsBehind(t.Context(), east, profile); err != nil || models != nil {
			t.Errorf("got %v, %v", models, err)
		}
	}
	sim.AddFault(simulator.Fault{Operation: "GetProvisionedModelThroughput", Status: 500, Code: "InternalServerException", Times: -1})
	if _, err := readers.ModelsBehind(t.Context(), east, throughput); err == nil || !strings.Contains(err.Error(), "InternalServer") {
		t.Errorf("got %v", err)
	}
}

// A region in which the caller may not ask hides no closed model of another one, and each is asked for once.
func TestClosedModels_inEachRegion(t *testing.T) {
	t.Parallel()
	sim, readers, profile, deployment, _ := served(t)
	sim.AddFault(simulator.Fault{Operation: "GetFoundationModelAvailability", Status: 403, Code: "AccessDeniedException", Times: 1})
	for range 3 {
		models, err := readers.ModelsBehind(t.Context(), east, profile)
		if err != nil {
			t.Fatal(err)
		}
		closed, err := readers.ClosedModels(t.Context(), models)
		if err != nil || len(closed) == 0 || closed[0].Region == east {
			t.Errorf("got %v, %v", closed, err)
		}
	}
	if n := operations(sim)["GetFoundationModelAvailability"]; n != 3 {
		t.Errorf("asked %d times, want once for each region", n)
	}
	models, err := readers.ModelsBehind(t.Context(), east, deployment)
	if err != nil {
		t.Fatal(err)
	}
	if closed, err := readers.ClosedModels(t.Context(), models); err != nil || closed != nil {
		t.Errorf("a model of Amazon: %v, %v", closed, err)
	}
}
