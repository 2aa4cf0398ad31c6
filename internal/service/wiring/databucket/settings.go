// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// setting is one sub-resource of a bucket: what it is called, whether it has to change, and the request that changes it.
type setting struct {
	what    string
	changes bool
	put     func(context.Context) error
}

// settings are the requests that make a bucket what it is to be, from what it was. What protects the data comes first.
func (b *bucket) settings(now, was *model, ignore tags.Ignore) []setting {
	return []setting{
		{"public access block", !now.PublicAccessBlocked.Equal(was.PublicAccessBlocked), b.blockPublicAccess},
		{"object ownership", !now.ACLsDisabled.Equal(was.ACLsDisabled), b.disableACLs},
		{"policy", now.Policy.ValueString() != was.Policy.ValueString(), func(ctx context.Context) error {
			if was.Policy.ValueString() == "" {
				return b.putPolicy(ctx, now.Policy.ValueString())
			}
			return b.replacePolicy(ctx, now.Policy.ValueString(), was.Policy.ValueString())
		}},
		{"encryption", now.encryptsUnlike(was), func(ctx context.Context) error {
			return b.putEncryption(ctx, now.encryptionConfiguration())
		}},
		{"versioning", !now.Versioning.Equal(was.Versioning), func(ctx context.Context) error {
			return b.putVersioning(ctx, now.versioningStatus())
		}},
		{"lifecycle rules", !maps.Equal(now.LifecycleRules, was.LifecycleRules), func(ctx context.Context) error {
			return b.putLifecycle(ctx, expandLifecycle(now.LifecycleRules))
		}},
		{"CORS rules", !slices.EqualFunc(now.CORSRules, was.CORSRules, corsRule.equal), func(ctx context.Context) error {
			return b.putCORS(ctx, expandCORS(now.CORSRules))
		}},
		{"tags", !maps.Equal(tags.Map(now.TagsAll), tags.Map(was.TagsAll)), func(ctx context.Context) error {
			return b.putTags(ctx, tags.Map(now.TagsAll), ignore)
		}},
	}
}

func (b *bucket) blockPublicAccess(ctx context.Context) error {
	_, err := b.client.PutPublicAccessBlock(ctx, &s3.PutPublicAccessBlockInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
		PublicAccessBlockConfiguration: &s3types.PublicAccessBlockConfiguration{
			BlockPublicAcls: aws.Bool(true), BlockPublicPolicy: aws.Bool(true),
			IgnorePublicAcls: aws.Bool(true), RestrictPublicBuckets: aws.Bool(true),
		},
	})
	return err
}

func (b *bucket) disableACLs(ctx context.Context) error {
	_, err := b.client.PutBucketOwnershipControls(ctx, &s3.PutBucketOwnershipControlsInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
		OwnershipControls: &s3types.OwnershipControls{
			Rules: []s3types.OwnershipControlsRule{{ObjectOwnership: s3types.ObjectOwnershipBucketOwnerEnforced}},
		},
	})
	return err
}

func (b *bucket) putPolicy(ctx context.Context, policy string) error {
	_, err := b.client.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: &b.name, ExpectedBucketOwner: b.owner, Policy: &policy})
	return err
}

func (b *bucket) putEncryption(ctx context.Context, configuration *s3types.ServerSideEncryptionConfiguration) error {
	_, err := b.client.PutBucketEncryption(ctx, &s3.PutBucketEncryptionInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner, ServerSideEncryptionConfiguration: configuration,
	})
	return err
}

func (b *bucket) putVersioning(ctx context.Context, status s3types.BucketVersioningStatus) error {
	_, err := b.client.PutBucketVersioning(ctx, &s3.PutBucketVersioningInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
		VersioningConfiguration: &s3types.VersioningConfiguration{Status: status},
	})
	return err
}

func (b *bucket) putLifecycle(ctx context.Context, rules []s3types.LifecycleRule) error {
	if len(rules) == 0 {
		_, err := b.client.DeleteBucketLifecycle(ctx, &s3.DeleteBucketLifecycleInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
		return err
	}
	_, err := b.client.PutBucketLifecycleConfiguration(ctx, &s3.PutBucketLifecycleConfigurationInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
		LifecycleConfiguration: &s3types.BucketLifecycleConfiguration{Rules: rules},
	})
	return err
}

func (b *bucket) putCORS(ctx context.Context, rules []s3types.CORSRule) error {
	if len(rules) == 0 {
		_, err := b.client.DeleteBucketCors(ctx, &s3.DeleteBucketCorsInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
		return err
	}
	_, err := b.client.PutBucketCors(ctx, &s3.PutBucketCorsInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner, CORSConfiguration: &s3types.CORSConfiguration{CORSRules: rules},
	})
	return err
}

// putTags replaces all tags of the bucket but those that belong to somebody else.
func (b *bucket) putTags(ctx context.Context, wanted map[string]string, ignore tags.Ignore) error {
	remote, err := b.tags(ctx)
	if err != nil {
		return fmt.Errorf("reading the tags there are: %w", err)
	}
	return b.replaceTags(ctx, wiring.ReplacementTags(remote, wanted, ignore))
}

func (b *bucket) replaceTags(ctx context.Context, all map[string]string) error {
	if len(all) == 0 {
		_, err := b.client.DeleteBucketTagging(ctx, &s3.DeleteBucketTaggingInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
		return err
	}
	_, err := b.client.PutBucketTagging(ctx, &s3.PutBucketTaggingInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner, Tagging: &s3types.Tagging{TagSet: wiring.S3Tags(all)},
	})
	return err
}
