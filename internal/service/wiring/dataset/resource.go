// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package dataset is bedrock_dataset, an object of S3 with the records that a model is trained with.
//
// It is no lifecycle.Object: S3 stores it and not Bedrock, what is special to it is the check of its content at plan, and an update
// writes the whole object again.
package dataset

import (
	"context"
	"errors"
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
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

// Resource returns bedrock_dataset.
func Resource() resource.Resource { return &managed{} }

// Metadata names the resource.
func (*managed) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_dataset"
}

// IdentitySchema is the ARN.
func (*managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

// Create uploads the data set under a key that no object has.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	const summary = "Uploading Bedrock data set"
	var config, plan model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeouts.Create)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	region, err := crud.RegionOf(ctx, r.Provider, plan.Region)
	plan.Region = types.StringValue(region)
	plan.place(r.Provider.Clients.Partition(region))
	var o *object
	if err == nil {
		o, err = openObject(ctx, r.Provider.Clients, &plan)
	}
	if err == nil {
		err = o.free(ctx)
	}
	if err != nil {
		resp.Diagnostics.Append(objectDiagnostic(summary, &plan, err))
		return
	}
	resp.Diagnostics.Append(upload(ctx, o, summary, &config, &plan, true, tags.Map(plan.TagsAll))...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &plan, plan.ARN.ValueString())...)
}

// upload writes the content that was planned, and no other; over an existing object only if it is not to be new.
func upload(
	ctx context.Context, o *object, summary string, config, plan *model, isNew bool, tagged map[string]string,
) diag.Diagnostics {
	c, diags := readContent(ctx, config)
	if diags.HasError() {
		return diags
	}
	changed := !plan.SHA256.IsUnknown() && plan.SHA256.ValueString() != c.report.SHA256
	var stored objectstore.Object
	var err error
	if !changed {
		u := plan.upload(c.report, tagged)
		u.OnlyNew = isNew
		stored, err = o.write(ctx, c, u)
	}
	switch {
	case changed, errors.Is(err, objectstore.ErrContentChanged):
		diags.AddAttributeError(c.at, summary, o.uri.String()+": the data set has changed since the plan was made. Nothing was uploaded. "+
			"Plan again.")
	case err != nil:
		diags.Append(objectDiagnostic(summary, plan, err))
	default:
		plan.describe(c.report)
		plan.written(stored)
	}
	return diags
}

// Read asks S3 for the object and its tags. It needs no file.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	const summary = "Reading Bedrock data set"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := state.ARN.ValueString()
	err := r.read(ctx, &state)
	if apierr.IsNotFound(err) || errors.Is(err, objectstore.ErrNotFound) {
		resp.Diagnostics.Append(r.checkPartition(ctx, arn)...)
		if resp.Diagnostics.HasError() {
			return
		}
		resp.Diagnostics.AddWarning("Bedrock data set no longer exists", state.S3URI.ValueString()+" is gone. The next apply uploads it again.")
		crud.Forget(ctx, resp, arn)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(objectDiagnostic(summary, &state, err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(ctx context.Context, state *model) error {
	imported := state.Bucket.IsNull()
	if imported {
		if err := r.locate(ctx, state); err != nil {
			return err
		}
	}
	o, err := openObject(ctx, r.Provider.Clients, state)
	if err != nil {
		return err
	}
	found, err := o.stat(ctx)
	if err != nil {
		return err
	}
	remote, err := o.tags(ctx)
	if err != nil {
		return err
	}
	state.flatten(found, imported)
	state.Tags, state.TagsAll = tags.FromAWS(remote, state.Tags, r.Provider.DefaultTags, r.Provider.IgnoreTags)
	return nil
}

// locate fills in bucket, key and region of an object of which only the ARN is known.
func (r *managed) locate(ctx context.Context, state *model) error {
	arn, err := awsarn.Parse(state.ARN.ValueString())
	if err != nil {
		return err
	}
	name, key, _ := strings.Cut(arn.Resource, "/")
	region, err := r.Provider.Clients.Region(ctx)
	if err != nil {
		return err
	}
	state.Bucket, state.Key, state.Region = types.StringValue(name), types.StringValue(key), types.StringValue(region)
	state.place(arn.Partition)
	o, err := openObject(ctx, r.Provider.Clients, state)
	if err != nil {
		return err
	}
	_, err = o.stat(ctx)
	if elsewhere := wiring.RegionOf(err); elsewhere != "" {
		state.Region = types.StringValue(elsewhere)
		return nil
	}
	return err
}

// checkPartition makes sure that "not found" comes from the cloud that the object is in. Bucket names are unique in it.
func (r *managed) checkPartition(ctx context.Context, text string) diag.Diagnostics {
	caller, err := r.Provider.Clients.Caller(ctx)
	arn, parseErr := awsarn.Parse(text)
	if err := errors.Join(err, parseErr); err != nil {
		return diag.Diagnostics{apierr.Diagnostic("Reading Bedrock data set", text, err)}
	}
	return crud.CheckAccount(ctx, r.Provider, text, arn.Partition, caller.AccountID)
}

// Update uploads the content if it has changed, and otherwise changes no more than the tags.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	const summary = "Updating Bedrock data set"
	var config, plan, state model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeouts.Update)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, state.ARN.ValueString())...)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := openObject(ctx, r.Provider.Clients, &state)
	uploads := state.needsUpload(&plan)
	var tagged map[string]string
	if err == nil && (uploads || !plan.TagsAll.Equal(state.TagsAll)) {
		tagged, err = o.retagged(ctx, tags.Map(plan.TagsAll), r.Provider.IgnoreTags)
	}
	switch {
	case err != nil:
	case uploads:
		resp.Diagnostics.Append(upload(ctx, o, summary, &config, &plan, false, tagged)...)
	case tagged != nil:
		err = o.putTags(ctx, tagged)
	}
	if err != nil {
		resp.Diagnostics.Append(objectDiagnostic(summary, &state, err))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveUpdated(ctx, req, resp, &plan, state.ARN.ValueString())...)
}

