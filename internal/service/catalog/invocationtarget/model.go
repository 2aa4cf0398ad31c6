// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocationtarget

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

type model struct {
	Region           types.String `tfsdk:"region"`
	ModelID          types.String `tfsdk:"model_id"`
	NamePrefix       types.String `tfsdk:"model_name_prefix"`
	ByProvider       types.String `tfsdk:"by_provider"`
	ByInputModality  types.String `tfsdk:"by_input_modality"`
	ByOutputModality types.String `tfsdk:"by_output_modality"`
	PinnedModelID    types.String `tfsdk:"pinned_model_id"`
	AllowLegacy      types.Bool   `tfsdk:"allow_legacy"`
	AllowedRegions   []string     `tfsdk:"allowed_regions"`
	ScopeOrder       []string     `tfsdk:"scope_order"`

	TargetID           types.String      `tfsdk:"target_id"`
	TargetARN          types.String      `tfsdk:"target_arn"`
	Scope              types.String      `tfsdk:"scope"`
	DestinationRegions []string          `tfsdk:"destination_regions"`
	InvokeARNs         []string          `tfsdk:"invoke_resource_arns"`
	FoundationModelID  types.String      `tfsdk:"foundation_model_id"`
	FoundationModelARN types.String      `tfsdk:"foundation_model_arn"`
	ModelName          types.String      `tfsdk:"model_name"`
	ProviderName       types.String      `tfsdk:"provider_name"`
	LifecycleStatus    types.String      `tfsdk:"lifecycle_status"`
	EndOfLifeTime      types.String      `tfsdk:"end_of_life_time"`
	NewestModelID      types.String      `tfsdk:"newest_model_id"`
	Candidates         map[string]string `tfsdk:"rejected_models"`
}

func (m *model) flatten(t *target, region string) {
	m.FoundationModelID, m.FoundationModelARN = conv.NonEmpty(t.model.ModelId), conv.NonEmpty(t.model.ModelArn)
	m.ModelName, m.ProviderName = conv.NonEmpty(t.model.ModelName), conv.NonEmpty(t.model.ProviderName)
	m.LifecycleStatus, m.EndOfLifeTime = types.StringNull(), types.StringNull()
	if life := t.model.ModelLifecycle; life != nil {
		m.LifecycleStatus, m.EndOfLifeTime = conv.Enum(life.Status), conv.Time(life.EndOfLifeTime)
	}
	m.Scope = types.StringValue(t.scope)
	if t.profile == nil {
		m.TargetID, m.TargetARN = m.FoundationModelID, m.FoundationModelARN
		m.DestinationRegions, m.InvokeARNs = []string{region}, []string{m.FoundationModelARN.ValueString()}
		return
	}
	m.TargetID, m.TargetARN = conv.NonEmpty(t.profile.Summary.InferenceProfileId), conv.NonEmpty(t.profile.Summary.InferenceProfileArn)
	m.DestinationRegions, m.InvokeARNs = t.profile.Destinations, t.profile.InvokeARNs(region)
}
