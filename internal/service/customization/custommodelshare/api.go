// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// clockSkew is by how much the clock here may be ahead of AWS's.
const clockSkew = 30 * time.Second

// undetachable keeps a request that changes something from being cancelled half way.
func undetachable(o *ram.Options) { o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts) }

// find reads a share of the caller with what belongs to it. RAM tells of one that is deleted for a while: that is crud.ErrGone.
// https://docs.aws.amazon.com/ram/latest/APIReference/API_GetResourceShares.html
func find(ctx context.Context, client *ram.Client, arn string) (*found, error) {
	out, err := client.GetResourceShares(ctx, &ram.GetResourceSharesInput{
		ResourceOwner: ramtypes.ResourceOwnerSelf, ResourceShareArns: []string{arn},
	})
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(out.ResourceShares, func(one ramtypes.ResourceShare) bool { return aws.ToString(one.ResourceShareArn) == arn })
	if at < 0 {
		return nil, errors.New("AWS answered without the resource share")
	}
	f := &found{share: out.ResourceShares[at]}
	switch f.share.Status {
	case "":
		return nil, errors.New("AWS answered without the status of the resource share")
	case ramtypes.ResourceShareStatusDeleted, ramtypes.ResourceShareStatusDeleting:
		return nil, crud.ErrGone
	case ramtypes.ResourceShareStatusPending, ramtypes.ResourceShareStatusActive, ramtypes.ResourceShareStatusFailed:
	}
	if f.principals, err = associations(ctx, client, arn, ramtypes.ResourceShareAssociationTypePrincipal); err != nil {
		return nil, err
	}
	f.resources, err = associations(ctx, client, arn, ramtypes.ResourceShareAssociationTypeResource)
	return f, err
}

// gone reads only whether a share is still there: nil while it is, crud.ErrGone once it is deleted.
func gone(ctx context.Context, client *ram.Client, arn string) error {
	out, err := client.GetResourceShares(ctx, &ram.GetResourceSharesInput{
		ResourceOwner: ramtypes.ResourceOwnerSelf, ResourceShareArns: []string{arn},
	})
	if err != nil {
		return err
	}
	for _, one := range out.ResourceShares {
		if aws.ToString(one.ResourceShareArn) == arn && one.Status == ramtypes.ResourceShareStatusDeleted {
			return crud.ErrGone
		}
	}
	return nil
}

// findMade looks for the share that a request has made whose answer was lost, by name, model and time: RAM has many of one name.
func findMade(ctx context.Context, client *ram.Client, name, modelARN string, sent time.Time) string {
	out, err := client.GetResourceShares(ctx, &ram.GetResourceSharesInput{ResourceOwner: ramtypes.ResourceOwnerSelf, Name: &name})
	if err != nil {
		return ""
	}
	for _, one := range out.ResourceShares {
		isAlive := one.Status == ramtypes.ResourceShareStatusPending || one.Status == ramtypes.ResourceShareStatusActive
		if !isAlive || aws.ToString(one.Name) != name || aws.ToTime(one.CreationTime).Before(sent.Add(-clockSkew)) {
			continue
		}
		arn := aws.ToString(one.ResourceShareArn)
		resources, err := associations(ctx, client, arn, ramtypes.ResourceShareAssociationTypeResource)
		sharesModel := func(a ramtypes.ResourceShareAssociation) bool { return aws.ToString(a.AssociatedEntity) == modelARN }
		if err == nil && slices.ContainsFunc(resources, sharesModel) {
			return arn
		}
	}
	return ""
}

