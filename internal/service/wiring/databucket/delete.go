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
	const summary = "Deleting Bedrock data bucket"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeouts().Delete)
	resp.Diagnostics.Append(diags...)
	owner := crud.OwnerOf(state.ARN.ValueString())
	owner.AccountID = state.OwnerAccountID.ValueString()
	may, diags := crud.MayDelete(ctx, r.Provider, state.DeletionPolicy, "the bucket "+state.Bucket.ValueString(), owner)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !may {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	b, err := openBucket(ctx, r.Provider.Clients, state.Bucket.ValueString(), state.Region.ValueString())
	if err == nil {
		err = b.delete(ctx, state.ForceDestroy.ValueBool())
	}
	if apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		resp.Diagnostics.Append(r.checkAccount(ctx, &state)...)
	}
	if apierr.IsNotFound(err) || resp.Diagnostics.HasError() {
		return // gone already, if this is the account it was in
	}
	switch {
	case hasCode(err, bucketNotEmpty):
		resp.Diagnostics.AddAttributeError(path.Root("force_destroy"), summary, notEmptyText(b.name, state.ForceDestroy.ValueBool()))
		return
	case err != nil:
		resp.Diagnostics.Append(apierr.Diagnostic(summary, state.Bucket.ValueString(), err))
		return
	}
	still := func(err error) bool { return errors.Is(err, errStillThere) }
	if err := wait.Retry(ctx, r.Provider.Clock, wiring.SettleTime, still, b.gone); err != nil {
		resp.Diagnostics.AddWarning(summary, apierr.Detail(b.name, err)+"\n\nA new bucket of that name may have to wait.")
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
