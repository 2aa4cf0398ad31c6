// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provisionedmodelthroughput_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	address = "bedrock_provisioned_model_throughput.test"
	prefix  = "arn:aws:bedrock:us-east-1:123456789012:custom-model/"
	first   = prefix + "amazon.nova-micro-v1:0:128k/support00001"
	second  = prefix + "amazon.nova-micro-v1:0:128k/support00002"
	other   = prefix + "amazon.nova-pro-v1:0:300k/support00003"
)

// start is an account with three models and an empty state, and a provider that may buy commitments.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	for i, arn := range []string{first, second, other} {
		cloud.GiveModel(simulator.GivenModel{ARN: arn, Name: fmt.Sprintf("support-%d", i+1)})
	}
	config := cloud.For(acctest.Region)
	config["allow_commitments"] = true
	clock := acctest.NewClock(cloud)
	return cloud, acctest.NewWorkspace(t, config, registry.Of("customization"), provider.WithClock(clock))
}

func bought(name, model string, more ...string) string {
	return fmt.Sprintf("resource \"bedrock_provisioned_model_throughput\" \"test\" {\n"+
		"provisioned_model_name = %q\nmodel_id = %q\n%s\n}", name, model, strings.Join(append(more, "model_units = 1"), "\n"))
}

func committed(more ...string) string {
	return bought("support", first, append(more, `commitment_duration = "OneMonth"`)...)
}

func fail(cloud *acctest.Cloud, reason string) {
	cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{ThroughputFailure: reason})
}

func TestProvisionedModelThroughput_changesInPlace(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, bought("support", first))
	arn := ws.Object(address).Attr("arn")
	for _, step := range []struct{ name, model, arn string }{
		{"service", first, first}, {"service", second, second}, {"support", first, first}, {"support", "support-2", second},
		{"support", "amazon.nova-micro-v1:0:128k", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k"},
	} {
		acctest.ApplyInSilence(t, ws, bought(step.name, step.model))
		object := ws.Object(address)
		if object.Attr("arn") != arn || object.Attr("model_arn") != step.arn || object.Attr("status") != "InService" {
			t.Errorf("after %v: %#v", step, object.Value)
		}
		acctest.Unchanged(t, ws, bought(step.name, step.model))
	}
	acctest.OK(t, ws.Destroy(context.Background()))
	if slices.ContainsFunc(cloud.Objects(), func(o simulator.Object) bool { return o.Type == "provisioned-model" }) {
		t.Errorf("left %v", cloud.Objects())
	}
}

// An update that fails is an error, the old model is served on, and the next plan shows the change again.
func TestProvisionedModelThroughput_keepsItsModelWhenAnUpdateFails(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, bought("support", first))
	fail(cloud, "There is no capacity.")
	acctest.Refused(t, ws.Apply(context.Background(), bought("support", second)), "There is no capacity.", "still serves "+first)
	if ws.Object(address).Tainted {
		t.Error("what is paid for is tainted")
	}
	fail(cloud, "")
	if plan := ws.Plan(context.Background(), bought("support", second)); plan.Errors() != "" || plan.Of(address) != acctest.Update {
		t.Errorf("the next plan is %s: %s", plan.Of(address), plan.Errors())
	}
}

// AWS puts no other model in the place of a foundation model, nor one with another base in the place of a custom one.
func TestProvisionedModelThroughput_isReplacedForAnotherBase(t *testing.T) {
	t.Parallel()
	for _, models := range [][2]string{{first, other}, {"amazon.nova-micro-v1:0:128k", first}, {"amazon.nova-micro-v1:0:128k", "support-1"}} {
		_, ws := start(t)
		acctest.ApplyInSilence(t, ws, bought("support", models[0]))
		if plan := ws.Plan(context.Background(), bought("support", models[1])); plan.Of(address) != acctest.Replace {
			t.Errorf("from %s to %s is %s: %s", models[0], models[1], plan.Of(address), plan.Errors())
		}
	}
}

// Model units that AWS has not granted are asked for once, and the error says where to ask for them.
func TestProvisionedModelThroughput_saysWhereToAskForModelUnits(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{NoModelUnits: true})
	acctest.Refused(t, ws.Apply(context.Background(), bought("support", first)), "ServiceQuotaExceededException", "AWS Support Center", first)
	if n := cloud.Count("CreateProvisionedModelThroughput"); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// What cannot be cancelled is bought only where the provider allows it, and what is paid by the hour without.
func TestProvisionedModelThroughput_commitmentMustBeAllowed(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	plan := ws.Plan(context.Background(), committed())
	if plan.Errors() != "" {
		t.Fatal(plan.Errors())
	}
	ws.Reconfigure(cloud.For(acctest.Region), registry.Of("customization"), provider.WithClock(acctest.NewClock(cloud)))
	acctest.Refused(t, ws.Plan(context.Background(), committed()).Diagnostics, "allow_commitments = true", "renews by itself")
	acctest.Refused(t, ws.ApplyPlan(context.Background(), committed(), plan), "allow_commitments = true")
	if n := cloud.Count("CreateProvisionedModelThroughput"); n != 0 {
		t.Errorf("bought %d times", n)
	}
	acctest.ApplyInSilence(t, ws, bought("support", first))
}

