// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// moduleWorkflow are the members of .github/workflows/test-module.yml that matter here.
type moduleWorkflow struct {
	Jobs map[string]struct {
		Env   map[string]string
		Steps []struct{ Run string }
	}
}

// The workflow that others call to test their modules does what it says, with the example, in the environment that it has, and with
// the simulator as a program, started as its container is.
func TestModuleTests_runAgainstTheSimulator(t *testing.T) {
	t.Parallel()
	const root = "../../.."
	var workflow moduleWorkflow
	text, err := os.ReadFile(filepath.Join(root, ".github", "workflows", "test-module.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &workflow); err != nil {
		t.Fatal(err)
	}
	url := startSimulator(t, root)
	files := map[string]string{}
	for _, name := range []string{"main.tf", "tests/simulator.tftest.hcl"} {
		text, err := os.ReadFile(filepath.Join(root, "examples", "module-tests", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	tf := acctest.NewTerraform(t, &acctest.Cloud{URL: url}, files).Since(6)
	tf.Init().OK(t)
	job := workflow.Jobs["test"]
	if job.Env["AWS_ENDPOINT_URL"] != "http://127.0.0.1:4566" {
		t.Errorf("the workflow looks for the simulator at %q", job.Env["AWS_ENDPOINT_URL"])
	}
	for name, value := range job.Env {
		tf.Setenv(name, value)
	}
	tf.Setenv("AWS_ENDPOINT_URL", url)
	last := job.Steps[len(job.Steps)-1].Run
	command, ok := strings.CutPrefix(last, "terraform ")
	if !ok {
		t.Fatalf("the last step is %q", last)
	}
	tf.Run(strings.Fields(command)...).OK(t).Says(t, "3 passed, 0 failed")
}

// startSimulator builds the simulator and starts it with the arguments of its container, on a port of this machine.
func startSimulator(t *testing.T, root string) (url string) {
	t.Helper()
	dockerfile, err := os.ReadFile(filepath.Join(root, "internal", "simulator", "cmd", "bedrock-simulator", "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	_, arguments, _ := strings.Cut(string(dockerfile), "\nCMD ")
	var args []string
	if err := yaml.Unmarshal([]byte(arguments), &args); err != nil || len(args) == 0 || args[1] != "0.0.0.0:4566" {
		t.Fatalf("the container is started with %q: %v", args, err)
	}
	args[1] = "127.0.0.1:0"
	program := filepath.Join(t.TempDir(), "bedrock-simulator")
	build := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", program, "./internal/simulator/cmd/bedrock-simulator")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the simulator: %s\n%s", err, out)
	}
	simulator := exec.CommandContext(t.Context(), program, args...)
	stdout, err := simulator.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := simulator.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { simulator.Wait() }) // which the end of the test's context ends
	line, err := bufio.NewReader(stdout).ReadString('\n')
	url, listens := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !listens {
		t.Fatalf("the simulator says %q: %v", line, err)
	}
	return url
}
