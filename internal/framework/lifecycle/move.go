// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"maps"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

var _ resource.ResourceWithMoveState = (*managed[Located, *Located])(nil)

// MoveState takes over what hashicorp/aws manages, by its ARN.
func (r *managed[M, P]) MoveState(context.Context) []resource.StateMover {
	return r.thing.MovedFrom.Mover(r.thing.Noun, "ARN of Bedrock", r.moveState)
}

func (r *managed[M, P]) moveState(ctx context.Context, arn string, resp *resource.MoveStateResponse) bool {
	if parsed, err := awsarn.Parse(arn); err != nil || parsed.Service != "bedrock" {
		return false
	}
	values := map[string]any{"arn": arn}
	if policy := r.thing.byDefault(); policy != "" {
		values["deletion_policy"] = policy
	}
	if r.thing.Job != nil {
		maps.Copy(values, r.thing.Job.defaults())
	}
	for name, value := range values {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), value)...)
	}
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.TargetIdentity, arn)...)
	return true
}

// refusesUnread refuses to replace what was moved here in this plan and not read.
func (r *managed[M, P]) refusesUnread(p *Plan[M]) bool {
	was := P(p.Was).located()
	if !was.Region.IsNull() {
		return false
	}
	p.Append(crud.Unread(r.thing.Noun, was.ARN.ValueString()))
	return true
}
