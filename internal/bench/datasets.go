// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// The budget of the check of a data set.
const (
	minSpeed        = 200 // MB/s of processor time
	minSpeedRatio   = 1.2 // to encoding/json's check of the syntax
	maxDatasetPeak  = 100 // MB
	datasetRounds   = 7   // a round takes several seconds for each gigabyte
	readsToValidate = "validate"
	readsSyntax     = "syntax"
)

// datasets checks a large data set in processes of its own: with our package, and with encoding/json, which looks at the
// syntax only. The fastest rounds count: the check uses two processors, and whatever else runs on them only ever makes it
// slower. Then Terraform plans to upload the data set.
func (b *bench) datasets(ctx context.Context) ([]result, error) {
	path := filepath.Join(b.dir, "large.jsonl")
	b.say("  writing %.0f MB to %s, which are deleted at the end", megabytes(b.datasetSize), b.dir)
	if err := writeDataset(path, b.datasetSize); err != nil {
		return nil, err
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	var ours, theirs readings
	for range datasetRounds {
		if err := errors.Join(b.read(ctx, &ours, readsToValidate, path), b.read(ctx, &theirs, readsSyntax, path)); err != nil {
			return nil, err
		}
	}
	planned, err := b.planDataset(ctx, path)
	if err != nil {
		return nil, err
	}
	size := megabytes(file.Size())
	return []result{
		atLeast(fmt.Sprintf("%.0f MB of conversations: checked, hashed and counted in a second of processor time", size),
			size/slices.Min(ours.cpu).Seconds(), minSpeed, " MB"),
		atLeast("the same: speed in multiples of encoding/json's Valid, which looks at the syntax only",
			slices.Min(theirs.wall).Seconds()/slices.Min(ours.wall).Seconds(), minSpeedRatio, ""),
		info("the same: seconds, ours and Valid's", "%.1f and %.1f", slices.Min(ours.wall).Seconds(), slices.Min(theirs.wall).Seconds()),
		atMost("the same: peak memory", megabytes(slices.Max(ours.peak)), maxDatasetPeak, " MB"),
		atMost("`terraform plan` of its bedrock_dataset: peak memory of the provider", megabytes(planned), maxDatasetPeak, " MB"),
	}, os.Remove(path)
}

// planDataset plans a bedrock_dataset and returns the peak memory of the provider.
func (b *bench) planDataset(ctx context.Context, path string) (int64, error) {
	sky, err := startCloud(ctx)
	if err != nil {
		return 0, err
	}
	defer sky.stop()
	wrapper, env, peaks, err := weighing(b.dir, b.provider)
	if err != nil {
		return 0, err
	}
	cli, err := b.workspace(ctx, "dataset", terraform.Address, wrapper,
		header("bedrock", terraform.Address)+fmt.Sprintf(datasetConfig, path),
		slices.Concat(env, terraform.Simulated(sky.url))...)
	if err != nil {
		return 0, err
	}
	if _, err := cli.Run(ctx, "plan", "-input=false", "-no-color"); err != nil {
		return 0, err
	}
	return highestPeak(peaks)
}

// readings are what it took to read the file several times in the same way.
type readings struct {
	wall, cpu []time.Duration
	peak      []int64
}

// read reads the file once more, in a process of its own.
func (b *bench) read(ctx context.Context, r *readings, how, path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	_, env, peaks, err := weighing(b.dir, self)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "-read", how, path)
	cmd.Env = append(os.Environ(), env...)
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("reading the data set (%s): %w\n%s", how, err, out)
	}
	r.wall = append(r.wall, time.Since(began))
	r.cpu = append(r.cpu, cpu(cmd.ProcessState))
	peak, err := highestPeak(peaks)
	r.peak = append(r.peak, peak)
	return err
}

// readAsChild is what the process does that read starts.
func readAsChild(ctx context.Context, how string, files []string) error {
	if len(files) != 1 {
		return errors.New("-read takes one file")
	}
	switch how {
	case readsToValidate:
		report, err := dataset.ValidateFile(ctx, files[0], dataset.Options{Format: dataset.Conversation})
		if err == nil && !report.Valid() {
			err = fmt.Errorf("the data set is not valid: %v", report.Problems)
		}
		return err
	case readsSyntax:
		return readSyntax(files[0])
	case readsScores:
		return readScores(files[0])
	case readsPrices:
		return readPrices(files[0])
	default:
		return fmt.Errorf("-read %s: it is %s, %s, %s or %s", how, readsToValidate, readsSyntax, readsScores, readsPrices)
	}
}

// readSyntax is the least that a program with the standard library does: is every line JSON?
func readSyntax(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<20), dataset.MaxLineBytes)
	for lines.Scan() {
		if !json.Valid(lines.Bytes()) {
			return errors.New("a line is not JSON")
		}
	}
	return lines.Err()
}

// writeDataset writes conversations of 0.5 to 5 KB each, no two of them the same.
func writeDataset(path string, size int64) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	for number, written := 0, int64(0); written < size; number++ {
		n, err := io.WriteString(out, conversation(number))
		if err != nil {
			return err
		}
		written += int64(n)
	}
	return out.Flush()
}
