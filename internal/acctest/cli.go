// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"
)

// longestRun bounds one run of Terraform against the simulator; a test that comes near it hangs.
const longestRun = 2 * time.Minute

// Terraform is a directory with a configuration, in which the real Terraform runs the real provider against a simulator. Its
// environment holds nothing of whoever runs the test but PATH.
type Terraform struct {
	t       testing.TB
	program string
	dir     string
	env     map[string]string
	longest time.Duration
}

// NewTerraform prepares a directory with the files of a configuration, by name. The provider is used as it was built, without
// terraform init, until Init.
func NewTerraform(t testing.TB, cloud *Cloud, files map[string]string) *Terraform {
	t.Helper()
	program := TerraformProgram(t)
	at, err := install()
	check(t, err)
	home := t.TempDir()
	tf := &Terraform{t: t, program: program, dir: t.TempDir(), longest: longestRun, env: map[string]string{
		"PATH": os.Getenv("PATH"), "TMPDIR": os.TempDir(), "HOME": home,
		"TF_CLI_CONFIG_FILE": filepath.Join(home, "terraform.rc"), "TF_CLI_ARGS": "-no-color",
		"TF_INPUT": "0", "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1",
		"AWS_ENDPOINT_URL": cloud.URL, "AWS_REGION": Region,
		"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_EC2_METADATA_DISABLED": "true",
	}}
	check(t, os.WriteFile(tf.env["TF_CLI_CONFIG_FILE"], []byte(at.development()), 0o600))
	tf.Write(files)
	return tf
}

// Write adds files to the configuration, or replaces them.
func (tf *Terraform) Write(files map[string]string) {
	tf.t.Helper()
	for name, text := range files {
		path := filepath.Join(tf.dir, filepath.FromSlash(name))
		check(tf.t, os.MkdirAll(filepath.Dir(path), 0o750))
		check(tf.t, os.WriteFile(path, []byte(text), 0o600))
	}
}

// In is the same Terraform in a directory below: a configuration among others that it refers to.
func (tf *Terraform) In(directory string) *Terraform {
	below := *tf
	below.dir = filepath.Join(tf.dir, filepath.FromSlash(directory))
	return &below
}

// Since skips the test where Terraform, or OpenTofu, is older than version 1.minor.
func (tf *Terraform) Since(minor int) *Terraform {
	tf.t.Helper()
	var version struct {
		Number string `json:"terraform_version"`
	}
	check(tf.t, json.Unmarshal([]byte(tf.Run("version", "-json").OK(tf.t).Stdout), &version))
	var have int
	if _, err := fmt.Sscanf(version.Number, "1.%d", &have); err != nil {
		tf.t.Fatalf("version %q: %s", version.Number, err)
	}
	if have < minor {
		tf.t.Skipf("needs version 1.%d, and this is %s", minor, version.Number)
	}
	return tf
}

// Within bounds each run to come, for one that waits for the real AWS.
func (tf *Terraform) Within(longest time.Duration) { tf.longest = longest }

// Setenv changes the environment of the runs to come; an empty value removes a variable.
func (tf *Terraform) Setenv(name, value string) { tf.env[name] = value }

// Init installs the provider as users do: from a mirror, with a lock file, and with the modules of the configuration.
func (tf *Terraform) Init() Result {
	tf.t.Helper()
	at, err := install()
	check(tf.t, err)
	check(tf.t, os.WriteFile(tf.env["TF_CLI_CONFIG_FILE"], []byte(at.release()), 0o600))
	return tf.Run("init")
}

// Apply plans and applies without asking.
func (tf *Terraform) Apply(args ...string) Result {
	tf.t.Helper()
	return tf.Run(append([]string{"apply", "-auto-approve"}, args...)...)
}

// Plan plans; the exit code is 0 for an empty plan, 2 for one that changes something.
func (tf *Terraform) Plan(args ...string) Result {
	tf.t.Helper()
	return tf.Run(append([]string{"plan", "-detailed-exitcode"}, args...)...)
}

