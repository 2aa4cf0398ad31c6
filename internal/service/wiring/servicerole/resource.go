// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package servicerole is bedrock_service_role, the role that Bedrock assumes for a job.
//
// It is no lifecycle.Object: IAM makes it and not Bedrock, in no region and without an idempotency token, and it is changed by a
// request for each of its parts.
package servicerole

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

var _ resource.ResourceWithValidateConfig = (*managed)(nil)

const (
	noun     = "service role"
	creating = "Creating Bedrock " + noun
	reading  = "Reading Bedrock " + noun
	updating = "Updating Bedrock " + noun
	deleting = "Deleting Bedrock " + noun
)

type managed struct {
	crud.Resource
	crud.ByARN
}

// Resource returns bedrock_service_role.
func Resource() resource.Resource { return &managed{Resource: crud.Resource{Type: "service_role"}} }

// Create makes the role and then gives it its permissions.
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
	at := path.Root("name")
	client, err := r.Provider.Clients.IAM(ctx)
	if crud.FailedAt(diags, at, creating, now.Name.ValueString(), err) {
		return
	}
	if crud.FailedAt(diags, at, creating, now.Name.ValueString(), r.prepare(ctx, &now, &model{})) {
		return
	}
	owner, err := crud.Own(ctx, r.Provider, "", "bedrock_service_role", now.unnamedInput())
	if crud.FailedAt(diags, at, creating, now.Name.ValueString(), err) {
		return
	}
	defer owner.Release()
	err = r.create(ctx, client, &now, owner, diags)
	arn, name := now.ARN.ValueString(), now.Name.ValueString()
	if crud.FailedAt(diags, at, creating, name, err) {
		return
	}
	diags.Append(crud.SaveCreated(ctx, req.Plan, resp, &now, arn)...)
	defer crud.Rescue(ctx, crud.WaitingInCreate, noun, arn, diags)

	err = wait.Retry(ctx, r.Provider.Clock, wiring.SettleTime, apierr.IsNotFound, func(ctx context.Context) error {
		return putPermissions(ctx, client, name, now.PermissionsPolicy.ValueString())
	})
	if err != nil {
		diags.AddError(creating, apierr.Detail(name+", putting the permissions", err)+"\n\nThe role is there, without "+
			"permissions, and in the state. The next apply deletes it and makes a new one. To keep this one, correct the cause and run "+
			"terraform untaint before the next apply, which then only sets what is missing.")
	}
	diags.Append(owner.Unmark(ctx, name, func(ctx context.Context) error {
		return syncRoleTags(ctx, client, name, map[string]string{tags.Owner: ""}, nil)
	})...)
}

// Read reads the role and its permissions; after an import also what they say about the arguments.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	arn, imported := m.ARN.ValueString(), m.Name.IsNull()
	client, err := r.Provider.Clients.IAM(ctx)
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	err = r.read(ctx, client, &m, imported)
	if apierr.IsNotFound(err) || err == nil && m.ARN.ValueString() != arn {
		crud.Missing(ctx, r.Provider, resp, noun, arn, imported, "makes a new role")
		return
	}
	if crud.Failed(diags, reading, arn, err) {
		return
	}
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(ctx context.Context, client *iam.Client, m *model, imported bool) error {
	_, name := splitRole(m.ARN.ValueString())
	role, err := findRole(ctx, client, name)
	if err != nil {
		return err
	}
	trust, err := decodeDocument(role.AssumeRolePolicyDocument)
	if err != nil {
		return err
	}
	permissions, err := findPermissions(ctx, client, name)
	if err != nil {
		return err
	}
	m.flatten(role, trust, permissions, r.Provider.DefaultTags, r.Provider.IgnoreTags)
	if imported {
		return m.recognise(ctx, r.Provider.Lookup)
	}
	return nil
}

// Update changes what differs, each with a request of its own.
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
	arn, name := was.ARN.ValueString(), was.Name.ValueString()
	diags.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...) // also of an update that fails
	defer crud.Rescue(ctx, crud.WaitingInUpdate, noun, arn, diags)

	client, err := r.Provider.Clients.IAM(ctx)
	if crud.Failed(diags, updating, name, err) || crud.Failed(diags, updating, name, r.prepare(ctx, &now, &was)) ||
		crud.Failed(diags, updating, name, updateRole(ctx, client, &now, &was)) {
		return
	}
	diags.Append(crud.SaveUpdated(ctx, req, resp, &now, arn)...)
}

// Delete deletes the role, unless others have given it policies.
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
	arn, name := m.ARN.ValueString(), m.Name.ValueString()
	proceed, policyDiags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, "the role "+name, crud.OwnerOf(arn))
	diags.Append(policyDiags...)
	diags.Append(crud.CheckOwner(ctx, r.Provider, arn, "")...) // a role of that name may be in any account
	if !proceed || diags.HasError() {
		return
	}
	client, err := r.Provider.Clients.IAM(ctx)
	if crud.Failed(diags, deleting, arn, err) {
		return
	}
	others, err := othersOf(ctx, client, name)
	if apierr.IsNotFound(err) {
		return
	}
	if len(others) > 0 {
		diags.AddError(deleting, arn+" has policies that are not of this resource, so AWS would refuse to delete it, and nothing "+
			"was changed. Remove them first:\n\n  "+strings.Join(others, "\n  "))
		return
	}
	if !crud.Failed(diags, deleting, arn, err) {
		crud.Failed(diags, deleting, arn, deleteRole(ctx, client, name))
	}
}

// ImportState takes the name or the ARN of a role.
func (r *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	arn := crud.ImportARN(ctx, req, resp, func(name string) (string, error) {
		client, err := r.Provider.Clients.IAM(ctx)
		if err != nil {
			return "", err
		}
		role, err := findRole(ctx, client, name) // the ARN holds the path, which only IAM knows
		if err != nil {
			return "", fmt.Errorf("%s", apierr.Detail("", err))
		}
		return *role.Arn, nil
	})
	if resp.Diagnostics.HasError() {
		return
	}
	if !strings.Contains(arn, ":iam:") || !strings.Contains(arn, ":role/") {
		resp.Diagnostics.AddError("Importing Bedrock "+noun, fmt.Sprintf("%q is not the ARN of a role.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), r.Provider.PolicyUnlessSaid(crud.DeletionDelete))...)
}
