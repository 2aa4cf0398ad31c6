// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// model has framework types throughout, so that a plan with unknown values can be decoded as a whole.
type model struct {
	ARN                 types.String   `tfsdk:"arn"`
	Name                types.String   `tfsdk:"name"`
	NamePrefix          types.String   `tfsdk:"name_prefix"`
	Path                types.String   `tfsdk:"path"`
	Description         types.String   `tfsdk:"description"`
	PermissionsBoundary types.String   `tfsdk:"permissions_boundary"`
	Purpose             types.String   `tfsdk:"purpose"`
	Region              types.String   `tfsdk:"region"`
	TrainingData        types.Set      `tfsdk:"training_data"`
	ValidationData      types.Set      `tfsdk:"validation_data"`
	InvocationLogs      types.Set      `tfsdk:"invocation_logs"`
	InputData           types.Set      `tfsdk:"input_data"`
	OutputData          types.String   `tfsdk:"output_data"`
	BucketOwners        types.Map      `tfsdk:"bucket_owners"`
	DataKMSKeyARNs      types.Set      `tfsdk:"data_kms_key_arns"`
	OutputKMSKeyARNs    types.Set      `tfsdk:"output_kms_key_arns"`
	ModelKMSKeyARN      types.String   `tfsdk:"model_kms_key_arn"`
	VPCConfig           types.Object   `tfsdk:"vpc_config"`
	TeacherModelARNs    types.Set      `tfsdk:"teacher_model_arns"`
	RewardFunctionARNs  types.Set      `tfsdk:"reward_function_arns"`
	InvokedModelARNs    types.Set      `tfsdk:"invoked_model_arns"`
	KnowledgeBaseARNs   types.Set      `tfsdk:"knowledge_base_arns"`
	LogGroupName        types.String   `tfsdk:"log_group_name"`
	TrustPolicy         types.String   `tfsdk:"trust_policy"`
	PermissionsPolicy   types.String   `tfsdk:"permissions_policy"`
	Tags                types.Map      `tfsdk:"tags"`
	TagsAll             types.Map      `tfsdk:"tags_all"`
	DeletionPolicy      types.String   `tfsdk:"deletion_policy"`
	Timeouts            timeouts.Value `tfsdk:"timeouts"`
}

// granting are the arguments that the documents follow from.
func (m *model) granting() []attr.Value {
	return append(slices.Collect(maps.Values(m.arguments())), m.Purpose, m.Region)
}

// granted reports whether all arguments that the documents follow from are known.
func (m *model) granted(ctx context.Context) bool {
	return !slices.ContainsFunc(m.granting(), func(v attr.Value) bool {
		value, err := v.ToTerraformValue(ctx)
		return err != nil || !value.IsFullyKnown()
	})
}

// derive fills in the documents. A document in was that says the same keeps its spelling.
func (m *model) derive(caller awsclient.Caller, was *model) error {
	scope := jobpolicy.Scope{Partition: caller.Partition, Region: m.Region.ValueString(), AccountID: caller.AccountID}
	purpose := jobpolicy.Purpose(m.Purpose.ValueString())
	grants, err := m.grants()
	if err != nil {
		return err
	}
	trust, err := jobpolicy.TrustPolicy(purpose, scope)
	if err != nil {
		return err
	}
	permissions, err := jobpolicy.Permissions(purpose, scope, grants)
	if err != nil {
		return err
	}
	m.TrustPolicy = sameOr(was.TrustPolicy, trust)
	m.PermissionsPolicy = sameOr(was.PermissionsPolicy, permissions)
	return nil
}

// sameOr is a policy as it is known, if it says the same as another spelling of it.
func sameOr(known types.String, policy string) types.String {
	if fwtypes.SamePolicy(known.ValueString(), policy) {
		return known
	}
	return conv.NonEmpty(&policy)
}

func (m *model) grants() (jobpolicy.Grants, error) {
	g := jobpolicy.Grants{
		ReadKMSKeyARNs: texts(m.DataKMSKeyARNs), OutputKMSKeyARNs: texts(m.OutputKMSKeyARNs), ModelKMSKeyARN: m.ModelKMSKeyARN.ValueString(),
		TeacherModelARNs: texts(m.TeacherModelARNs), RewardFunctionARNs: texts(m.RewardFunctionARNs),
		InvokedModelARNs: texts(m.InvokedModelARNs), KnowledgeBaseARNs: texts(m.KnowledgeBaseARNs), LogGroup: m.LogGroupName.ValueString(),
	}
	for _, data := range []struct {
		from types.Set
		into *[]jobpolicy.S3Location
	}{
		{m.TrainingData, &g.TrainingData}, {m.ValidationData, &g.ValidationData}, {m.InvocationLogs, &g.InvocationLogs},
		{m.InputData, &g.InputData},
	} {
		for _, uri := range texts(data.from) {
			location, err := m.location(uri)
			if err != nil {
				return g, err
			}
			*data.into = append(*data.into, location)
		}
	}
	if uri := m.OutputData.ValueString(); uri != "" {
		location, err := m.location(uri)
		if err != nil {
			return g, err
		}
		g.Output = &location
	}
	if !m.VPCConfig.IsNull() {
		within := m.VPCConfig.Attributes()
		g.VPC = &jobpolicy.VPC{SubnetIDs: texts(within["subnet_ids"]), SecurityGroupIDs: texts(within["security_group_ids"])}
	}
	return g, nil
}

func (m *model) location(text string) (jobpolicy.S3Location, error) {
	uri, err := objectstore.ParseURI(text)
	if err != nil {
		return jobpolicy.S3Location{}, err
	}
	return jobpolicy.S3Location{Bucket: uri.Bucket, Key: uri.Key, AccountID: tags.Map(m.BucketOwners)[uri.Bucket]}, nil
}

// texts are the strings of a set.
func texts(v attr.Value) []string {
	set, ok := v.(types.Set)
	if !ok {
		return nil
	}
	var out []string
	for _, element := range set.Elements() {
		if s, ok := element.(types.String); ok {
			out = append(out, s.ValueString())
		}
	}
	return out
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
		PermissionsBoundary: conv.Optional(m.PermissionsBoundary), Tags: iamTags(all),
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
	m.TrustPolicy = sameOr(m.TrustPolicy, trust)
	m.PermissionsPolicy = sameOr(m.PermissionsPolicy, permissions)
	m.Tags, m.TagsAll = tags.FromAWS(tagsFromIAM(role.Tags), m.Tags, defaults, ignore)
}
