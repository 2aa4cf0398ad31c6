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
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const (
	noun     = "data bucket"
	creating = "Creating Bedrock " + noun
	reading  = "Reading Bedrock " + noun
	updating = "Updating Bedrock " + noun
	deleting = "Deleting Bedrock " + noun
)

type managed struct {
	crud.Resource
	crud.ByARN
}

// Resource returns bedrock_data_bucket.
func Resource() resource.Resource { return &managed{Resource: crud.Resource{Type: "data_bucket"}} }

// Create makes the bucket and then, one request each, what is special about it.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var now model
	if !crud.Decode(ctx, req.Plan, &now, diags) {
		return
	}
	ctx, cancel := crud.Within(ctx, now.Timeouts.Create, defaultTimeouts.Create, diags)
	defer cancel()
	if diags.HasError() {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, now.Region)
	if crud.Failed(diags, creating, now.Bucket.ValueString(), err) {
		return
	}
	now.Region = types.StringValue(region)
	owner, err := crud.Own(ctx, r.Provider, region, "bedrock_data_bucket", now.unnamedInput(region))
	if crud.Failed(diags, creating, now.Bucket.ValueString(), err) {
		return
	}
	defer owner.Release()
	b, was, err := r.create(ctx, &now, owner, diags)
	if crud.FailedAt(diags, path.Root("bucket"), creating, now.Bucket.ValueString(), err) {
		return
	}
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &now, now.ARN.ValueString())...)
	defer crud.Rescue(ctx, crud.WaitingInCreate, noun, now.ARN.ValueString(), diags)

	managedBuckets.add(r.Provider, b.name)
	if what, err := r.apply(ctx, b, &now, was); err != nil {
		diags.AddError(creating, apierr.Detail(b.name+", "+what, err)+"\n\nThe bucket is there, empty, and in the state. The next "+
			"apply deletes it and makes a new one. To keep this one, correct the cause and run terraform untaint before the next "+
			"apply, which then only sets what is missing.")
	}
	diags.Append(owner.Unmark(ctx, b.name, b.unmark)...)
}

// apply changes every setting in which what is to be differs from what was. The error comes with what could not be set.
func (r *managed) apply(ctx context.Context, b *bucket, now, was *model) (what string, err error) {
	passing := func(err error) bool { return apierr.Is(err, apierr.NotFound, apierr.Conflict) }
	for _, s := range b.settings(now, was, r.Provider.IgnoreTags) {
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
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	arn, imported := m.ARN.ValueString(), m.Bucket.IsNull()
	parsed, err := awsarn.Parse(arn)
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	b, have, err := r.read(ctx, &m, parsed.Resource, imported)
	if apierr.Is(err, apierr.NotFound, apierr.AccessDenied) {
		if diags.Append(r.checkAccount(ctx, &m)...); diags.HasError() {
			return
		}
	}
	if apierr.IsNotFound(err) {
		crud.Gone(ctx, resp, noun, arn, crud.Keys{"arn": arn}, imported, "makes a new, empty one")
		return
	}
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	m.Bucket, m.S3URI = types.StringValue(b.name), types.StringValue("s3://"+b.name)
	m.Region, m.OwnerAccountID = types.StringValue(b.region), conv.NonEmpty(b.owner)
	if crud.Failed(diags, reading, arn, m.flatten(have, b.scope(), r.Provider, imported)) {
		return
	}
	if have.tags == nil {
		tflog.Warn(ctx, "the caller may not read the tags (s3:GetBucketTagging), so the state keeps what it has", map[string]any{"arn": arn})
	}
	if imported && !allExpressible(have.lifecycle) {
		diags.AddAttributeWarning(path.Root("lifecycle_rules"), "Leaving the lifecycle rules of a Bedrock "+noun+" alone",
			arn+" has lifecycle rules that say more than lifecycle_rules can, such as a transition. They stay as they are, as long as the "+
				"configuration has no lifecycle_rules.")
	}
	managedBuckets.add(r.Provider, b.name)
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(ctx context.Context, m *model, name string, imported bool) (*bucket, bucketSettings, error) {
	b, err := findBucket(ctx, r.Provider.Clients, name, m.Region.ValueString())
	if err != nil {
		return nil, bucketSettings{}, err
	}
	have, err := b.read(ctx, imported || m.LifecycleRules != nil, imported || m.CORSRules != nil)
	return b, have, err
}

// checkAccount compares the account that had the bucket with the caller's, before S3's answer is believed.
func (r *managed) checkAccount(ctx context.Context, m *model) diag.Diagnostics {
	arn, err := awsarn.Parse(m.ARN.ValueString())
	if err != nil || m.OwnerAccountID.ValueString() == "" {
		return nil // an import: nothing is known of it yet
	}
	return crud.CheckAccount(ctx, r.Provider, arn.String(), arn.Partition, m.OwnerAccountID.ValueString())
}

// Update changes the settings that differ.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	diags := &resp.Diagnostics
	var now, was model
	if !crud.Decode(ctx, req.Plan, &now, diags) || !crud.Decode(ctx, req.State, &was, diags) {
		return
	}
	ctx, cancel := crud.Within(ctx, now.Timeouts.Update, defaultTimeouts.Update, diags)
	defer cancel()
	if diags.HasError() {
		return
	}
	arn, name := was.ARN.ValueString(), was.Bucket.ValueString()
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	defer crud.Rescue(ctx, crud.WaitingInUpdate, noun, arn, diags)

	b, err := openBucket(ctx, r.Provider.Clients, name, was.Region.ValueString())
	if crud.Failed(diags, updating, name, err) {
		return
	}
	if now.Policy.IsUnknown() { // an argument was, when the bucket was planned
		if crud.Failed(diags, updating, name, now.derive(b.scope())) {
			return
		}
	}
	if what, err := r.apply(ctx, b, &now, &was); crud.Failed(diags, updating, name+", "+what, err) {
		return
	}
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
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
		resp.Diagnostics.AddError("Importing Bedrock "+noun, fmt.Sprintf("%q is not the ARN of a bucket.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("force_destroy"), false)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), r.Provider.PolicyUnlessSaid(crud.DeletionDelete))...)
}