// A commitment that runs can be neither destroyed nor replaced, and nothing is asked of AWS.
func TestProvisionedModelThroughput_keepsItsCommitment(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	ctx := context.Background()
	acctest.ApplyInSilence(t, ws, committed())
	acctest.Unchanged(t, ws, committed())
	object := ws.Object(address)
	until := object.Attr("commitment_expiration_time")
	end, err := time.Parse(time.RFC3339, until)
	if err != nil || end.Sub(cloud.Now()) < 27*24*time.Hour || !object.Value.GetAttr("renews").True() {
		t.Fatalf("committed until %s: %v", until, err)
	}
	for _, change := range []string{
		`model_units = 2`, `commitment_duration = "SixMonths"`, `commitment_duration = null`, `model_id = "` + other + `"`,
	} {
		argument, value, _ := strings.Cut(change, " = ")
		config, err := acctest.SetArguments(committed(), "bedrock_provisioned_model_throughput", "test", map[string]string{argument: value})
		if err != nil {
			t.Fatal(err)
		}
		acctest.Refused(t, ws.Plan(ctx, config).Diagnostics, "Buying a second commitment", until, "does not delete it before")
	}
	destroy := ws.PlanDestroy(ctx, address)
	acctest.Says(t, "the plan of a destroy", destroy.Warnings(), until, "ABANDON")
	if destroy.Errors() != "" {
		t.Errorf("the plan of a destroy is an error: %s", destroy.Errors())
	}
	acctest.Refused(t, ws.Destroy(ctx), "Destroying what is committed", until)
	if n := cloud.Count("DeleteProvisionedModelThroughput"); n != 0 || ws.Objects[address] == nil {
		t.Errorf("asked AWS %d times to delete it", n)
	}
	acctest.ApplyInSilence(t, ws, bought("other", second, `commitment_duration = "OneMonth"`)) // in place
}

// A tainted one is planned without its state, as if there were none.
func TestProvisionedModelThroughput_keepsItsCommitmentWhenTainted(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	acctest.ApplyInSilence(t, ws, committed())
	ws.Object(address).Tainted = true
	acctest.Refused(t, ws.Plan(context.Background(), committed()).Diagnostics, "Buying a second commitment", "terraform untaint")
}

// What is abandoned is forgotten, and the warning says until when it is paid.
func TestProvisionedModelThroughput_isAbandonedWithItsPrice(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, committed(`deletion_policy = "ABANDON"`))
	until := ws.Object(address).Attr("commitment_expiration_time")
	if plan := ws.PlanDestroy(context.Background(), address); plan.Warnings() != "" {
		t.Errorf("the plan warns of a destroy that is none: %s", plan.Warnings())
	}
	diags := ws.Destroy(context.Background())
	acctest.Says(t, "the destroy", diags.Warnings(), "paid until "+until)
	if diags.Errors() != "" || ws.Objects[address] != nil || cloud.Count("DeleteProvisionedModelThroughput") != 0 {
		t.Errorf("errors: %s", diags.Errors())
	}
}

// At the end of its term a commitment can be deleted; one that nobody has deleted goes on.
func TestProvisionedModelThroughput_renews(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	ctx := context.Background()
	acctest.ApplyInSilence(t, ws, committed())
	end, err := time.Parse(time.RFC3339, ws.Object(address).Attr("commitment_expiration_time"))
	if err != nil {
		t.Fatal(err)
	}
	cloud.Advance(end.Sub(cloud.Now()) + 48*time.Hour)
	acctest.OK(t, ws.Refresh(ctx))
	renewed, err := time.Parse(time.RFC3339, ws.Object(address).Attr("commitment_expiration_time"))
	if err != nil || !renewed.After(cloud.Now()) {
		t.Fatalf("it ends at %s: %v", renewed, err)
	}
	acctest.Refused(t, ws.Destroy(ctx), "Destroying what is committed")
	cloud.Advance(renewed.Sub(cloud.Now()) + time.Hour)
	acctest.OK(t, ws.Destroy(context.Background()))
	if slices.ContainsFunc(cloud.Objects(), func(o simulator.Object) bool { return o.Type == "provisioned-model" }) {
		t.Errorf("left %v", cloud.Objects())
	}
}

// What hashicorp/aws has bought is taken over by a moved block: nothing is bought again, replaced or deleted.
func TestProvisionedModelThroughput_movedFromAWS(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	config := bought("support", first)
	acctest.ApplyInSilence(t, ws, config)
	arn := ws.Object(address).Attr("arn")
	ws.Forget(address)
	from := acctest.Recorded{Attributes: fmt.Appendf(nil, `{"id": %q, "provisioned_model_arn": %[1]q, "model_units": 1}`, arn)}
	acctest.OK(t, ws.MoveFrom(ctx, "aws_bedrock_provisioned_model_throughput", address, "bedrock_provisioned_model_throughput", from,
		"registry.terraform.io/hashicorp/aws"))
	acctest.Refused(t, ws.PlanOnly(ctx, config).Diagnostics, "moved here and not read", "-refresh=false") // it would buy again
	acctest.Unchanged(t, ws, config)
	if n, deleted := cloud.Count("CreateProvisionedModelThroughput"), cloud.Count("DeleteProvisionedModelThroughput"); n != 1 || deleted != 0 {
		t.Errorf("bought %d times, deleted %d times", n, deleted)
	}
}
