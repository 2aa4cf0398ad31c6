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

const (
	noun     = "data set"
	creating = "Uploading Bedrock " + noun
	reading  = "Reading Bedrock " + noun
	updating = "Updating Bedrock " + noun
	deleting = "Deleting Bedrock " + noun
)

type managed struct {
	crud.Resource
	crud.ByARN
}

// Resource returns bedrock_dataset.
func Resource() resource.Resource { return &managed{Resource: crud.Resource{Type: "dataset"}} }

// Create uploads the data set under a key that no object has.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var config, now model
	if !crud.Decode(ctx, req.Config, &config, diags) || !crud.Decode(ctx, req.Plan, &now, diags) {
		return
	}
	ctx, cancel := crud.Within(ctx, now.Timeouts.Create, defaultTimeouts.Create, diags)
	defer cancel()
	if diags.HasError() {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, now.Region)
	if failed(diags, creating, &now, err) {
		return
	}
	now.Region = types.StringValue(region)
	now.place(r.Provider.Clients.Partition(region))
	o, err := openObject(ctx, r.Provider.Clients, &now)
	if failed(diags, creating, &now, err) || failed(diags, creating, &now, o.free(ctx)) {
		return
	}
	if r.upload(ctx, o, creating, &config, &now, true, tags.Map(now.TagsAll), diags) {
		diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &now, now.ARN.ValueString())...)
	}
}

// upload writes the content that was planned, and no other; over an existing object only if it is not to be new. It reports whether
// the object is what was planned.
func (r *managed) upload(
	ctx context.Context, o *object, summary string, config, now *model, isNew bool, tagged map[string]string, diags *diag.Diagnostics,
) bool {
	c, contentDiags := readValidContent(ctx, config)
	if diags.Append(contentDiags...); contentDiags.HasError() {
		return false
	}
	changed := !now.SHA256.IsUnknown() && now.SHA256.ValueString() != c.Report.SHA256
	var stored objectstore.Object
	var err error
	if !changed {
		u := now.upload(c.Report, tagged)
		u.OnlyNew = isNew
		stored, err = o.write(ctx, c, u)
		r.Provider.Written.Forget(o.uri.String())
	}
	if changed || errors.Is(err, objectstore.ErrContentChanged) {
		diags.AddAttributeError(c.At, summary, o.uri.String()+": the data set has changed since the plan was made. Nothing was uploaded. "+
			"Plan again.")
		return false
	}
	if failed(diags, summary, now, err) {
		return false
	}
	now.describe(c.Report)
	now.written(stored)
	return true
}

// Read asks S3 for the object and its tags. It needs no file.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	arn, imported := m.ARN.ValueString(), m.Bucket.IsNull()
	err := r.read(ctx, &m, imported)
	if apierr.IsNotFound(err) || errors.Is(err, objectstore.ErrNotFound) {
		if diags.Append(r.checkPartition(ctx, arn)...); !diags.HasError() {
			crud.Gone(ctx, resp, noun, m.S3URI.ValueString(), crud.Keys{"arn": arn}, imported, "uploads it again")
		}
		return
	}
	if failed(diags, reading, &m, err) {
		return
	}
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(ctx context.Context, m *model, imported bool) error {
	if imported {
		if err := r.locate(ctx, m); err != nil {
			return err
		}
	}
	o, err := openObject(ctx, r.Provider.Clients, m)
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
	r.Provider.Written.Set(o.uri.String(), found.LastModified)
	m.flatten(found, imported)
	m.Tags, m.TagsAll = tags.FromAWS(remote, m.Tags, r.Provider.DefaultTags, r.Provider.IgnoreTags)
	return nil
}

// locate fills in bucket, key and region of an object of which only the ARN is known.
func (r *managed) locate(ctx context.Context, m *model) error {
	arn, err := awsarn.Parse(m.ARN.ValueString())
	if err != nil {
		return err
	}
	name, key, _ := strings.Cut(arn.Resource, "/")
	region, err := r.Provider.Clients.Region(ctx)
	if err != nil {
		return err
	}
	m.Bucket, m.Key, m.Region = types.StringValue(name), types.StringValue(key), types.StringValue(region)
	m.place(arn.Partition)
	o, err := openObject(ctx, r.Provider.Clients, m)
	if err != nil {
		return err
	}
	_, err = o.stat(ctx)
	if elsewhere := wiring.RegionOf(err); elsewhere != "" {
		m.Region = types.StringValue(elsewhere)
		return nil
	}
	return err
}

// checkPartition makes sure that "not found" comes from the cloud that the object is in. Bucket names are unique in it.
func (r *managed) checkPartition(ctx context.Context, text string) diag.Diagnostics {
	caller, err := r.Provider.Clients.Caller(ctx)
	arn, parseErr := awsarn.Parse(text)
	if err := errors.Join(err, parseErr); err != nil {
		return diag.Diagnostics{apierr.Diagnostic(reading, text, err)}
	}
	return crud.CheckAccount(ctx, r.Provider, text, arn.Partition, caller.AccountID)
}

// Update uploads the content if it has changed, and otherwise changes no more than the tags.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	diags := &resp.Diagnostics
	var config, now, was model
	if !crud.Decode(ctx, req.Config, &config, diags) || !crud.Decode(ctx, req.Plan, &now, diags) ||
		!crud.Decode(ctx, req.State, &was, diags) {
		return
	}
	ctx, cancel := crud.Within(ctx, now.Timeouts.Update, defaultTimeouts.Update, diags)
	defer cancel()
	if diags.HasError() {
		return
	}
	arn := was.ARN.ValueString()
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	defer crud.Rescue(ctx, crud.WaitingInUpdate, noun, arn, diags)

	o, err := openObject(ctx, r.Provider.Clients, &was)
	if failed(diags, updating, &was, err) {
		return
	}
	uploads, retags := was.needsUpload(&now), !now.TagsAll.Equal(was.TagsAll)
	var tagged map[string]string
	if uploads || retags {
		tagged, err = o.retagged(ctx, tags.Map(now.TagsAll), r.Provider.IgnoreTags)
		if failed(diags, updating, &was, err) {
			return
		}
	}
	if uploads && !r.upload(ctx, o, updating, &config, &now, false, tagged, diags) {
		return
	}
	if retags && !uploads && failed(diags, updating, &was, o.putTags(ctx, tagged)) {
		return
	}
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
}

// Delete deletes every version of the object.
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
	owner := crud.OwnerOf(m.ARN.ValueString())
	proceed, policyDiags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, "the object "+m.S3URI.ValueString(), owner)
	if diags.Append(policyDiags...); diags.HasError() {
		return
	}
	o, err := openObject(ctx, r.Provider.Clients, &m)
	if failed(diags, deleting, &m, err) {
		return
	}
	if proceed {
		err = o.delete(ctx)
	} else {
		// The ARN of an object does not name its account: that these credentials may look at it is what tells that it is theirs.
		_, err = o.stat(ctx)
	}
	if !apierr.IsNotFound(err) && !errors.Is(err, objectstore.ErrNotFound) {
		failed(diags, deleting, &m, err)
	}
}

// failed is crud.Failed, which names the argument at fault where there is one.
func failed(diags *diag.Diagnostics, summary string, m *model, err error) bool {
	if err != nil {
		diags.Append(objectDiagnostic(summary, m, err))
	}
	return err != nil
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
		resp.Diagnostics.AddError("Importing Bedrock "+noun, fmt.Sprintf("%q is not the ARN of an S3 object.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("used_for"), wiring.ForTraining)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), r.Provider.PolicyUnlessSaid(crud.DeletionDelete))...)
}
