// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package terraform_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// script is the path of a program of testdata. It is not written by the test: a file that was just written cannot be
// executed while another test forks.
func script(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFind_takesWhatTheVariableNames(t *testing.T) {
	path := script(t, "failing")
	t.Setenv("TERRAFORM", path)
	if got, err := terraform.Find(); err != nil || got != path {
		t.Errorf("Find() = %q, %v, want %q", got, err, path)
	}
}

func TestFind_saysThatTheVariableIsWrong(t *testing.T) {
	t.Setenv("TERRAFORM", filepath.Join(t.TempDir(), "nothing"))
	if _, err := terraform.Find(); err == nil || !strings.Contains(err.Error(), "TERRAFORM") {
		t.Errorf("Find() = %v, want an error that names the variable", err)
	}
}

func TestFind_looksForOpenTofuToo(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(script(t, "failing"), filepath.Join(dir, "tofu")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TERRAFORM", "")
	t.Setenv("PATH", dir)
	if got, err := terraform.Find(); err != nil || filepath.Base(got) != "tofu" {
		t.Errorf("Find() = %q, %v, want tofu", got, err)
	}
}

func TestFind_saysWhatToDoWhenThereIsNone(t *testing.T) {
	t.Setenv("TERRAFORM", "")
	t.Setenv("PATH", t.TempDir())
	t.Chdir(t.TempDir())
	if got, err := terraform.Find(); err == nil || !strings.Contains(err.Error(), "install") {
		t.Errorf("Find() = %q, %v, want an error that says to install one", got, err)
	}
}

func TestIsolate_forgetsTheSettingsOfTheUser(t *testing.T) {
	t.Setenv("AWS_PROFILE", "mine")
	t.Setenv("AWS_ENDPOINT_URL_S3", "mine")
	t.Setenv("AWS_CONFIG_FILE", "mine")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "mine")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "mine")
	t.Setenv("CHECKPOINT_DISABLE", "mine")
	t.Setenv("TF_CLI_ARGS", "mine")
	t.Setenv("TF_IN_AUTOMATION", "mine")
	if err := terraform.Isolate(); err != nil {
		t.Fatal(err)
	}
	for _, entry := range os.Environ() {
		if strings.HasSuffix(entry, "=mine") {
			t.Errorf("%s is still there", entry)
		}
	}
	if got := os.Getenv("AWS_CONFIG_FILE"); got != os.DevNull {
		t.Errorf("AWS_CONFIG_FILE is %q: without it, ~/.aws/config is read", got)
	}
}

func TestInstall_isAllThatInitNeeds(t *testing.T) {
	t.Parallel()
	path, err := terraform.Find()
	if err != nil {
		t.Skipf("needs Terraform or OpenTofu: %s", err)
	}
	cli := terraform.CLI{Path: path, Dir: t.TempDir()}
	if cli.Env, err = terraform.Install(t.TempDir(), terraform.Address, "0.0.1", script(t, "failing")); err != nil {
		t.Fatal(err)
	}
	config := `terraform {
	  required_providers {
	    bedrock = {
	      source = "` + terraform.Address + `"
	    }
	  }
	}`
	if err := os.WriteFile(filepath.Join(cli.Dir, "main.tf"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := cli.Run(t.Context(), "init", "-no-color"); err != nil {
		t.Fatal(err)
	}
	lock, err := os.ReadFile(filepath.Join(cli.Dir, ".terraform.lock.hcl"))
	if err != nil || !strings.Contains(string(lock), terraform.Address) || !strings.Contains(string(lock), "h1:") {
		t.Errorf("the lock file does not hold the checksum of the provider: %v\n%s", err, lock)
	}
}

func TestRun_returnsTheExitCodeAndWhatWasWrong(t *testing.T) {
	t.Parallel()
	cli := terraform.CLI{Path: script(t, "failing"), Dir: t.TempDir(), Env: []string{"COLOUR=green"}}
	_, err := cli.Run(t.Context(), "plan")
	var exit *terraform.ExitError
	if !errors.As(err, &exit) || exit.Code != 2 || exit.Command != "failing plan" {
		t.Fatalf("Run() = %v, want exit code 2 of the plan", err)
	}
	if want := "plan in " + cli.Dir + ": green\n"; exit.Stderr != want {
		t.Errorf("standard error is %q, want %q", exit.Stderr, want)
	}
}

// stopper cancels as soon as the program has said that it runs.
type stopper struct {
	printed bytes.Buffer
	stop    context.CancelFunc
}

func (s *stopper) Write(p []byte) (int, error) {
	defer s.stop()
	return s.printed.Write(p)
}

func TestRun_interruptsOnceAndLetsTheStateBeWritten(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no interrupts to send")
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &stopper{stop: cancel}
	cli := terraform.CLI{Path: script(t, "running"), Dir: t.TempDir(), Stdout: out}
	if _, err := cli.Run(ctx, "apply"); !errors.Is(err, context.Canceled) {
		t.Errorf("Run() = %v, want the end of the context", err)
	}
	if got := out.printed.String(); got != "running\nstate written\n" {
		t.Errorf("it printed %q", got)
	}
}

func TestRun_saysWhyItCannotStart(t *testing.T) {
	t.Parallel()
	cli := terraform.CLI{Path: filepath.Join(t.TempDir(), "nothing"), Dir: t.TempDir()}
	if _, err := cli.Run(t.Context(), "plan"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Run() = %v, want that the program does not exist", err)
	}
}
