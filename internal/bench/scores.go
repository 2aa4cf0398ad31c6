// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

const (
	readsScores   = "scores"
	maxScoresPeak = 60 // MB

	// What AWS lets a job have: 5 data sets of 1,000 prompts of 4 KB. Answers are as long here.
	scoredRecords = 5000
	scoredText    = 4000
	scoredRounds  = 3
)

// scores reads the results of the largest job that AWS allows, with all 11 metrics of a judge.
func (b *bench) scores(ctx context.Context) ([]result, error) {
	path := filepath.Join(b.dir, "output.jsonl")
	if err := writeScores(path); err != nil {
		return nil, err
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	var ours readings
	for range scoredRounds {
		if err := b.read(ctx, &ours, readsScores, path); err != nil {
			return nil, err
		}
	}
	return []result{
		atMost(fmt.Sprintf("%d records with 11 scores each, %.0f MB: peak memory", scoredRecords, megabytes(file.Size())),
			megabytes(slices.Max(ours.peak)), maxScoresPeak, " MB"),
		info("the same: seconds, intervals included", "%.1f", slices.Min(ours.wall).Seconds()),
	}, os.Remove(path)
}

// readScores is what the process does that scores starts.
func readScores(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var reader scores.Reader
	if err := reader.Read(scores.Place{Dataset: "all"}, path, file); err != nil {
		return err
	}
	for _, summary := range reader.Summaries(nil) {
		if summary.Count+summary.Missing != scoredRecords {
			return fmt.Errorf("%s has %d scores, want %d", summary.Metric, summary.Count, scoredRecords)
		}
	}
	return nil
}

func writeScores(path string) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	for record := range scoredRecords {
		var all []string
		for metric := range 11 {
			all = append(all, fmt.Sprintf(`{"metricName":"Builtin.Metric%d","result":%v,"evaluatorDetails":[{"explanation":"because"}]}`,
				metric, float64((record+metric)%5)/4))
		}
		text := strings.Repeat("x", scoredText)
		if _, err := fmt.Fprintf(out, `{"automatedEvaluationResult":{"scores":[%s]},"inputRecord":{"prompt":"%d %s"},`+
			`"modelResponses":[{"modelIdentifier":"model","response":"%[3]s"}]}`+"\n", strings.Join(all, ","), record, text); err != nil {
			return err
		}
	}
	return out.Flush()
}
