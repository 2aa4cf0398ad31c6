// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A model that answers requests cannot be deleted, and the error says what answers with it.
func TestDeleteModel_saysWhatAnswersWithIt(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	const model = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
	cloud.GiveModel(simulator.GivenModel{ARN: model, Name: "support"})
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	made, err := client.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
		ModelDeploymentName: aws.String("answers"), ModelArn: aws.String(model),
	})
	if err != nil {
		t.Fatal(err)
	}
	err = customization.DeleteModel(t.Context(), client, model)
	if !apierr.Is(err, apierr.Conflict) {
		t.Fatalf("got %v, want a conflict", err)
	}
	acctest.Says(t, "the error", apierr.Detail(model, err), "ConflictException: The custom model support", *made.CustomModelDeploymentArn,
		"answers with. Delete that, or give it another model; then apply again")
	cloud.AddFault(simulator.Fault{Operation: "ListCustomModelDeployments", Status: 403, Code: "AccessDeniedException", Times: 1})
	if err := customization.DeleteModel(t.Context(), client, model); !apierr.Is(err, apierr.Conflict) {
		t.Errorf("without leave to list deployments: %v", err)
	}
}
