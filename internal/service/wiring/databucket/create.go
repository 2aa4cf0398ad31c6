// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// create makes the bucket under a name that is free, or takes over one with the owner's mark, and fills in what only that
// decides. was is what the bucket is before anything about it is set.
func (r *managed) create(
	ctx context.Context, now *model, owner crud.Ownership, diags *diag.Diagnostics,
) (b *bucket, was *model, err error) {
	region := now.Region.ValueString()
	if now.Bucket.ValueString() == "" {
		now.Bucket = types.StringValue(owner.Name(now.BucketPrefix.ValueString(), 0, r.Provider.Clock.Now()))
	}
	if b, err = openBucket(ctx, r.Provider.Clients, now.Bucket.ValueString(), region); err != nil {
		return nil, nil, err
	}
	now.OwnerAccountID = conv.NonEmpty(b.owner)
	if err := now.derive(b.scope()); err != nil {
		return nil, nil, err
	}
	// In us-east-1 S3 answers success for a bucket that the account has already: without this look it would be taken over.
	err = b.free(ctx)
	var taken *nameTakenError
	if errors.As(err, &taken) && taken.mine && owner.Marks(b.marks(ctx)) {
		if was, err = r.found(ctx, b, now); err != nil {
			return nil, nil, err
		}
		diags.Append(owner.TakenOver("data bucket", b.name))
		return b, was, nil
	}
	if err != nil {
		return nil, nil, err
	}
	return b, now.created(), b.create(ctx, now.createInput(region, owner.Mark(tags.Map(now.TagsAll))))
}

// found is a bucket that is taken over, as an apply that died left it. Its tags are those that it was made with: without them the
// mark would be another one.
func (r *managed) found(ctx context.Context, b *bucket, now *model) (*model, error) {
	have, err := b.read(ctx, true, true)
	if err != nil {
		return nil, err
	}
	was := &model{ARN: now.ARN, Bucket: now.Bucket}
	if err := was.flatten(have, b.scope(), r.Provider, true); err != nil {
		return nil, err
	}
	was.TagsAll = now.TagsAll
	return was, nil
}

// marks are the tags of a bucket; nil where S3 does not tell.
func (b *bucket) marks(ctx context.Context) map[string]string {
	all, err := b.tags(ctx)
	if err != nil {
		return nil
	}
	return all
}

// unmark takes the owner's mark off: S3 changes no single tag of a bucket.
func (b *bucket) unmark(ctx context.Context) error {
	all, err := b.tags(ctx)
	if err != nil {
		return fmt.Errorf("reading the tags there are: %w", err)
	}
	delete(all, tags.Owner)
	return b.replaceTags(ctx, all)
}

// unnamedBucket is what a bucket is known by before it has a name. The settings belong to it: buckets that differ in nothing else
// are not the same.
type unnamedBucket struct {
	*s3.CreateBucketInput
	Policy, Versioning string
	LogPrefixes        []string
	Encryption         *s3types.ServerSideEncryptionConfiguration
	Lifecycle          []s3types.LifecycleRule
	CORS               []s3types.CORSRule
}

// unnamedInput is createInput with the prefix in the place of a name that is not made yet.
func (m *model) unnamedInput(region string) unnamedBucket {
	input := m.createInput(region, tags.Map(m.TagsAll))
	if m.Bucket.ValueString() == "" {
		input.Bucket = m.BucketPrefix.ValueStringPointer()
	}
	return unnamedBucket{
		input, m.AdditionalPolicyJSON.ValueString(), string(m.versioningStatus()),
		conv.Strings(m.InvocationLogPrefixes), m.encryptionConfiguration(),
		expandLifecycle(m.LifecycleRules), expandCORS(m.CORSRules),
	}
}
