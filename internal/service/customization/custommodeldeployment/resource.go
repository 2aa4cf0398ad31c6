// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodeldeployment is bedrock_custom_model_deployment: a custom model that answers requests on demand, by the token.
package custommodeldeployment

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// object is what is special about bedrock_custom_model_deployment.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateCustomModelDeployment.html
var object = lifecycle.Object[model]{
	Type: "custom_model_deployment", Noun: "custom model deployment",
	Description: description, Again: "makes another one, with another ARN",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: timeout, Update: timeout, Delete: deleteTimeout},
	Tags: []lifecycle.TagSet[model]{lifecycle.OwnTags("the deployment", func(m *model) (*lifecycle.Located, *lifecycle.Tagged) {
		return &m.Located, &m.Tagged
	})},
	Names: []lifecycle.Name[model]{{Argument: "model_deployment_name", Get: func(m *model) (name, prefix *types.String) {
		return &m.ModelDeploymentName, &m.ModelDeploymentNamePrefix
	}}},
	ReadsName: true,
	Create: lifecycle.Creates((*bedrock.Client).CreateCustomModelDeployment, (*model).createInput,
		func(out *bedrock.CreateCustomModelDeploymentOutput) *string { return out.CustomModelDeploymentArn }),
	Read: lifecycle.Reads((*bedrock.Client).GetCustomModelDeployment,
		func(id string) *bedrock.GetCustomModelDeploymentInput {
			return &bedrock.GetCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &id}
		},
		(*model).flatten),
	Update: lifecycle.Updates((*bedrock.Client).UpdateCustomModelDeployment, updateInput),
	Delete: lifecycle.Deletes((*bedrock.Client).DeleteCustomModelDeployment,
		func(id string) *bedrock.DeleteCustomModelDeploymentInput {
			return &bedrock.DeleteCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &id}
		}),
	List:   lifecycle.Lists((*bedrock.Client).ListCustomModelDeployments, listInput, listed),
	Moving: []string{"failure_message", "last_updated_at", "update_details"},
	Wait: &lifecycle.Wait[model]{
		Status:  (*model).phase,
		Failure: (*model).failure,
		Ready:   []string{string(awstypes.CustomModelDeploymentStatusActive)},
		Failed:  []string{string(awstypes.CustomModelDeploymentStatusFailed), string(awstypes.CustomModelDeploymentUpdateStatusUpdateFailed)},
	},
	Refused: notOnDemand,
	Plan:    checkModel,
}

// What the provider has of deployments, besides the plural data source.
var (
	Resource   = lifecycle.Resource(&object)
	List       = lifecycle.List(&object)
	DataSource = lifecycle.DataSource(&object, lifecycle.Singular{
		Identifier:     "custom_model_deployment_identifier",
		IdentifierText: "ARN or name of the deployment. With an ARN the deployment is read in the ARN's region.",
		Description:    "Reads a deployment of a custom model: which model it answers with, and whether it is ready.",
		Shows: []string{
			"model_deployment_name", "model_arn", "description", "status", "failure_message", "update_details", "created_at", "last_updated_at",
			"tags",
		},
		Texts: map[string]string{
			"model_deployment_name": "Name of the deployment.",
			"model_arn":             "ARN of the custom model that it answers with, or that it is being given.",
			"description":           "What the deployment is for.", "tags": "Tags of the deployment.",
		},
	})
)
