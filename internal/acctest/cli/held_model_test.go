// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// A model that a deployment and a purchase of somebody else answer with is not deleted: the error names both after a minute, in which
// something that is going away would be gone; the job stays in the state, and a later destroy goes on.
func TestHeldModel_saysWhatHoldsIt(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	b.through("apply", "-auto-approve").OK(t)
	model, _ := b.State()[job].AttributeValues["output_model_arn"].(string)
	client, err := b.cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	deployed, err := client.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
		ModelDeploymentName: aws.String("answers"), ModelArn: &model,
	})
	if err != nil {
		t.Fatal(err)
	}
	bought, err := client.CreateProvisionedModelThroughput(t.Context(), &bedrock.CreateProvisionedModelThroughputInput{
		ProvisionedModelName: aws.String("answers"), ModelId: &model, ModelUnits: aws.Int32(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	b.cloud.Advance(time.Hour)
	b.Destroy().Exits(t, 1).Says(t, *deployed.CustomModelDeploymentArn, *bought.ProvisionedModelArn,
		"Delete that, or give it another model; then apply again")
	if b.State()[job] == nil {
		t.Error("the job is forgotten, and its model is there")
	}
	b.Plan().OK(t)

	if _, err := client.DeleteCustomModelDeployment(t.Context(), &bedrock.DeleteCustomModelDeploymentInput{
		CustomModelDeploymentIdentifier: deployed.CustomModelDeploymentArn,
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.DeleteProvisionedModelThroughput(t.Context(), &bedrock.DeleteProvisionedModelThroughputInput{
		ProvisionedModelId: bought.ProvisionedModelArn,
	}); err != nil {
		t.Fatal(err)
	}
	b.through("destroy", "-auto-approve").OK(t)
	b.expectPaid(t, 1)
	for _, left := range b.cloud.Objects() {
		if left.ARN == model {
			t.Errorf("%s is left", model)
		}
	}
}
