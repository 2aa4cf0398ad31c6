// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

const rehearsal = `terraform {
  required_providers {
    bedrock = {
      source  = "` + terraform.Address + `"
      version = "%s"
    }
  }
}

provider "bedrock" {
  region = "us-east-1"
}

resource "bedrock_data_bucket" "data" {
  bucket = "rehearsal-of-a-release"
}

output "bucket" {
  value = bedrock_data_bucket.data.s3_uri
}
`

// install puts the archives into a mirror, locks them for all platforms, installs from there, and lets the provider make a bucket in the
// simulator of the release.
func (c check) install(ctx context.Context, d distribution, archives []released) error {
	program, err := terraform.Find()
	if err != nil {
		return err
	}
	dist, err := filepath.Abs(c.dist)
	if err != nil {
		return err
	}
	mirror := filepath.Join(dist, "mirror")
	var simulator string
	lock := []string{"providers", "lock", "-fs-mirror=" + mirror}
	locked := 0
	for _, a := range archives {
		switch {
		case a.build == "provider":
			for _, registry := range []string{"registry.terraform.io", "registry.opentofu.org"} {
				to := filepath.Join(mirror, registry, filepath.FromSlash(terraform.Address), a.name)
				if err := copyFile(filepath.Join(d.dir, a.name), to); err != nil {
					return err
				}
			}
			lock = append(lock, "-platform="+a.platform.String())
			locked++
		case a.platform == host():
			if simulator, err = unpack(filepath.Join(d.dir, a.name), dist); err != nil {
				return err
			}
		}
	}
	cloud, stop, err := start(ctx, simulator)
	if err != nil {
		return err
	}
	defer stop()
	if err := c.rehearse(ctx, program, dist, cloud, lock); err != nil {
		return err
	}
	hashes, err := os.ReadFile(filepath.Join(dist, "root", ".terraform.lock.hcl"))
	if err != nil {
		return err
	}
	if have := strings.Count(string(hashes), `"h1:`); have != locked {
		return fmt.Errorf("the lock file has %d hashes for %d platforms:\n%s", have, locked, hashes)
	}
	c.say("locked for %d platforms, installed from the archive, made a bucket in the simulator of the release, planned again, destroyed it",
		locked)
	return nil
}

// rehearse runs Terraform with the mirror and nothing else, against a simulator.
func (c check) rehearse(ctx context.Context, program, dist, cloud string, lock []string) error {
	mirror, dir := filepath.Join(dist, "mirror"), filepath.Join(dist, "root")
	settings := filepath.Join(dist, "terraform.rc")
	text := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	if err := errors.Join(
		os.MkdirAll(dir, 0o755), os.WriteFile(settings, []byte(text), 0o600),
		os.WriteFile(filepath.Join(dir, "main.tf"), fmt.Appendf(nil, rehearsal, c.version), 0o600),
	); err != nil {
		return err
	}
	for _, args := range [][]string{
		lock, {"init", "-lockfile=readonly", "-input=false"}, {"apply", "-auto-approve", "-input=false"},
		{"plan", "-detailed-exitcode", "-input=false"}, {"destroy", "-auto-approve", "-input=false"},
	} {
		cmd := exec.CommandContext(ctx, program, args...)
		cmd.Dir = dir
		cmd.Env = environ(append(terraform.Simulated(cloud), "TF_CLI_CONFIG_FILE="+settings, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1")...)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("terraform %s: %w\n%s", args[0], err, out)
		}
	}
	return nil
}

// start starts the simulator of a release, which ends with stop.
func start(ctx context.Context, program string) (url string, stop func(), err error) {
	if program == "" {
		return "", nil, errors.New("there is no simulator for this machine among the archives")
	}
	cmd := exec.CommandContext(ctx, program, "-listen", "127.0.0.1:0")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("starting the simulator: %w", err)
	}
	stop = func() {
		_ = cmd.Process.Kill() // it holds nothing that outlives it
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	url, listens := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !listens {
		stop()
		return "", nil, fmt.Errorf("the simulator does not say where it listens: %q %w", line, err)
	}
	return url, stop, nil
}

// unzip takes one file out of an archive.
func unzip(archive, name, to string) error {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // it was read
	in, err := r.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()                                                       //nolint:errcheck // as above
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o700) //nolint:gosec // a program
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
