// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package foundationmodelagreement is bedrock_foundation_model_agreement: the terms of a model's vendor, accepted for the account.
//
// It is no lifecycle.Object: AWS gives an agreement no ARN, no Get and no tags, tells how it is by the gates of the model alone,
// and has nothing to create where the access is there already.
package foundationmodelagreement

import (
	"context"
	"slices"
	"time"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

var (
	_ resource.ResourceWithConfigure   = (*managed)(nil)
	_ resource.ResourceWithIdentity    = (*managed)(nil)
	_ resource.ResourceWithImportState = (*managed)(nil)
	_ resource.ResourceWithModifyPlan  = (*managed)(nil)
)

const (
	noun     = "foundation model agreement"
	creating = "Creating Bedrock " + noun
	reading  = "Reading Bedrock " + noun
	deleting = "Deleting Bedrock " + noun
)

type managed struct {
	crud.Resource
}

// Resource is bedrock_foundation_model_agreement.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateFoundationModelAgreement.html
func Resource() resource.Resource {
	return &managed{}
}

func (r *managed) Metadata(
	_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_foundation_model_agreement"
}

func (r *managed) IdentitySchema(
	_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = crud.KeysIdentitySchema("model_id", "Id of the foundation model.")
}

func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Create(ctx, defaultTimeouts.Create)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	if resp.Diagnostics.Append(r.open(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
	if len(m.unmet()) == 0 {
		return
	}
	err := waitForAccess(ctx, r.Provider, &m, timeout)
	resp.Diagnostics.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
	resp.Diagnostics.Append(m.waitDiagnostics(crud.WaitingInCreate, err)...)
}

// open does what it takes to get access, short of waiting: nothing where the account has it or needs no agreement.
func (r *managed) open(ctx context.Context, m *model) (diags diag.Diagnostics) {
	model := m.ModelID.ValueString()
	fail := func(err error) diag.Diagnostics {
		return append(diags, apierr.AttributeDiagnostic(path.Root("model_id"), creating, model, err))
	}
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if err != nil {
		return fail(err)
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if err != nil {
		return fail(err)
	}
	m.Region, m.AccountID = types.StringValue(region), types.StringValue(caller.AccountID)
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err != nil {
		return fail(err)
	}
	now, err := r.Provider.Lookup.ModelAvailability(ctx, region, model)
	if err != nil {
		return fail(err)
	}
	m.Gates, m.AcceptedAt = access.FlattenGates(now), types.StringNull()
	if slices.Contains(m.unmet(), access.GateRegion) {
		return m.staysClosed([]string{access.GateRegion})
	}
	found, err := findOffer(ctx, client, model, m.OfferID.ValueString())
	if isAbsentOffer(err) && isBinding(m.Agreement()) {
		found, err = &access.Offer{}, nil // access was given by an offer that AWS does not make any more
	}
	if err != nil {
		return fail(err)
	}
	m.useOffer(found)
	if diags.Append(m.checkTerms()...); diags.HasError() {
		return diags
	}
	switch {
	case found == nil && len(m.unmet()) > 0:
		return m.staysClosed(m.unmet()) // other gates follow the agreement, and there is none
	case found == nil:
		diags.Append(m.keepOfferID(nil)...)
	case isBinding(m.Agreement()):
		diags.Append(m.keepOfferID(&access.Offer{})...)
	default:
		if err := accept(ctx, r.Provider, client, region, model, found.Token); err != nil {
			return append(diags, r.explainRefusal(m, err))
		}
		m.OfferID, m.AgreementStatus = types.StringValue(found.ID), types.StringNull()
		m.AcceptedAt = types.StringValue(r.Provider.Clock.Now().UTC().Format(time.RFC3339))
	}
	return diags
}

func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var m model
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	account, diags := crud.CheckCaller(ctx, r.Provider, m.what(), m.AccountID)
	if resp.Diagnostics.Append(diags...); diags.HasError() {
		return
	}
	m.AccountID = types.StringValue(account)
	model, region := m.ModelID.ValueString(), m.Region.ValueString()
	now, err := r.Provider.Lookup.ModelAvailability(ctx, region, model)
	if apierr.IsNotFound(err) {
		resp.Diagnostics.AddWarning("Bedrock foundation model no longer exists",
			model+" is unknown to AWS in "+region+", so there is nothing left to have access to. It is removed from the state.")
		crud.ForgetByKeys(ctx, resp, m.keys())
		return
	}
	if apierr.Is(err, apierr.Validation) && !m.AgreementRequired.IsNull() {
		resp.Diagnostics.AddWarning("Bedrock foundation model is not offered any more",
			apierr.Detail(model+" in "+region, err)+" The state keeps what it knows. Remove the resource when you no longer need the model.")
		resp.Diagnostics.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(reading, model, err))
		return
	}
	m.Gates = access.FlattenGates(now)
	if m.AgreementRequired.IsNull() { // after an import
		if resp.Diagnostics.Append(r.readTerms(ctx, &m)...); resp.Diagnostics.HasError() {
			return
		}
	}
	if m.AgreementRequired.ValueBool() && m.Agreement() == awstypes.AgreementStatusNotAvailable && !m.justAccepted(r.Provider.Clock.Now()) {
		resp.Diagnostics.AddWarning("Bedrock "+noun+" no longer exists",
			"The account has no agreement for "+model+" any more: somebody cancelled it. The next apply accepts the terms again.")
		crud.ForgetByKeys(ctx, resp, m.keys())
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
	resp.Diagnostics.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
}

// readTerms finds out, for an import, whether the model has terms at all and where they are.
func (r *managed) readTerms(ctx context.Context, m *model) diag.Diagnostics {
	model := m.ModelID.ValueString()
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	var found *access.Offer
	if err == nil {
		found, err = findOffer(ctx, client, model, "")
	}
	if isAbsentOffer(err) {
		found, err = &access.Offer{}, nil
	}
	if err != nil {
		return diag.Diagnostics{apierr.Diagnostic("Importing Bedrock "+noun, model, err)}
	}
	m.useOffer(found)
	if found != nil && m.Agreement() == awstypes.AgreementStatusNotAvailable {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Importing Bedrock "+noun,
			"The account has no agreement for "+model+". There is nothing to import: apply accepts the terms.")}
	}
	return nil
}

