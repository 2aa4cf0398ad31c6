// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// version is what providers are installed as.
const version = "0.0.1"

// bench is one run.
type bench struct {
	options
	dir       string // everything that is written goes below it
	terraform string // program
	log       io.Writer
}

// group is a part of the measurements that makes sense on its own.
type group struct {
	name    string
	title   string
	measure func(*bench, context.Context) ([]result, error)
}

func groups() []group {
	return []group{
		{"startup", "Start-up, memory and size", (*bench).startup},
		{"requests", "Requests to AWS", (*bench).requests},
		{"wait", "Waiting for a job", (*bench).waiting},
		{"dataset", "Checking a data set", (*bench).datasets},
		{"formats", "Checking each format", (*bench).formats},
		{"upload", "Uploading a data set", (*bench).upload},
		{"scores", "Reading the scores of an evaluation", (*bench).scores},
		{"prices", "Reading a price file", (*bench).prices},
		{peerGroup, "Beside hashicorp/aws", (*bench).peer},
	}
}

func groupNames() (names []string) {
	for _, g := range groups() {
		names = append(names, g.name)
	}
	return names
}

func (b *bench) measure(ctx context.Context) ([]result, error) {
	var all []result
	wanted := groupNames()
	switch {
	case b.only != "":
		wanted = strings.Split(b.only, ",")
	case b.mirror == "":
		wanted = slices.DeleteFunc(wanted, func(name string) bool { return name == peerGroup })
	}
	for _, g := range groups() {
		if !slices.Contains(wanted, g.name) {
			continue
		}
		b.say("measuring: %s", strings.ToLower(g.title[:1])+g.title[1:])
		results, err := g.measure(b, ctx)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.name, err)
		}
		for i := range results {
			results[i].group = g.title
		}
		all = append(all, results...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("-only %s: the groups are %s", b.only, strings.Join(groupNames(), ", "))
	}
	return all, nil
}

// say tells whoever waits what is going on.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.log, format+"\n", args...) //nolint:errcheck // there is nowhere else to say so
}

// workspace writes a configuration and installs a provider for it, as terraform init does.
func (b *bench) workspace(ctx context.Context, name, address, binary, config string, env ...string) (*terraform.CLI, error) {
	install, err := terraform.Install(filepath.Join(b.dir, name), address, version, binary)
	if err != nil {
		return nil, err
	}
	return b.initialised(ctx, name, config, slices.Concat(install, env))
}

// initialised is a directory with a configuration after terraform init.
func (b *bench) initialised(ctx context.Context, name, config string, env []string) (*terraform.CLI, error) {
	cli := &terraform.CLI{Path: b.terraform, Dir: filepath.Join(b.dir, name, "configuration"), Env: env}
	if err := os.MkdirAll(cli.Dir, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(cli.Dir, "main.tf"), []byte(config), 0o600); err != nil {
		return nil, err
	}
	_, err := cli.Run(ctx, "init", "-input=false", "-no-color")
	return cli, err
}

// machine says where the figures come from.
func (b *bench) machine(ctx context.Context) string {
	name := "unknown Terraform"
	out, err := exec.CommandContext(ctx, b.terraform, "version").Output()
	var exit *exec.ExitError
	if err == nil || errors.As(err, &exit) {
		name, _, _ = strings.Cut(string(out), "\n")
	}
	return fmt.Sprintf("%s, %s, %s/%s, %d processors", name, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}

// header requires one provider.
func header(name, address string) string {
	return fmt.Sprintf("terraform {\n  required_providers {\n    %s = {\n      source = %q\n    }\n  }\n}\n", name, address)
}
