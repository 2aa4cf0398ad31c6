// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationloggingconfiguration

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// MoveState takes over what hashicorp/aws manages, by its id, which is the region.
func (*setting) MoveState(context.Context) []resource.StateMover {
	return crud.MovedFrom{"aws_bedrock_model_invocation_logging_configuration": "id"}.Mover(noun, "AWS Region", move)
}

// move leaves the account and the identity to the refresh: the state of hashicorp/aws has no account.
func move(ctx context.Context, region string, resp *resource.MoveStateResponse) bool {
	if awsclient.CheckRegion(region) != nil {
		return false
	}
	for name, value := range map[string]string{"region": region, "deletion_policy": crud.DeletionDelete} {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), value)...)
	}
	resp.TargetIdentity = nil
	return true
}
