// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command chaos interrupts and kills the real Terraform and the real provider at random moments, recovers as a user would,
// and asks the simulator what was lost, made twice or paid twice. The same seed makes the same choices; where exactly a blow
// lands depends on the machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		if !errors.Is(err, errBroken) { // then the last line is the score
			fmt.Fprintln(os.Stderr, "chaos:", err)
		}
		os.Exit(1)
	}
}

// errBroken is the verdict when something was lost or made twice.
var errBroken = errors.New("a promise was broken")

const usage = `chaos interrupts and kills Terraform and the provider at random moments of apply and destroy, recovers with the same
command again and a plan, and counts what was lost, made twice or paid twice. It needs Linux.

Run it from the root of the repository, after make build. TERRAFORM names the program to use; without it, terraform or tofu
on PATH is taken, or bin/terraform. A run takes about ten seconds.

Flags:
`

// options are the flags.
type options struct {
	provider string
	seed     uint64
	runs     int
	only     int // the one run to make; 0 for all
	parallel int
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("chaos", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.provider, "provider", "bin/terraform-provider-bedrock", "`program` of the provider")
	flags.Uint64Var(&o.seed, "seed", 1, "`number` that the choices are made from")
	flags.IntVar(&o.runs, "runs", 20, "`number` of runs")
	flags.IntVar(&o.only, "only", 0, "`number` of the one run to make, of those that the seed chooses")
	flags.IntVar(&o.parallel, "parallel", 2, "`number` of runs at a time, each in an account of its own")
	flags.Usage = func() {
		fmt.Fprint(stderr, usage) //nolint:errcheck // there is nowhere else to say so
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if o.runs < 1 || o.parallel < 1 || o.only < 0 {
		return o, errors.New("-runs and -parallel must be at least 1, and -only must not be negative")
	}
	return o, nil
}

// choices are the runs to make.
func (o options) choices() (all []choice) {
	if o.only > 0 {
		return []choice{choose(o.seed, o.only)}
	}
	for number := range o.runs {
		all = append(all, choose(o.seed, number+1))
	}
	return all
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if _, err := os.Stat(o.provider); err != nil {
		return fmt.Errorf("%w: run make build first", err)
	}
	path, dir, err := terraform.Begin("chaos")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	cli := terraform.CLI{Path: path}
	if cli.Env, err = terraform.Install(filepath.Join(dir, "installation"), terraform.Address, "0.0.1", o.provider); err != nil {
		return err
	}
	outcomes, err := o.makeRuns(ctx, dir, cli, stdout, stderr)
	total := &score{}
	for _, outcome := range outcomes {
		total.add(outcome)
	}
	_, writeErr := fmt.Fprintf(stdout, "\n%s\n%s\n", split(outcomes), total)
	if err := errors.Join(err, writeErr); err != nil {
		return err
	}
	if total.bad() {
		return errBroken
	}
	return nil
}
