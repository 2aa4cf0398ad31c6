// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provisionedmodelthroughput

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

const (
	inService    = string(awstypes.ProvisionedModelStatusInService)
	updating     = string(awstypes.ProvisionedModelStatusUpdating)
	updateFailed = "UpdateFailed" // no status of AWS: InService, but not with what was asked for
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged
	lifecycle.Priced

	ProvisionedModelName types.String `tfsdk:"provisioned_model_name"`
	ModelID              types.String `tfsdk:"model_id"`
	ModelUnits           types.Int32  `tfsdk:"model_units"`
	CommitmentDuration   types.String `tfsdk:"commitment_duration"`

	ModelARN                 types.String `tfsdk:"model_arn"`
	DesiredModelARN          types.String `tfsdk:"desired_model_arn"`
	FoundationModelARN       types.String `tfsdk:"foundation_model_arn"`
	DesiredModelUnits        types.Int32  `tfsdk:"desired_model_units"`
	Status                   types.String `tfsdk:"status"`
	FailureMessage           types.String `tfsdk:"failure_message"`
	CommitmentExpirationTime types.String `tfsdk:"commitment_expiration_time"`
	Renews                   types.Bool   `tfsdk:"renews"`
	CreationTime             types.String `tfsdk:"creation_time"`
	LastModifiedTime         types.String `tfsdk:"last_modified_time"`

	// wantedName and wantedModel are what a wait is for: what the model had before it was read. They are not in the state.
	wantedName, wantedModel string
}

func (m *model) createInput(token string) *bedrock.CreateProvisionedModelThroughputInput {
	return &bedrock.CreateProvisionedModelThroughputInput{
		ClientRequestToken:   &token,
		ProvisionedModelName: conv.Optional(m.ProvisionedModelName),
		ModelId:              conv.Optional(m.ModelID),
		ModelUnits:           conv.OptionalInt32(m.ModelUnits),
		CommitmentDuration:   awstypes.CommitmentDuration(m.CommitmentDuration.ValueString()),
		Tags:                 tags.ToBedrock(tags.Map(m.TagsAll)),
	}
}

// updateInput is nil when neither the name nor the model changes.
func updateInput(now, was *model) *bedrock.UpdateProvisionedModelThroughputInput {
	input := &bedrock.UpdateProvisionedModelThroughputInput{ProvisionedModelId: conv.Optional(was.ARN)}
	if !now.ProvisionedModelName.Equal(was.ProvisionedModelName) {
		input.DesiredProvisionedModelName = conv.Optional(now.ProvisionedModelName)
	}
	if !now.ModelID.Equal(was.ModelID) {
		input.DesiredModelId = conv.Optional(now.ModelID)
	}
	if input.DesiredProvisionedModelName == nil && input.DesiredModelId == nil {
		return nil
	}
	return input
}

// flatten takes over what AWS answers. The model stays as it is written, for as long as AWS serves what it stands for.
func (m *model) flatten(out *bedrock.GetProvisionedModelThroughputOutput) {
	m.wantedName, m.wantedModel = m.ProvisionedModelName.ValueString(), m.ModelID.ValueString()
	before := m.DesiredModelARN
	m.ARN = conv.NonEmpty(out.ProvisionedModelArn)
	m.ProvisionedModelName = conv.NonEmpty(out.ProvisionedModelName)
	m.ModelUnits = types.Int32PointerValue(out.ModelUnits)
	m.CommitmentDuration = conv.Enum(out.CommitmentDuration)
	m.ModelARN = conv.NonEmpty(out.ModelArn)
	m.DesiredModelARN = conv.NonEmpty(out.DesiredModelArn)
	m.FoundationModelARN = conv.NonEmpty(out.FoundationModelArn)
	m.DesiredModelUnits = types.Int32PointerValue(out.DesiredModelUnits)
	m.Status = conv.Enum(out.Status)
	m.FailureMessage = conv.NonEmpty(out.FailureMessage)
	m.CommitmentExpirationTime = conv.Time(out.CommitmentExpirationTime)
	m.Renews = types.BoolValue(out.CommitmentDuration != "")
	m.CreationTime = conv.Time(out.CreationTime)
	m.LastModifiedTime = conv.Time(out.LastModifiedTime)
	isAnother := before.ValueString() != "" && !before.Equal(m.DesiredModelARN)
	if !isName(m.wantedModel) {
		isAnother = !fwtypes.ResolvesToModel(m.wantedModel, m.DesiredModelARN.ValueString())
	}
	if m.ModelID.IsNull() || isAnother {
		m.ModelID = m.DesiredModelARN
	}
}

// isName reports the name of a custom model, which cannot be found in what AWS answers.
func isName(model string) bool { return model != "" && !strings.ContainsAny(model, ".:") }

// isWanted reports whether AWS serves what a wait is for, as far as that can be told.
func (m *model) isWanted() bool {
	sameName := m.wantedName == "" || m.ProvisionedModelName.ValueString() == m.wantedName
	return sameName && (m.wantedModel == "" || isName(m.wantedModel) || fwtypes.ResolvesToModel(m.wantedModel, m.ModelARN.ValueString()))
}

// phase is the status, and InService only where what is wanted is served.
func (m *model) phase() types.String {
	isSettled := m.ModelARN.Equal(m.DesiredModelARN) && m.ModelUnits.Equal(m.DesiredModelUnits)
	switch {
	case m.Status.ValueString() != inService:
		return m.Status
	case isSettled && m.isWanted():
		return m.Status
	case isSettled && m.FailureMessage.ValueString() != "":
		return types.StringValue(updateFailed)
	}
	return types.StringValue(updating)
}

// failure is AWS's reason, and what an update that failed has left.
func (m *model) failure() types.String {
	if m.Status.ValueString() != inService || m.isWanted() {
		return m.FailureMessage
	}
	return types.StringValue(m.FailureMessage.ValueString() + "\n\nIt still serves " + m.ModelARN.ValueString() + ".")
}

func listInput(name string, next *string) *bedrock.ListProvisionedModelThroughputsInput {
	input := &bedrock.ListProvisionedModelThroughputsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListProvisionedModelThroughputsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ProvisionedModelSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.ProvisionedModelArn), Name: aws.ToString(one.ProvisionedModelName)})
	}
	return page, out.NextToken
}
