// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// Address is where `required_providers` says the provider comes from; both registries are asked for it, Terraform's and
// OpenTofu's.
const Address = "terraform-provider-bedrock/bedrock"

// Install makes a directory from which `terraform init` installs a provider without a network: a mirror, and settings that
// allow nothing else. It returns the environment that makes Terraform use them.
func Install(dir, address, version, binary string) (env []string, err error) {
	mirror := filepath.Join(dir, "mirror")
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		platform := filepath.Join(mirror, host, filepath.FromSlash(address), version, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(platform, 0o750); err != nil {
			return nil, err
		}
		name := "terraform-provider-" + filepath.Base(filepath.FromSlash(address)) + "_v" + version
		if err := copyProgram(binary, filepath.Join(platform, name)); err != nil {
			return nil, fmt.Errorf("filling the mirror: %w", err)
		}
	}
	return UseMirror(dir, mirror)
}

// UseMirror writes settings to a directory with which `terraform init` installs from a mirror and from nowhere else. It returns the
// environment that makes Terraform use them.
func UseMirror(dir, mirror string) (env []string, err error) {
	settings := filepath.Join(dir, "terraform.rc")
	text := fmt.Sprintf("disable_checkpoint = true\n\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
		return nil, err
	}
	return []string{"TF_CLI_CONFIG_FILE=" + settings}, nil
}

func copyProgram(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o700) //nolint:gosec // a program
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
