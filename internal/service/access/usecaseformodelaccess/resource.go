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
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

var (
	_ resource.ResourceWithConfigure        = (*managed)(nil)
	_ resource.ResourceWithIdentity         = (*managed)(nil)
	_ resource.ResourceWithImportState      = (*managed)(nil)
	_ resource.ResourceWithModifyPlan       = (*managed)(nil)
	_ resource.ResourceWithConfigValidators = (*managed)(nil)
)

const (
	submitting = "Submitting the Bedrock use-case form"
	reading    = "Reading the Bedrock use-case form"
	theForm    = "the use-case form"
)

type managed struct {
	crud.Resource
}

// Resource is bedrock_use_case_for_model_access.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutUseCaseForModelAccess.html
func Resource() resource.Resource { return &managed{} }

func (r *managed) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_use_case_for_model_access"
}

func (r *managed) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = crud.KeysIdentitySchema("account_id", "AWS account.")
}

// Create hands in the form, or takes over the one that AWS has. What is write-only is in the configuration only.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	wanted, known, diags := configuredForm(ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	if !known && !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddError(submitting, "The form has no known values. This is a bug in the provider, please report it.")
	}
	if resp.Diagnostics.HasError() {
		return
	}
	fail := func(err error) { resp.Diagnostics.Append(apierr.Diagnostic(submitting, "", err)) }
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if err != nil {
		fail(err)
		return
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if err != nil {
		fail(err)
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil {
		fail(err)
		return
	}
	form, err := access.FindForm(ctx, client)
	switch {
	case err != nil:
		fail(err)
	case form == nil:
		form = &wanted
		if err := submit(ctx, client, wanted); err != nil {
			resp.Diagnostics.Append(explain(err))
		}
	case *form != wanted && !m.AdoptExisting.ValueBool():
		resp.Diagnostics.Append(otherForm(*form, wanted))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	m.Region, m.AccountID, m.FormSHA256 = types.StringValue(region), types.StringValue(caller.AccountID), types.StringValue(form.Sum())
	resp.Diagnostics.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
}

// Read only looks whether the form is still the one that the state knows: its answers belong to whoever wrote them, so they
// get into the state from the configuration and from nowhere else.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	account, diags := crud.CheckCaller(ctx, r.Provider, theForm, m.AccountID)
	if resp.Diagnostics.Append(diags...); diags.HasError() {
		return
	}
	m.AccountID = types.StringValue(account)
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(reading, "", err))
		return
	}
	form, err := access.FindForm(ctx, client)
	switch {
	case err != nil:
		resp.Diagnostics.Append(apierr.Diagnostic(reading, "", err))
	case form == nil && m.FormSHA256.IsNull():
		resp.Diagnostics.AddError("Importing the Bedrock use-case form", "The account has handed in no form, so there is nothing to import.")
	case form == nil:
		resp.Diagnostics.AddWarning("The Bedrock use-case form is gone", "AWS says that account "+account+" has not filled out the form. "+
			"The next apply hands it in again.")
		crud.ForgetByKeys(ctx, resp, m.keys())
	default:
		m.FormSHA256 = types.StringValue(form.Sum())
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
		resp.Diagnostics.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
	}
}

// Update sends nothing: AWS cannot change the form, and a plan with another one is refused.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
}

// Delete sends nothing: AWS cannot take the form back.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var policy, account types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("deletion_policy"), &policy)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("account_id"), &account)...)
	if policy.ValueString() == crud.DeletionAbandon {
		policy = types.StringValue(crud.DeletionDelete) // which does no more, and has a warning of its own
	}
	_, diags := crud.MayDelete(ctx, r.Provider, policy, theForm, crud.Owner{AccountID: account.ValueString()})
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.AddWarning("Leaving the Bedrock use-case form in place",
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
