// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command recording runs make quickstart and draws what it printed, and when, as the moving picture of README.md: an SVG without
// scripts, whose lines appear when they were printed. Without motion it is the last frame, which has everything.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "recording:", err)
		os.Exit(1)
	}
}

// picture is the file that README.md shows.
const picture = ".github/quickstart.svg"

// command is what is recorded.
const command = "make quickstart"

// run is called in the root of the repository.
func run(ctx context.Context, args []string, stderr io.Writer) error {
	flags := flag.NewFlagSet("recording", flag.ContinueOnError)
	flags.SetOutput(stderr)
	to := flags.String("to", picture, "`file` of the picture")
	if err := flags.Parse(args); err != nil {
		return err
	}
	printed, err := record(ctx, stderr, "make", "--no-print-directory", "quickstart")
	if err != nil {
		return err
	}
	shown, err := choose(printed)
	if err != nil {
		return err
	}
	if err := betrays(shown); err != nil {
		return err
	}
	return os.WriteFile(*to, []byte(draw(command, shown)), 0o644)
}
