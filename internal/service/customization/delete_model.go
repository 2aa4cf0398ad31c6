// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/smithy-go"

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
	return &inUseError{users, err}
}

// inUseError is AWS's error with what it does not say.
type inUseError struct {
	users []string // ARNs
	err   error
}

var _ smithy.APIError = (*inUseError)(nil)

func (e *inUseError) Error() string { return e.ErrorCode() + ": " + e.ErrorMessage() }

func (e *inUseError) Unwrap() error { return e.err }

func (*inUseError) ErrorCode() string { return "ConflictException" }

func (*inUseError) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

func (e *inUseError) ErrorMessage() string {
	return strings.TrimPrefix(apierr.Message(e.err), e.ErrorCode()+": ") + " It is what " + strings.Join(e.users, " and ") +
		" answers with: delete that first, or give it another model."
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
