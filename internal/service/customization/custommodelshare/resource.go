// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodelshare is bedrock_custom_model_share: a resource share of AWS RAM with one custom model.
//
// It is no lifecycle.Object: AWS RAM makes it and not Bedrock, two shares may have one name, and it is changed by a request for each of
// its parts.
package custommodelshare

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

const (
	noun     = "custom model share"
	creating = "Creating Bedrock " + noun
	reading  = "Reading Bedrock " + noun
	updating = "Updating Bedrock " + noun
	deleting = "Deleting Bedrock " + noun
)

type managed struct {
	crud.Resource
	crud.ByARN
}

// Resource returns bedrock_custom_model_share.
func Resource() resource.Resource {
	return &managed{Resource: crud.Resource{Type: "custom_model_share"}}
}

// Create makes the share with all that belongs to it, saves it, and waits until the model has reached the organization.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var now model
	if !crud.Decode(ctx, req.Plan, &now, diags) {
		return
	}
	timeout := crud.Timeout(ctx, now.Timeouts.Create, defaultTimeouts.Create, diags)
	region, err := crud.RegionOf(ctx, r.Provider, now.Region)
	if diags.HasError() || crud.Failed(diags, creating, now.Name.ValueString(), err) {
		return
	}
	client, err := r.Provider.Clients.RAM(ctx, region)
	if crud.Failed(diags, creating, now.Name.ValueString(), err) {
		return
	}
	permission, err := findPermission(ctx, client)
	if crud.Failed(diags, creating, now.Name.ValueString(), err) {
		return
	}
	now.Region, now.PermissionARN = types.StringValue(region), types.StringValue(permission)
	now.TagsAll = crud.MergedTags(r.Provider, now.Tags)
	arn, err := r.send(ctx, client, &now)
	if err != nil {
		diags.Append(refused(&now, err))
		return
	}
	now.ARN = types.StringValue(arn)
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &now, arn)...)
	defer crud.Rescue(ctx, crud.WaitingInCreate, noun, arn, diags)

	failure, err := r.await(ctx, client, &now, timeout)
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &now, arn)...)
	diags.Append(crud.WaitDiagnostics(crud.WaitingInCreate, noun, arn, failure, err)...)
}

// send sends the one request that creates. RAM answers a token that it knows with the share that it made, so a lost answer is asked for
// again.
func (r *managed) send(ctx context.Context, client *ram.Client, now *model) (string, error) {
	input := now.createInput(crud.NewToken(), tags.Map(now.TagsAll))
	request := func(ctx context.Context) (string, error) {
		out, err := client.CreateResourceShare(ctx, input, undetachable)
		if err != nil || out.ResourceShare == nil {
			return "", err
		}
		return aws.ToString(out.ResourceShare.ResourceShareArn), nil
	}
	sent := r.Provider.Clock.Now()
	return crud.CreateOnce(ctx, r.Provider.Clock, request, func(ctx context.Context) string {
		if arn, err := request(ctx); err == nil && arn != "" {
			return arn
		}
		return findMade(ctx, client, now.Name.ValueString(), now.ModelARN.ValueString(), sent)
	})
}

// refused is the diagnostic of a share that AWS refused to make.
func refused(now *model, err error) diag.Diagnostic {
	detail := apierr.Detail(now.Name.ValueString(), err)
	if strings.Contains(detail, "within your AWS Organization") {
		return diag.NewAttributeErrorDiagnostic(path.Root("principals"), creating, detail+"\n\nEvery principal has to be of the organization of "+
			"this account, which needs sharing switched on (aws ram enable-sharing-with-aws-organization, in the management account). To share "+
			"with an account outside of it, where AWS lets custom models be, set allow_external_principals = true.")
	}
	return apierr.Diagnostic(creating, now.Name.ValueString(), err)
}

// await follows the share until the model has reached every principal that need not accept it, and leaves in the model what was seen
// last.
func (r *managed) await(ctx context.Context, client *ram.Client, m *model, timeout time.Duration) (failure string, err error) {
	type phase string
	arn := m.ARN.ValueString()
	seen, err := wait.For(ctx, wait.Spec[*found, phase]{
		Poll: func(ctx context.Context) (*found, phase, error) {
			f, err := find(ctx, client, arn)
			if err != nil {
				return nil, "", err
			}
			return f, phase(f.status()), nil
		},
		Target: []phase{phase(associated)}, Failed: []phase{phase(failed)}, NotFound: apierr.IsNotFound, Transient: apierr.IsTransient,
		Timeout: timeout, MaxInterval: r.Provider.PollInterval, Clock: r.Provider.Clock,
	})
	if seen == nil {
		return "", err
	}
	m.flattenStatus(seen)
	m.CreationTime = conv.Time(seen.share.CreationTime)
	return seen.failure(), err
}

