// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// providerSource is how configurations name the provider. Terraform and OpenTofu put a registry of their own in front of it.
const providerSource = "terraform-provider-bedrock/bedrock"

// TerraformProgram is the Terraform, or OpenTofu, that tests run: TF_ACC_TERRAFORM_PATH, or terraform on PATH. A machine that
// has none skips the test.
func TerraformProgram(t testing.TB) string {
	t.Helper()
	named := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if named == "" {
		if _, err := exec.LookPath("terraform"); err != nil {
			t.Skip("needs Terraform: there is none on PATH, and TF_ACC_TERRAFORM_PATH names none")
		}
		named = "terraform"
	}
	found, err := exec.LookPath(named)
	check(t, err)
	program, err := filepath.Abs(found)
	check(t, err)
	return program
}

// installed is the provider as built from the working tree.
type installed struct {
	mirror string // a filesystem mirror, as terraform init reads it
	dir    string // of the program, as dev_overrides names it
}

// install builds the provider once for each test process. The program stays in bin/, so that the next process finds it up to
// date.
var install = sync.OnceValues(func() (installed, error) {
	gomod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return installed{}, fmt.Errorf("looking for the module: %w", err)
	}
	root := filepath.Dir(strings.TrimSpace(string(gomod)))
	mirror := filepath.Join(root, "bin", "test")
	platform := runtime.GOOS + "_" + runtime.GOARCH
	version := func(host string) string {
		return filepath.Join(mirror, host, filepath.FromSlash(providerSource), "0.0.1")
	}
	at := installed{mirror: mirror, dir: filepath.Join(version("registry.terraform.io"), platform)}
	if err := os.MkdirAll(at.dir, 0o750); err != nil {
		return installed{}, err
	}
	// The registry of OpenTofu has the same. OpenTofu follows a link to a package, and none above it.
	if err := os.MkdirAll(version("registry.opentofu.org"), 0o750); err != nil {
		return installed{}, err
	}
	err = os.Symlink(at.dir, filepath.Join(version("registry.opentofu.org"), platform))
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return installed{}, err
	}
	//nolint:gosec // the arguments are ours; they are those of make build
	build := exec.Command("go", "build", "-buildvcs=false", "-trimpath", "-tags", "grpcnotrace", "-ldflags", "-s -w",
		"-o", filepath.Join(at.dir, "terraform-provider-bedrock"), ".")
	build.Dir = root
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return installed{}, fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	return at, nil
})

// ProviderProgram is the provider as make build builds it.
func ProviderProgram(t testing.TB) string {
	t.Helper()
	at, err := install()
	check(t, err)
	return filepath.Join(at.dir, "terraform-provider-bedrock")
}

// development is a CLI configuration that takes the program as it is, without terraform init.
func (i installed) development() string {
	return fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n  direct {}\n}\n", providerSource, i.dir)
}

// release is a CLI configuration in which terraform init finds the provider, and no other, in a mirror.
func (i installed) release() string {
	return fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", i.mirror)
}
