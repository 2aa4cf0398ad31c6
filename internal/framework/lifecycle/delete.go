// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Delete deletes the object, or stops a job and deletes what it made. What is gone already is deleted.
func (r *managed[M, P]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	diags := &resp.Diagnostics
	summary := "Deleting " + r.thing.title()
	var m M
	diags.Append(req.State.Get(ctx, &m)...)
	timeout, timeoutDiags := P(&m).located().Timeouts.Delete(ctx, r.thing.Timeouts.Delete)
	if diags.Append(timeoutDiags...); diags.HasError() {
		return
	}
	arn := P(&m).located().ARN.ValueString()
	proceed, policyDiags := crud.MayDelete(
		ctx, r.Provider, P(&m).located().DeletionPolicy, arn+r.thing.andOutput()+r.commitmentNote(&m), crud.OwnerOf(arn))
	if diags.Append(policyDiags...); !proceed {
		return
	}
	if diags.Append(r.refusesDeletion(&m)...); diags.HasError() {
		return
	}
	client, ok := r.client(ctx, crud.RegionFromARN(arn), summary, arn, diags)
	if !ok {
		return
	}
	if r.thing.Job != nil {
		diags.Append(r.end(ctx, client, &m, timeout)...)
	}
	if r.thing.Delete == nil || diags.HasError() {
		return
	}
	crud.Failed(diags, summary, arn, r.remove(ctx, client, arn, timeout))
}

// remove deletes an object and waits until AWS does not know it any more.
func (r *managed[M, P]) remove(ctx context.Context, client *bedrock.Client, arn string, timeout time.Duration) error {
	return crud.DeleteUntilGone(ctx, r.Provider, timeout,
		func(ctx context.Context) error { return r.thing.Delete(ctx, client, arn) },
		func(ctx context.Context) error {
			var m M
			_, err := r.thing.Read.read(ctx, client, arn, &m, false)
			return err
		})
}
