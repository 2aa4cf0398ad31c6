// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

const (
	// speed makes the hour that a training takes pass in two seconds.
	speed = 1800
	// longest is how long one command of Terraform may take before the run is given up.
	longest = 2 * time.Minute
)

// site is a directory with a configuration and an account of its own, in which one run after the other happens.
type site struct {
	cli    terraform.CLI
	cloud  *simulator.Simulator
	server *http.Server
	usual  map[action]time.Duration // how long an action takes when nothing happens to it
	log    io.Writer
}

// open starts an account, installs the provider, and measures how long apply and destroy take.
func open(ctx context.Context, dir string, cli terraform.CLI, log io.Writer) (s *site, err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	cloud := simulator.New(simulator.Options{Speed: speed, Organization: organization()})
	s = &site{cli: cli, cloud: cloud, usual: map[action]time.Duration{}, log: log}
	s.server = &http.Server{Handler: distant(s.cloud, distance), ReadHeaderTimeout: 10 * time.Second}
	go s.server.Serve(listener) //nolint:errcheck // it ends when it is closed
	s.cli.Dir = dir
	s.cli.Env = append(terraform.Simulated("http://"+listener.Addr().String()), cli.Env...)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *site) close() error { return s.server.Close() }

func (s *site) prepare(ctx context.Context) error {
	if err := s.clean(fixed); err != nil {
		return err
	}
	if output, err := s.terraform(ctx, "init", "-input=false", "-no-color"); err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	for _, a := range []action{apply, destroy} {
		began := time.Now()
		if output, err := s.terraform(ctx, string(a), "-json", "-auto-approve", "-input=false"); err != nil {
			return fmt.Errorf("with nothing in its way: %w%s", err, told(output))
		}
		s.usual[a] = time.Since(began)
	}
	if left := s.cloud.Objects(); len(left) > 0 {
		return fmt.Errorf("with nothing in its way, destroy left %v", left)
	}
	return nil
}

// clean forgets the account and the directory, but for the installed provider, and writes the configuration.
func (s *site) clean(n names) error {
	s.cloud.Reset()
	entries, err := os.ReadDir(s.cli.Dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".terraform") {
			if err := os.RemoveAll(filepath.Join(s.cli.Dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(s.cli.Dir, "main.tf"), []byte(configuration(n)), 0o600)
}

// terraform runs one command and returns what it printed.
func (s *site) terraform(ctx context.Context, args ...string) (output string, err error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	var stdout strings.Builder
	cli := s.cli
	cli.Stdout = &stdout
	_, err = cli.Run(ctx, args...)
	return stdout.String(), err
}

// complain tells why a run is not as it should be.
func (s *site) complain(format string, args ...any) {
	fmt.Fprintf(s.log, format+"\n", args...) //nolint:errcheck // there is nowhere else to say so
}

// run makes one run and returns its score. An error is one of the runner, not of what it tests.
func (s *site) run(ctx context.Context, c choice) (outcome, error) {
	o := outcome{choice: c}
	if err := s.clean(c.names); err != nil {
		return o, err
	}
	if c.action == destroy {
		if output, err := s.terraform(ctx, "apply", "-json", "-auto-approve", "-input=false"); err != nil {
			return o, fmt.Errorf("before the blow: %w%s", err, told(output))
		}
	}
	limited, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	v, err := attack(limited, s.cli, c, s.usual[c.action], string(c.action), "-auto-approve", "-input=false", "-no-color")
	if err != nil {
		return o, err
	}
	o.hit, o.stayed, o.last = v.hit, v.stayed, lastWrite(s.cloud.Journal())
	words := v.words()
	r := s.recover(ctx, c.action)
	o.imports, o.changes = r.imports, r.changes
	s.cloud.Advance(2 * time.Hour) // a job that nobody knows of is done by then
	o.duplicates = duplicates(s.cloud.Objects(), c.action)
	if output, err := s.terraform(ctx, "destroy", "-json", "-auto-approve", "-input=false"); err != nil && r.abandoned == nil {
		r.abandoned = fmt.Errorf("%w%s", err, told(output))
	}
	o.unrecovered = r.abandoned != nil
	o.orphans = s.cloud.Objects()
	o.repeated = repeatedJobs(s.cloud.Journal())
	if o.bad() {
		s.complain("run %d, %s; orphans %v, error: %v\nwhat the victim said last:\n%s", c.number, c, o.orphans, r.abandoned, words)
	}
	return o, nil
}
