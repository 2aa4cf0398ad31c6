// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// peerGroup is measured only where -mirror says where hashicorp/aws is.
const peerGroup = "peer"

const peerAddress = "hashicorp/aws"

// peer validates a configuration with one bucket, with our provider and with hashicorp/aws. There is no budget: it shows what a root pays
// for each of the two.
func (b *bench) peer(ctx context.Context) ([]result, error) {
	if b.mirror == "" {
		return nil, errors.New("it needs -mirror")
	}
	ours := b.ours()
	if err := b.prepare(ctx, ours); err != nil {
		return nil, err
	}
	theirs, release, err := b.installPeer(ctx)
	if err != nil {
		return nil, err
	}
	if err := b.race(ctx, ours, theirs); err != nil {
		return nil, err
	}
	ourSize, err := sizeOf(ours.binary)
	if err != nil {
		return nil, err
	}
	theirSize, err := sizeOf(theirs.binary)
	if err != nil {
		return nil, err
	}
	beside := func(what, unit string, theirs, ours float64) result {
		return info(what+": hashicorp/aws "+release+" and ours", "%s and %s %s, %s times",
			number(theirs), number(ours), unit, number(theirs/ours))
	}
	milliseconds := func(d []time.Duration) float64 { return float64(median(d).Milliseconds()) }
	return []result{
		beside("`terraform validate` of one bucket, processor time", "ms", milliseconds(theirs.cpu), milliseconds(ours.cpu)),
		beside("the same, duration", "ms", milliseconds(theirs.wall), milliseconds(ours.wall)),
		beside("the same, peak memory of the provider", "MB", megabytes(median(theirs.memory)), megabytes(median(ours.memory))),
		beside("size of the program", "MB", theirSize, ourSize),
	}, nil
}

// sizeOf a program, in MB.
func sizeOf(program string) (float64, error) {
	file, err := os.Stat(program)
	if err != nil {
		return 0, err
	}
	return megabytes(file.Size()), nil
}

// installPeer installs hashicorp/aws as its users do, packed or not, and finds the program that Terraform starts, with its version.
func (b *bench) installPeer(ctx context.Context) (c *contestant, release string, err error) {
	c = &contestant{name: "aws", address: peerAddress, config: "resource \"aws_s3_bucket\" \"one\" {\n  bucket = \"one-bucket\"\n}\n"}
	dir := filepath.Join(b.dir, c.name)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, "", err
	}
	mirror, err := filepath.Abs(b.mirror)
	if err != nil {
		return nil, "", err
	}
	env, err := terraform.UseMirror(dir, mirror)
	if err != nil {
		return nil, "", err
	}
	if c.timed, err = b.initialised(ctx, c.name, header(c.name, c.address)+c.config, env); err != nil {
		return nil, "", fmt.Errorf("installing %s from %s: %w", peerAddress, mirror, err)
	}
	// .terraform/providers/<host>/hashicorp/aws/<version>/<platform>/terraform-provider-aws_v<version>_x5
	found, err := filepath.Glob(filepath.Join(c.timed.Dir, ".terraform", "providers", "*", peerAddress, "*", "*", "terraform-provider-aws_*"))
	if err != nil || len(found) != 1 {
		return nil, "", fmt.Errorf("looking for the program of %s: found %q", peerAddress, found)
	}
	c.binary = found[0]
	release, _, _ = strings.Cut(strings.TrimPrefix(filepath.Base(c.binary), "terraform-provider-aws_v"), "_")
	return c, release, b.prepareWeighed(ctx, c)
}
