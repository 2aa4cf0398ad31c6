// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// bucket is one bucket at S3. Every request says who has to own it, so that none reaches a bucket which somebody else made
// under the same name.
type bucket struct {
	client *s3.Client
	name   string
	region string
	owner  *string // account; nil when the provider was told not to ask for it

	partition string
}

// scope is where Bedrock writes logs into the bucket from.
func (b *bucket) scope() jobpolicy.Scope {
	return jobpolicy.Scope{Partition: b.partition, Region: b.region, AccountID: aws.ToString(b.owner)}
}

// openBucket returns a bucket of the caller's account. It sends nothing to S3.
func openBucket(ctx context.Context, clients *awsclient.Clients, name, region string) (*bucket, error) {
	caller, err := clients.Caller(ctx)
	if err != nil {
		return nil, err
	}
	client, err := clients.S3(ctx, region)
	if err != nil {
		return nil, err
	}
	return &bucket{
		client: client, name: name, region: region, owner: conv.Optional(conv.NonEmpty(&caller.AccountID)), partition: clients.Partition(region),
	}, nil
}

// findBucket is openBucket in whatever region the bucket is; region is where it is looked for first, empty for the
// provider's. The error is that of HeadBucket.
func findBucket(ctx context.Context, clients *awsclient.Clients, name, region string) (*bucket, error) {
	if region == "" {
		var err error
		if region, err = clients.Region(ctx); err != nil {
			return nil, err
		}
	}
	b, err := openBucket(ctx, clients, name, region)
	if err != nil {
		return nil, err
	}
	err = b.head(ctx)
	if elsewhere := wiring.RegionOf(err); elsewhere != "" && elsewhere != region {
		if b, err = openBucket(ctx, clients, name, elsewhere); err != nil {
			return nil, err
		}
		err = b.head(ctx)
	}
	return b, err
}

// head asks whether the bucket exists.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
func (b *bucket) head(ctx context.Context) error {
	_, err := b.client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
	return err
}

// nameTakenError says that a bucket name is not free.
type nameTakenError struct {
	bucket string
	// mine says that the caller's account has it.
	mine bool
	err  error // of AWS, where the bucket cannot be seen
}

func (e *nameTakenError) Error() string {
	if e.mine {
		return fmt.Sprintf("a bucket named %q already exists in this account. It is not taken over, because destroying the "+
			"resource would then delete it. Choose another name, or import the bucket:\n\n"+
			"  terraform import bedrock_data_bucket.NAME %s\n\nWhere this configuration has the bucket already, under another address, a "+
			"moved block says so", e.bucket, e.bucket)
	}
	return fmt.Sprintf("a bucket named %q already exists, and this account does not own it, or the caller may not see it "+
		"for want of s3:ListBucket (%s). Bucket names are unique over all accounts of AWS: choose another one, or a bucket_prefix",
		e.bucket, apierr.Message(e.err))
}

func (e *nameTakenError) Unwrap() error { return e.err }

// free returns nil when nobody has a bucket of that name, a *nameTakenError when somebody has, and another error when S3
// cannot say.
func (b *bucket) free(ctx context.Context) error {
	err := b.head(ctx)
	switch {
	case err == nil:
		return &nameTakenError{bucket: b.name, mine: true}
	case apierr.IsNotFound(err):
		return nil
	case wiring.RegionOf(err) != "", apierr.Is(err, apierr.AccessDenied):
		return &nameTakenError{bucket: b.name, err: err}
	}
	return err
}

// create makes the bucket, which free has found to be free.
func (b *bucket) create(ctx context.Context, input *s3.CreateBucketInput) error {
	var creating wiring.Creation
	_, err := b.client.CreateBucket(ctx, input, func(o *s3.Options) {
		o.APIOptions = append(o.APIOptions, creating.Options()...)
	})
	switch {
	case err == nil, creating.Happened(ctx, err, b.head):
		return nil
	case hasCode(err, "BucketAlreadyOwnedByYou"):
		return &nameTakenError{bucket: b.name, mine: true}
	case hasCode(err, "BucketAlreadyExists"):
		return &nameTakenError{bucket: b.name, err: err}
	}
	return err
}

// errStillThere says that S3 still shows a bucket that was deleted.
var errStillThere = errors.New("AWS still shows the bucket, although it was deleted")

// gone returns nil once the bucket no longer exists.
func (b *bucket) gone(ctx context.Context) error {
	err := b.head(ctx)
	switch {
	case err == nil:
		return errStillThere
	case apierr.IsNotFound(err):
		return nil
	}
	return err
}
