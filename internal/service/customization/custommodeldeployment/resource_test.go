// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodeldeployment_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	address = "bedrock_custom_model_deployment.test"
	prefix  = "arn:aws:bedrock:us-east-1:123456789012:custom-model/"
	first   = prefix + "amazon.nova-micro-v1:0:128k/support00001"
	second  = prefix + "amazon.nova-micro-v1:0:128k/support00002"
	third   = prefix + "amazon.nova-micro-v1:0:128k/support00003"
)

// start is an account with three models and an empty state.
func start(t *testing.T) (*acctest.Cloud, *acctest.Clock, *acctest.Workspace) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	for i, arn := range []string{first, second, third} {
		cloud.GiveModel(simulator.GivenModel{ARN: arn, Name: fmt.Sprintf("support-%d", i)})
	}
	clock := acctest.NewClock(cloud)
	return cloud, clock, acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("customization"), provider.WithClock(clock))
}

func deployed(model string) string {
	return fmt.Sprintf(`resource "bedrock_custom_model_deployment" "test" {
		model_deployment_name = "support"
		model_arn             = %q
	}`, model)
}

func fail(cloud *acctest.Cloud, reason string) {
	cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{DeploymentFailure: reason})
}

// Another model goes into the same deployment, and the apply ends when that one answers, whatever AWS still tells of an earlier update.
func TestCustomModelDeployment_getsAnotherModel(t *testing.T) {
	t.Parallel()
	cloud, _, ws := start(t)
	ctx := context.Background()
	acctest.ApplyInSilence(t, ws, deployed(first))
	arn := ws.Object(address).Attr("arn")
	for _, model := range []string{second, third, second} {
		before := cloud.Now()
		acctest.ApplyInSilence(t, ws, deployed(model))
		object := ws.Object(address)
		if object.Attr("arn") != arn || object.Attr("model_arn") != model || cloud.Now().Sub(before) < 5*time.Minute {
			t.Errorf("after %s the deployment is %#v", cloud.Now().Sub(before), object.Value)
		}
		if details := object.Value.GetAttr("update_details"); details.GetAttr("update_status").AsString() != "UpdateCompleted" {
			t.Errorf("got update %#v", details)
		}
	}
	acctest.Unchanged(t, ws, deployed(second))
	if diags := ws.Destroy(ctx); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
}

// An update that fails leaves the old model answering. That is an error, and the next plan shows the change again; once it can be
// done, it is, though AWS still tells that the update to this model failed.
func TestCustomModelDeployment_keepsItsModelWhenAnUpdateFails(t *testing.T) {
	t.Parallel()
	cloud, _, ws := start(t)
	ctx := context.Background()
	acctest.ApplyInSilence(t, ws, deployed(first))
	fail(cloud, "There is no capacity.")
	diags := ws.Apply(ctx, deployed(second))
	acctest.Refused(t, diags, "There is no capacity.", "still answers with "+first)
	if ws.Object(address).Tainted {
		t.Error("the deployment is tainted, and the next apply would delete what still answers")
	}
	plan := ws.Plan(ctx, deployed(second))
	if plan.Errors() != "" || plan.Of(address) != acctest.Update {
		t.Errorf("the next plan is %s: %s", plan.Of(address), plan.Errors())
	}
	if got := ws.Object(address).Attr("model_arn"); got != first {
		t.Errorf("the state says %s", got)
	}
	acctest.Unchanged(t, ws, deployed(first)) // nobody needs to know of it any more
	fail(cloud, "")
	acctest.ApplyInSilence(t, ws, deployed(second))
	acctest.Unchanged(t, ws, deployed(second))
}

// An apply that is interrupted while the model changes is resumed, and the change is not asked for twice.
func TestCustomModelDeployment_resumesAnUpdate(t *testing.T) {
	t.Parallel()
	cloud, clock, ws := start(t)
	acctest.ApplyInSilence(t, ws, deployed(first))
	ctx, cancel := context.WithCancel(context.Background())
	clock.OnSleep(func(time.Duration) { cancel() })
	if diags := ws.Apply(ctx, deployed(second)); diags.Errors() != "" || diags.Warnings() == "" {
		t.Fatalf("errors %s; warnings %s", diags.Errors(), diags.Warnings())
	}
	clock.OnSleep(nil)
	acctest.OK(t, ws.Apply(context.Background(), deployed(second)))
	if got := ws.Object(address); got.Attr("model_arn") != second || cloud.Count("UpdateCustomModelDeployment") != 1 {
		t.Errorf("after %d updates: %#v", cloud.Count("UpdateCustomModelDeployment"), got.Value)
	}
	acctest.Unchanged(t, ws, deployed(second))
}

// What AWS does not deploy on demand is warned of at plan, and explained when AWS refuses it, with what serves it all the same.
func TestCustomModelDeployment_saysWhatServesAModelInstead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		model, warning string
		created        time.Time
		says           string
	}{
		"base": {
			model:   prefix + "amazon.titan-image-generator-v1:0/support00009",
			warning: "AWS may refuse", says: "made from amazon.titan-image-generator-v1:0",
		},
		"age": {
			model: prefix + "amazon.nova-micro-v1:0:128k/support00009", created: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC), says: "2025-07-01",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, _, ws := start(t)
			cloud.GiveModel(simulator.GivenModel{ARN: test.model, Name: "other", Created: test.created})
			plan := ws.Plan(context.Background(), deployed(test.model))
			if test.warning == "" && plan.Warnings() != "" {
				t.Errorf("the plan warns: %s", plan.Warnings())
			} else if test.warning != "" {
				acctest.Says(t, "the plan", plan.Warnings(), test.warning)
			}
			acctest.Refused(t, ws.Apply(context.Background(), deployed(test.model)), test.says, "bedrock_provisioned_model_throughput")
		})
	}
}

func TestCustomModelDeployment_isRefusedAtPlan(t *testing.T) {
	t.Parallel()
	_, _, ws := start(t)
	for config, want := range map[string]string{
		deployed("arn:aws:bedrock:us-west-2:123456789012:custom-model/meta.llama3-3-70b-instruct-v1:0:128k/support00001"): `region = "us-west-2"`,
		deployed("amazon.nova-micro-v1:0"):                                                  "must be an ARN",
		`resource "bedrock_custom_model_deployment" "test" { model_arn = "` + first + `" }`: "model_deployment_name_prefix",
		`resource "bedrock_custom_model_deployment" "test" {
			model_arn             = "` + first + `"
			model_deployment_name = "a--b"
		}`: "ModelDeploymentName.pattern",
	} {
		if plan := ws.Plan(context.Background(), config); plan.Errors() == "" {
			t.Errorf("planned %s", config)
		} else {
			acctest.Says(t, "the plan", plan.Errors(), want)
		}
	}
}

// The third of three deployments that are made at once is more than AWS makes at a time.
func TestCustomModelDeployment_saysHowManyAreMadeAtATime(t *testing.T) {
	t.Parallel()
	cloud, _, ws := start(t)
	cloud.AddFault(simulator.Fault{Operation: "CreateCustomModelDeployment", Status: 400, Code: "ServiceQuotaExceededException", Times: 1})
	acctest.Refused(t, ws.Apply(context.Background(), deployed(first)), "ServiceQuotaExceededException", "-parallelism=2")
	if n := cloud.Count("CreateCustomModelDeployment"); n != 1 {
		t.Errorf("asked %d times", n)
	}
}
