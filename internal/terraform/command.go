// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package terraform runs the Terraform or OpenTofu command line the way a user does, with one build of the provider and
// none of the settings of whoever is logged in. The programs behind make targets use it; the provider does not.
package terraform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// CLI is an installed Terraform or OpenTofu.
type CLI struct {
	// Path is the program.
	Path string
	// Dir is the directory of the configuration.
	Dir string
	// Env is what the program sees besides the environment of this process, such as where the provider is found.
	Env []string
	// Stdout and Stderr get what it prints. Nil: it is thrown away, but for errors, which Run returns.
	Stdout, Stderr io.Writer
}

// grace is how long Terraform may take to write its state after it was interrupted.
const grace = 20 * time.Second

// Find returns the program to run: what TERRAFORM names, or else terraform or tofu on PATH, or else bin/terraform below
// the current directory.
func Find() (string, error) {
	if named := os.Getenv("TERRAFORM"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("the variable TERRAFORM: %w", err)
		}
		return filepath.Abs(path)
	}
	for _, name := range []string{"terraform", "tofu", filepath.Join("bin", "terraform")} {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", errors.New("there is neither terraform nor tofu on PATH, and no bin/terraform: install one of them")
}

// Isolate makes this process, and all that it starts, forget the AWS and Terraform settings of whoever runs it: profiles,
// keys, endpoints, plugin caches, logs.
func Isolate() error {
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "TF_") {
			if err := os.Unsetenv(name); err != nil {
				return err
			}
		}
	}
	for name, value := range map[string]string{
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull, "AWS_EC2_METADATA_DISABLED": "true",
		"CHECKPOINT_DISABLE": "true", "TF_IN_AUTOMATION": "true",
	} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}

// Begin is how a program begins that runs Terraform: it finds Terraform, isolates itself, and makes a temporary directory with the
// name of its purpose, which the caller removes.
func Begin(purpose string) (path, dir string, err error) {
	if path, err = Find(); err != nil {
		return "", "", err
	}
	if err := Isolate(); err != nil {
		return "", "", err
	}
	dir, err = os.MkdirTemp("", "bedrock-"+purpose+"-")
	return path, dir, err
}

// Simulated is the environment in which the provider speaks to a simulator instead of AWS.
func Simulated(endpoint string) []string {
	return []string{
		"AWS_ENDPOINT_URL=" + endpoint, "AWS_ACCESS_KEY_ID=simulator", "AWS_SECRET_ACCESS_KEY=simulator",
	}
}

// ExitError is a run that ended with another exit code than 0.
type ExitError struct {
	Command string // such as "terraform apply"
	Code    int
	Stderr  string // when nobody else got it
}

func (e *ExitError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s ended with exit code %d\n%s", e.Command, e.Code, e.Stderr))
}

// Run runs one command, such as "plan", and returns how the process ended. When the context ends, Terraform is interrupted
// once, as by Ctrl-C, and gets time to write its state; then it and the providers it started are killed.
func (c *CLI) Run(ctx context.Context, args ...string) (*os.ProcessState, error) {
	cmd := exec.CommandContext(ctx, c.Path, args...) //nolint:gosec // running Terraform is the task
	cmd.Dir = c.Dir
	cmd.Env = append(os.Environ(), c.Env...)
	var errors strings.Builder
	cmd.Stdout, cmd.Stderr = c.Stdout, c.Stderr
	if c.Stderr == nil {
		cmd.Stderr = &errors
	}
	InOwnGroup(cmd)
	cmd.Cancel = func() error { return interrupt(cmd.Process) }
	cmd.WaitDelay = grace
	name := filepath.Base(c.Path) + " " + args[0]
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", name, err)
	}
	err := cmd.Wait()
	switch state := cmd.ProcessState; {
	case ctx.Err() != nil:
		killGroup(cmd.Process)
		return state, fmt.Errorf("%s: %w", name, context.Cause(ctx))
	case state != nil && state.ExitCode() > 0:
		return state, &ExitError{Command: name, Code: state.ExitCode(), Stderr: errors.String()}
	case err != nil:
		return state, fmt.Errorf("%s: %w", name, err)
	default:
		return state, nil
	}
}
