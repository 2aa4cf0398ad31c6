// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemas

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// VPCConfig is the vpc_config argument of jobs that read their data through a VPC.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_VpcConfig.html
type VPCConfig struct {
	SubnetIDs        []string `tfsdk:"subnet_ids"`
	SecurityGroupIDs []string `tfsdk:"security_group_ids"`
}

// VPCConfigAttribute is the schema of VPCConfig.
func VPCConfigAttribute() schema.SingleNestedAttribute {
	ids := func(description string, most int) schema.SetAttribute {
		return schema.SetAttribute{
			Required:            true,
			ElementType:         types.StringType,
			MarkdownDescription: description,
			PlanModifiers:       []planmodifier.Set{fwtypes.UntilCompleted(setplanmodifier.RequiresReplace())},
			Validators:          []validator.Set{setvalidator.SizeBetween(1, most)},
		}
	}
	return schema.SingleNestedAttribute{
		Optional: true,
		MarkdownDescription: "Subnets and security groups through which the job reads its data. The role needs the permissions for " +
			"network interfaces, and the subnets a way to S3." + fwtypes.InStateOnly,
		PlanModifiers: []planmodifier.Object{fwtypes.UntilCompleted(fwtypes.ReplaceOnPresence())},
		Attributes: map[string]schema.Attribute{
			"subnet_ids":         ids("Ids of 1 to 16 subnets.", 16),
			"security_group_ids": ids("Ids of 1 to 5 security groups.", 5),
		},
	}
}

// Expand is the configuration as Bedrock takes it; nil when there is none.
func (c *VPCConfig) Expand() *awstypes.VpcConfig {
	if c == nil {
		return nil
	}
	return &awstypes.VpcConfig{SubnetIds: c.SubnetIDs, SecurityGroupIds: c.SecurityGroupIDs}
}

// FlattenVPCConfig is the reverse of Expand.
func FlattenVPCConfig(c *awstypes.VpcConfig) *VPCConfig {
	if c == nil || len(c.SubnetIds) == 0 {
		return nil
	}
	return &VPCConfig{SubnetIDs: c.SubnetIds, SecurityGroupIDs: c.SecurityGroupIds}
}