// PlanChanges plans and returns what the plan does to each resource, by address.
func (tf *Terraform) PlanChanges(args ...string) (map[string]*tfjson.ResourceChange, Result) {
	tf.t.Helper()
	const file = "changes.tfplan"
	result := tf.Plan(append(args, "-out="+file)...)
	changes := map[string]*tfjson.ResourceChange{}
	if result.Code == 1 {
		return changes, result
	}
	var plan tfjson.Plan
	check(tf.t, json.Unmarshal([]byte(tf.Run("show", "-json", file).OK(tf.t).Stdout), &plan))
	for _, change := range plan.ResourceChanges {
		changes[change.Address] = change
	}
	return changes, result
}

// Destroy destroys everything without asking.
func (tf *Terraform) Destroy(args ...string) Result {
	tf.t.Helper()
	return tf.Run(append([]string{"destroy", "-auto-approve"}, args...)...)
}

// State returns the managed resources in the state, by address.
func (tf *Terraform) State() map[string]*tfjson.StateResource {
	tf.t.Helper()
	var state tfjson.State
	check(tf.t, json.Unmarshal([]byte(tf.Run("show", "-json").OK(tf.t).Stdout), &state))
	resources := map[string]*tfjson.StateResource{}
	if state.Values == nil {
		return resources
	}
	for modules := []*tfjson.StateModule{state.Values.RootModule}; len(modules) > 0; modules = modules[1:] {
		for _, resource := range modules[0].Resources {
			if resource.Mode == tfjson.ManagedResourceMode {
				resources[resource.Address] = resource
			}
		}
		modules = append(modules, modules[0].ChildModules...)
	}
	return resources
}

// Run runs Terraform and waits for it.
func (tf *Terraform) Run(args ...string) Result {
	tf.t.Helper()
	return tf.Start(args...).Wait()
}

// Run is one run of Terraform that goes on beside the test.
type Run struct {
	t              testing.TB
	command        *exec.Cmd
	stdout, stderr bytes.Buffer
	started        time.Time
	ended          chan struct{}
	result         Result
}

// Start starts Terraform.
func (tf *Terraform) Start(args ...string) *Run {
	tf.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), tf.longest)
	run := &Run{t: tf.t, command: exec.CommandContext(ctx, tf.program, args...), ended: make(chan struct{})} //nolint:gosec // it is Terraform
	run.command.Dir = tf.dir
	run.command.Stdout, run.command.Stderr = &run.stdout, &run.stderr
	run.command.WaitDelay = 10 * time.Second
	for _, name := range slices.Sorted(maps.Keys(tf.env)) {
		if tf.env[name] != "" {
			run.command.Env = append(run.command.Env, name+"="+tf.env[name])
		}
	}
	run.started = time.Now()
	check(tf.t, run.command.Start())
	go func() {
		defer close(run.ended)
		defer cancel()
		err := run.command.Wait()
		run.result = Result{
			Command: strings.Join(args, " "), Code: run.command.ProcessState.ExitCode(), Took: time.Since(run.started),
			Stdout: run.stdout.String(), Stderr: run.stderr.String(),
		}
		if run.result.Code < 0 && err != nil {
			run.result.Stderr += "\n" + err.Error()
		}
	}()
	tf.t.Cleanup(func() {
		cancel()
		<-run.ended
	})
	return run
}

// Interrupt does what Ctrl-C does.
func (r *Run) Interrupt() { r.signal(os.Interrupt) }

// Kill ends Terraform at once, as when the machine dies.
func (r *Run) Kill() { r.signal(os.Kill) }

func (r *Run) signal(signal os.Signal) {
	r.t.Helper()
	check(r.t, r.command.Process.Signal(signal))
}

// Wait returns what the run said when it has ended.
func (r *Run) Wait() Result {
	r.t.Helper()
	<-r.ended
	return r.result
}

// Until returns when a condition holds, and stops the test when the run ends before.
func (r *Run) Until(what string, condition func() bool) {
	r.t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !condition() {
		select {
		case <-tick.C:
		case <-r.ended:
			r.t.Fatalf("ended before %s\n%s", what, r.result)
		}
	}
}

// Meanwhile does something every so often while the run goes on, and returns what the run said.
func (r *Run) Meanwhile(every time.Duration, do func()) Result {
	r.t.Helper()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			do()
		case <-r.ended:
			return r.Wait()
		}
	}
}