// Read reads the share in the region of its ARN, its principals and its model.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	arn, imported := m.ARN.ValueString(), m.Region.IsNull()
	client, err := r.Provider.Clients.RAM(ctx, crud.RegionFromARN(arn))
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	f, err := find(ctx, client, arn)
	if err == nil && !imported && len(f.resources) == 0 {
		// To believe it would replace the share. A share that somebody has emptied is of no use to anybody.
		err = errors.New("AWS answered without the resources of the resource share. If somebody took the model out of it, delete the " +
			"share in AWS RAM: the next apply shares the model again")
	}
	if apierr.IsNotFound(err) || errors.Is(err, crud.ErrGone) {
		crud.Missing(ctx, r.Provider, resp, noun, arn, imported, "shares the model again")
		return
	}
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	m.Region = types.StringValue(crud.RegionFromARN(arn))
	m.flatten(f, r.Provider)
	if m.PermissionARN.IsNull() {
		permission, err := permissionOf(ctx, client, arn)
		if crud.Failed(diags, reading, arn, err) {
			return
		}
		m.PermissionARN = conv.NonEmpty(&permission)
	}
	if imported && !strings.Contains(m.ModelARN.ValueString(), ":custom-model/") {
		diags.AddError("Importing Bedrock "+noun, fmt.Sprintf("%s shares %d resources. A share of this type has exactly one, a custom model.",
			arn, len(f.members(f.resources))))
		return
	}
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

// Update changes what differs, and waits until it has arrived.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	diags := &resp.Diagnostics
	var now, was model
	if !crud.Decode(ctx, req.Plan, &now, diags) || !crud.Decode(ctx, req.State, &was, diags) {
		return
	}
	timeout := crud.Timeout(ctx, now.Timeouts.Update, defaultTimeouts.Update, diags)
	arn := was.ARN.ValueString()
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	if diags.HasError() || crud.Refused(ctx, req.Private, diags) {
		return
	}
	client, err := r.Provider.Clients.RAM(ctx, crud.RegionFromARN(arn))
	if crud.Failed(diags, updating, arn, err) {
		return
	}
	err = crud.UpdateSettled(ctx, r.Provider.Clock, func(ctx context.Context) error { return change(ctx, client, &now, &was) })
	if crud.Failed(diags, updating, arn, err) {
		return
	}
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
	defer crud.Rescue(ctx, crud.WaitingInUpdate, noun, arn, diags)

	if now.Status.IsUnknown() {
		failure, err := r.await(ctx, client, &now, timeout)
		diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
		diags.Append(crud.WaitDiagnostics(crud.WaitingInUpdate, noun, arn, failure, err)...)
	}
}

// Delete deletes the share and waits until the model is taken from everybody. What they have copied stays theirs.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	timeout := crud.Timeout(ctx, m.Timeouts.Delete, defaultTimeouts.Delete, diags)
	arn := m.ARN.ValueString()
	proceed, policyDiags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, arn, crud.OwnerOf(arn))
	if diags.Append(policyDiags...); !proceed || diags.HasError() {
		return
	}
	client, err := r.Provider.Clients.RAM(ctx, crud.RegionFromARN(arn))
	if crud.Failed(diags, deleting, arn, err) {
		return
	}
	err = crud.DeleteUntilGone(ctx, r.Provider, timeout,
		func(ctx context.Context) error {
			_, err := client.DeleteResourceShare(ctx, &ram.DeleteResourceShareInput{ResourceShareArn: &arn}, undetachable)
			return err
		},
		func(ctx context.Context) error {
			return gone(ctx, client, arn)
		})
	crud.Failed(diags, deleting, arn, err)
}

// ImportState takes the ARN of a share.
func (r *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	arn := crud.ImportARN(ctx, req, resp, nil)
	if resp.Diagnostics.HasError() {
		return
	}
	if !strings.Contains(arn, ":ram:") || !strings.Contains(arn, ":resource-share/") {
		resp.Diagnostics.AddError("Importing Bedrock "+noun, fmt.Sprintf("%q is not the ARN of a resource share.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), r.Provider.PolicyUnlessSaid(crud.DeletionDelete))...)
}
