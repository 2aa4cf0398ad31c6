// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelcopy

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged
	lifecycle.Tracked

	SourceModelARN        types.String `tfsdk:"source_model_arn"`
	TargetModelName       types.String `tfsdk:"target_model_name"`
	TargetModelNamePrefix types.String `tfsdk:"target_model_name_prefix"`
	ModelKMSKeyID         types.String `tfsdk:"model_kms_key_id"`

	Status               types.String `tfsdk:"status"`
	FailureMessage       types.String `tfsdk:"failure_message"`
	SourceAccountID      types.String `tfsdk:"source_account_id"`
	SourceModelName      types.String `tfsdk:"source_model_name"`
	TargetModelARN       types.String `tfsdk:"target_model_arn"`
	TargetModelStatus    types.String `tfsdk:"target_model_status"`
	TargetModelKMSKeyARN types.String `tfsdk:"target_model_kms_key_arn"`
	CreationTime         types.String `tfsdk:"creation_time"`
}

func (m *model) createInput(token string) *bedrock.CreateModelCopyJobInput {
	return &bedrock.CreateModelCopyJobInput{
		ClientRequestToken: &token,
		SourceModelArn:     conv.Optional(m.SourceModelARN),
		TargetModelName:    conv.Optional(m.TargetModelName),
		ModelKmsKeyId:      conv.Optional(m.ModelKMSKeyID),
		TargetModelTags:    tags.ToBedrock(tags.Map(m.TagsAll)),
	}
}

// flattenOutputs leaves the copy out until it is there: AWS names it from the start, also where it will never be.
func (m *model) flattenOutputs(out *bedrock.GetModelCopyJobOutput) {
	m.ARN = conv.NonEmpty(out.JobArn)
	m.Status = conv.Enum(out.Status)
	m.FailureMessage = conv.NonEmpty(out.FailureMessage)
	m.SourceAccountID = conv.NonEmpty(out.SourceAccountId)
	m.SourceModelName = conv.NonEmpty(out.SourceModelName)
	m.TargetModelKMSKeyARN = conv.NonEmpty(out.TargetModelKmsKeyArn)
	m.CreationTime = conv.Time(out.CreationTime)
	m.TargetModelARN = types.StringNull()
	if out.Status == awstypes.ModelCopyJobStatusCompleted {
		m.TargetModelARN = conv.NonEmpty(out.TargetModelArn)
	}
}

func (m *model) flattenArguments(out *bedrock.GetModelCopyJobOutput) {
	m.SourceModelARN = conv.NonEmpty(out.SourceModelArn)
	m.TargetModelName = conv.NonEmpty(out.TargetModelName)
	m.ModelKMSKeyID = conv.NonEmpty(out.TargetModelKmsKeyArn)
}
