// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// DeleteModel deletes a custom model. Where AWS refuses because something answers with it, the error says what that is.
func DeleteModel(ctx context.Context, client *bedrock.Client, arn string) error {
	_, err := client.DeleteCustomModel(ctx, &bedrock.DeleteCustomModelInput{ModelIdentifier: &arn}, crud.Undetachable)
	if !apierr.Is(err, apierr.Conflict) {
		return err
	}
	users := usersOf(ctx, client, arn)
	if len(users) == 0 {
		return err
	}
	return &apierr.HeldError{Err: err, Hint: "It is what " + strings.Join(users, " and ") + " answers with. Delete that, or give it another " +
		"model; then " + apierr.Again}
}

// usersOf are the ARNs of what answers with a model, as far as AWS tells.
func usersOf(ctx context.Context, client *bedrock.Client, arn string) (users []string) {
	deployments, err := client.ListCustomModelDeployments(ctx, &bedrock.ListCustomModelDeploymentsInput{ModelArnEquals: &arn})
	if err == nil {
		for _, one := range deployments.ModelDeploymentSummaries {
			users = append(users, aws.ToString(one.CustomModelDeploymentArn))
		}
	}
	throughputs, err := client.ListProvisionedModelThroughputs(ctx, &bedrock.ListProvisionedModelThroughputsInput{ModelArnEquals: &arn})
	if err == nil {
		for _, one := range throughputs.ProvisionedModelSummaries {
			users = append(users, aws.ToString(one.ProvisionedModelArn))
		}
	}
	return users
}
