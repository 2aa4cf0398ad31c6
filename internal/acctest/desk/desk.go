// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package desk is where the tests of model access sit: an account of the simulator, and what others do in it meanwhile.
package desk

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// Models, accounts and addresses of the tests.
const (
	Haiku     = "anthropic.claude-haiku-4-5-20251001-v1:0"
	Embed     = "cohere.embed-v4:0"
	Nova      = "amazon.nova-lite-v1:0"
	Account   = "123456789012"
	Stranger  = "210987654321"
	Agreement = "bedrock_foundation_model_agreement.test"
	UseCase   = "bedrock_use_case_for_model_access.test"
)

// Desk is a workspace in an account of the simulator, with a client that does what others do there.
type Desk struct {
	*acctest.Workspace
	*bedrock.Client
	t     *testing.T
	Cloud *acctest.Cloud
	Clock *acctest.Clock

	domains []domain.Domain
}

// New is a desk in an account that nobody has used, for a provider of these domains.
func New(t *testing.T, domains []domain.Domain) *Desk {
	t.Helper()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	workspace := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains, provider.WithClock(clock))
	return &Desk{Workspace: workspace, Client: client, t: t, Cloud: cloud, Clock: clock, domains: domains}
}

// Restart is the next run of Terraform, with credentials of another account where a key is given.
func (d *Desk) Restart(accessKey string) {
	d.t.Helper()
	config := d.Cloud.For(acctest.Region)
	if accessKey != "" {
		config["access_key"] = accessKey
	}
	d.Reconfigure(config, d.domains, provider.WithClock(d.Clock))
}

// MustApply wants no errors, and returns the warnings.
func (d *Desk) MustApply(config string) string {
	d.t.Helper()
	diags := d.Apply(d.t.Context(), config)
	if text := diags.Errors(); text != "" {
		d.t.Fatal(text)
	}
	return diags.Warnings()
}

// Refused wants an error that says all of these.
func (d *Desk) Refused(diags acctest.Diagnostics, fragments ...string) {
	d.t.Helper()
	acctest.Says(d.t, "error", diags.Errors(), fragments...)
}

// Settled wants an empty plan without a word.
func (d *Desk) Settled(config string) {
	d.t.Helper()
	plan := d.Plan(d.t.Context(), config)
	if text := plan.Errors() + plan.Warnings(); text != "" || !plan.Empty() {
		d.t.Errorf("the plan is not empty: %v %s", plan.Changes, text)
	}
}

// Writes are the requests so far that change something, by operation.
func (d *Desk) Writes() map[string]int {
	counts := map[string]int{}
	for _, entry := range d.Cloud.Journal() {
		if !strings.HasPrefix(entry.Operation, "Get") && !strings.HasPrefix(entry.Operation, "List") {
			counts[entry.Operation]++
		}
	}
	return counts
}

// WantWrites wants just these requests, by operation.
func (d *Desk) WantWrites(want map[string]int) {
	d.t.Helper()
	if got := d.Writes(); !maps.Equal(got, want) {
		d.t.Errorf("sent %v, want %v", got, want)
	}
}

// HasAttr wants an attribute of the object to have a value; empty for null.
func (d *Desk) HasAttr(address, attribute, want string) {
	d.t.Helper()
	if got := d.Object(address).Attr(attribute); got != want {
		d.t.Errorf("%s.%s is %q, want %q", address, attribute, got, want)
	}
}

// Accept is somebody else who accepts the terms of a model.
func (d *Desk) Accept(model string) {
	d.t.Helper()
	offers, err := d.ListFoundationModelAgreementOffers(d.t.Context(), &bedrock.ListFoundationModelAgreementOffersInput{ModelId: &model})
	if err == nil {
		_, err = d.CreateFoundationModelAgreement(d.t.Context(), &bedrock.CreateFoundationModelAgreementInput{
			ModelId: &model, OfferToken: offers.Offers[0].OfferToken,
		})
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// Cancel is somebody else who cancels the agreement.
func (d *Desk) Cancel(model string) {
	d.t.Helper()
	d.Cloud.Advance(5 * time.Minute)
	if _, err := d.DeleteFoundationModelAgreement(d.t.Context(), &bedrock.DeleteFoundationModelAgreementInput{ModelId: &model}); err != nil {
		d.t.Fatal(err)
	}
	d.Cloud.Advance(5 * time.Minute)
}

// Submit is somebody else who hands in the form.
func (d *Desk) Submit(json string) {
	d.t.Helper()
	if _, err := d.PutUseCaseForModelAccess(d.t.Context(), &bedrock.PutUseCaseForModelAccessInput{FormData: []byte(json)}); err != nil {
		d.t.Fatal(err)
	}
}

// Status is what AWS says of the agreement.
func (d *Desk) Status(model string) string {
	d.t.Helper()
	out, err := d.GetFoundationModelAvailability(d.t.Context(), &bedrock.GetFoundationModelAvailabilityInput{ModelId: &model})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(out.AgreementAvailability.Status)
}

// AgreementOf is the configuration of an agreement, with further lines.
func AgreementOf(model string, lines ...string) string {
	return fmt.Sprintf("resource \"bedrock_foundation_model_agreement\" \"test\" {\n  model_id = %q\n  accept_eula = true\n  %s\n}\n",
		model, strings.Join(lines, "\n  "))
}
