// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

const (
	// mostUploaded is what the simulator, which keeps objects in memory, takes of a data set.
	mostUploaded  = 256 << 20
	uploadedPart  = 8 << 20
	maxUploadPeak = 130 // MB: the provider itself, and six parts on their way
)

// upload uploads a large data set, as an apply does, and counts the parts.
func (b *bench) upload(ctx context.Context) ([]result, error) {
	path := filepath.Join(b.dir, "uploaded.jsonl")
	if err := writeDataset(path, min(b.datasetSize, mostUploaded)); err != nil {
		return nil, err
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	sky, err := startCloud(ctx)
	if err != nil {
		return nil, err
	}
	defer sky.stop()
	wrapper, env, peaks, err := weighing(b.dir, b.provider)
	if err != nil {
		return nil, err
	}
	cli, err := b.workspace(ctx, "upload", terraform.Address, wrapper,
		header("bedrock", terraform.Address)+fmt.Sprintf(uploadConfig, path), slices.Concat(env, terraform.Simulated(sky.url))...)
	if err != nil {
		return nil, err
	}
	requests, err := sky.during(ctx, cli, "apply", "-auto-approve", "-input=false")
	if err != nil {
		return nil, err
	}
	peak, err := highestPeak(peaks)
	if err != nil {
		return nil, err
	}
	parts := (file.Size() + uploadedPart - 1) / uploadedPart
	return []result{
		atMost(fmt.Sprintf("`terraform apply` of a bedrock_dataset of %.0f MB: peak memory of the provider", megabytes(file.Size())),
			megabytes(peak), maxUploadPeak, " MB"),
		exactly("the same: parts that are sent", requests.of("UploadPart"), int(parts)),
		exactly("the same: uploads that are begun, and ended", requests.of("CreateMultipartUpload", "CompleteMultipartUpload"), 2),
	}, errors.Join(sky.empty(ctx, cli), os.Remove(path))
}
