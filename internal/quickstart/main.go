// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command quickstart shows the provider at work on a machine without an AWS account: the real Terraform or OpenTofu
// installs the provider that make built, applies examples/quickstart against the simulator, plans again, destroys
// everything, and looks whether anything is left. It leaves nothing behind, on this machine either.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	interrupted := ctx.Err() != nil
	stop()
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return
	case interrupted:
		fmt.Fprintln(os.Stderr, "\nquickstart: interrupted; everything that it made went with the simulator")
	default:
		fmt.Fprintln(os.Stderr, "\nquickstart:", err)
	}
	os.Exit(1)
}

const usage = `quickstart applies examples/quickstart with the real Terraform or OpenTofu against a simulated AWS, and cleans up.

Run it from the root of the repository, after make build simulator. TERRAFORM names the program to use; without it,
terraform or tofu on PATH is taken, or bin/terraform.

To look at what the provider says to AWS, put a proxy in between: give the simulator a fixed port and the provider the
address of the proxy, as in
  quickstart -listen 127.0.0.1:4566 -endpoint http://127.0.0.1:4600

Flags:
`

// options are the flags.
type options struct {
	example   string
	provider  string
	simulator string
	listen    string
	endpoint  string
	speed     float64
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.example, "example", "examples/quickstart", "`directory` of the configuration to apply")
	flags.StringVar(&o.provider, "provider", "bin/terraform-provider-bedrock", "`program` of the provider")
	flags.StringVar(&o.simulator, "simulator", "bin/bedrock-simulator", "`program` of the simulator")
	flags.StringVar(&o.listen, "listen", "127.0.0.1:0", "loopback `address` of the simulator; port 0 takes a free one")
	flags.StringVar(&o.endpoint, "endpoint", "", "`URL` at which the provider reaches AWS, if not that of the simulator itself")
	flags.Float64Var(&o.speed, "speed", 220, "`seconds` of simulated time in a second: the training takes one simulated hour")
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
	return o, nil
}

// colored says whether to print in colours: where somebody looks at a terminal, unless the variables say otherwise that other
// programs heed, too.
func colored(stdout io.Writer, getenv func(string) string) bool {
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case getenv("CLICOLOR_FORCE") != "":
		return true
	}
	file, isFile := stdout.(*os.File)
	if !isFile || getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// run does it all in a temporary directory, with none of the AWS and Terraform settings of whoever runs it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	cli, dir, err := terraform.Begin("quickstart")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	q := &quickstart{options: o, dir: dir, out: &printer{w: stdout}, color: colored(stdout, os.Getenv), cli: terraform.CLI{Path: cli}}
	defer func() { err = errors.Join(err, q.stop()) }()
	return q.run(ctx)
}
