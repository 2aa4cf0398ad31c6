// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodeldeployment

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

const updating = string(awstypes.CustomModelDeploymentUpdateStatusUpdating)

type model struct {
	lifecycle.Located
	lifecycle.Tagged

	ModelDeploymentName       types.String `tfsdk:"model_deployment_name"`
	ModelDeploymentNamePrefix types.String `tfsdk:"model_deployment_name_prefix"`
	ModelARN                  types.String `tfsdk:"model_arn"`
	Description               types.String `tfsdk:"description"`

	Status         types.String `tfsdk:"status"`
	FailureMessage types.String `tfsdk:"failure_message"`
	UpdateDetails  types.Object `tfsdk:"update_details"`
	CreatedAt      types.String `tfsdk:"created_at"`
	LastUpdatedAt  types.String `tfsdk:"last_updated_at"`

	// wanted is the model that a wait is for: what the model had before it was read. It is not in the state.
	wanted string
}

// updateDetailsType is update_details.
var updateDetailsType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"model_arn": types.StringType, "update_status": types.StringType,
}}

func (m *model) createInput(token string) *bedrock.CreateCustomModelDeploymentInput {
	return &bedrock.CreateCustomModelDeploymentInput{
		ClientRequestToken:  &token,
		ModelDeploymentName: conv.Optional(m.ModelDeploymentName),
		ModelArn:            conv.Optional(m.ModelARN),
		Description:         conv.Optional(m.Description),
		Tags:                tags.ToBedrock(tags.Map(m.TagsAll)),
	}
}

// updateInput is nil when the model stays.
func updateInput(now, was *model) *bedrock.UpdateCustomModelDeploymentInput {
	if now.ModelARN.Equal(was.ModelARN) {
		return nil
	}
	return &bedrock.UpdateCustomModelDeploymentInput{
		CustomModelDeploymentIdentifier: conv.Optional(was.ARN), ModelArn: conv.Optional(now.ModelARN),
	}
}

// flatten takes over what AWS answers. The model is the one that an update is under way to, since an apply that was interrupted in it
// has asked for that one already; an update that failed left the old one.
func (m *model) flatten(out *bedrock.GetCustomModelDeploymentOutput) {
	m.wanted = m.ModelARN.ValueString()
	m.ARN = conv.NonEmpty(out.CustomModelDeploymentArn)
	m.ModelDeploymentName = conv.NonEmpty(out.ModelDeploymentName)
	m.ModelARN = conv.NonEmpty(out.ModelArn)
	m.Description = conv.NonEmpty(out.Description)
	m.Status = conv.Enum(out.Status)
	m.FailureMessage = conv.NonEmpty(out.FailureMessage)
	m.CreatedAt = conv.Time(out.CreatedAt)
	m.LastUpdatedAt = conv.Time(out.LastUpdatedAt)
	m.UpdateDetails = flattenUpdate(out.UpdateDetails)
	if target := m.updateOf("model_arn"); m.updateOf("update_status") == updating && target != "" {
		m.ModelARN = types.StringValue(target)
	}
}

// flattenUpdate keeps its shape where there was no update, so that an output of its status works from the first apply on.
func flattenUpdate(details *awstypes.CustomModelDeploymentUpdateDetails) types.Object {
	if details == nil {
		details = &awstypes.CustomModelDeploymentUpdateDetails{}
	}
	return types.ObjectValueMust(updateDetailsType.AttrTypes, map[string]attr.Value{
		"model_arn": conv.NonEmpty(details.ModelArn), "update_status": conv.Enum(details.UpdateStatus),
	})
}

// updateOf is a member of update_details; empty where it is not known.
func (m *model) updateOf(member string) string {
	text, _ := m.UpdateDetails.Attributes()[member].(types.String)
	return text.ValueString()
}

// phase is the status, and while a deployment is given another model that of the update. AWS tells of the last update for good: one
// to another model than the one that is wanted says nothing.
func (m *model) phase() types.String {
	switch update := m.updateOf("update_status"); {
	case m.Status.ValueString() != string(awstypes.CustomModelDeploymentStatusActive):
		return m.Status
	case update == updating:
		return types.StringValue(updating)
	case m.wanted == "" || m.ModelARN.ValueString() == m.wanted:
		return m.Status
	case m.updateOf("model_arn") == m.wanted && update == string(awstypes.CustomModelDeploymentUpdateStatusUpdateFailed):
		return types.StringValue(update)
	}
	return types.StringValue(updating)
}

// failure is AWS's reason, and what an update that failed has left.
func (m *model) failure() types.String {
	if m.wanted == "" || m.ModelARN.ValueString() == m.wanted {
		return m.FailureMessage
	}
	reason := m.FailureMessage.ValueString()
	if reason == "" {
		reason = "AWS gives no reason."
	}
	return types.StringValue(reason + "\n\nThe deployment still answers with " + m.ModelARN.ValueString() + ".")
}

func listInput(name string, next *string) *bedrock.ListCustomModelDeploymentsInput {
	input := &bedrock.ListCustomModelDeploymentsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListCustomModelDeploymentsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ModelDeploymentSummaries {
		page = append(page, lifecycle.Listed{
			ARN: aws.ToString(one.CustomModelDeploymentArn), Name: aws.ToString(one.CustomModelDeploymentName),
		})
	}
	return page, out.NextToken
}
