// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"errors"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// ModifyPlan plans the region, the tags and everything that follows from the arguments, and looks whether the name is free.
func (r *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionDelete, func(planning crud.Planning) {
		if planning != crud.PlanDestroy {
			r.planDerived(ctx, req, resp)
			r.planName(ctx, req, resp)
		}
		r.warnOfLeftovers(ctx, req, resp)
	})
}

// planDerived plans what derive computes, as far as the arguments are known. A setting that somebody else has changed then
// differs from the plan, and is put right by an update.
func (r *managed) planDerived(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var m model
	var policy types.String
	for at, into := range map[string]any{
		"bucket": &m.Bucket, "region": &m.Region, "kms_key_id": &m.KMSKeyID,
		"additional_policy_json": &m.AdditionalPolicyJSON, "invocation_log_prefixes": &m.InvocationLogPrefixes,
	} {
		resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root(at), into)...)
	}
	if crud.PlanningOf(req) == crud.PlanUpdate {
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("policy"), &policy)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	logged := !m.InvocationLogPrefixes.IsNull()
	scope, told := r.planScope(ctx, &m)
	asPlanned := m
	if logged && !told {
		asPlanned.InvocationLogPrefixes = types.SetNull(types.StringType)
	}
	if err := asPlanned.derive(scope); err != nil {
		resp.Diagnostics.AddError("Planning the policy of a Bedrock "+noun, err.Error()+".")
		return
	}
	m = asPlanned
	if fwtypes.SamePolicy(policy.ValueString(), m.Policy.ValueString()) {
		m.Policy = policy
	}
	placed := !m.Bucket.IsUnknown() && !m.Region.IsUnknown()
	if !placed {
		m.ARN = types.StringUnknown()
	}
	if m.Bucket.IsUnknown() {
		m.S3URI = types.StringUnknown()
	}
	if !placed || m.AdditionalPolicyJSON.IsUnknown() || logged && !told {
		m.Policy = types.StringUnknown()
	}
	if logged && (!told || m.KMSKeyID.IsUnknown()) {
		m.KeyPolicy = types.StringUnknown()
	}
	if m.KMSKeyID.IsUnknown() {
		m.SSEAlgorithm, m.BucketKeyEnabled = types.StringUnknown(), types.BoolUnknown()
	}
	for at, value := range map[string]any{
		"arn": m.ARN, "s3_uri": m.S3URI, "policy": m.Policy, "sse_algorithm": m.SSEAlgorithm,
		"bucket_key_enabled": m.BucketKeyEnabled, "public_access_blocked": m.PublicAccessBlocked,
		"acls_disabled": m.ACLsDisabled, "key_policy": m.KeyPolicy,
	} {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root(at), value)...)
	}
}

// planScope is where Bedrock writes logs into the bucket from, as far as the plan can tell. It asks for the account only where there are
// logs.
func (r *managed) planScope(ctx context.Context, m *model) (scope jobpolicy.Scope, told bool) {
	scope = jobpolicy.Scope{Partition: r.Provider.Clients.Partition(m.Region.ValueString()), Region: m.Region.ValueString()}
	if m.InvocationLogPrefixes.IsNull() || m.Bucket.IsUnknown() || m.Region.IsUnknown() || !allKnown(ctx, m.InvocationLogPrefixes) {
		return scope, false
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if err != nil { // Create asks again
		return scope, false
	}
	scope.AccountID = caller.AccountID
	return scope, caller.AccountID != ""
}

func allKnown(ctx context.Context, v attr.Value) bool {
	value, err := v.ToTerraformValue(ctx)
	return err == nil && value.IsFullyKnown()
}

// planName refuses a new bucket under a name that somebody else has, and warns of one that the account has itself: it may be
// this resource, tainted, renamed or replaced, and an error would stop the very plan that destroys it. That AWS cannot be asked
// is no reason to stop a plan either: a warning says so, and Create asks again.
func (r *managed) planName(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	name, region := crud.Text(ctx, resp.Plan, "bucket", &resp.Diagnostics), crud.Text(ctx, resp.Plan, "region", &resp.Diagnostics)
	if resp.Diagnostics.HasError() || name == "" || region == "" {
		return
	}
	if crud.PlanningOf(req) != crud.PlanCreate {
		managedBuckets.add(r.Provider, name)
		return
	}
	if managedBuckets.has(r.Provider, name) {
		return
	}
	b, err := openBucket(ctx, r.Provider.Clients, name, region)
	if err == nil {
		err = b.free(ctx)
	}
	var taken *nameTakenError
	if !errors.As(err, &taken) {
		resp.Diagnostics.Append(apierr.Unchecked(path.Root("bucket"), "the name of the bucket", name, err, "")...)
		return
	}
	switch {
	case !taken.mine:
		resp.Diagnostics.AddAttributeError(path.Root("bucket"), "Planning Bedrock "+noun, taken.Error()+".")
	case r.Provider.OwnershipKey != "" && b.marks(ctx)[tags.Owner] != "":
		resp.Diagnostics.AddAttributeWarning(path.Root("bucket"), nameInUse, name+" is in this "+
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