func associations(
	ctx context.Context, client *ram.Client, arn string, kind ramtypes.ResourceShareAssociationType,
) ([]ramtypes.ResourceShareAssociation, error) {
	return awsclient.Collect(func(token *string) ([]ramtypes.ResourceShareAssociation, *string, error) {
		out, err := client.GetResourceShareAssociations(ctx, &ram.GetResourceShareAssociationsInput{
			AssociationType: kind, ResourceShareArns: []string{arn}, NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return out.ResourceShareAssociations, out.NextToken, nil
	})
}

// findPermission looks up what RAM calls custom models, and the permission that AWS manages for them.
// https://docs.aws.amazon.com/ram/latest/APIReference/API_ListResourceTypes.html
func findPermission(ctx context.Context, client *ram.Client) (string, error) {
	known, err := awsclient.Collect(func(token *string) ([]ramtypes.ServiceNameAndResourceType, *string, error) {
		out, err := client.ListResourceTypes(ctx, &ram.ListResourceTypesInput{NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.ResourceTypes, out.NextToken, nil
	})
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(known, func(one ramtypes.ServiceNameAndResourceType) bool {
		return strings.EqualFold(aws.ToString(one.ResourceType), "bedrock:CustomModel")
	})
	if at < 0 {
		return "", errors.New("AWS RAM does not share custom models of Amazon Bedrock in this region")
	}
	permissions, err := awsclient.Collect(func(token *string) ([]ramtypes.ResourceSharePermissionSummary, *string, error) {
		out, err := client.ListPermissions(ctx, &ram.ListPermissionsInput{ResourceType: known[at].ResourceType, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Permissions, out.NextToken, nil
	})
	if err != nil {
		return "", err
	}
	for _, one := range permissions {
		if aws.ToBool(one.IsResourceTypeDefault) {
			return aws.ToString(one.Arn), nil
		}
	}
	return "", errors.New("AWS RAM has no default permission for custom models of Amazon Bedrock in this region")
}

// permissionOf is the permission that a share gives.
func permissionOf(ctx context.Context, client *ram.Client, arn string) (string, error) {
	all, err := awsclient.Collect(func(token *string) ([]ramtypes.ResourceSharePermissionSummary, *string, error) {
		out, err := client.ListResourceSharePermissions(ctx, &ram.ListResourceSharePermissionsInput{ResourceShareArn: &arn, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.Permissions, out.NextToken, nil
	})
	if err == nil && (len(all) == 0 || aws.ToString(all[0].Arn) == "") {
		err = errors.New("AWS answered without the permission of the resource share")
	}
	if err != nil {
		return "", err
	}
	return aws.ToString(all[0].Arn), nil
}

// change sends what differs: who comes before who goes, so that nobody is without the model who shall have it.
func change(ctx context.Context, client *ram.Client, now, was *model) error {
	arn := was.ARN.ValueString()
	if !now.Name.Equal(was.Name) || !now.AllowExternalPrincipals.Equal(was.AllowExternalPrincipals) {
		_, err := client.UpdateResourceShare(ctx, &ram.UpdateResourceShareInput{
			ResourceShareArn: &arn, Name: now.Name.ValueStringPointer(), AllowExternalPrincipals: now.AllowExternalPrincipals.ValueBoolPointer(),
		}, undetachable)
		if err != nil {
			return err
		}
	}
	if added := without(conv.Strings(now.Principals), conv.Strings(was.Principals)); len(added) > 0 {
		_, err := client.AssociateResourceShare(ctx, &ram.AssociateResourceShareInput{
			ResourceShareArn: &arn, Principals: added,
		}, undetachable)
		if err != nil {
			return err
		}
	}
	if removed := without(conv.Strings(was.Principals), conv.Strings(now.Principals)); len(removed) > 0 {
		_, err := client.DisassociateResourceShare(ctx, &ram.DisassociateResourceShareInput{
			ResourceShareArn: &arn, Principals: removed,
		}, undetachable)
		if err != nil {
			return err
		}
	}
	return syncTags(ctx, client, arn, tags.Map(was.TagsAll), tags.Map(now.TagsAll))
}

func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(others, one) })
}

func syncTags(ctx context.Context, client *ram.Client, arn string, from, to map[string]string) error {
	set, remove := tags.Diff(from, to)
	if len(set) > 0 {
		if _, err := client.TagResource(ctx, &ram.TagResourceInput{ResourceShareArn: &arn, Tags: ramTags(set)}, undetachable); err != nil {
			return err
		}
	}
	if len(remove) == 0 {
		return nil
	}
	_, err := client.UntagResource(ctx, &ram.UntagResourceInput{ResourceShareArn: &arn, TagKeys: remove}, undetachable)
	return err
}
