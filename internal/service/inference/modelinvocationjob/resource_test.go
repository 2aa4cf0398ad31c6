// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const providerBlock = `
terraform {
  required_providers {
    bedrock = {
      source = "terraform-provider-bedrock/bedrock"
    }
  }
}

provider "bedrock" {
  region        = "us-east-1"
  poll_interval = "1s"
}
`

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

// What is no model is refused before a job starts, and what is probably meant is said.
func TestModelInvocationJob_refusesWhatIsNoModel(t *testing.T) {
	t.Parallel()
	cloud, ws, config := newWorkspace(t)
	for id, want := range map[string]string{
		"Nova Lite":                      "its ids are amazon.nova-lite-v1:0,",
		"Claude Sonnet 4.5":              "its id is anthropic.claude-sonnet-4-5-20250929-v1:0.",
		"amazon.nova-light-v1:0":         "Spelled alike are amazon.nova-lite-v1:0",
		"meta.llama3-1-8b-instruct-v9:0": "Spelled alike are meta.llama3-1-8b-instruct-v1:0",
	} {
		changed, err := acctest.SetArguments(config, "bedrock_model_invocation_job", "test", map[string]string{"model_id": `"` + id + `"`})
		if err != nil {
			t.Fatal(err)
		}
		if errors := ws.Plan(t.Context(), changed).Errors(); !strings.Contains(errors, want) {
			t.Errorf("%s: %q is not in %s", id, want, errors)
		}
	}
	if n := cloud.Count("CreateModelInvocationJob"); n != 0 {
		t.Errorf("%d jobs were created", n)
	}
}

// A batch that is tainted would be paid a second time. The plan says so, also where the defaults that AWS has filled in are left open.
func TestModelInvocationJob_warnsOfABatchThatIsThere(t *testing.T) {
	t.Parallel()
	cloud, _, config := newWorkspace(t)
	config = strings.Replace(config, `job_name           = "tickets"`, `job_name_prefix    = "tickets-"`, 1)
	tf := acctest.NewTerraform(t, cloud, map[string]string{"main.tf": providerBlock + config})
	tf.Init().OK(t)
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, func() { cloud.Advance(time.Hour) }).OK(t)
	tf.Run("taint", address).OK(t)
	tf.Plan().Exits(t, 2).Says(t, "Repeating a model invocation job", "The apply starts a new paid job", "terraform untaint")
}
