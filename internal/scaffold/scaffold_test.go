// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const repository = "../.."

// overlay is how the Go command sees the repository with what was written: nothing is copied, and what did not change comes from
// the build cache.
type overlay struct{ root, file string }

func newOverlay(t *testing.T, f *tree) overlay {
	t.Helper()
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	for _, files := range []map[string]string{f.created, f.changed} {
		for path, text := range files {
			replace[filepath.Join(root, path)] = filepath.Join(dir, path)
			files[path] = strings.ReplaceAll(text, `"../service/trial/`, `"`+dir+`/internal/service/trial/`) // read when tests run
		}
	}
	if err := f.write(dir); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	o := overlay{root, filepath.Join(dir, "overlay.json")}
	if err := os.WriteFile(o.file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return o
}

// run runs the Go command.
func (o overlay) run(t *testing.T, command string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{command, "-overlay", o.file}, args...)...)
	cmd.Dir = o.root
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// kinds are the types that AWS has, and what they are.
func kinds() map[string]string {
	return map[string]string{
		"guardrail": object, "prompt_router": object, "custom_model": object, "custom_model_deployment": object,
		"automated_reasoning_policy": object, "provisioned_model_throughput": object, "inference_profile": object,
		"evaluation_job": job, "model_import_job": job, "model_copy_job": job, "advanced_prompt_optimization_job": job,
		"model_customization_job": job, "model_invocation_job": job,
		"model_invocation_logging_configuration": setting,
	}
}

// Every type that is not there yet builds at once, and tests say what is missing.
func TestScaffold_writesWhatBuilds(t *testing.T) {
	t.Parallel()
	f := newTree(repository)
	for _, name := range slices.Sorted(maps.Keys(kinds())) {
		domain := "trial"
		if name == "prompt_router" {
			domain = "catalog" // one that exists
		}
		if _, err := os.Stat(filepath.Join(repository, "examples/resources/bedrock_"+underOurName(name))); err == nil {
			continue
		}
		if _, err := add(f, "", domain, name); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	o := newOverlay(t, f)
	if out, err := o.run(t, "build", "./internal/service/trial/...", "./internal/service/catalog/..."); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lives := "^TestAdvancedPromptOptimizationJob_lives$"
	// What no scaffold can know of a request, AWS's SDK says.
	if out, err := o.run(t, "test", "-vet=off", "-run", lives, "./internal/simulator"); err == nil ||
		!strings.Contains(out, "CreateAdvancedPromptOptimizationJob, 3 validation error(s) found") {
		t.Errorf("the test of the simulator does not say what is missing: %v\n%s", err, out)
	}
	judged := "^TestValues|^TestConformance$/^(guardrail|advanced_prompt_optimization_job)$"
	out, err := o.run(t, "test", "-vet=off", "-timeout=5m", "-run", judged, "./internal/registry")
	for _, want := range []string{
		"TopicPolicyConfig", "ModelConfigurations", "final failure of the advanced prompt optimization job", "FAIL\t",
	} {
		if err == nil || !strings.Contains(out, want) {
			t.Errorf("the tests do not name %s: %v\n%s", want, err, out)
		}
	}
}

// underOurName is the name of a type that is called otherwise than AWS's operations.
func underOurName(name string) string {
	switch name {
	case "model_import_job":
		return "imported_model"
	case "model_copy_job":
		return "custom_model_copy"
	}
	return name
}

// What AWS has is recognized as what it is.
func TestScaffold_knowsTheKinds(t *testing.T) {
	t.Parallel()
	dir, err := sdkDir(repository)
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range kinds() {
		made, err := readThing(dir, "", "trial", name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if made.Kind != kind {
			t.Errorf("%s is taken for a %s, want %s", name, made.Kind, kind)
		}
	}
}

// What is there stays: the error names the files in the way, and nothing is written.
func TestScaffold_overwritesNothing(t *testing.T) {
	t.Parallel()
	f := newTree(repository)
	_, err := add(f, "", "catalog", "inference_profile")
	if err == nil || !strings.Contains(err.Error(), "internal/service/catalog/inferenceprofile/model.go") {
		t.Errorf("the error does not name the file in the way: %v", err)
	}
	if len(f.created)+len(f.changed) > 0 {
		t.Errorf("files would be written: %v %v", f.created, f.changed)
	}
}

// What cannot be written is refused before anything is, with what to do instead.
func TestScaffold_refuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ kind, domain, name, want string }{
		{"", "guardrail", "guardrail_version", "near are CreateGuardrailVersion"},
		{"", "other", "nonsense", "nor anything near"},
		{"", "other", "marketplace_model_endpoint", "do not answer one ARN"},
		{"", "other", "automated_reasoning_policy_test_case", "do not answer one ARN"},
		{"", "other", "resource_policy", "by ResourceArn, not by account and region"},
		{"", "other", "account_data_retention", "no DeleteAccountDataRetention"},
		{"setting", "guardrail", "guardrail", "no PutGuardrail"},
		{"thing", "guardrail", "guardrail", "object, job or setting"},
		{"", "Guardrail", "guardrail", "lower-case"},
		{"", "guard-rail", "guardrail", "lower-case"},
		{"", "../guardrail", "guardrail", "lower-case"},
		{"", "", "guardrail", "lower-case"},
		{"", "guardrail", "", "lower-case"},
		{"", "guardrail", "Guardrail", "lower-case"},
		{"", "guardrail", "guardrail__version", "single underscores"},
		{"", "guardrail", "bedrock_guardrail", "without bedrock_"},
	} {
		root := t.TempDir()
		for _, name := range []string{"go.mod", "go.sum"} {
			text, err := os.ReadFile(filepath.Join(repository, name))
			if err == nil {
				err = os.WriteFile(filepath.Join(root, name), text, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		err := run(root, test.kind, test.domain, test.name, new(bytes.Buffer))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s of %s: error %v, want %q", test.name, test.domain, err, test.want)
		}
		if entries, err := os.ReadDir(root); err != nil || len(entries) != 2 {
			t.Errorf("%s of %s wrote something: %v %v", test.name, test.domain, entries, err)
		}
	}
}
