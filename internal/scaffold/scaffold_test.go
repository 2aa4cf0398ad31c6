// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// copyTree copies what the Go command needs to build the repository.
func copyTree(t *testing.T) string {
	t.Helper()
	const from = "../.."
	root := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join(from, name), filepath.Join(root, name))
	}
	err := filepath.WalkDir(filepath.Join(from, "internal"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(root, relative), 0o755)
		}
		if entry.Type().IsRegular() {
			copyFile(t, path, filepath.Join(root, relative))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func goCommand(t *testing.T, root string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// A new resource builds at once, in a domain of its own and in one that exists, whether AWS lets it wait or not.
func TestScaffold_writesWhatBuilds(t *testing.T) {
	t.Parallel()
	root := copyTree(t)
	for _, test := range []struct{ domain, name string }{
		{"trial", "guardrail"}, {"trial", "prompt_router"}, {"catalog", "inference_profile"}, {"customization", "custom_model_deployment"},
	} {
		var said bytes.Buffer
		if err := run(root, test.domain, test.name, &said); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		for _, want := range []string{"internal/service/" + test.domain + "/" + test.name + "_resource.go", "Yours to do:"} {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%s: nothing said of %q:\n%s", test.name, want, said.String())
			}
		}
	}
	goCommand(t, root, "vet", "./internal/service/trial", "./internal/service/catalog", "./internal/service/customization",
		"./internal/simulator", "./internal/registry")

	// The lifecycle works as it is; what is missing is named.
	goCommand(t, root, "test", "-run", "^TestGuardrail_", "./internal/service/trial")
	cmd := exec.CommandContext(t.Context(), "go", "test", "-run", "^TestGuardrailModel_", "./internal/service/trial")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "TopicPolicyConfig") {
		t.Errorf("the test of the model does not name the members that no argument reaches: %v\n%s", err, out)
	}
}

// What is there stays: a second run names the files and changes nothing.
func TestScaffold_overwritesNothing(t *testing.T) {
	t.Parallel()
	root := copyTree(t)
	own := filepath.Join(root, "internal/service/trial/guardrail_model.go")
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, []byte("package trial\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(root, "internal/registry/registry.go"))
	if err != nil {
		t.Fatal(err)
	}
	err = run(root, "trial", "guardrail", new(bytes.Buffer))
	if err == nil || !strings.Contains(err.Error(), "internal/service/trial/guardrail_model.go") {
		t.Errorf("the error does not name the file in the way: %v", err)
	}
	if text, err := os.ReadFile(own); err != nil || string(text) != "package trial\n" {
		t.Errorf("the file was changed: %q %v", text, err)
	}
	if after, err := os.ReadFile(filepath.Join(root, "internal/registry/registry.go")); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the registry was changed, or is gone: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(root, "internal/service/trial/*")); err != nil || len(left) != 1 {
		t.Errorf("files were written: %v %v", left, err)
	}
}

// What cannot be written is refused before anything is, with what to do instead.
func TestScaffold_refuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ domain, name, want string }{
		{"guardrail", "guardrail_version", "near are CreateGuardrailVersion"},
		{"other", "nonsense", "nor anything near"},
		{"other", "marketplace_model_endpoint", "do not answer one ARN"},
		{"other", "automated_reasoning_policy_test_case", "no tags"},
		{"Guardrail", "guardrail", "lower-case"},
		{"guard-rail", "guardrail", "lower-case"},
		{"../guardrail", "guardrail", "lower-case"},
		{"", "guardrail", "lower-case"},
		{"guardrail", "", "lower-case"},
		{"guardrail", "Guardrail", "lower-case"},
		{"guardrail", "guardrail__version", "single underscores"},
		{"guardrail", "bedrock_guardrail", "without bedrock_"},
	} {
		root := t.TempDir()
		copyFile(t, "../../go.mod", filepath.Join(root, "go.mod"))
		copyFile(t, "../../go.sum", filepath.Join(root, "go.sum"))
		err := run(root, test.domain, test.name, new(bytes.Buffer))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s of %s: error %v, want %q", test.name, test.domain, err, test.want)
		}
		if entries, err := os.ReadDir(root); err != nil || len(entries) != 2 {
			t.Errorf("%s of %s wrote something: %v %v", test.name, test.domain, entries, err)
		}
	}
}
