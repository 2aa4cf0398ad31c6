// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package usecaseformodelaccess is bedrock_use_case_for_model_access, the form that some vendors want once per account, and the data
// source that shows it.
//
// It is no lifecycle.Object: the form has no ARN and no tags, is one per account, is put once and can be neither changed nor deleted,
// and what it says must not get from AWS into the state.
package usecaseformodelaccess

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

var _ resource.ResourceWithConfigValidators = (*managed)(nil)

const (
	noun       = "use-case form"
	theForm    = "the " + noun
	submitting = "Submitting the Bedrock " + noun
	reading    = "Reading the Bedrock " + noun
)

type managed struct {
	crud.Resource
}

// Resource is bedrock_use_case_for_model_access.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutUseCaseForModelAccess.html
func Resource() resource.Resource {
	return &managed{Resource: crud.Resource{Type: "use_case_for_model_access"}}
}

// IdentitySchema is the account.
func (*managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.KeysIdentitySchema("account_id", "AWS account.")
}

// Create hands in the form, or takes over the one that AWS has. What is write-only is in the configuration only.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	wanted, known, formDiags := configuredForm(ctx, req.Config)
	diags.Append(formDiags...)
	if !known && !diags.HasError() {
		diags.AddError(submitting, "The form has no known values. This is a bug in the provider, please report it.")
	}
	if diags.HasError() {
		return
	}
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if crud.Failed(diags, submitting, "", err) {
		return
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if crud.Failed(diags, submitting, "", err) {
		return
	}
	client, form, err := find(ctx, r.Provider, region)
	if crud.Failed(diags, submitting, "", err) {
		return
	}
	switch {
	case form == nil:
		form = &wanted
		if err := submit(ctx, client, wanted); err != nil {
			diags.Append(explain(err))
			return
		}
	case *form != wanted && !m.AdoptExisting.ValueBool():
		diags.Append(otherForm(*form, wanted))
		return
	}
	m.Region, m.AccountID, m.FormSHA256 = types.StringValue(region), types.StringValue(caller.AccountID), types.StringValue(form.Sum())
	diags.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
}

// Read only looks whether the form is still the one that the state knows: its answers belong to whoever wrote them, so they
// get into the state from the configuration and from nowhere else.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	account, accountDiags := crud.CheckCaller(ctx, r.Provider, theForm, m.AccountID)
	if diags.Append(accountDiags...); diags.HasError() {
		return
	}
	m.AccountID = types.StringValue(account)
	_, form, err := find(ctx, r.Provider, m.Region.ValueString())
	if crud.Failed(diags, reading, "", err) {
		return
	}
	if form == nil {
		crud.Gone(ctx, resp, noun, "The use-case form of account "+account, m.keys(), m.FormSHA256.IsNull(), "hands it in again")
		return
	}
	m.FormSHA256 = types.StringValue(form.Sum())
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
}

// Update sends nothing: AWS cannot change the form, and refuses another one.
func (*managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m model
	if !crud.Refused(ctx, req.Private, &resp.Diagnostics) && crud.Decode(ctx, req.Plan, &m, &resp.Diagnostics) {
		resp.Diagnostics.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
	}
}

// Delete sends nothing: AWS cannot take the form back.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	diags := &resp.Diagnostics
	policy := types.StringValue(crud.Text(ctx, req.State, "deletion_policy", diags))
	account := crud.Text(ctx, req.State, "account_id", diags)
	diags.Append(crud.MayForget(ctx, r.Provider, policy, theForm, crud.Owner{AccountID: account})...)
	if diags.HasError() {
		return
	}
	diags.AddWarning("Leaving the Bedrock use-case form in place",
		"AWS has no way to take the form back: it still counts, and is no longer managed.")
}

// ImportState leaves the answers out of the state: configuration brings them, or keeps them out.
func (r *managed) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	crud.ImportByKeys(ctx, req, resp, r.Provider, "account_id")
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("adopt_existing"), false)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("deletion_policy"), crud.DeletionAbandon)...)
}

// explain tells why AWS did not take the form.
func explain(err error) diag.Diagnostic {
	detail := apierr.Detail("", err)
	if apierr.Is(err, apierr.Validation) {
		detail += "\n\nAWS does not say what is invalid. Usually it is company_website: give the whole address, with https://www. in front."
	}
	if apierr.Is(err, apierr.AccessDenied) {
		detail += "\n\nSubmitting takes bedrock:PutUseCaseForModelAccess. In an AWS organization the management account may have to do it."
	}
	return diag.NewErrorDiagnostic(submitting, detail)
}
