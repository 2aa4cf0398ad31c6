// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

type model struct {
	ARN                     types.String   `tfsdk:"arn"`
	Region                  types.String   `tfsdk:"region"`
	Name                    types.String   `tfsdk:"name"`
	ModelARN                types.String   `tfsdk:"model_arn"`
	Principals              types.Set      `tfsdk:"principals"`
	AllowExternalPrincipals types.Bool     `tfsdk:"allow_external_principals"`
	PermissionARN           types.String   `tfsdk:"permission_arn"`
	Status                  types.String   `tfsdk:"status"`
	PrincipalStatuses       types.Map      `tfsdk:"principal_statuses"`
	CreationTime            types.String   `tfsdk:"creation_time"`
	Tags                    types.Map      `tfsdk:"tags"`
	TagsAll                 types.Map      `tfsdk:"tags_all"`
	DeletionPolicy          types.String   `tfsdk:"deletion_policy"`
	Timeouts                timeouts.Value `tfsdk:"timeouts"`
}

// Statuses of the whole: RAM tells one of the model and of each principal.
const (
	associating = string(ramtypes.ResourceShareAssociationStatusAssociating)
	associated  = string(ramtypes.ResourceShareAssociationStatusAssociated)
	failed      = string(ramtypes.ResourceShareAssociationStatusFailed)
)

func (m *model) createInput(token string, all map[string]string) *ram.CreateResourceShareInput {
	return &ram.CreateResourceShareInput{
		ClientToken: &token, Name: conv.Optional(m.Name),
		ResourceArns: []string{m.ModelARN.ValueString()}, Principals: conv.Strings(m.Principals),
		PermissionArns: []string{m.PermissionARN.ValueString()}, AllowExternalPrincipals: m.AllowExternalPrincipals.ValueBoolPointer(),
		Tags: ramTags(all),
	}
}

// found is a share as RAM tells it, with what belongs to it.
type found struct {
	share                 ramtypes.ResourceShare
	principals, resources []ramtypes.ResourceShareAssociation
}

// flatten takes over what RAM says. What has left the share is not in it, and what failed neither, so that a plan adds it again.
func (m *model) flatten(f *found, data *crud.ProviderData) {
	m.ARN, m.Name = conv.NonEmpty(f.share.ResourceShareArn), conv.NonEmpty(f.share.Name)
	m.AllowExternalPrincipals = types.BoolValue(aws.ToBool(f.share.AllowExternalPrincipals))
	m.CreationTime = conv.Time(f.share.CreationTime)
	m.Tags, m.TagsAll = tags.FromAWS(tagsFromRAM(f.share.Tags), m.Tags, data.DefaultTags, data.IgnoreTags)
	m.flattenStatus(f)
	m.Principals = setOf(slices.Sorted(maps.Keys(f.members(f.principals))))
	shared := f.members(f.resources)
	if _, still := shared[m.ModelARN.ValueString()]; still {
		return
	}
	m.ModelARN = types.StringNull()
	if arns := slices.Sorted(maps.Keys(shared)); len(arns) == 1 {
		m.ModelARN = types.StringValue(arns[0])
	}
}

// flattenStatus takes over how far the share is.
func (m *model) flattenStatus(f *found) {
	statuses := map[string]attr.Value{}
	for principal, status := range f.members(f.principals) {
		statuses[principal] = types.StringValue(status)
	}
	m.PrincipalStatuses = types.MapValueMust(types.StringType, statuses)
	m.Status = types.StringValue(f.status())
}

// members are what belongs to a share, with the status of each.
func (f *found) members(all []ramtypes.ResourceShareAssociation) map[string]string {
	members := map[string]string{}
	for _, a := range all {
		switch a.Status {
		case ramtypes.ResourceShareAssociationStatusDisassociated, ramtypes.ResourceShareAssociationStatusDisassociating,
			ramtypes.ResourceShareAssociationStatusFailed:
		default:
			members[aws.ToString(a.AssociatedEntity)] = string(a.Status)
		}
	}
	return members
}

// status is that of the whole: associated when the model and every principal of the organization are. One outside of it has to
// accept, whenever it likes, and is not waited for.
func (f *found) status() string {
	status := associated
	if f.share.Status == ramtypes.ResourceShareStatusPending {
		status = associating
	}
	for _, a := range slices.Concat(f.resources, f.principals) {
		switch {
		case a.Status == ramtypes.ResourceShareAssociationStatusFailed && a.AssociationType == ramtypes.ResourceShareAssociationTypeResource:
			return failed
		case string(a.Status) == associating && !aws.ToBool(a.External):
			status = associating
		}
	}
	if f.share.Status == ramtypes.ResourceShareStatusFailed {
		return failed
	}
	return status
}

// failure is AWS's reason of what failed.
func (f *found) failure() string {
	for _, a := range slices.Concat(f.resources, f.principals) {
		if string(a.Status) == failed && aws.ToString(a.StatusMessage) != "" {
			return *a.StatusMessage
		}
	}
	return aws.ToString(f.share.StatusMessage)
}

func setOf(all []string) types.Set {
	elements := make([]attr.Value, len(all))
	for i, text := range all {
		elements[i] = types.StringValue(text)
	}
	return types.SetValueMust(types.StringType, elements)
}

// ramTags is the tags as RAM takes them, in the order of their keys; nil when there are none.
func ramTags(all map[string]string) (list []ramtypes.Tag) {
	for _, key := range slices.Sorted(maps.Keys(all)) {
		list = append(list, ramtypes.Tag{Key: aws.String(key), Value: aws.String(all[key])})
	}
	return list
}

func tagsFromRAM(list []ramtypes.Tag) map[string]string {
	all := make(map[string]string, len(list))
	for _, tag := range list {
		all[aws.ToString(tag.Key)] = aws.ToString(tag.Value)
	}
	return all
}
