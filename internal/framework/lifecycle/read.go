// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Read takes over what AWS has of the object, in the region of its ARN.
func (r *managed[M, P]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m M
	if diags.Append(req.State.Get(ctx, &m)...); diags.HasError() {
		return
	}
	l := P(&m).located()
	arn, isImport := l.ARN.ValueString(), l.Region.IsNull()
	summary := "Reading " + r.thing.title()
	client, ok := r.client(ctx, crud.RegionFromARN(arn), summary, arn, diags)
	if !ok {
		return
	}
	was := r.thing.statusOf(&m)
	_, err := r.read(ctx, client, arn, &m, isImport)
	if apierr.IsNotFound(err) {
		r.missing(ctx, client, &m, resp, isImport)
		return
	}
	if crud.Failed(diags, summary, arn, err) {
		return
	}
	l.Region = types.StringValue(crud.RegionFromARN(arn))
	r.readOutput(ctx, client, &m, diags)
	r.readResults(ctx, &m, was, diags)
	if diags.Append(r.readTags(ctx, client, &m, "")...); diags.HasError() {
		return
	}
	r.rememberCommitment(&m)
	if r.thing.Job != nil {
		trackedOf(P(&m)).fillDefaults()
		trackedOf(P(&m)).RecordStatus = types.StringValue(recordKept)
		r.remember(&m)
		if isImport {
			diags.Append(resp.Private.SetKey(ctx, imported, []byte("true"))...)
		}
	}
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

// missing handles an object that AWS does not know: a record may have aged out, everything else is gone.
func (r *managed[M, P]) missing(ctx context.Context, client *bedrock.Client, m *M, resp *resource.ReadResponse, imported bool) {
	arn := P(m).located().ARN.ValueString()
	if r.thing.Job != nil && !imported && trackedOf(P(m)).OnMissing.ValueString() == crud.MissingKeep {
		resp.Diagnostics.Append(r.keepRecord(ctx, client, m, resp, arn)...)
		return
	}
	crud.Missing(ctx, r.Provider, resp, r.thing.Noun, arn, imported, r.thing.Again)
}

// readTags reads every set of tags, but those of what is gone. One whose object is not there yet has what was asked for.
func (r *managed[M, P]) readTags(ctx context.Context, client *bedrock.Client, m *M, gone string) (diags diag.Diagnostics) {
	for _, set := range r.thing.Tags {
		arn, own, all := set.Get(m)
		if arn.ValueString() != "" && arn.ValueString() == gone {
			continue
		}
		if arn.ValueString() != "" {
			diags.Append(crud.ReadTags(ctx, client, r.Provider, arn.ValueString(), own, all)...)
		} else if all.IsNull() {
			*all = crud.MergedTags(r.Provider, *own)
		}
	}
	return diags
}
