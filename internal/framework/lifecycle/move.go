// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// awsProvider ends the address of the provider for all of AWS, from whatever registry it came.
const awsProvider = "/hashicorp/aws"

var _ resource.ResourceWithMoveState = (*managed[Located, *Located])(nil)

// MoveState takes over what hashicorp/aws manages: it takes the ARN, and the refresh that follows reads all else, as after an import.
// Terraform asks a provider that nobody has configured, so AWS cannot be asked here.
func (r *managed[M, P]) MoveState(context.Context) []resource.StateMover {
	if len(r.thing.MovedFrom) == 0 {
		return nil
	}
	return []resource.StateMover{{StateMover: r.moveState}}
}

func (r *managed[M, P]) moveState(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	attribute, ok := r.thing.MovedFrom[req.SourceTypeName]
	if !ok || !strings.HasSuffix(req.SourceProviderAddress, awsProvider) || req.SourceRawState == nil {
		return // the framework says that there is no such move
	}
	var source map[string]json.RawMessage
	var text string
	err := json.Unmarshal(req.SourceRawState.JSON, &source)
	if err == nil {
		err = json.Unmarshal(source[attribute], &text)
	}
	arn, parseErr := awsarn.Parse(text)
	if err != nil || parseErr != nil || arn.Service != "bedrock" {
		resp.Diagnostics.AddError("Moving a "+r.thing.title(), fmt.Sprintf(
			"The state of %s has no ARN of Bedrock in %s, but %q. Remove the moved block, and import the object by its ARN.",
			req.SourceTypeName, attribute, text))
		return
	}
	values := map[string]any{"arn": text}
	if policy := r.thing.byDefault(); policy != "" {
		values["deletion_policy"] = policy
	}
	if r.thing.Job != nil {
		maps.Copy(values, r.thing.Job.defaults())
	}
	for name, value := range values {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), value)...)
	}
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.TargetIdentity, text)...)
}
