// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// slow is an inference profile that takes its time, as deployments do: the test says how far it is.
type slow struct {
	lifecycle.Located
	lifecycle.Tracked

	Name   types.String `tfsdk:"name"`
	Status types.String `tfsdk:"status"`
}

func (m *slow) createInput(token string) *bedrock.CreateInferenceProfileInput {
	return &bedrock.CreateInferenceProfileInput{
		ClientRequestToken: &token, InferenceProfileName: conv.Optional(m.Name),
		ModelSource: &awstypes.InferenceProfileModelSourceMemberCopyFrom{
			Value: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
		},
	}
}

// newSlow is a value whose objects have the status of the test.
func newSlow(status *string) *lifecycle.Object[slow] {
	return &lifecycle.Object[slow]{
		Type: "toy", Noun: "toy", Description: "Makes a toy.", Again: "buys another one",
		Attributes: func() map[string]schema.Attribute {
			return map[string]schema.Attribute{
				"name": schemas.ImmutableString("Name of the toy."), "status": schemas.ComputedString("How far it is."),
			}
		},
		Timeouts: crud.Timeouts{Create: time.Hour, Update: time.Hour, Delete: time.Hour},
		Create: lifecycle.Creates((*bedrock.Client).CreateInferenceProfile, (*slow).createInput,
			func(out *bedrock.CreateInferenceProfileOutput) *string { return out.InferenceProfileArn }),
		Read: lifecycle.Reads((*bedrock.Client).GetInferenceProfile,
			func(id string) *bedrock.GetInferenceProfileInput {
				return &bedrock.GetInferenceProfileInput{InferenceProfileIdentifier: &id}
			},
			func(m *slow, out *bedrock.GetInferenceProfileOutput) {
				m.ARN, m.Status = conv.NonEmpty(out.InferenceProfileArn), types.StringValue(*status)
			}),
		Delete: lifecycle.Deletes((*bedrock.Client).DeleteInferenceProfile,
			func(id string) *bedrock.DeleteInferenceProfileInput {
				return &bedrock.DeleteInferenceProfileInput{InferenceProfileIdentifier: &id}
			}),
		Wait: &lifecycle.Wait[slow]{
			Status:  func(m *slow) types.String { return m.Status },
			Failure: func(*slow) types.String { return types.StringValue("a wheel came off") },
			Ready:   []string{"Ready"}, Failed: []string{"Failed"},
		},
		Job: &lifecycle.Job[slow]{Phases: []string{crud.WaitCreated, crud.WaitCompleted}, WaitFor: crud.WaitCreated},
	}
}

func newWorkspace(t *testing.T, toys func() resource.Resource) (*acctest.Workspace, *acctest.Clock) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	clock := acctest.NewClock(cloud)
	domains := []domain.Domain{{Name: "toys", Resources: []func() resource.Resource{toys}}}
	return acctest.NewWorkspace(t, cloud.For(acctest.Region), domains, provider.WithClock(clock)), clock
}

const toyConfig = `resource "bedrock_toy" "test" { name = "car" }`

// An object that failed after the apply stopped waiting is replaced, and the plan says with what reason and at what price.
func TestObject_isReplacedOnceItFailed(t *testing.T) {
	t.Parallel()
	status := "Creating"
	value := newSlow(&status)
	value.Job = nil
	value.Attributes = func() map[string]schema.Attribute {
		all := newSlow(&status).Attributes()
		// What the model has of jobs.
		for _, name := range []string{"wait_for", "on_missing", "record_status"} {
			all[name] = schemas.ComputedString("None.")
		}
		all["attempt"] = schema.Int64Attribute{Computed: true, MarkdownDescription: "None.", PlanModifiers: schemas.KeepInt64()}
		return all
	}
	ws, clock := newWorkspace(t, lifecycle.Resource(value))
	ctx, interrupt := context.WithCancel(t.Context())
	clock.OnSleep(func(time.Duration) { interrupt() })
	if diags := ws.Apply(ctx, toyConfig); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	status = "Failed"
	plan := ws.Plan(t.Context(), toyConfig)
	if plan.Of("bedrock_toy.test") != acctest.Replace {
		t.Errorf("the plan is %s: %s", plan.Of("bedrock_toy.test"), plan.Errors())
	}
	for _, want := range []string{"a wheel came off", "The next apply buys another one."} {
		if !strings.Contains(plan.Warnings(), want) {
			t.Errorf("the plan does not say %q: %s", want, plan.Warnings())
		}
	}
}

// A destroy of a job that AWS cannot stop waits for its end.
func TestJob_thatCannotBeStoppedIsWaitedFor(t *testing.T) {
	t.Parallel()
	status := "Running"
	ws, clock := newWorkspace(t, lifecycle.Resource(newSlow(&status)))
	if diags := ws.Apply(t.Context(), toyConfig); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	clock.OnSleep(func(time.Duration) { status = "Ready" })
	if diags := ws.DestroyOne(t.Context(), "bedrock_toy.test"); diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	if status != "Ready" {
		t.Error("the destroy did not wait")
	}
}