// Update sends nothing: it waits on where a wait was cut short, or where more gates are required than before.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var m model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Update(ctx, defaultTimeouts.Update)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	var err error
	if m.AgreementStatus.IsUnknown() {
		err = waitForAccess(ctx, r.Provider, &m, timeout)
	}
	resp.Diagnostics.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
	resp.Diagnostics.Append(m.waitDiagnostics(crud.WaitingInUpdate, err)...)
}

func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var m model
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Delete(ctx, defaultTimeouts.Delete)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	model, region, policy := m.ModelID.ValueString(), m.Region.ValueString(), m.DeletionPolicy
	if !m.AgreementRequired.ValueBool() && policy.ValueString() == crud.DeletionAbandon {
		policy = types.StringValue(crud.DeletionDelete) // there is nothing that is left in place
	}
	proceed, diags := crud.MayDelete(ctx, r.Provider, policy, "the agreement for "+model, crud.Owner{AccountID: m.AccountID.ValueString()})
	resp.Diagnostics.Append(diags...)
	if !proceed || !m.AgreementRequired.ValueBool() {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if err == nil {
		err = cancel(ctx, r.Provider, client, region, model, timeout)
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(deleting, model, err))
	}
}

func (r *managed) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	crud.ImportByKeys(ctx, req, resp, r.Provider, "model_id")
	if resp.Diagnostics.HasError() {
		return
	}
	for attribute, value := range map[string]any{
		"accept_eula": true, "required_gates": allGatesValue(), "deletion_policy": crud.DeletionAbandon,
	} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}
