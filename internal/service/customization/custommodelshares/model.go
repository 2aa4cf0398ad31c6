// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshares

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// model is the configuration with what was found.
type model struct {
	Region        types.String `tfsdk:"region"`
	ResourceOwner types.String `tfsdk:"resource_owner"`
	Name          types.String `tfsdk:"name"`
	Status        types.String `tfsdk:"resource_share_status"`
	PermissionARN types.String `tfsdk:"permission_arn"`
	ModelARN      types.String `tfsdk:"model_arn"`
	Principal     types.String `tfsdk:"principal"`
	Tags          types.Map    `tfsdk:"tags"`

	Shares []summary `tfsdk:"resource_shares"`
}

type summary struct {
	ARN                     types.String `tfsdk:"arn"`
	Name                    types.String `tfsdk:"name"`
	OwningAccountID         types.String `tfsdk:"owning_account_id"`
	ModelARNs               types.List   `tfsdk:"model_arns"`
	Status                  types.String `tfsdk:"status"`
	AllowExternalPrincipals types.Bool   `tfsdk:"allow_external_principals"`
	CreationTime            types.String `tfsdk:"creation_time"`
	Tags                    types.Map    `tfsdk:"tags"`
}

// owner is whose shares are listed.
func (m *model) owner() ramtypes.ResourceOwner {
	if m.ResourceOwner.IsNull() {
		return ramtypes.ResourceOwnerSelf
	}
	return ramtypes.ResourceOwner(m.ResourceOwner.ValueString())
}

func (m *model) sharesInput() *ram.GetResourceSharesInput {
	input := &ram.GetResourceSharesInput{
		ResourceOwner: m.owner(), Name: conv.Optional(m.Name), PermissionArn: conv.Optional(m.PermissionARN),
		ResourceShareStatus: ramtypes.ResourceShareStatus(m.Status.ValueString()),
	}
	wanted := tags.Map(m.Tags)
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		input.TagFilters = append(input.TagFilters, ramtypes.TagFilter{TagKey: aws.String(key), TagValues: []string{wanted[key]}})
	}
	return input
}

// resourcesInput asks for all resources: a client can only guess how RAM spells the type of custom models.
func (m *model) resourcesInput() *ram.ListResourcesInput {
	return &ram.ListResourcesInput{ResourceOwner: m.owner(), Principal: conv.Optional(m.Principal)}
}

// wants are the filters that RAM does not have, or does not say how it combines.
func (m *model) wants(one *ramtypes.ResourceShare, models []string) bool {
	if len(models) == 0 || !m.ModelARN.IsNull() && !slices.Contains(models, m.ModelARN.ValueString()) {
		return false
	}
	has := tagsOf(one)
	for key, value := range tags.Map(m.Tags) {
		if found, ok := has[key]; !ok || found != value {
			return false
		}
	}
	return one.Status != ramtypes.ResourceShareStatusDeleted && one.Status != ramtypes.ResourceShareStatusDeleting
}

func flatten(one *ramtypes.ResourceShare, models []string) summary {
	return summary{
		ARN: conv.NonEmpty(one.ResourceShareArn), Name: conv.NonEmpty(one.Name), OwningAccountID: conv.NonEmpty(one.OwningAccountId),
		ModelARNs: conv.List(models), Status: conv.Enum(one.Status),
		AllowExternalPrincipals: types.BoolPointerValue(one.AllowExternalPrincipals), CreationTime: conv.Time(one.CreationTime),
		Tags: tags.Value(tagsOf(one)),
	}
}

func tagsOf(one *ramtypes.ResourceShare) map[string]string {
	all := make(map[string]string, len(one.Tags))
	for _, tag := range one.Tags {
		all[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
	return all
}
