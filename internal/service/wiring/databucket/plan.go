// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"errors"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// ModifyPlan plans the region, the tags and everything that follows from the arguments, and looks whether the name is free.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Provider == nil {
		return
	}
	if crud.PlanningOf(req) != crud.PlanDestroy {
		crud.PlanRegion(ctx, req, resp, r.Provider)
		tags.PlanAll(ctx, req, resp, r.Provider.DefaultTags, path.Root("tags"), path.Root("tags_all"))
		if resp.Diagnostics.HasError() {
			return
		}
		r.planDerived(ctx, req, resp)
		r.planName(ctx, req, resp)
	}
	r.warnOfLeftovers(ctx, req, resp)
	crud.PlanDeletion(ctx, req, resp)
}

// planDerived plans what derive computes, as far as the arguments are known. A setting that somebody else has changed then
// differs from the plan, and is put right by an update.
func (r *managed) planDerived(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var model model
	var policy types.String
	for at, into := range map[string]*types.String{
		"bucket": &model.Bucket, "region": &model.Region, "kms_key_id": &model.KMSKeyID,
		"additional_policy_json": &model.AdditionalPolicyJSON,
	} {
		resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(at), into)...)
	}
	if crud.PlanningOf(req) == crud.PlanUpdate {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("policy"), &policy)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if err := model.derive(r.Provider.Clients.Partition(model.Region.ValueString())); err != nil {
		resp.Diagnostics.AddAttributeError(path.Root("additional_policy_json"), "Planning the bucket policy", err.Error()+".")
		return
	}
	if fwtypes.SamePolicy(policy.ValueString(), model.Policy.ValueString()) {
		model.Policy = policy
	}
	placed := !model.Bucket.IsUnknown() && !model.Region.IsUnknown()
	if !placed {
		model.ARN = types.StringUnknown()
	}
	if model.Bucket.IsUnknown() {
		model.S3URI = types.StringUnknown()
	}
	if !placed || model.AdditionalPolicyJSON.IsUnknown() {
		model.Policy = types.StringUnknown()
	}
	if model.KMSKeyID.IsUnknown() {
		model.SSEAlgorithm, model.BucketKeyEnabled = types.StringUnknown(), types.BoolUnknown()
	}
	for at, value := range map[string]any{
		"arn": model.ARN, "s3_uri": model.S3URI, "policy": model.Policy, "sse_algorithm": model.SSEAlgorithm,
		"bucket_key_enabled": model.BucketKeyEnabled, "public_access_blocked": model.PublicAccessBlocked,
		"acls_disabled": model.ACLsDisabled,
	} {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(at), value)...)
	}
}

// planName refuses a new bucket under a name that somebody else has, and warns of one that the account has itself: it may be
// this resource, tainted, renamed or replaced, and an error would stop the very plan that destroys it. That AWS cannot be asked
// is no reason to stop a plan either: a warning says so, and Create asks again.
func (r *managed) planName(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var name, region types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("bucket"), &name)...)
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("region"), &region)...)
	if resp.Diagnostics.HasError() || name.ValueString() == "" || region.ValueString() == "" {
		return
	}
	if crud.PlanningOf(req) != crud.PlanCreate {
		managedBuckets.add(r.Provider, name.ValueString())
		return
	}
	if managedBuckets.has(r.Provider, name.ValueString()) {
		return
	}
	b, err := openBucket(ctx, r.Provider.Clients, name.ValueString(), region.ValueString())
	if err == nil {
		err = b.free(ctx)
	}
	var taken *nameTakenError
	if !errors.As(err, &taken) {
		resp.Diagnostics.Append(apierr.Unchecked(path.Root("bucket"), "the name of the bucket", name.ValueString(), err, "")...)
		return
	}
	switch {
	case !taken.mine:
		resp.Diagnostics.AddAttributeError(path.Root("bucket"), "Planning a Bedrock data bucket", taken.Error()+".")
	case r.Provider.OwnershipKey != "" && b.marks(ctx)[tags.Owner] != "":
		resp.Diagnostics.AddAttributeWarning(path.Root("bucket"), nameInUse, name.ValueString()+" is in this "+
			"account and has the tag "+tags.Owner+". The apply takes the bucket over if an earlier apply of this configuration made it, and "+
			"stops otherwise.")
	default:
		resp.Diagnostics.AddAttributeWarning(path.Root("bucket"), nameInUse, "The apply stops unless the bucket is deleted before: "+
			taken.Error()+".")
	}
}

const nameInUse = "Using the name of an existing bucket"

// managedBuckets are the buckets that this process knows from a state. When one is replaced, Terraform asks for the plan
// of a new bucket under the same name: that name is in use, but by the bucket that goes first.
var managedBuckets bucketSet

type bucketSet struct {
	known sync.Map
}

type managedBucket struct {
	provider *crud.ProviderData
	name     string
}

func (s *bucketSet) add(provider *crud.ProviderData, name string) {
	s.known.Store(managedBucket{provider, name}, nil)
}

func (s *bucketSet) has(provider *crud.ProviderData, name string) bool {
	_, known := s.known.Load(managedBucket{provider, name})
	return known
}
