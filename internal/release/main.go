// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command release tries a release before there is one. It builds the archives after .goreleaser.yml, twice, and compares the bytes; it
// verifies checksums, signature and SBOMs; and it installs the provider from its archives as terraform init does, with a lock file for all
// platforms, and starts it against the simulator of the release.
//
// GoReleaser does the release itself, in a workflow. It is not used here because it takes a newer Go than this module and hundreds of
// modules to build; what it is told stands in one file for both.
//
//	go run ./internal/release check [-version 0.0.1] [-platforms all|host|linux_amd64,...] [-dist directory]
//	go run ./internal/release sbom ARCHIVE DOCUMENT
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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) == 3 && args[0] == "sbom" {
		return writeSBOM(args[1], args[2])
	}
	if len(args) == 0 || args[0] != "check" {
		return errors.New("check and sbom ARCHIVE DOCUMENT are the commands")
	}
	c := check{say: func(format string, args ...any) { fmt.Fprintf(stdout, format+"\n", args...) }} //nolint:errcheck // it is a report
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.StringVar(&c.root, "root", ".", "`directory` of the repository")
	flags.StringVar(&c.dist, "dist", "dist", "`directory` to build in, which is emptied first")
	flags.StringVar(&c.version, "version", "0.0.1", "`version` to build")
	which := flags.String("platforms", "all", "`platforms` to build for: all, host, or some, such as linux_amd64,darwin_arm64")
	flags.BoolVar(&c.cold, "cold", false, "make the second build without what Go has kept of the first, which takes minutes")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch *which {
	case "all":
	case "host":
		c.only = []platform{host()}
	default:
		c.only = []platform{host()} // on which the rest is tried
		for name := range strings.SplitSeq(*which, ",") {
			goos, goarch, ok := strings.Cut(name, "_")
			if p := (platform{goos, goarch}); !ok {
				return fmt.Errorf("-platforms %s: all, host, and names such as linux_amd64 are known", name)
			} else if p != host() {
				c.only = append(c.only, p)
			}
		}
	}
	return c.run(ctx)
}
