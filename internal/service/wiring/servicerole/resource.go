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

var (
	_ resource.ResourceWithConfigure      = (*managed)(nil)
	_ resource.ResourceWithIdentity       = (*managed)(nil)
	_ resource.ResourceWithImportState    = (*managed)(nil)
	_ resource.ResourceWithModifyPlan     = (*managed)(nil)
	_ resource.ResourceWithValidateConfig = (*managed)(nil)
)

type managed struct {
	crud.Resource
}

// Resource returns bedrock_service_role.
func Resource() resource.Resource { return &managed{} }

// Metadata names the resource.
func (*managed) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_service_role"
}

// IdentitySchema is the ARN.
func (*managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

// Create makes the role and then gives it its permissions.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	const summary = "Creating Bedrock service role"
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeouts.Create)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client, err := r.Provider.Clients.IAM(ctx)
	if err == nil {
		err = r.prepare(ctx, &plan)
	}
	var owner crud.Ownership
	if err == nil {
		owner, err = crud.Own(ctx, r.Provider, "", "bedrock_service_role", plan.unnamedInput())
	}
	defer owner.Release()
	if err == nil {
		err = r.create(ctx, client, &plan, owner, &resp.Diagnostics)
	}
	name := plan.Name.ValueString()
	if err != nil {
		resp.Diagnostics.Append(apierr.AttributeDiagnostic(path.Root("name"), summary, name, err))
		return
	}
	resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &plan, plan.ARN.ValueString())...)
	err = wait.Retry(ctx, r.Provider.Clock, wiring.SettleTime, apierr.IsNotFound, func(ctx context.Context) error {
		return putPermissions(ctx, client, name, plan.PermissionsPolicy.ValueString())
	})
	if err != nil {
		resp.Diagnostics.AddError(summary, apierr.Detail(name+", putting the permissions", err)+"\n\nThe role is there, without "+
			"permissions, and in the state. The next apply deletes it and makes a new one. To keep this one, correct the cause and run "+
			"terraform untaint before the next apply, which then only sets what is missing.")
	}
	resp.Diagnostics.Append(owner.Unmark(ctx, name, func(ctx context.Context) error {
		return syncRoleTags(ctx, client, name, map[string]string{tags.Owner: ""}, nil)
	})...)
}

// Read reads the role and its permissions; after an import also what they say about the arguments.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	const summary = "Reading Bedrock service role"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	arn := state.ARN.ValueString()
	client, err := r.Provider.Clients.IAM(ctx)
	if err == nil {
		err = r.read(ctx, client, &state)
	}
	if apierr.IsNotFound(err) || err == nil && state.ARN.ValueString() != arn {
		resp.Diagnostics.Append(crud.CheckOwner(ctx, r.Provider, arn, "")...)
		if resp.Diagnostics.HasError() {
			return
		}
		resp.Diagnostics.AddWarning("Bedrock service role no longer exists", arn+" is gone. The next apply makes a new role.")
		crud.Forget(ctx, resp, arn)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, arn, err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(crud.SaveIdentity(ctx, resp.Identity, arn)...)
}

func (r *managed) read(ctx context.Context, client *iam.Client, state *model) error {
	imported := state.Name.IsNull()
	_, name := splitRole(state.ARN.ValueString())
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
	state.flatten(role, trust, permissions, r.Provider.DefaultTags, r.Provider.IgnoreTags)
	if imported {
		return state.recognise()
	}
	return nil
}

// Update changes what differs, each with a request of its own.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	const summary = "Updating Bedrock service role"
	var plan, state model
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
	client, err := r.Provider.Clients.IAM(ctx)
	if err == nil {
		err = updateRole(ctx, client, &plan, &state)
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, state.Name.ValueString(), err))
		return
	}
	resp.Diagnostics.Append(crud.SaveUpdated(ctx, req, resp, &plan, state.ARN.ValueString())...)
}

// Delete deletes the role, unless others have given it policies.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	const summary = "Deleting Bedrock service role"
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeouts.Delete)
	resp.Diagnostics.Append(diags...)
	arn, name := state.ARN.ValueString(), state.Name.ValueString()
	may, diags := crud.MayDelete(ctx, r.Provider, state.DeletionPolicy, "the role "+name, crud.OwnerOf(arn))
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(crud.CheckOwner(ctx, r.Provider, arn, "")...) // a role of that name may be in any account
	if resp.Diagnostics.HasError() || !may {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client, err := r.Provider.Clients.IAM(ctx)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, arn, err))
		return
	}
	others, err := othersOf(ctx, client, name)
	switch {
	case apierr.IsNotFound(err):
		return
	case len(others) > 0:
		resp.Diagnostics.AddError(summary, arn+" has policies that are not of this resource, so AWS would refuse to delete it, and nothing "+
			"was changed. Remove them first:\n\n  "+strings.Join(others, "\n  "))
		return
	case err == nil:
		err = deleteRole(ctx, client, name)
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, arn, err))
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
		resp.Diagnostics.AddError("Importing a Bedrock service role", fmt.Sprintf("%q is not the ARN of a role.", arn))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), crud.DeletionDelete)...)
}
