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
	return &managed{Resource: crud.Resource{Type: "foundation_model_agreement"}}
}

// IdentitySchema is the id of the model in an account and a region.
func (*managed) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.KeysIdentitySchema("model_id", "Id of the foundation model.")
}

// Create accepts the terms, saves the agreement, and waits for the access.
func (r *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	timeout := crud.Timeout(ctx, m.Timeouts.Create, defaultTimeouts.Create, diags)
	if diags.HasError() {
		return
	}
	if r.open(ctx, &m, diags); diags.HasError() {
		return
	}
	diags.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
	defer crud.Rescue(ctx, crud.WaitingInCreate, noun, m.what(), diags)
	if len(m.unmet()) == 0 {
		return
	}
	err := waitForAccess(ctx, r.Provider, &m, timeout)
	diags.Append(crud.SaveCreatedByKeys(ctx, req.Plan, resp, &m, m.keys())...)
	diags.Append(m.waitDiagnostics(crud.WaitingInCreate, err)...)
}

// open does what it takes to get access, short of waiting: nothing where the account has it or needs no agreement.
func (r *managed) open(ctx context.Context, m *model, diags *diag.Diagnostics) {
	id, at := m.ModelID.ValueString(), path.Root("model_id")
	region, err := crud.RegionOf(ctx, r.Provider, m.Region)
	if crud.FailedAt(diags, at, creating, id, err) {
		return
	}
	caller, err := r.Provider.Clients.Caller(ctx)
	if crud.FailedAt(diags, at, creating, id, err) {
		return
	}
	m.Region, m.AccountID = types.StringValue(region), types.StringValue(caller.AccountID)
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if crud.FailedAt(diags, at, creating, id, err) {
		return
	}
	gates, err := r.Provider.Lookup.ModelAvailability(ctx, region, id)
	if crud.FailedAt(diags, at, creating, id, err) {
		return
	}
	m.Gates, m.AcceptedAt = access.FlattenGates(gates), types.StringNull()
	if slices.Contains(m.unmet(), access.GateRegion) {
		diags.Append(m.staysClosed([]string{access.GateRegion}))
		return
	}
	found, err := findOffer(ctx, client, id, m.OfferID.ValueString())
	if isAbsentOffer(err) && isBinding(m.Agreement()) {
		found, err = &access.Offer{}, nil // access was given by an offer that AWS does not make any more
	}
	if crud.FailedAt(diags, at, creating, id, err) {
		return
	}
	m.useOffer(found)
	if diags.Append(m.checkTerms()...); diags.HasError() {
		return
	}
	switch {
	case found == nil && len(m.unmet()) > 0:
		diags.Append(m.staysClosed(m.unmet())) // other gates follow the agreement, and there is none
	case found == nil:
		diags.Append(m.keepOfferID(nil)...)
	case isBinding(m.Agreement()):
		diags.Append(m.keepOfferID(&access.Offer{})...)
	default:
		acceptedAt := types.StringValue(r.Provider.Clock.Now().UTC().Format(time.RFC3339))
		if err := accept(ctx, r.Provider, client, region, id, found.Token); err != nil {
			diags.Append(r.explainRefusal(m, err))
			return
		}
		m.OfferID, m.AgreementStatus, m.AcceptedAt = types.StringValue(found.ID), types.StringNull(), acceptedAt
	}
}

