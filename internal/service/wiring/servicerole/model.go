// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// model has framework types throughout, so that a plan with unknown values can be decoded as a whole.
type model struct {
	granting
	ARN                 types.String   `tfsdk:"arn"`
	Name                types.String   `tfsdk:"name"`
	NamePrefix          types.String   `tfsdk:"name_prefix"`
	Path                types.String   `tfsdk:"path"`
	Description         types.String   `tfsdk:"description"`
	PermissionsBoundary types.String   `tfsdk:"permissions_boundary"`
	MaxSessionDuration  types.Int32    `tfsdk:"max_session_duration"`
	ModelARNs           types.Set      `tfsdk:"model_arns"`
	TrustPolicy         types.String   `tfsdk:"trust_policy"`
	PermissionsPolicy   types.String   `tfsdk:"permissions_policy"`
	Tags                types.Map      `tfsdk:"tags"`
	TagsAll             types.Map      `tfsdk:"tags_all"`
	DeletionPolicy      types.String   `tfsdk:"deletion_policy"`
	Timeouts            timeouts.Value `tfsdk:"timeouts"`
}

// derive fills in the documents, as far as the models are known. A document in was that says the same keeps its spelling.
func (m *model) derive(scope jobpolicy.Scope, was *model) error {
	trust, permissions, err := m.documents(scope, conv.Strings(m.ModelARNs))
	if err != nil {
		return err
	}
	m.TrustPolicy, m.PermissionsPolicy = sameOr(was.TrustPolicy, trust), types.StringUnknown()
	if !m.ModelARNs.IsUnknown() {
		m.PermissionsPolicy = sameOr(was.PermissionsPolicy, permissions)
	}
	return nil
}

// scope is where the jobs of the role run.
func (m *model) scope(caller awsclient.Caller) jobpolicy.Scope {
	return jobpolicy.Scope{Partition: caller.Partition, Region: m.Region.ValueString(), AccountID: caller.AccountID}
}

// sameOr is a policy as it is known, if it says the same as another spelling of it.
func sameOr(known types.String, policy string) types.String {
	if fwtypes.SamePolicy(known.ValueString(), policy) {
		return known
	}
	return conv.NonEmpty(&policy)
}

// roleARN is the ARN that a role will have.
func (m *model) roleARN(caller awsclient.Caller) string {
	return fmt.Sprintf("arn:%s:iam::%s:role%s%s", caller.Partition, caller.AccountID, m.Path.ValueString(), m.Name.ValueString())
}

// createInput is the request that makes the role with its tags. Its permissions are a request of their own.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
func (m *model) createInput(all map[string]string) *iam.CreateRoleInput {
	return &iam.CreateRoleInput{
		RoleName: m.Name.ValueStringPointer(), Path: m.Path.ValueStringPointer(),
		AssumeRolePolicyDocument: m.TrustPolicy.ValueStringPointer(), Description: conv.Optional(m.Description),
		PermissionsBoundary: conv.Optional(m.PermissionsBoundary), MaxSessionDuration: conv.OptionalInt32(m.MaxSessionDuration),
		Tags: iamTags(all),
	}
}

// flatten takes over what IAM says. permissions is the inline policy, empty when it is not there.
func (m *model) flatten(
	role *iamtypes.Role, trust, permissions string, defaults map[string]string, ignore tags.Ignore,
) {
	m.ARN, m.Name, m.Path = types.StringPointerValue(role.Arn), types.StringPointerValue(role.RoleName), types.StringPointerValue(role.Path)
	m.Description, m.PermissionsBoundary = conv.NonEmpty(role.Description), types.StringNull()
	if role.PermissionsBoundary != nil {
		m.PermissionsBoundary = conv.NonEmpty(role.PermissionsBoundary.PermissionsBoundaryArn)
	}
	m.MaxSessionDuration = types.Int32PointerValue(role.MaxSessionDuration)
	m.TrustPolicy = sameOr(m.TrustPolicy, trust)
	m.PermissionsPolicy = sameOr(m.PermissionsPolicy, permissions)
	m.Tags, m.TagsAll = tags.FromAWS(tagsFromIAM(role.Tags), m.Tags, defaults, ignore)
}
