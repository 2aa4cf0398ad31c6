// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// updateRole makes a role what it is to be, from what it was.
func updateRole(ctx context.Context, client *iam.Client, now, was *model) error {
	name := was.Name.ValueString()
	for _, change := range []struct {
		differs bool
		make    func() error
	}{
		{now.TrustPolicy.ValueString() != was.TrustPolicy.ValueString(), func() error {
			_, err := client.UpdateAssumeRolePolicy(ctx, &iam.UpdateAssumeRolePolicyInput{
				RoleName: &name, PolicyDocument: now.TrustPolicy.ValueStringPointer(),
			})
			return err
		}},
		{now.PermissionsPolicy.ValueString() != was.PermissionsPolicy.ValueString(), func() error {
			return putPermissions(ctx, client, name, now.PermissionsPolicy.ValueString())
		}},
		{!now.Description.Equal(was.Description) || !now.MaxSessionDuration.Equal(was.MaxSessionDuration), func() error {
			return describeRole(ctx, client, name, now)
		}},
		{!now.PermissionsBoundary.Equal(was.PermissionsBoundary), func() error {
			return boundRole(ctx, client, name, now.PermissionsBoundary.ValueString())
		}},
		{!now.TagsAll.Equal(was.TagsAll), func() error {
			return syncRoleTags(ctx, client, name, tags.Map(was.TagsAll), tags.Map(now.TagsAll))
		}},
	} {
		if !change.differs {
			continue
		}
		if err := change.make(); err != nil {
			return err
		}
	}
	return nil
}

// describeRole sets the description and the length of sessions: the request resets what it does not have.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
func describeRole(ctx context.Context, client *iam.Client, name string, now *model) error {
	_, err := client.UpdateRole(ctx, &iam.UpdateRoleInput{
		RoleName: &name, Description: aws.String(now.Description.ValueString()), MaxSessionDuration: conv.OptionalInt32(now.MaxSessionDuration),
	})
	return err
}

// boundRole sets the permissions boundary; empty takes it away.
func boundRole(ctx context.Context, client *iam.Client, name, boundary string) error {
	if boundary == "" {
		_, err := client.DeleteRolePermissionsBoundary(ctx, &iam.DeleteRolePermissionsBoundaryInput{RoleName: &name})
		return err
	}
	_, err := client.PutRolePermissionsBoundary(ctx, &iam.PutRolePermissionsBoundaryInput{RoleName: &name, PermissionsBoundary: &boundary})
	return err
}

// syncRoleTags changes the tags with at most two requests. Old ones go first: IAM does not tell keys apart by case, so that a key with
// another case would be taken away right after it was set; and a role with 50 tags has no room for another one.
func syncRoleTags(ctx context.Context, client *iam.Client, name string, from, to map[string]string) error {
	set, remove := tags.Diff(from, to)
	if len(remove) > 0 {
		if _, err := client.UntagRole(ctx, &iam.UntagRoleInput{RoleName: &name, TagKeys: remove}); err != nil {
			return err
		}
	}
	if len(set) > 0 {
		if _, err := client.TagRole(ctx, &iam.TagRoleInput{RoleName: &name, Tags: iamTags(set)}); err != nil {
			return err
		}
	}
	return nil
}