// Delete deletes every version of the object.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	const summary = "Deleting Bedrock data set"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeouts.Delete)
	resp.Diagnostics.Append(diags...)
	arn := state.ARN.ValueString()
	may, diags := crud.MayDelete(ctx, r.Provider, state.DeletionPolicy, "the object "+state.S3URI.ValueString(), crud.OwnerOf(arn))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	o, err := openObject(ctx, r.Provider.Clients, &state)
	switch {
	case err != nil:
	case may:
		err = o.delete(ctx)
	default:
		// The ARN of an object does not name its account: that these credentials may look at it is what tells that it is theirs.
		_, err = o.stat(ctx)
	}
	if err != nil && !apierr.IsNotFound(err) && !errors.Is(err, objectstore.ErrNotFound) {
		resp.Diagnostics.Append(objectDiagnostic(summary, &state, err))
	}
}

// objectDiagnostic names the argument at fault where there is one.
func objectDiagnostic(summary string, m *model, err error) diag.Diagnostic {
	uri := m.S3URI.ValueString()
	if elsewhere := wiring.RegionOf(err); elsewhere != "" {
		return diag.NewAttributeErrorDiagnostic(path.Root("region"), summary, fmt.Sprintf("%s: the bucket is in %s, not in %s. Set region = %q.",
			uri, elsewhere, m.Region.ValueString(), elsewhere))
	}
	switch {
	case errors.Is(err, errKeyTaken):
		return diag.NewAttributeErrorDiagnostic(path.Root("key"), summary, fmt.Sprintf("%s: %s:\n\n  terraform import bedrock_dataset.NAME %s",
			uri, err, uri))
	case errors.Is(err, objectstore.ErrNotFound):
		return diag.NewAttributeErrorDiagnostic(path.Root("bucket"), summary, fmt.Sprintf("%s: there is no bucket named %s.", uri,
			m.Bucket.ValueString()))
	case apierr.Is(err, apierr.AccessDenied):
		return diag.NewErrorDiagnostic(summary, apierr.Detail(uri, err)+"\n\nEither the bucket belongs to another account, or the caller may "+
			"not use it: it takes s3:ListBucket on the bucket, and s3:PutObject, s3:GetObject, s3:PutObjectTagging, s3:GetObjectTagging and, "+
			"to destroy, s3:ListBucketVersions and s3:DeleteObjectVersion.")
	}
	return apierr.Diagnostic(summary, uri, err)
}

// ImportState takes the S3 URI or the ARN of an object.
func (r *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	arn := crud.ImportARN(ctx, req, resp, func(text string) (string, error) {
		uri, err := objectstore.ParseURI(text)
		if err != nil {
			return "", err
		}
		region, err := r.Provider.Clients.Region(ctx)
		return wiring.BucketARN(r.Provider.Clients.Partition(region), uri.Bucket) + "/" + uri.Key, err
	})
	if resp.Diagnostics.HasError() {
		return
	}
	_, resource, isS3 := strings.Cut(arn, ":s3:::")
	if _, key, _ := strings.Cut(resource, "/"); !isS3 || key == "" {
		resp.Diagnostics.AddError("Importing a Bedrock data set", fmt.Sprintf("%q is not the ARN of an S3 object.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("used_for"), forTraining)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), crud.DeletionDelete)...)
}
