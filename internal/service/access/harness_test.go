// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const (
	haiku     = "anthropic.claude-haiku-4-5-20251001-v1:0"
	embed     = "cohere.embed-v4:0"
	nova      = "amazon.nova-lite-v1:0"
	account   = "123456789012"
	stranger  = "210987654321"
	agreement = "bedrock_foundation_model_agreement.test"
	useCase   = "bedrock_use_case_for_model_access.test"
)

// desk is a workspace in an account of the simulator, with a client that does what others do there.
type desk struct {
	*acctest.Workspace
	*bedrock.Client
	t     *testing.T
	cloud *acctest.Cloud
	clock *acctest.Clock
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	workspace := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains(), provider.WithClock(clock))
	return &desk{Workspace: workspace, Client: client, t: t, cloud: cloud, clock: clock}
}

func domains() []domain.Domain { return registry.Of("access") }

// restart is the next run of Terraform, with credentials of another account where a key is given.
func (d *desk) restart(accessKey string) {
	d.t.Helper()
	config := d.cloud.For(acctest.Region)
	if accessKey != "" {
		config["access_key"] = accessKey
	}
	d.Reconfigure(config, domains(), provider.WithClock(d.clock))
}

// apply wants no errors, and returns the warnings.
func (d *desk) apply(config string) string {
	d.t.Helper()
	diags := d.Apply(d.t.Context(), config)
	if text := diags.Errors(); text != "" {
		d.t.Fatal(text)
	}
	return diags.Warnings()
}

// refuse wants an error that says all of these.
func (d *desk) refuse(diags acctest.Diagnostics, fragments ...string) {
	d.t.Helper()
	says(d.t, "error", diags.Errors(), fragments...)
}

// settled wants an empty plan without a word.
func (d *desk) settled(config string) {
	d.t.Helper()
	plan := d.Plan(d.t.Context(), config)
	if text := plan.Errors() + plan.Warnings(); text != "" || !plan.Empty() {
		d.t.Errorf("the plan is not empty: %v %s", plan.Changes, text)
	}
}

// writes are the requests so far that change something, by operation.
func (d *desk) writes() map[string]int {
	counts := map[string]int{}
	for _, entry := range d.cloud.Journal() {
		if !strings.HasPrefix(entry.Operation, "Get") && !strings.HasPrefix(entry.Operation, "List") {
			counts[entry.Operation]++
		}
	}
	return counts
}

func (d *desk) wantWrites(want map[string]int) {
	d.t.Helper()
	if got := d.writes(); !maps.Equal(got, want) {
		d.t.Errorf("sent %v, want %v", got, want)
	}
}

// attr wants an attribute of the object to have a value; empty for null.
func (d *desk) attr(address, attribute, want string) {
	d.t.Helper()
	if got := d.Object(address).Attr(attribute); got != want {
		d.t.Errorf("%s.%s is %q, want %q", address, attribute, got, want)
	}
}

// accept is somebody else who accepts the terms of a model.
func (d *desk) accept(model string) {
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

// cancel is somebody else who cancels the agreement.
func (d *desk) cancel(model string) {
	d.t.Helper()
	d.cloud.Advance(5 * time.Minute)
	if _, err := d.DeleteFoundationModelAgreement(d.t.Context(), &bedrock.DeleteFoundationModelAgreementInput{ModelId: &model}); err != nil {
		d.t.Fatal(err)
	}
	d.cloud.Advance(5 * time.Minute)
}

// submit is somebody else who hands in the form.
func (d *desk) submit(json string) {
	d.t.Helper()
	if _, err := d.PutUseCaseForModelAccess(d.t.Context(), &bedrock.PutUseCaseForModelAccessInput{FormData: []byte(json)}); err != nil {
		d.t.Fatal(err)
	}
}

// status is what AWS says of the agreement.
func (d *desk) status(model string) string {
	d.t.Helper()
	out, err := d.GetFoundationModelAvailability(d.t.Context(), &bedrock.GetFoundationModelAvailabilityInput{ModelId: &model})
	if err != nil {
		d.t.Fatal(err)
	}
	return string(out.AgreementAvailability.Status)
}

// agreementOf is the configuration of an agreement, with further lines.
func agreementOf(model string, lines ...string) string {
	return fmt.Sprintf("resource \"bedrock_foundation_model_agreement\" \"test\" {\n  model_id = %q\n  accept_eula = true\n  %s\n}\n",
		model, strings.Join(lines, "\n  "))
}

func says(t *testing.T, what, text string, fragments ...string) {
	t.Helper()
	if text == "" {
		t.Errorf("there is no %s", what)
		return
	}
	missing := slices.DeleteFunc(slices.Clone(fragments), func(f string) bool { return strings.Contains(text, f) })
	if len(missing) > 0 {
		t.Errorf("the %s does not say %q: %s", what, missing, text)
	}
}
