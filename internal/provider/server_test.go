// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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

// confidential stands in every value that buggy panics with, as user data would.
const confidential = "canary-of-user-data"

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
		panic("bug in plan of " + confidential)
	}
}

func (buggy) Create(context.Context, resource.CreateRequest, *resource.CreateResponse) {
	panic(errors.New("bug in create of " + confidential))
}
func (buggy) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {
	panic("bug in read of " + confidential)
}
func (buggy) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {
	last(confidential[:4], [4]byte([]byte(confidential)))
}
func (buggy) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	note(nil)
}
func (buggy) ImportState(context.Context, resource.ImportStateRequest, *resource.ImportStateResponse) {
	panic(struct{ Prompt string }{confidential})
}

func note(texts map[string]string) { texts[confidential] = confidential }

// last panics with numbers, and is called with words that a stack of the runtime shows.
//
//go:noinline
func last(text string, words [4]byte) byte { return text[len(words)+len(text)] }

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

// oneBug checks that the diagnostics are one error that a maintainer can use, without what the panic held.
func oneBug(t *testing.T, diags []*tfprotov6.Diagnostic, wants ...string) {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("want one error, got%s", texts(diags))
	}
	for _, want := range append(wants, "of bedrock_buggy", "bug in version 1.2.3 of the provider", "please report it") {
		if !strings.Contains(diags[0].Detail, want) {
			t.Errorf("%q lacks %q", diags[0].Detail, want)
		}
	}
	quotesNothing(t, diags[0].Summary+diags[0].Detail)
}

// quotesNothing checks that a text has neither what a panic held nor the words of memory that the runtime prints as arguments.
func quotesNothing(t *testing.T, text string) {
	t.Helper()
	for _, secret := range []string{confidential, "canary", "0x", "{0x63"} {
		if strings.Contains(text, secret) {
			t.Errorf("has %q: %s", secret, text)
		}
	}
}

func TestServer_panicIsAnErrorOfItsRequest(t *testing.T) {
	t.Parallel()
	s := newServer(t, newBuggy)
	s.mustConfigure(block{"region": "us-east-1", "skip_credentials_validation": true})
	const private = `{"key":"eyJhIjoxfQ=="}`
	state, config := buggyValue(t, "a", "arn"), buggyValue(t, "b", nil)

	read, err := s.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "bedrock_buggy", CurrentState: state, Private: []byte(private),
	})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, read.Diagnostics, "ReadResource", "a value of type string", "provider_test.buggy.Read server_test.go:")
	if read.NewState != state || string(read.Private) != private {
		t.Error("a refresh that failed changed the state")
	}

	plan, err := s.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "bedrock_buggy", PriorState: state, ProposedNewState: buggyValue(t, "panic", "arn"), Config: buggyValue(t, "panic", nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, plan.Diagnostics, "PlanResourceChange", "a value of type string", "provider_test.buggy.ModifyPlan server_test.go:")

	for name, test := range map[string]struct {
		prior, planned *tfprotov6.DynamicValue
		cause          string
	}{
		"Create": {noValue(t), buggyValue(t, "b", tftypes.UnknownValue), "a value of type *errors.errorString"},
		"Update": {state, buggyValue(t, "b", "arn"), "index out of range [8] with length 4"},
		"Delete": {state, noValue(t), "assignment to entry in nil map"},
	} {
		apply, err := s.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "bedrock_buggy", PriorState: test.prior, PlannedState: test.planned, Config: config,
		})
		if err != nil {
			t.Fatal(err)
		}
		oneBug(t, apply.Diagnostics, "ApplyResourceChange", test.cause, "provider_test.buggy."+name+" server_test.go:")
		if apply.NewState != test.prior {
			t.Errorf("%s: Terraform would take the object for gone", name)
		}
	}

	imported, err := s.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "bedrock_buggy", ID: "a"})
	if err != nil {
		t.Fatal(err)
	}
	oneBug(t, imported.Diagnostics, "ImportResourceState", "struct", "provider_test.buggy.ImportState server_test.go:")
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

func TestServer_panicIsInTheLog(t *testing.T) {
	t.Parallel()
	s := newServer(t, newBuggy)
	s.mustConfigure(block{})
	var log bytes.Buffer
	if _, err := s.ReadResource(tflogtest.RootLogger(t.Context(), &log), &tfprotov6.ReadResourceRequest{
		TypeName: "bedrock_buggy", CurrentState: buggyValue(t, "a", "arn"),
	}); err != nil {
		t.Fatal(err)
	}
	lines, err := tflogtest.MultilineJSONDecode(&log)
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for field, want := range map[string]string{
		"rpc": "ReadResource", "type": "bedrock_buggy", "provider_version": "1.2.3", "panic": "a value of type string",
		"stack": "provider_test.buggy.Read server_test.go:",
	} {
		if got := fmt.Sprint(lines[0][field]); !strings.Contains(got, want) {
			t.Errorf("%s is %s, want %q", field, got, want)
		}
	}
	quotesNothing(t, fmt.Sprint(lines[0]))
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
