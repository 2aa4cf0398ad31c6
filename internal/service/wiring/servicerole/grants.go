// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// granting are the arguments that both documents follow from, of the role and of the data source.
type granting struct {
	Purpose              types.String `tfsdk:"purpose"`
	Region               types.String `tfsdk:"region"`
	TrainingData         types.Set    `tfsdk:"training_data"`
	ValidationData       types.Set    `tfsdk:"validation_data"`
	InvocationLogs       types.Set    `tfsdk:"invocation_logs"`
	InputData            types.Set    `tfsdk:"input_data"`
	OutputData           types.String `tfsdk:"output_data"`
	BucketOwners         types.Map    `tfsdk:"bucket_owners"`
	DataKMSKeyARNs       types.Set    `tfsdk:"data_kms_key_arns"`
	OutputKMSKeyARNs     types.Set    `tfsdk:"output_kms_key_arns"`
	ModelKMSKeyARN       types.String `tfsdk:"model_kms_key_arn"`
	VPCConfig            types.Object `tfsdk:"vpc_config"`
	TeacherModels        types.Set    `tfsdk:"teacher_models"`
	RewardFunctionARNs   types.Set    `tfsdk:"reward_function_arns"`
	InvokedModels        types.Set    `tfsdk:"invoked_models"`
	KnowledgeBaseARNs    types.Set    `tfsdk:"knowledge_base_arns"`
	LogGroupName         types.String `tfsdk:"log_group_name"`
	AdditionalPolicyJSON types.String `tfsdk:"additional_policy_json"`
}

// arguments are those that are for some purposes only, by name.
func (g *granting) arguments() map[string]attr.Value {
	return map[string]attr.Value{
		"training_data": g.TrainingData, "validation_data": g.ValidationData, "invocation_logs": g.InvocationLogs,
		"input_data": g.InputData, "output_data": g.OutputData, "bucket_owners": g.BucketOwners, "data_kms_key_arns": g.DataKMSKeyARNs,
		"output_kms_key_arns": g.OutputKMSKeyARNs, "model_kms_key_arn": g.ModelKMSKeyARN, "vpc_config": g.VPCConfig,
		"teacher_models": g.TeacherModels, "reward_function_arns": g.RewardFunctionARNs, "invoked_models": g.InvokedModels,
		"log_group_name": g.LogGroupName, "knowledge_base_arns": g.KnowledgeBaseARNs,
	}
}

// isKnown reports whether all arguments that the documents follow from are known.
func (g *granting) isKnown(ctx context.Context) bool {
	all := append(slices.Collect(maps.Values(g.arguments())), g.Purpose, g.Region, g.AdditionalPolicyJSON)
	return !slices.ContainsFunc(all, func(v attr.Value) bool {
		value, err := v.ToTerraformValue(ctx)
		return err != nil || !value.IsFullyKnown()
	})
}

// models are those that jobs of the role invoke, of all purposes.
func (g *granting) models() []string {
	return append(conv.Strings(g.TeacherModels), conv.Strings(g.InvokedModels)...)
}

// documents are the trust policy and the permissions of the role in a scope, with all ARNs that its models stand for.
func (g *granting) documents(scope jobpolicy.Scope, models []string) (trust, permissions string, err error) {
	purpose := jobpolicy.Purpose(g.Purpose.ValueString())
	grants, err := g.grants(models)
	if err != nil {
		return "", "", err
	}
	if trust, err = jobpolicy.TrustPolicy(purpose, scope); err != nil {
		return "", "", err
	}
	if permissions, err = jobpolicy.Permissions(purpose, scope, grants); err != nil {
		return "", "", err
	}
	permissions, err = withAdditional(permissions, g.AdditionalPolicyJSON.ValueString())
	return trust, permissions, err
}

func (g *granting) grants(models []string) (grants jobpolicy.Grants, err error) {
	grants = jobpolicy.Grants{
		ReadKMSKeyARNs: conv.Strings(g.DataKMSKeyARNs), OutputKMSKeyARNs: conv.Strings(g.OutputKMSKeyARNs),
		ModelKMSKeyARN: g.ModelKMSKeyARN.ValueString(), RewardFunctionARNs: conv.Strings(g.RewardFunctionARNs),
		KnowledgeBaseARNs: conv.Strings(g.KnowledgeBaseARNs), LogGroup: g.LogGroupName.ValueString(),
	}
	for _, data := range []struct {
		from types.Set
		into *[]jobpolicy.S3Location
	}{
		{g.TrainingData, &grants.TrainingData}, {g.ValidationData, &grants.ValidationData},
		{g.InvocationLogs, &grants.InvocationLogs}, {g.InputData, &grants.InputData},
	} {
		for _, uri := range conv.Strings(data.from) {
			location, err := g.location(uri)
			if err != nil {
				return grants, err
			}
			*data.into = append(*data.into, location)
		}
	}
	if uri := g.OutputData.ValueString(); uri != "" {
		location, err := g.location(uri)
		if err != nil {
			return grants, err
		}
		grants.Output = &location
	}
	if !g.VPCConfig.IsNull() {
		within := g.VPCConfig.Attributes()
		subnets, _ := within["subnet_ids"].(types.Set)
		groups, _ := within["security_group_ids"].(types.Set)
		grants.VPC = &jobpolicy.VPC{SubnetIDs: conv.Strings(subnets), SecurityGroupIDs: conv.Strings(groups)}
	}
	if g.TeacherModels.IsNull() { // a purpose takes one of them
		grants.InvokedModelARNs = models
	} else {
		grants.TeacherModelARNs = models
	}
	return grants, nil
}

func (g *granting) location(text string) (jobpolicy.S3Location, error) {
	uri, err := objectstore.ParseURI(text)
	if err != nil {
		return jobpolicy.S3Location{}, err
	}
	return jobpolicy.S3Location{Bucket: uri.Bucket, Key: uri.Key, AccountID: tags.Map(g.BucketOwners)[uri.Bucket]}, nil
}
