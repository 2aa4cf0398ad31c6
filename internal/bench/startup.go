// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// The budget of start-up, in multiples of a bare provider, and of size. Of the memory, the schemas of all types are some 3 MB; most are
// pages of the program, of which the SDK touches a part for each service when it starts.
const (
	maxStartupCPU    = 1.8
	maxStartupMemory = 2.2
	maxBinarySize    = 36 // MB
)

const bareAddress = "terraform-provider-bedrock/bare"

// contestant is a provider with a configuration of one resource.
type contestant struct {
	name    string
	address string
	binary  string
	config  string

	timed   *terraform.CLI
	weighed *terraform.CLI
	peaks   string // file

	wall, cpu []time.Duration
	memory    []int64
}

// startup validates a configuration with one resource, with our provider and with a bare one.
func (b *bench) startup(ctx context.Context) ([]result, error) {
	bare := filepath.Join(b.dir, "terraform-provider-bare")
	if err := buildBare(ctx, bare); err != nil {
		return nil, err
	}
	ours := b.ours()
	floor := &contestant{name: "bare", address: bareAddress, binary: bare,
		config: "resource \"bare_thing\" \"one\" {\n  name = \"one\"\n}\n"}
	for _, c := range []*contestant{ours, floor} {
		if err := b.prepare(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := b.race(ctx, ours, floor); err != nil {
		return nil, err
	}
	size, err := sizeOf(b.provider)
	if err != nil {
		return nil, err
	}
	return []result{
		atMost("`terraform validate`, processor time, in multiples of bare", ratio(median(ours.cpu), median(floor.cpu)), maxStartupCPU, ""),
		info("the same: duration, in multiples of bare", "%s", number(ratio(median(ours.wall), median(floor.wall)))),
		info("the same: duration in milliseconds, ours and bare", "%d and %d",
			median(ours.wall).Milliseconds(), median(floor.wall).Milliseconds()),
		atMost("peak memory of the provider, in multiples of bare",
			float64(median(ours.memory))/float64(median(floor.memory)), maxStartupMemory, ""),
		info("the same in MB, ours and bare", "%.0f and %.0f", megabytes(median(ours.memory)), megabytes(median(floor.memory))),
		atMost("size of the provider without debug symbols", size, maxBinarySize, " MB"),
	}, nil
}

// ours is our provider with a bucket.
func (b *bench) ours() *contestant {
	return &contestant{name: "bedrock", address: terraform.Address, binary: b.provider,
		config: "resource \"bedrock_data_bucket\" \"one\" {\n  bucket = \"one-bucket\"\n}\n"}
}

// race lets contestants take turns. The first round only warms the caches of the file system.
func (b *bench) race(ctx context.Context, contestants ...*contestant) error {
	for round := range b.rounds + 1 {
		for _, c := range contestants {
			if err := c.round(ctx); err != nil {
				return err
			}
			if round == 0 {
				c.wall, c.cpu, c.memory = nil, nil, nil
			}
		}
	}
	return nil
}

func ratio(a, b time.Duration) float64 { return a.Seconds() / b.Seconds() }

// buildBare builds as make build does.
func buildBare(ctx context.Context, to string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-trimpath", "-tags", "grpcnotrace", "-ldflags", "-s -w",
		"-o", to, "./internal/bench/bare")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the bare provider: %w\n%s", err, out)
	}
	return nil
}

// prepare installs a provider twice: as it is, for the time, and wrapped, for the memory.
func (b *bench) prepare(ctx context.Context, c *contestant) (err error) {
	if c.timed, err = b.workspace(ctx, c.name, c.address, c.binary, header(c.name, c.address)+c.config); err != nil {
		return err
	}
	return b.prepareWeighed(ctx, c)
}

func (b *bench) prepareWeighed(ctx context.Context, c *contestant) error {
	wrapper, env, peaks, err := weighing(b.dir, c.binary)
	if err != nil {
		return err
	}
	c.peaks = peaks
	c.weighed, err = b.workspace(ctx, c.name+"-weighed", c.address, wrapper, header(c.name, c.address)+c.config, env...)
	return err
}

func (c *contestant) round(ctx context.Context) error {
	began := time.Now()
	state, err := c.timed.Run(ctx, "validate", "-no-color")
	if err != nil {
		return err
	}
	c.wall = append(c.wall, time.Since(began))
	c.cpu = append(c.cpu, cpu(state))
	if _, err := c.weighed.Run(ctx, "validate", "-no-color"); err != nil {
		return err
	}
	peak, err := highestPeak(c.peaks)
	c.memory = append(c.memory, peak)
	return err
}
