// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// buggy is a resource that panics wherever it is asked to do something.
type buggy struct{}

func newBuggy() resource.Resource { return buggy{} }

func (buggy) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_buggy"
}

func (buggy) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"name": schema.StringAttribute{Required: true}, "arn": schema.StringAttribute{Computed: true},
	}}
}

func (buggy) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var name types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	if name.ValueString() == "panic" {
		panic("bug in plan")
	}
}

func (buggy) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {
	panic("bug in create")
}
func (buggy) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {
	panic("bug in read")
}
func (buggy) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {
	panic("bug in update")
}
func (buggy) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	panic("bug in delete")
}
func (buggy) ImportState(context.Context, resource.ImportStateRequest, *resource.ImportStateResponse) {
	panic("bug in import")
}

func buggyType() tftypes.Type {
	return tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "arn": tftypes.String}}
}

func buggyValue(t *testing.T, name, arn any) *tfprotov6.DynamicValue {
	t.Helper()
	v, err := tfprotov6.NewDynamicValue(buggyType(), tftypes.NewValue(buggyType(), map[string]tftypes.Value{
		"name": tftypes.NewValue(tftypes.String, name), "arn": tftypes.NewValue(tftypes.String, arn),
	}))
	if err != nil {
		t.Fatal(err)
	}
	return &v
}

func noValue(t *testing.T) *tfprotov6.DynamicValue {
	t.Helper()
	v, err := tfprotov6.NewDynamicValue(buggyType(), tftypes.NewValue(buggyType(), nil))
	if err != nil {
		t.Fatal(err)
	}
	return &v
}

// oneBug checks that the diagnostics are one error that asks for a report and keeps the stack to itself.
func oneBug(t *testing.T, diags []*tfprotov6.Diagnostic, cause string) {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("want one error, got%s", texts(diags))
	}
	for _, want := range []string{cause, "This is a bug in the provider, please report it"} {
		if !strings.Contains(diags[0].Detail, want) {
			t.Errorf("%q lacks %q", diags[0].Detail, want)
		}
	}
	if strings.Contains(diags[0].Detail, ".go:") {
		t.Errorf("the error holds the stack: %s", diags[0].Detail)
	}
}

func TestServer_panicIsAnErrorOfItsRequest(t *testing.T) {
	t.Parallel()
	s := newServer(t, newBuggy)
	s.mustConfigure(block{})
	const private = `{"key":"eyJhIjoxfQ=="}`
	state, config := buggyValue(t, "a", "arn"), buggyValue(t, "b", nil)

	read, err := s.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "bedrock_buggy", CurrentState: state, Private: []byte(private),
	})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, read.Diagnostics, "bug in read")
	if read.NewState != state || string(read.Private) != private {
		t.Error("a refresh that failed changed the state")
	}

	plan, err := s.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "bedrock_buggy", PriorState: state, ProposedNewState: buggyValue(t, "panic", "arn"), Config: buggyValue(t, "panic", nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, plan.Diagnostics, "bug in plan")

	for name, test := range map[string]struct{ prior, planned *tfprotov6.DynamicValue }{
		"create": {noValue(t), buggyValue(t, "b", tftypes.UnknownValue)},
		"update": {state, buggyValue(t, "b", "arn")},
		"delete": {state, noValue(t)},
	} {
		apply, err := s.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "bedrock_buggy", PriorState: test.prior, PlannedState: test.planned, Config: config,
		})
		if err != nil {
			t.Fatal(err)
		}
		oneBug(t, apply.Diagnostics, "bug in "+name)
		if apply.NewState != test.prior {
			t.Errorf("%s: Terraform would take the object for gone", name)
		}
	}

	imported, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "bedrock_buggy", ID: "a"})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, imported.Diagnostics, "bug in import")
}

func TestServer_panicLeavesOtherRequestsAlone(t *testing.T) {
	t.Parallel()
	s := newServer(t, newBuggy)
	s.mustConfigure(block{})
	state := buggyValue(t, "a", "arn")
	var wait sync.WaitGroup
	for range 10 {
		wait.Go(func() {
			if _, err := s.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "bedrock_buggy", CurrentState: state}); err != nil {
				t.Error(err)
			}
		})
		wait.Go(func() {
			if diags := s.validate(block{"region": "us-east-1"}); len(diags) > 0 {
				t.Error(texts(diags))
			}
		})
	}
	wait.Wait()
}

func TestServer_stackGoesToTheLog(t *testing.T) {
	t.Parallel()
	s := newServer(t, newBuggy)
	s.mustConfigure(block{})
	var log bytes.Buffer
	if _, err := s.ReadResource(tflogtest.RootLogger(t.Context(), &log), &tfprotov6.ReadResourceRequest{
		TypeName: "bedrock_buggy", CurrentState: buggyValue(t, "a", "arn"),
	}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "server_test.go") {
		t.Errorf("no stack in the log: %s", log.String())
	}
}

// terraform-plugin-go asks for the newer parts of the protocol by type assertion: a wrapper that hides them takes away what
// the framework can do.
func TestServer_hidesNothingOfTheProtocol(t *testing.T) {
	t.Parallel()
	s, err := provider.NewServer("test", nil)()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := s.(tfprotov6.ListResourceServer); !ok {
		t.Error("no list resources")
	}
	if _, ok := s.(tfprotov6.ActionServer); !ok {
		t.Error("no actions")
	}
	if _, ok := s.(tfprotov6.StateStoreServer); !ok {
		t.Error("no state stores")
	}
	metadata, err := s.GetMetadata(t.Context(), &tfprotov6.GetMetadataRequest{})
	if err != nil || metadata.ServerCapabilities == nil || !metadata.ServerCapabilities.PlanDestroy {
		t.Errorf("capabilities: %+v, %v", metadata, err)
	}
	functions, err := s.GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	if err != nil || len(functions.Diagnostics) > 0 {
		t.Errorf("functions: %+v, %v", functions, err)
	}
	// Each of these is an error of the framework, not a missing part of the protocol: the type does not exist.
	list, err := s.(tfprotov6.ListResourceServer).ListResource(t.Context(), &tfprotov6.ListResourceRequest{TypeName: "bedrock_absent"})
	if err != nil {
		t.Fatal(err)
	}
	for result := range list.Results {
		if len(errorsOf(result.Diagnostics)) == 0 {
			t.Errorf("%+v", result)
		}
	}
	action := &tfprotov6.InvokeActionRequest{ActionType: "bedrock_absent"}
	if _, err := s.(tfprotov6.ActionServer).InvokeAction(t.Context(), action); err != nil {
		t.Error(err)
	}
}
