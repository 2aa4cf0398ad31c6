// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package databucket is bedrock_data_bucket, a bucket for the data and the results of jobs.
//
// It is no lifecycle.Object: S3 makes it and not Bedrock, without an idempotency token, it is read and changed by a request for each
// of its settings, and its ARN follows from its name.
package databucket

import (
	"context"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

var (
	_ resource.ResourceWithConfigure   = (*managed)(nil)
	_ resource.ResourceWithIdentity    = (*managed)(nil)
	_ resource.ResourceWithImportState = (*managed)(nil)
	_ resource.ResourceWithModifyPlan  = (*managed)(nil)
)

type managed struct {
	crud.Resource
}

// Resource returns bedrock_data_bucket.
func Resource() resource.Resource { return &managed{} }

// Metadata names the resource.
func (*managed) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_data_bucket"
}

// IdentitySchema is the ARN.
func (*managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

// Create makes the bucket and then, one request each, what is special about it.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	const summary = "Creating Bedrock data bucket"
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeouts().Create)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	region, err := crud.RegionOf(ctx, r.Provider, plan.Region)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, plan.Bucket.ValueString(), err))
		return
	}
	plan.Region = types.StringValue(region)
	owner, err := crud.Own(ctx, r.Provider, region, "bedrock_data_bucket", plan.unnamedInput(region))
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, plan.Bucket.ValueString(), err))
		return
	}
	defer owner.Release()
	b, now, err := r.create(ctx, &plan, owner, &resp.Diagnostics)
	if err != nil {
		resp.Diagnostics.Append(apierr.AttributeDiagnostic(path.Root("bucket"), summary, plan.Bucket.ValueString(), err))
		return
	}
	managedBuckets.add(r.Provider, b.name)
	resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &plan, plan.ARN.ValueString())...)
	if what, err := r.apply(ctx, b, &plan, now); err != nil {
		resp.Diagnostics.AddError(summary, apierr.Detail(b.name+", "+what, err)+"\n\nThe bucket is there, empty, and in the state. The next "+
			"apply deletes it and makes a new one. To keep this one, correct the cause and run terraform untaint before the next "+
			"apply, which then only sets what is missing.")
	}
	resp.Diagnostics.Append(owner.Unmark(ctx, b.name, b.unmark)...)
}

// apply changes every setting in which the plan differs from now. The error comes with what could not be set.
func (r *managed) apply(ctx context.Context, b *bucket, plan, now *model) (what string, err error) {
	passing := func(err error) bool { return apierr.Is(err, apierr.NotFound, apierr.Conflict) }
	for _, s := range b.settings(plan, now, r.Provider.IgnoreTags) {
		if !s.changes {
			continue
		}
		if err := wait.Retry(ctx, r.Provider.Clock, wiring.SettleTime, passing, s.put); err != nil {
			return "setting the " + s.what, err
		}
	}
	return "", nil
}

// Read reads the bucket and its settings; after an import everything about it.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	const summary = "Reading Bedrock data bucket"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := state.ARN.ValueString()
	parsed, err := awsarn.Parse(arn)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, arn, err))
		return
	}
	imported := state.Bucket.IsNull()
	b, have, err := r.read(ctx, &state, parsed.Resource, imported)
	if apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		resp.Diagnostics.Append(r.checkAccount(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	if apierr.IsNotFound(err) {
		resp.Diagnostics.AddWarning("Bedrock data bucket no longer exists", arn+" is gone. The next apply makes a new, empty one.")
		crud.Forget(ctx, resp, arn)
		return
	}
	if err == nil {
		state.Bucket, state.S3URI = types.StringValue(b.name), types.StringValue("s3://"+b.name)
		state.Region, state.OwnerAccountID = types.StringValue(b.region), conv.NonEmpty(b.owner)
		err = state.flatten(have, r.Provider.DefaultTags, r.Provider.IgnoreTags, imported)
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, arn, err))
		return
	}
	if have.tags == nil {
		resp.Diagnostics.AddWarning("Reading the tags of a Bedrock data bucket",
			arn+": the caller may not read them (s3:GetBucketTagging), so the state keeps what it has.")
	}
	if imported && !allExpressible(have.lifecycle) {
		resp.Diagnostics.AddAttributeWarning(path.Root("lifecycle_rules"), "Leaving the lifecycle rules of a Bedrock data bucket alone",
			arn+" has lifecycle rules that say more than lifecycle_rules can, such as a transition. They stay as they are, as long as the "+
				"configuration has no lifecycle_rules.")
	}
	managedBuckets.add(r.Provider, b.name)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(
	ctx context.Context, state *model, name string, imported bool,
) (*bucket, bucketSettings, error) {
	b, err := findBucket(ctx, r.Provider.Clients, name, state.Region.ValueString())
	if err != nil {
		return nil, bucketSettings{}, err
	}
	have, err := b.read(ctx, imported || state.LifecycleRules != nil, imported || state.CORSRules != nil)
	return b, have, err
}

// checkAccount compares the account that had the bucket with the caller's, before S3's answer is believed.
func (r *managed) checkAccount(ctx context.Context, state *model) diag.Diagnostics {
	arn, err := awsarn.Parse(state.ARN.ValueString())
	if err != nil || state.OwnerAccountID.ValueString() == "" {
		return nil // an import: nothing is known of it yet
	}
	return crud.CheckAccount(ctx, r.Provider, arn.String(), arn.Partition, state.OwnerAccountID.ValueString())
}

// Update changes the settings that differ.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	const summary = "Updating Bedrock data bucket"
	var plan, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeouts().Update)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, state.ARN.ValueString())...)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	b, err := openBucket(ctx, r.Provider.Clients, state.Bucket.ValueString(), state.Region.ValueString())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, state.Bucket.ValueString(), err))
		return
	}
	if what, err := r.apply(ctx, b, &plan, &state); err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, b.name+", "+what, err))
		return
	}
	resp.Diagnostics.Append(crud.SaveUpdated(ctx, req, resp, &plan, state.ARN.ValueString())...)
}

// ImportState takes the name or the ARN of a bucket.
func (r *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	arn := crud.ImportARN(ctx, req, resp, func(name string) (string, error) {
		if fault := wiring.BucketNameFault(name); fault != "" {
			return "", fmt.Errorf("neither an ARN nor a bucket name: a bucket name %s", fault)
		}
		region, err := r.Provider.Clients.Region(ctx)
		return wiring.BucketARN(r.Provider.Clients.Partition(region), name), err
	})
	if resp.Diagnostics.HasError() {
		return
	}
	parsed, err := awsarn.Parse(arn)
	if err != nil || parsed.Service != "s3" || strings.Contains(parsed.Resource, "/") {
		resp.Diagnostics.AddError("Importing a Bedrock data bucket", fmt.Sprintf("%q is not the ARN of a bucket.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("force_destroy"), false)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), crud.DeletionDelete)...)
}
