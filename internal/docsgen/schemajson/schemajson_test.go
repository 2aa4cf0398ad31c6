// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemajson_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

const (
	address  = "registry.terraform.io/example/sample"
	serveEnv = "SCHEMAJSON_TEST_SERVE"
)

// TestMain lets the test binary be the provider that Terraform starts.
func TestMain(m *testing.M) {
	if os.Getenv(serveEnv) == "" {
		os.Exit(m.Run())
	}
	opts := providerserver.ServeOpts{Address: address}
	if err := providerserver.Serve(context.Background(), newSampleProvider, opts); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func TestRead_isWhatTerraformSees(t *testing.T) {
	t.Parallel()
	want := terraformSchema(t)

	p, err := schemajson.Read(t.Context(), providerserver.NewProtocol6(newSampleProvider())())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(schemajson.NewDocument(address, p))
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, text)

	// Terraform writes identities since 1.12; what it does not write it cannot judge.
	schemas := got["provider_schemas"].(map[string]any)[address].(map[string]any)
	if _, ok := want["provider_schemas"].(map[string]any)[address].(map[string]any)["resource_identity_schemas"]; !ok {
		delete(schemas, "resource_identity_schemas")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("differs from `terraform providers schema -json` (-terraform +schemajson):\n%s", diff)
	}
}

func TestRead_writesIdentities(t *testing.T) {
	t.Parallel()
	p, err := schemajson.Read(t.Context(), providerserver.NewProtocol6(newSampleProvider())())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(p.Identities)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"sample_thing":{"version":0,"attributes":{` +
		`"arn":{"type":"string","description":"Where it is.","required_for_import":true},` +
		`"region":{"type":"string","optional_for_import":true}}}}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

// terraformSchema runs the real command; the symbolic link makes this test binary the provider.
func terraformSchema(t *testing.T) map[string]any {
	t.Helper()
	terraform := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if terraform == "" {
		var err error
		if terraform, err = exec.LookPath("terraform"); err != nil {
			t.Skip("needs terraform on PATH: " + err.Error())
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "terraform-provider-sample")); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"cli.tfrc": fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  dev_overrides {\n    %q = %q\n  }\n}\n", address, dir),
		"main.tf":  fmt.Sprintf("terraform {\n  required_providers {\n    sample = {\n      source = %q\n    }\n  }\n}\n", address),
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), terraform, "providers", "schema", "-json")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(dir, "cli.tfrc"), serveEnv+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return parse(t, out)
}

func parse(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return out
}
