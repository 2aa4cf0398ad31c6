// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// Delete deletes the bucket, and before that what it holds if force_destroy says so.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	ctx, cancel := crud.Within(ctx, m.Timeouts.Delete, defaultTimeouts.Delete, diags)
	defer cancel()
	if diags.HasError() {
		return
	}
	name, owner := m.Bucket.ValueString(), crud.OwnerOf(m.ARN.ValueString())
	owner.AccountID = m.OwnerAccountID.ValueString()
	proceed, policyDiags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, "the bucket "+name, owner)
	if diags.Append(policyDiags...); !proceed {
		return
	}
	b, err := openBucket(ctx, r.Provider.Clients, name, m.Region.ValueString())
	if crud.Failed(diags, deleting, name, err) {
		return
	}
	err = b.delete(ctx, m.ForceDestroy.ValueBool())
	if apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		diags.Append(r.checkAccount(ctx, &m)...)
	}
	if apierr.IsNotFound(err) || diags.HasError() {
		return // gone already, if this is the account it was in
	}
	if hasCode(err, bucketNotEmpty) {
		diags.AddAttributeError(path.Root("force_destroy"), deleting, notEmptyText(name, m.ForceDestroy.ValueBool()))
		return
	}
	if crud.Failed(diags, deleting, name, err) {
		return
	}
	still := func(err error) bool { return errors.Is(err, errStillThere) }
	if err := wait.Retry(ctx, r.Provider.Clock, wiring.SettleTime, still, b.gone); err != nil {
		diags.AddWarning(deleting, apierr.Detail(name, err)+"\n\nA new bucket of that name may have to wait.")
	}
}

const bucketNotEmpty = "BucketNotEmpty" // an error code of S3

func notEmptyText(bucket string, force bool) string {
	if force {
		return bucket + " was emptied and is not empty: somebody keeps writing to it. Stop that, and destroy or replace the bucket again."
	}
	return bucket + " still holds objects, or old versions of objects. " + emptyFirst()
}

// delete deletes the bucket, and first what it holds if force is set; what is written meanwhile needs another round.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
func (b *bucket) delete(ctx context.Context, force bool) error {
	const rounds = 3
	for round := 1; ; round++ {
		if force {
			if err := b.empty(ctx); err != nil {
				return err
			}
		}
		_, err := b.client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: &b.name, ExpectedBucketOwner: b.owner})
		if !hasCode(err, bucketNotEmpty) || !force || round == rounds {
			return err
		}
	}
}

// empty deletes every version of every object, once it is certain whose they are.
func (b *bucket) empty(ctx context.Context) error {
	if err := b.head(ctx); err != nil {
		return err
	}
	return objectstore.New(b.client).DeleteAll(ctx, b.name, "")
}
