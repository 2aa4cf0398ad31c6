// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package inferenceprofile

import (
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type model struct {
	lifecycle.Located
	lifecycle.Tagged

	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	ModelSource *source      `tfsdk:"model_source"`

	InferenceProfileID types.String `tfsdk:"inference_profile_id"`
	Models             types.Set    `tfsdk:"models"`
	Status             types.String `tfsdk:"status"`
	Type               types.String `tfsdk:"type"`
	CreatedAt          types.String `tfsdk:"created_at"`
	UpdatedAt          types.String `tfsdk:"updated_at"`
}

type source struct {
	CopyFrom types.String `tfsdk:"copy_from"`
}

func (m *model) createInput(token string) *bedrock.CreateInferenceProfileInput {
	input := &bedrock.CreateInferenceProfileInput{
		ClientRequestToken:   &token,
		InferenceProfileName: conv.Optional(m.Name),
		Description:          conv.Optional(m.Description),
		Tags:                 tags.ToBedrock(tags.Map(m.TagsAll)),
	}
	if m.ModelSource != nil {
		input.ModelSource = &awstypes.InferenceProfileModelSourceMemberCopyFrom{Value: m.ModelSource.CopyFrom.ValueString()}
	}
	return input
}

// flatten takes over what AWS answers. What the profile was made from is not among it.
func (m *model) flatten(out *bedrock.GetInferenceProfileOutput) {
	m.ARN = conv.NonEmpty(out.InferenceProfileArn)
	m.Name = conv.NonEmpty(out.InferenceProfileName)
	m.Description = conv.NonEmpty(out.Description)
	m.InferenceProfileID = conv.NonEmpty(out.InferenceProfileId)
	m.Status = conv.Enum(out.Status)
	m.Type = conv.Enum(out.Type)
	m.CreatedAt = conv.Time(out.CreatedAt)
	m.UpdatedAt = conv.Time(out.UpdatedAt)
	models := make([]attr.Value, len(out.Models))
	for i, arn := range modelARNs(out.Models) {
		models[i] = types.ObjectValueMust(modelsType.AttrTypes, map[string]attr.Value{"model_arn": types.StringValue(arn)})
	}
	m.Models = types.SetValueMust(modelsType, models)
}
