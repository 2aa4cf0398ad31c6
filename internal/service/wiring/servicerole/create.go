// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"cmp"
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// prepare fills in what was not known when the role was planned.
func (r *managed) prepare(ctx context.Context, now, was *model) error {
	if !now.TrustPolicy.IsUnknown() && !now.PermissionsPolicy.IsUnknown() {
		return nil
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if err != nil {
		return err
	}
	region, err := crud.RegionOf(ctx, r.Provider, now.Region)
	if err != nil {
		return err
	}
	now.Region = types.StringValue(region)
	if now.ModelARNs.IsUnknown() {
		models, err := invocable(ctx, r.Provider.Lookup, now.scope(caller), now.models())
		if err != nil {
			return err
		}
		now.ModelARNs = conv.Set(models)
	}
	return now.derive(now.scope(caller), was)
}

// create makes the role under a name that is free, or takes over one with the owner's mark.
func (r *managed) create(
	ctx context.Context, client *iam.Client, now *model, owner crud.Ownership, diags *diag.Diagnostics,
) error {
	if now.Name.ValueString() == "" {
		now.Name = types.StringValue(owner.Name(now.prefix(), 0, r.Provider.Clock.Now()))
	}
	existing, err := findRole(ctx, client, now.Name.ValueString())
	if err == nil && owner.Marks(tagsFromIAM(existing.Tags)) {
		now.ARN = types.StringValue(*existing.Arn)
		diags.Append(owner.TakenOver("service role", *existing.Arn))
		return nil
	}
	if err == nil {
		return fmt.Errorf("a role of that name already exists, %s. It is not taken over, because destroying the resource would then "+
			"delete it. Choose another name, or import the role:\n\n  terraform import bedrock_service_role.NAME %s", *existing.Arn, *existing.Arn)
	}
	arn, err := createRole(ctx, client, now.createInput(owner.Mark(tags.Map(now.TagsAll))), apierr.IsNotFound(err))
	now.ARN = types.StringValue(arn)
	return err
}

// prefix is what a name that is made begins with.
func (m *model) prefix() string {
	return cmp.Or(m.NamePrefix.ValueString(), defaultRolePrefix)
}

// unnamedRole is what a role is known by before it has a name. The permissions belong to it: roles that differ in nothing else
// are not the same.
type unnamedRole struct {
	*iam.CreateRoleInput
	Permissions string
}

// unnamedInput is createInput with the prefix in the place of a name that is not made yet.
func (m *model) unnamedInput() unnamedRole {
	input := m.createInput(tags.Map(m.TagsAll))
	if m.Name.ValueString() == "" {
		prefix := m.prefix()
		input.RoleName = &prefix
	}
	return unnamedRole{input, m.PermissionsPolicy.ValueString()}
}
