// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command bench measures the provider against its budget: start-up, memory and size in multiples of the least that a
// provider can be, requests by counting them in the simulator, waiting on a clock that is turned by hand, and the check of a
// large data set. Counts are exact; times are medians of rounds in which both sides take turns, and are judged as ratios,
// so that the machine does not matter.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

func main() {
	if os.Getenv(programVariable) != "" {
		os.Exit(weigh())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// errMissed is the verdict when a budget is missed.
var errMissed = errors.New("a budget is missed")

// options are the flags.
type options struct {
	provider    string
	rounds      int
	datasetSize int64 // bytes
	only        string
	mirror      string // has hashicorp/aws
	write       bool
	read        string // a job for this process as a child: how to read the file that follows
}

const usage = `bench measures the provider against its budget, and fails when the budget is missed.

Run it from the root of the repository, after make build. TERRAFORM names the program to use; without it, terraform or
tofu on PATH is taken, or bin/terraform. It takes some minutes, and for the data set as much space in TMPDIR as
-dataset-size says.

Flags:
`

// guide is the page of the documentation that -write writes.
const guide = "templates/guides/benchmarks.md.tmpl"

func parse(args []string, stderr io.Writer) (options, []string, error) {
	o := options{datasetSize: 1 << 30}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.provider, "provider", "bin/terraform-provider-bedrock", "`program` of the provider")
	flags.IntVar(&o.rounds, "rounds", 9, "`number` of rounds of the measurements of time, at least 7")
	flags.Func("dataset-size", "`size` of the data set to check, such as 256MB (default 1GB)", func(text string) (err error) {
		o.datasetSize, err = parseSize(text)
		return err
	})
	flags.StringVar(&o.only, "only", "", "`groups` to measure, separated by commas: "+strings.Join(groupNames(), ", ")+" (default all)")
	flags.StringVar(&o.mirror, "mirror", "", "filesystem mirror, a `directory`, that has hashicorp/aws: for the group "+peerGroup)
	flags.BoolVar(&o.write, "write", false, "write the table to "+guide)
	flags.StringVar(&o.read, "read", "", "read the file that follows as a child process does: validate, syntax, scores or prices")
	flags.Usage = func() {
		fmt.Fprint(stderr, usage) //nolint:errcheck // there is nowhere else to say so
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return o, nil, err
	}
	if o.rounds < 7 {
		return o, nil, fmt.Errorf("-rounds %d: medians of fewer than 7 rounds say nothing", o.rounds)
	}
	if o.read == "" && flags.NArg() > 0 {
		return o, nil, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return o, flags.Args(), nil
}

// parseSize reads a number of bytes with the unit MB or GB, of 2^20 and 2^30 bytes.
func parseSize(text string) (int64, error) {
	var number int64
	var unit string
	if _, err := fmt.Sscanf(text, "%d%s", &number, &unit); err != nil || number < 1 {
		return 0, fmt.Errorf("%q is not a size such as 256MB or 1GB", text)
	}
	switch unit {
	case "MB":
		return number << 20, nil
	case "GB":
		return number << 30, nil
	default:
		return 0, fmt.Errorf("%q is not a size such as 256MB or 1GB", text)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, rest, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if o.read != "" {
		return readAsChild(ctx, o.read, rest)
	}
	if _, err := os.Stat(o.provider); err != nil {
		return fmt.Errorf("%w: run make build first", err)
	}
	path, dir, err := terraform.Begin("bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &bench{options: o, dir: dir, terraform: path, log: stderr}
	results, err := b.measure(ctx)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(stdout, table(results)); err != nil {
		return err
	}
	if o.write {
		if err := writeGuide(guide, b.machine(ctx), results); err != nil {
			return err
		}
	}
	if missed(results) {
		return errMissed
	}
	return nil
}
