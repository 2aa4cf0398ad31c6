// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// read reads the settings that every bucket of ours has, and on request those that are optional.
func (b *bucket) read(ctx context.Context, lifecycle, cors bool) (bucketSettings, error) {
	var have bucketSettings
	parts := []func(context.Context) error{
		part(&have.publicAccess, "public access block", b.publicAccess),
		part(&have.ownership, "object ownership", b.ownership),
		part(&have.policy, "policy", b.policy),
		part(&have.encryption, "encryption", b.encryption),
		part(&have.versioning, "versioning", b.versioning),
		part(&have.tags, "tags", b.tagsIfAllowed),
	}
	if lifecycle {
		parts = append(parts, part(&have.lifecycle, "lifecycle rules", b.lifecycle))
	}
	if cors {
		parts = append(parts, part(&have.cors, "CORS rules", b.cors))
	}
	for _, read := range parts {
		if err := read(ctx); err != nil {
			return bucketSettings{}, err
		}
	}
	return have, nil
}

// part reads one sub-resource into its place.
func part[T any](into *T, what string, read func(context.Context) (T, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		value, err := read(ctx)
		if err != nil {
			return fmt.Errorf("reading the %s: %w", what, err)
		}
		*into = value
		return nil
	}
}

func (b *bucket) publicAccess(ctx context.Context) (*s3types.PublicAccessBlockConfiguration, error) {
	out, err := b.client.GetPublicAccessBlock(ctx, &s3.GetPublicAccessBlockInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	switch {
	case hasCode(err, "NoSuchPublicAccessBlockConfiguration"):
		return nil, nil
	case err != nil:
		return nil, err
	case out.PublicAccessBlockConfiguration == nil || *out.PublicAccessBlockConfiguration == s3types.PublicAccessBlockConfiguration{}:
		return nil, wiring.ErrNoContent
	}
	return out.PublicAccessBlockConfiguration, nil
}

func (b *bucket) ownership(ctx context.Context) (s3types.ObjectOwnership, error) {
	out, err := b.client.GetBucketOwnershipControls(ctx, &s3.GetBucketOwnershipControlsInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
	})
	switch {
	case hasCode(err, "OwnershipControlsNotFoundError"):
		return "", nil
	case err != nil:
		return "", err
	case out.OwnershipControls == nil || len(out.OwnershipControls.Rules) == 0:
		return "", wiring.ErrNoContent
	}
	return out.OwnershipControls.Rules[0].ObjectOwnership, nil
}

func (b *bucket) policy(ctx context.Context) (string, error) {
	out, err := b.client.GetBucketPolicy(ctx, &s3.GetBucketPolicyInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	switch {
	case hasCode(err, "NoSuchBucketPolicy"):
		return "", nil
	case err != nil:
		return "", err
	case !json.Valid([]byte(aws.ToString(out.Policy))):
		return "", wiring.ErrNoContent
	}
	return *out.Policy, nil
}

func (b *bucket) encryption(ctx context.Context) (s3types.ServerSideEncryptionRule, error) {
	out, err := b.client.GetBucketEncryption(ctx, &s3.GetBucketEncryptionInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	switch {
	case hasCode(err, "ServerSideEncryptionConfigurationNotFoundError"):
		return s3types.ServerSideEncryptionRule{}, nil
	case err != nil:
		return s3types.ServerSideEncryptionRule{}, err
	case out.ServerSideEncryptionConfiguration == nil || len(out.ServerSideEncryptionConfiguration.Rules) == 0:
		return s3types.ServerSideEncryptionRule{}, wiring.ErrNoContent
	}
	return out.ServerSideEncryptionConfiguration.Rules[0], nil
}

// versioning is empty for a bucket that never had it.
func (b *bucket) versioning(ctx context.Context) (s3types.BucketVersioningStatus, error) {
	out, err := b.client.GetBucketVersioning(ctx, &s3.GetBucketVersioningInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	if err != nil {
		return "", err
	}
	return out.Status, nil
}

func (b *bucket) tags(ctx context.Context) (map[string]string, error) {
	out, err := b.client.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	switch {
	case hasCode(err, "NoSuchTagSet"):
		return map[string]string{}, nil
	case err != nil:
		return nil, err
	case len(out.TagSet) == 0:
		return nil, wiring.ErrNoContent
	}
	return wiring.TagsFromS3(out.TagSet), nil
}

// tagsIfAllowed is nil where the caller may not read tags.
func (b *bucket) tagsIfAllowed(ctx context.Context) (map[string]string, error) {
	found, err := b.tags(ctx)
	if apierr.Is(err, apierr.AccessDenied) {
		return nil, nil
	}
	return found, err
}

func (b *bucket) lifecycle(ctx context.Context) ([]s3types.LifecycleRule, error) {
	out, err := b.client.GetBucketLifecycleConfiguration(ctx, &s3.GetBucketLifecycleConfigurationInput{
		Bucket: &b.name, ExpectedBucketOwner: b.owner,
	})
	switch {
	case hasCode(err, "NoSuchLifecycleConfiguration"):
		return nil, nil
	case err != nil:
		return nil, err
	case len(out.Rules) == 0:
		return nil, wiring.ErrNoContent
	}
	return out.Rules, nil
}

func (b *bucket) cors(ctx context.Context) ([]s3types.CORSRule, error) {
	out, err := b.client.GetBucketCors(ctx, &s3.GetBucketCorsInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	switch {
	case hasCode(err, "NoSuchCORSConfiguration"):
		return nil, nil
	case err != nil:
		return nil, err
	case len(out.CORSRules) == 0:
		return nil, wiring.ErrNoContent
	}
	return out.CORSRules, nil
}
