// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Update changes what AWS changes in place, and waits on where a wait is unmet. It never taints.
func (r *managed[M, P]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	diags := &resp.Diagnostics
	summary := "Updating " + r.thing.title()
	var now, was M
	diags.Append(req.Plan.Get(ctx, &now)...)
	diags.Append(req.State.Get(ctx, &was)...)
	timeout, timeoutDiags := P(&now).located().Timeouts.Update(ctx, r.thing.Timeouts.Update)
	diags.Append(timeoutDiags...)
	diags.Append(refused(r.checkRules(ctx, ruled{plan: req.Plan, config: req.Config.Raw, state: req.State.Raw}))...)
	if diags.HasError() {
		return
	}
	arn := P(&was).located().ARN.ValueString()
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	if r.thing.Job != nil {
		trackedOf(P(&now)).fillDefaults()
		diags.Append(resp.Private.SetKey(ctx, imported, []byte("false"))...)
	}
	if crud.Refused(ctx, req.Private, diags) {
		return
	}
	client, ok := r.client(ctx, crud.RegionFromARN(arn), summary, arn, diags)
	if !ok {
		return
	}
	sent, err := r.change(ctx, client, &now, &was)
	if crud.Failed(diags, summary, arn, err) {
		return
	}
	if diags.Append(r.syncTags(ctx, client, &now, &was)...); diags.HasError() {
		return
	}
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
	defer crud.Rescue(ctx, crud.WaitingInUpdate, r.thing.Noun, arn, diags)

	if r.waits(&now) || sent {
		err = r.await(ctx, client, arn, &now, timeout, diags)
	}
	diags.Append(r.tagNew(ctx, client, &now, &was)...)
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
	diags.Append(r.waitDiagnostics(crud.WaitingInUpdate, arn, &now, err)...)
}

// change sends what AWS changes in place, if anything of it has changed.
func (r *managed[M, P]) change(ctx context.Context, client *bedrock.Client, now, was *M) (sent bool, err error) {
	if r.thing.Update == nil {
		return false, nil
	}
	err = crud.UpdateSettled(ctx, r.Provider.Clock, func(ctx context.Context) error {
		sent, err = r.thing.Update.change(ctx, client, now, was)
		return err
	})
	return sent, err
}

// waits reports whether the plan left the status open, so that the update waits on.
func (r *managed[M, P]) waits(now *M) bool {
	return r.thing.Wait != nil && r.thing.Wait.Status(now).IsUnknown()
}

// syncTags changes the tags of everything that is there.
func (r *managed[M, P]) syncTags(ctx context.Context, client *bedrock.Client, now, was *M) (diags diag.Diagnostics) {
	for _, set := range r.thing.Tags {
		arn, _, from := set.Get(was)
		_, _, to := set.Get(now)
		if arn.ValueString() != "" {
			diags.Append(crud.SyncTags(ctx, client, arn.ValueString(), *from, *to)...)
		}
	}
	return diags
}
