// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const address = "bedrock_model_invocation_job.test"

func newWorkspace(t *testing.T) (*acctest.Cloud, *acctest.Workspace, string) {
	t.Helper()
	cloud := acctest.NewCloud(t)
	cloud.NewBatch(t)
	config, err := os.ReadFile("testdata/min.tf")
	if err != nil {
		t.Fatal(err)
	}
	ws := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.Of("inference"), provider.WithClock(acctest.NewClock(cloud)))
	return cloud, ws, string(config)
}

// What the job used is read from its manifest once, by the refresh that sees it completed, and stays when the file is gone.
func TestModelInvocationJob_readsItsManifestOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws, config := newWorkspace(t)
	if diags := ws.Apply(ctx, config); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if tokens := ws.Object(address).Value.GetAttr("output_token_count"); !tokens.IsNull() {
		t.Errorf("a job that is under way has %#v tokens", tokens)
	}
	cloud.Advance(48 * time.Hour)
	for range 2 {
		if diags := ws.RefreshOne(ctx, address); diags.Errors() != "" {
			t.Fatal(diags.Errors())
		}
		if tokens := ws.Object(address).Value.GetAttr("output_token_count"); tokens.IsNull() {
			t.Error("the tokens of a completed job are not in the state")
		}
	}
	if n := cloud.Count("GetObject"); n != 1 {
		t.Errorf("the manifest was read %d times, want once", n)
	}
}

// A job whose manifest may not be read is complete all the same, and that is said once.
func TestModelInvocationJob_isCompleteWithoutItsManifest(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws, config := newWorkspace(t)
	config, err := acctest.SetArguments(config, "bedrock_model_invocation_job", "test", map[string]string{"wait_for": `"completed"`})
	if err != nil {
		t.Fatal(err)
	}
	cloud.AddFault(simulator.Fault{Operation: "GetObject", Status: 403, Code: "AccessDenied", Times: 100})
	diags := ws.Apply(ctx, config)
	if diags.Errors() != "" || ws.Object(address).Tainted {
		t.Fatalf("the job is an error: %s", diags.Errors())
	}
	if diags.Warnings() == "" {
		t.Error("nobody is told that the manifest could not be read")
	}
	if plan := ws.Plan(ctx, config); plan.Errors() != "" || !plan.Empty() {
		t.Errorf("the second plan is not empty: %s", plan.Errors())
	}
}
