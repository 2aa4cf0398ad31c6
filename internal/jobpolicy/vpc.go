// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"errors"
	"fmt"
	"strings"
)

// VPC names the subnets and security groups of a job, in the account and region of the job.
type VPC struct {
	SubnetIDs        []string
	SecurityGroupIDs []string
}

func (v VPC) validate() error {
	if len(v.SubnetIDs) == 0 || len(v.SecurityGroupIDs) == 0 {
		return errors.New("a VPC needs at least one subnet and one security group")
	}
	for _, list := range []struct {
		kind string
		ids  []string
	}{{"subnet-", v.SubnetIDs}, {"sg-", v.SecurityGroupIDs}} {
		for _, id := range list.ids {
			if !strings.HasPrefix(id, list.kind) || strings.ContainsAny(id, "*?$/:") {
				return fmt.Errorf("%q is not an ID that begins with %s", id, list.kind)
			}
		}
	}
	return nil
}

// jobTag is the tag by which the network interfaces of a kind of job are told apart.
type jobTag struct {
	key  string
	jobs string // pattern of the jobs' ARNs
}

// vpcStatements allow to run network interfaces in a VPC, as
// https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-model-customization.html prints it: the resource of EC2's
// Describe actions cannot be limited, and the actions on existing interfaces are limited by the tags and subnets that
// the interfaces have.
func vpcStatements(scope Scope, vpc *VPC, tag jobTag) []Statement {
	if vpc == nil {
		return nil
	}
	var subnets, places []string
	for _, id := range vpc.SubnetIDs {
		subnets = append(subnets, scope.arn("ec2", "subnet/"+id))
	}
	places = append(places, subnets...)
	for _, id := range vpc.SecurityGroupIDs {
		places = append(places, scope.arn("ec2", "security-group/"+id))
	}
	interfaces := []string{scope.arn("ec2", "network-interface/*")}
	return []Statement{
		{
			SID: "DescribeNetwork",
			Actions: []string{
				"ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
			},
			Resources: []string{"*"},
		},
		{
			SID: "CreateNetworkInterface", Actions: []string{"ec2:CreateNetworkInterface"}, Resources: interfaces,
			Condition: Conditions{
				"StringEquals": {"aws:RequestTag/BedrockManaged": {"true"}},
				"ArnLike":      {"aws:RequestTag/" + tag.key: {tag.jobs}},
			},
		},
		{SID: "PlaceNetworkInterface", Actions: []string{"ec2:CreateNetworkInterface"}, Resources: places},
		{
			SID: "ManageNetworkInterface",
			Actions: []string{
				"ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface", "ec2:DeleteNetworkInterfacePermission",
			},
			Resources: []string{"*"},
			Condition: Conditions{
				"StringEquals": {"ec2:ResourceTag/BedrockManaged": {"true"}},
				"ArnLike":      {"ec2:Subnet": subnets, "ec2:ResourceTag/" + tag.key: {tag.jobs}},
			},
		},
		{
			SID: "TagNetworkInterface", Actions: []string{"ec2:CreateTags"}, Resources: interfaces,
			Condition: Conditions{
				"StringEquals":              {"ec2:CreateAction": {"CreateNetworkInterface"}},
				"ForAllValues:StringEquals": {"aws:TagKeys": {"BedrockManaged", tag.key}},
			},
		},
	}
}