// Read takes over the gates. An agreement that somebody cancelled is gone; a model that AWS offers no more leaves it as it is.
func (r *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	account, accountDiags := crud.CheckCaller(ctx, r.Provider, m.what(), m.AccountID)
	if diags.Append(accountDiags...); diags.HasError() {
		return
	}
	m.AccountID = types.StringValue(account)
	id, region := m.ModelID.ValueString(), m.Region.ValueString()
	gates, err := r.Provider.Lookup.ModelAvailability(ctx, region, id)
	if apierr.IsNotFound(err) {
		diags.AddWarning("Bedrock foundation model no longer exists",
			id+" is unknown to AWS in "+region+", so there is nothing left to have access to. It is removed from the state.")
		crud.ForgetByKeys(ctx, resp, m.keys())
		return
	}
	if apierr.Is(err, apierr.Validation) && !m.AgreementRequired.IsNull() {
		diags.AddWarning("Bedrock foundation model is not offered any more",
			apierr.Detail(id+" in "+region, err)+" The state keeps what it knows. Remove the resource when you no longer need the model.")
		diags.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
		return
	}
	if crud.Failed(diags, reading, id, err) {
		return
	}
	m.Gates = access.FlattenGates(gates)
	if m.AgreementRequired.IsNull() { // after an import
		if r.readTerms(ctx, &m, diags); diags.HasError() {
			return
		}
	}
	if m.AgreementRequired.ValueBool() && m.Agreement() == awstypes.AgreementStatusNotAvailable && !m.justAccepted(r.Provider.Clock.Now()) {
		crud.Gone(ctx, resp, noun, "The agreement of the account for "+id, m.keys(), false, "accepts the terms again")
		return
	}
	diags.Append(resp.State.Set(ctx, &m)...)
	diags.Append(crud.SaveKeys(ctx, resp.Identity, m.keys())...)
}

// readTerms finds out, for an import, whether the model has terms at all and where they are.
func (r *managed) readTerms(ctx context.Context, m *model, diags *diag.Diagnostics) {
	const importing = "Importing Bedrock " + noun
	id := m.ModelID.ValueString()
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if crud.Failed(diags, importing, id, err) {
		return
	}
	found, err := findOffer(ctx, client, id, "")
	if isAbsentOffer(err) {
		found, err = &access.Offer{}, nil
	}
	if crud.Failed(diags, importing, id, err) {
		return
	}
	m.useOffer(found)
	if found != nil && m.Agreement() == awstypes.AgreementStatusNotAvailable {
		diags.AddError(importing, "The account has no agreement for "+id+". There is nothing to import: apply accepts the terms.")
	}
}

// Update sends nothing: it waits on where a wait was cut short, or where more gates are required than before.
func (r *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Plan, &m, diags) {
		return
	}
	timeout := crud.Timeout(ctx, m.Timeouts.Update, defaultTimeouts.Update, diags)
	if diags.HasError() {
		return
	}
	waits := m.AgreementStatus.IsUnknown()
	diags.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
	defer crud.Rescue(ctx, crud.WaitingInUpdate, noun, m.what(), diags)
	if !waits {
		return
	}
	err := waitForAccess(ctx, r.Provider, &m, timeout)
	diags.Append(crud.SaveUpdatedByKeys(ctx, req, resp, &m, m.keys())...)
	diags.Append(m.waitDiagnostics(crud.WaitingInUpdate, err)...)
}

// Delete cancels the agreement, for everybody in the account.
func (r *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.State, &m, diags) {
		return
	}
	timeout := crud.Timeout(ctx, m.Timeouts.Delete, defaultTimeouts.Delete, diags)
	if diags.HasError() {
		return
	}
	id, region := m.ModelID.ValueString(), m.Region.ValueString()
	what, owner := "the agreement for "+id, crud.Owner{AccountID: m.AccountID.ValueString()}
	if !m.AgreementRequired.ValueBool() { // nothing is left in place
		diags.Append(crud.MayForget(ctx, r.Provider, m.DeletionPolicy, what, owner)...)
		return
	}
	proceed, policyDiags := crud.MayDelete(ctx, r.Provider, m.DeletionPolicy, what, owner)
	if diags.Append(policyDiags...); !proceed {
		return
	}
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	if crud.Failed(diags, deleting, id, err) {
		return
	}
	crud.Failed(diags, deleting, id, cancel(ctx, r.Provider, client, region, id, timeout))
}

// ImportState takes the id of a model.
func (r *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	crud.ImportByKeys(ctx, req, resp, r.Provider, "model_id")
	if resp.Diagnostics.HasError() {
		return
	}
	for attribute, value := range map[string]any{
		"accept_eula": true, "required_gates": allGatesValue(), "deletion_policy": r.Provider.PolicyUnlessSaid(crud.DeletionAbandon),
	} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}
